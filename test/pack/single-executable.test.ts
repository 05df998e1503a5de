import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkout, Project } from '../e2e/project.ts';
import { runOnBareHost } from './bare-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'runbook-sea-'));
const executable = join(folder, 'runbook');
let project: Project;

beforeAll(() => {
  execFileSync(process.execPath, [join(checkout, 'build/single-executable.mjs'), folder], {
    stdio: 'ignore',
  });
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(({ onTestFinished }) => {
  project = new Project();
  onTestFinished(() => project.remove());
});

const onBareHost = (...args: string[]) => runOnBareHost(project, executable, args);
const runbook = (...args: string[]) => onBareHost('runbook', ...args);

describe('the single executable, on a host with bash and without Node', () => {
  test('is the only Node there', async () => {
    expect(await onBareHost('bash', '-c', 'type -P node npm bun deno; echo $?')).toMatchObject({
      stdout: '1\n',
    });
    const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
    expect(await runbook('--version')).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('has what is shipped beside the bundle: grammars, pages, licences', async () => {
    cpSync(join(checkout, 'runbooks'), join(project.directory, 'runbooks'), { recursive: true });
    cpSync(join(checkout, 'fixtures/cloud/scripts'), join(project.directory, 'scripts'), { recursive: true });
    expect(await runbook('lint', 'runbooks/phase-00-maas-reconfigure.md')).toMatchObject({
      exit: 0,
      stderr: '',
    });
    const page = readFileSync(join(checkout, 'docs/rules/expect-by-eye.md'), 'utf8');
    expect(await runbook('lint', '--explain', 'expect-by-eye')).toMatchObject({ exit: 0, stdout: page });
    const { stdout } = await runbook('licences');
    expect(stdout).toMatch(/^zx \d.*\n\n.*Apache License/m);
    expect(stdout).toContain(`Node.js ${process.versions.node}\n\nNode.js is licensed for use as follows`);
  });

  test('lints many documents, and keeps long logs, in threads', async () => {
    for (let index = 0; index < 100; index += 1)
      project.runbook(`\`\`\`bash readonyl\nls ${index}\n\`\`\`\n`, `x${index}`);
    const linted = await runbook('lint', '--format', 'unix');
    expect([linted.exit, linted.stdout.match(/readonyl/g)?.length]).toEqual([3, 100]);
    rmSync(join(project.directory, 'runbooks'), { recursive: true });
    project.runbook(
      '```bash readonly id=much expect="300000 lines"\nseq -f "line %.0f of much output" 300000\n```\n',
      'long',
    );
    expect(await runbook('run', 'long', '--no-input')).toMatchObject({ exit: 0, stderr: '' });
    const [run = ''] = project.runs();
    expect(await runbook('verify', run)).toMatchObject({ exit: 0 });
  });

  test('pauses at a gate, remembers what was done, and leaves nothing behind', async () => {
    project.runbook('```bash readonly id=a\nA=1; echo "$A"\n```\n\n```bash gate id=b\ntouch made\n```\n');
    expect((await runbook('run', 'x', '--no-input')).exit).toBe(5);
    expect((await runbook('resume', '--no-input')).exit).toBe(5);
    const { stdout } = await runbook('report');
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'paused',
      steps: [{ id: 'a', status: 'passed' }, { id: 'b' }],
    });
    const { stdout: left } = await onBareHost('bash', '-c', 'ls -A /tmp; ls');
    expect(left).toBe('runbook.config.yaml\nrunbooks\n');
  });

  test('rehearses all of phase 00, and is the Node of its stand-ins', { timeout: 240_000 }, async () => {
    for (const part of ['runbooks', 'fixtures']) {
      cpSync(join(checkout, part), join(project.directory, part), { recursive: true });
    }
    const { exit, stdout } = await runbook('rehearse', 'phase 00, from a cloud that is up to D-058');
    expect(stdout).toMatch(/^ok 1 - phase-00: phase 00, from a cloud that is up to D-058$/m);
    expect(exit).toBe(0);
  });

  test('runs files under the name of Node, and nothing else', async () => {
    project.write('a.mjs', 'await 0;\nconsole.log(process.argv.slice(2).join());\n');
    project.write('b.cjs', 'process.exitCode = require("node:path").sep === "/" ? 3 : 4;\n');
    const script =
      'cd /tmp && ln -s /bin/runbook node && ./node /project/a.mjs -x y; ./node /project/b.cjs; echo $?';
    expect(await onBareHost('bash', '-c', script)).toEqual({ exit: 0, stdout: '-x,y\n3\n', stderr: '' });
    const refused = await onBareHost('bash', '-c', 'cd /tmp && ln -s /bin/runbook node && ./node -e 1');
    expect(refused).toEqual({
      exit: 9,
      stdout: '',
      stderr: expect.stringMatching(/^node: .*runs files.* -e\n$/),
    });
  });
});
