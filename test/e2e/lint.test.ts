import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from './make-project.ts';

const block = (info: string, code: string) => `\`\`\`${info}\n${code}\n\`\`\`\n`;

test('every format holds the same findings, and says by its exit that there are errors', async () => {
  const project = makeProject();
  project.runbook(`${block('bash readonly', 'rm x')}\n${block('sh readonly id=b', '[[ -e x ]]')}`);
  const lint = (format: string) => project.run(['lint', '--format', format]);
  const { stdout, exit } = await lint('json');
  const records = JSON.parse(stdout);
  expect(exit).toBe(3);
  expect(records).toMatchObject([
    { file: 'runbooks/x.md', line: 8, column: 1, rule: 'readonly-mutates', severity: 'error', fix: null },
    {
      line: 12,
      column: 1,
      endColumn: 11,
      rule: 'bash-syntax-in-sh',
      severity: 'warning',
      fix: {
        title: 'Call the fence bash',
        edits: [{ line: 11, column: 4, endLine: 11, endColumn: 6, text: 'bash' }],
      },
    },
  ]);
  const unix = await lint('unix');
  expect(unix.stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'runbooks/x.md:8:1:',
    'runbooks/x.md:12:1:',
    '',
  ]);
  const sarif = JSON.parse((await lint('sarif')).stdout);
  expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
    'readonly-mutates',
    'bash-syntax-in-sh',
  ]);
  expect((await lint('github')).stdout).toMatch(/^::error file=runbooks\/x\.md,line=8,.*\n::warning .*\n$/);
  expect((await lint('junit')).stdout).toContain('<testsuite name="runbooks/x.md" tests="2" failures="1"');
  const unknown = await lint('xml');
  expect(unknown).toMatchObject({ exit: 2, stdout: '' });
  expect(unknown.stderr).toContain('pretty, json, sarif, github, junit, unix');
});

test('--fix changes the stretches concerned, once, and nothing else', async () => {
  const project = makeProject();
  const body = (sh: string, bash: string) =>
    `*  odd   spacing\r\n\r\n${block(`${sh} readonly`, '[[ -e x ]] ')}\n> ${block(`${bash} readonly id=b`, '$ ls').replaceAll('\n', '\n> ')}\n\n\n`;
  project.runbook(body('sh', 'bash'));
  const before = project.read('runbooks/x.md');
  expect((await project.run(['lint', '--fix', '--format', 'json'])).stdout).toBe('[]\n');
  const after = project.read('runbooks/x.md');
  expect(after).toBe(before.replace('```sh', '```bash').replace('> ```bash', '> ```console'));
  await project.run(['lint', '--fix']);
  expect(project.read('runbooks/x.md')).toBe(after);
});

test('warnings are allowed, up to as many as --max-warnings says', async () => {
  const project = makeProject();
  project.runbook(block('sh readonly', '[[ -e x ]]'));
  expect((await project.run(['lint'])).exit).toBe(0);
  expect((await project.run(['lint', '--max-warnings', '1'])).exit).toBe(0);
  const none = await project.run(['lint', '--max-warnings', '0']);
  expect(none.exit).toBe(3);
  expect(none.stderr).toBe('runbook: 1 warnings, of which 0 are allowed\n');
  expect((await project.run(['lint', '--max-warnings', 'few'])).exit).toBe(2);
});

test('--rules lists the rules, and --explain shows their pages, whatever the project holds', async () => {
  const project = makeProject({ 'runbook.config.yaml': 'broken: [' });
  const rules = await project.run(['lint', '--rules']);
  expect(rules.exit).toBe(0);
  expect(rules.stdout).toMatch(/^readonly-mutates +error\* +A readonly block/m);
  expect(rules.stdout).toMatch(/^expectation-vacuous +error\* /m);
  expect(rules.stdout).toMatch(/^wait-loop +warning +A hand-written loop/m);
  expect(rules.stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  const page = await project.run(['lint', '--explain', 'wait-loop']);
  expect(page.exit).toBe(0);
  expect(page.stdout).toMatch(/^# wait-loop\n[\s\S]*\n## Not ok\n[\s\S]*\n## Ok\n/);
  const unknown = await project.run(['lint', '--explain', 'wait-lop']);
  expect(unknown).toMatchObject({ exit: 2, stdout: '' });
  expect(unknown.stderr).toContain('did you mean `wait-loop`?');
});

test('the configuration decides how severe a rule is, and is complained of once', async () => {
  const project = makeProject();
  project.write('runbook.config.yaml', 'rules:\n  bash-syntax-in-sh: error\n  readonly-mutates: off\n');
  project.runbook(block('sh readonly', '[[ -e x ]]'));
  project.runbook(block('bash readonly', 'ls'), 'other');
  const { stdout, exit } = await project.run(['lint', '--format', 'unix']);
  expect(exit).toBe(3);
  expect(stdout.split('\n')).toEqual([
    'runbook.config.yaml:3:21: error: Unexpected `off` for `readonly-mutates`, which guards a promise and stays an error [config-value]',
    'runbooks/x.md:8:1: error: Unexpected `[[ ]]` in a fence called `sh`, expected `bash` [bash-syntax-in-sh]',
    '',
  ]);
});

test('a document with an error that a rule found is not run either', async () => {
  const project = makeProject({ 'scripts/audit.sh': 'echo PASS\n' });
  project.runbook(
    `${block('bash readonly', 'touch ran')}\n`.replace('touch ran', 'echo ran; scripts/audit.sh'),
  );
  chmodSync(join(project.directory, 'scripts/audit.sh'), 0o644);
  const refused = await project.run(['run', 'x', '--no-input']);
  expect(refused.exit).toBe(3);
  expect(refused.stderr).toContain('which is not executable');
  chmodSync(join(project.directory, 'scripts/audit.sh'), 0o755);
  expect((await project.run(['run', 'x', '--no-input'])).exit).toBe(0);
});

test('a rule that guards a promise, disabled for one block, leaves a gate there', async () => {
  const project = makeProject();
  project.runbook(
    `${block('bash readonly', 'echo first')}\n<!-- runbook-lint-disable readonly-mutates: prints only -->\n${block('bash readonly', 'eval "touch ran"')}`,
  );
  expect((await project.run(['lint'])).exit).toBe(0);
  const shown = JSON.parse((await project.run(['show', 'x', '--json'])).stdout);
  expect(shown.steps.map(({ mode }: { mode: string }) => mode)).toEqual(['readonly', 'gate']);
  const run = await project.run(['run', 'x', '--no-input']);
  expect(run.exit).toBe(5);
  expect(() => project.read('ran')).toThrow();
});

test('what has not opted in may be no runbook at all', async () => {
  const project = makeProject({ 'README.md': '# Read me\n\nNothing to run here.\n' });
  project.runbook(block('bash readonly', 'ls'));
  const { exit, stdout } = await project.run([
    'lint',
    '--max-warnings',
    '0',
    '--format',
    'unix',
    'README.md',
  ]);
  expect(stdout).toContain('README.md:1:1: info: ');
  expect(exit).toBe(0);
});

test('ShellCheck is asked where that is asked for, and only then', async () => {
  const project = makeProject();
  project.runbook(block('bash readonly', 'ls $HOME/x'));
  expect((await project.run(['lint', '--format', 'json'])).stdout).toBe('[]\n');
  const asked = JSON.parse((await project.run(['lint', '--shellcheck', '--format', 'json'])).stdout);
  expect(asked).toMatchObject([
    { rule: 'shellcheck', line: 8, column: 4, endColumn: 9, severity: 'warning' },
  ]);
  expect(asked[0].message).toMatch(/^SC2086: /);
  project.write('runbook.config.yaml', 'shellcheck: true\n');
  expect((await project.run(['lint', '--max-warnings', '0'])).exit).toBe(3);
  project.env.PATH = '/nowhere';
  const missing = await project.run(['lint']);
  expect(missing.exit).toBe(9);
  expect(missing.stderr).toContain('shellcheck is not on PATH');
});

test('a runbook is linted by its name too; one that is not there is told with the nearest', async () => {
  const project = makeProject();
  project.runbook('```bash readonly\njuju status\n```\n', 'audit');
  expect(await project.run(['lint', 'audit'])).toMatchObject({ exit: 0 });
  const wrong = await project.run(['lint', 'audi0']);
  expect(wrong).toMatchObject({ exit: 2, stderr: expect.stringContaining('did you mean audit?') });
});
