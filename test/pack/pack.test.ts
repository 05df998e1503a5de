import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commandTable } from '../../src/commands/command-table.ts';
import { checkout, Project } from '../e2e/project.ts';
import { Terminal } from '../e2e/terminal.ts';
import { run } from '../promises/checkout-copy.ts';
import { installPacked, nodes, packBuilt, useNode } from './installed-package.ts';
import { expectLongLog, longStep } from './long-log.ts';

const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'runbook-pack-'));
const packed = packBuilt(folder);
const project = new Project();
installPacked(project, packed);
const installed = join(project.directory, 'global/lib/node_modules/runbook');
const read = (file: string) => readFileSync(join(installed, file), 'utf8');

afterAll(() => {
  project.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('the packed file', () => {
  test('has all that it needs, and none of what only its makers do', () => {
    const { stdout } = spawnSync('tar', ['-tzf', packed], { encoding: 'utf8' });
    const files = stdout.trim().split('\n');
    for (const file of ['dist/cli.js', 'dist/rules/expect-by-eye.md', 'LICENSE', 'README.md', 'CHANGELOG.md'])
      expect(files).toContain(`package/${file}`);
    expect(files.filter((file) => /^package\/(?:src|test|fixtures|bench|node_modules)\//.test(file))).toEqual(
      [],
    );
  });

  test('needs no other package', () => {
    const manifest = JSON.parse(read('package.json'));
    expect(
      manifest.dependencies ?? manifest.optionalDependencies ?? manifest.peerDependencies,
    ).toBeUndefined();
    const { stdout } = spawnSync('npm', ['ls', '--global', '--all', '--parseable', '--prefix', 'global'], {
      cwd: project.directory,
      encoding: 'utf8',
    });
    expect(stdout.trim().split('\n').slice(1)).toEqual([installed]);
  });

  test('has the licence of every package that is built in', () => {
    const licences = read('dist/THIRD-PARTY-LICENCES.txt')
      .split(`\n${'-'.repeat(80)}\n\n`)
      .slice(1);
    const names = licences.map((text) => /^(\S+) \d\S* \(.+\)\n\n/.exec(text)?.[1]);
    // Of each kind one: used by the command line, by every run, by the parser, and what is no JavaScript.
    for (const name of ['commander', 'zx', 'micromark', 'yaml', 'tree-sitter-bash', 'vscode-languageserver'])
      expect(names).toContain(name);
    // Only checks and builds are made with these.
    for (const name of ['vitest', 'rolldown', 'ajv', 'playwright-core']) expect(names).not.toContain(name);
    for (const text of licences) expect(text).toMatch(/permission|permitted|Apache License/i);
  });
});

describe.each(nodes)('the installed command, on %s', (node) => {
  const place = new Project();
  place.env.PATH = project.env.PATH ?? '';
  useNode(place, node);
  afterAll(() => place.remove());
  const runbook = (...args: string[]) => run(place, 'runbook', args);

  test('runs on that Node', async () => {
    const { output } = await run(place, 'node', ['--version']);
    expect(output.trim()).toBe(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim());
    expect(await runbook('--version')).toEqual({ exit: 0, output: `${version}\n` });
  });

  test('prints the man page that is installed with it', async () => {
    const page = readFileSync(join(project.directory, 'global/share/man/man1/runbook.1'), 'utf8');
    expect(await runbook('man')).toEqual({ exit: 0, output: page });
  });

  test('lints, and explains a rule', async () => {
    place.runbook('```bash readonly\necho x\n```\n', 'right');
    // Nor does that Node have anything to say, such as of a flag that it does not know.
    expect(await runbook('lint', 'right')).toEqual({ exit: 0, output: 'no errors, no warnings\n' });
    place.runbook('```bash readonyl\necho x\n```\n', 'wrong');
    expect(await runbook('lint')).toEqual({ exit: 3, output: expect.stringMatching(/readonly/) });
    const page = readFileSync(join(checkout, 'docs/rules/annotation-unknown.md'), 'utf8');
    expect(await runbook('lint', '--explain', 'annotation-unknown')).toEqual({ exit: 0, output: page });
  });

  test('walks a runbook past its gate, and its journal holds', async () => {
    place.runbook(
      '```bash readonly id=look expect="1 \'all well\' line"\necho all well\n```\n\n' +
        '```bash gate="make x" id=make\necho made >made\n```\n',
    );
    const env = place.env;
    const terminal = new Terminal('runbook', ['run', 'x', '--as', 'kim'], { cwd: place.directory, env });
    await terminal.question(/Type {2}make x/);
    terminal.type('make x');
    expect(await terminal.exit(), terminal.text()).toBe(0);
    expect(place.read('made')).toBe('made\n');
    expect((await runbook('verify')).exit).toBe(0);
    const { output } = await runbook('report', '--format', 'html');
    expect(output).toMatch(/^<!doctype html>/i);
  });

  test('keeps a long log in a thread, and verifies it', async () => {
    place.runbook(longStep, 'long');
    expect(await runbook('run', 'long', '--no-input')).toMatchObject({ exit: 0 });
    expectLongLog(place);
    expect(await runbook('verify')).toMatchObject({ exit: 0 });
  });

  test('rehearses all of phase 00', async () => {
    for (const part of ['runbooks', 'fixtures']) {
      cpSync(join(checkout, part), join(place.directory, part), { recursive: true });
    }
    const { exit, output } = await runbook('rehearse', 'phase 00, from a cloud that is up to D-058');
    expect(output).toMatch(/^ok 1 - phase-00: phase 00, from a cloud that is up to D-058$/m);
    expect([exit, output]).toEqual([0, expect.stringMatching(/^1\.\.1$/m)]);
  });
});

test('docs/install.md names a file, scripts and commands that there are', () => {
  const text = readFileSync(join(checkout, 'docs/install.md'), 'utf8');
  const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  for (const [, script = ''] of text.matchAll(/npm run (\S+)/g)) expect(scripts).toHaveProperty(script);
  expect(text).toContain(`npm install --global --prefix ~/.local --offline ./${basename(packed)}`);
  const commands = commandTable.map(({ usage }) => usage.split(' ')[0]);
  const named = [...text.matchAll(/(?:^|[`(])runbook ([a-z]+)/gm)].map(([, name]) => name);
  expect(commands).toEqual(expect.arrayContaining(named));
});
