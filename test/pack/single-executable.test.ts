import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkout, Project } from '../e2e/project.ts';
import { Terminal } from '../e2e/terminal.ts';
import { run } from '../promises/checkout-copy.ts';
import { bareHost } from './bare-host.ts';
import { expectLongLog, longStep } from './long-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'runbook-sea-'));
const executable = join(folder, 'runbook');
let project: Project;

// It is made of what was built last; that takes seconds, and no network.
beforeAll(() => {
  execFileSync(process.execPath, [join(checkout, 'build/single-executable.mjs'), folder], {
    stdio: 'ignore',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(({ onTestFinished }) => {
  project = new Project();
  onTestFinished(() => project.remove());
});

const onBareHost = (...command: string[]) =>
  run(project, 'bwrap', [...bareHost(project, executable), ...command]);
const runbook = (...args: string[]) => onBareHost('runbook', ...args);
const bash = (script: string) => onBareHost('bash', '-c', script);

function copyRunbooks(): void {
  for (const part of ['runbooks', 'fixtures'])
    cpSync(join(checkout, part), join(project.directory, part), { recursive: true });
}

/** Puts the executable on the host under the name of Node, as bin/node. */
function callItNode(): void {
  mkdirSync(join(project.directory, 'bin'));
  symlinkSync('/bin/runbook', join(project.directory, 'bin/node'));
}

describe('the single executable, on a host with bash and without Node', () => {
  test('is the only Node there', async () => {
    expect((await bash('type -P node nodejs npm bun deno; echo $?')).output).toBe('1\n');
    const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
    expect(await runbook('--version')).toEqual({ exit: 0, output: `${version}\n` });
  });

  test('has what is shipped beside the bundle: grammars, pages, licences', async () => {
    copyRunbooks();
    // The project whose scripts it calls, and what that says of them.
    for (const part of ['scripts', 'project/runbook.config.yaml']) {
      cpSync(join(checkout, 'fixtures/cloud', part), join(project.directory, basename(part)), {
        recursive: true,
      });
    }
    expect((await runbook('lint', 'runbooks/phase-00-maas-reconfigure.md')).exit).toBe(0);
    const page = readFileSync(join(checkout, 'docs/rules/expect-by-eye.md'), 'utf8');
    expect(await runbook('lint', '--explain', 'expect-by-eye')).toEqual({ exit: 0, output: page });
    const { output } = await runbook('licences');
    expect(output).toMatch(/^zx \d.*\n\n.*Apache License/m);
    expect(output).toContain(`Node.js ${process.versions.node}\n\nNode.js is licensed for use as follows`);
  });

  test('lints many documents', async () => {
    for (let index = 0; index < 100; index += 1)
      project.runbook(`\`\`\`bash readonyl\nls ${index}\n\`\`\`\n`, `x${index}`);
    const { exit, output } = await runbook('lint', '--format', 'unix');
    expect([exit, output.match(/readonyl/g)?.length]).toEqual([3, 100]);
  });

  test('keeps a long log in a thread, and verifies it', async () => {
    project.runbook(longStep);
    expect(await runbook('run', 'x', '--no-input')).toMatchObject({ exit: 0 });
    expectLongLog(project);
    expect(await runbook('verify')).toMatchObject({ exit: 0 });
  });

  test('pauses at a gate, remembers what was done, and leaves nothing behind', async () => {
    project.runbook('```bash readonly id=a\nA=1; echo "$A"\n```\n\n```bash gate id=b\ntouch made\n```\n');
    expect((await runbook('run', 'x', '--no-input')).exit).toBe(5);
    expect((await runbook('resume', '--no-input')).exit).toBe(5);
    const { output } = await runbook('report');
    expect(JSON.parse(output)).toMatchObject({
      status: 'paused',
      steps: [{ id: 'a', status: 'passed' }, { id: 'b' }],
    });
    expect((await bash('ls -A /tmp; ls')).output).toBe('runbook.config.yaml\nrunbooks\n');
  });

  test('asks at a gate on a terminal', async () => {
    project.runbook('```bash gate="make x" id=make\necho made >made\n```\n');
    const command = 'env LANG=C.UTF-8 TERM=xterm runbook run x --as kim'.split(' ');
    const { directory: cwd, env } = project;
    const terminal = new Terminal('bwrap', [...bareHost(project, executable), ...command], { cwd, env });
    await terminal.question(/Type {2}make x/);
    terminal.type('make x');
    expect(await terminal.exit(), terminal.text()).toBe(0);
    expect(project.read('made')).toBe('made\n');
  });

  test('runs phase 00 up to its first question', async () => {
    copyRunbooks();
    callItNode();
    // The stand-in cloud is written for Node.
    const make =
      'PATH=/project/bin:$PATH; node fixtures/cloud/new-cloud.mjs cloud >/dev/null; . cloud/env.sh';
    const { exit, output } = await bash(`${make}; cd cloud; runbook run phase-00 --no-input`);
    expect(output).toMatch(/drift +3 DRIFT lines[\s\S]*PAUSED +at step-1-teardown-1/);
    expect(exit).toBe(5);
  });

  test('rehearses all of phase 00, and is the Node of its stand-ins', { timeout: 240_000 }, async () => {
    copyRunbooks();
    const { exit, output } = await runbook('rehearse', 'phase 00, from a cloud that is up to D-058');
    expect(output).toMatch(/^ok 1 - phase-00: phase 00, from a cloud that is up to D-058$/m);
    expect(exit).toBe(0);
  });

  test('runs files under the name of Node, and nothing else', async () => {
    callItNode();
    project.write('a.mjs', 'await 0;\nconsole.log(process.argv.slice(2).join());\n');
    project.write('b.cjs', 'process.exitCode = require("node:path").sep === "/" ? 3 : 4;\n');
    expect(await bash('bin/node a.mjs -x y')).toEqual({ exit: 0, output: '-x,y\n' });
    expect(await bash('bin/node b.cjs')).toEqual({ exit: 3, output: '' });
    const refused = /^node: .*runs files.* -e\n$/;
    expect(await bash('bin/node -e 1')).toEqual({ exit: 9, output: expect.stringMatching(refused) });
  });
});
