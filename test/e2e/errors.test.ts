import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

/** What a document that is not to be run holds above its mistake: a block that would leave something behind. */
const before = `
\`\`\`bash auto id=before
touch ran
\`\`\`
`;

const block = (info: string, code = 'echo hi') => `${before}\n\`\`\`${info}\n${code}\n\`\`\`\n`;

/** Its first line stands at line 12 of the document. */
const mistakes = [
  {
    what: 'a misspelt mode',
    body: block('bash redonly'),
    at: '12:9',
    says: ['redonly', 'readonly'],
  },
  {
    what: 'a misspelt attribute',
    body: block('bash readonly expect="some hi lines" confrim="it is right"'),
    at: '12:41',
    says: ['confrim', 'confirm'],
  },
  {
    what: 'an expectation that could mean two things',
    body: block('bash readonly expect="3 DRIFT"'),
    at: '12:26',
    says: ['3 DRIFT lines'],
  },
  {
    what: 'a second mode',
    body: block('bash readonly auto'),
    at: '12:18',
    says: ['auto', 'readonly'],
  },
  {
    what: 'an interpreter that nobody runs',
    body: block('python readonly', 'print("hi")'),
    at: '12:4',
    says: ['python', 'bash'],
  },
  {
    what: 'an id that is taken',
    body: block('bash readonly id=before'),
    at: '12:21',
    says: ['before', '8:17'],
  },
];

test('lint tells the place and the right word of each, as text and as JSON', async () => {
  const project = makeProject();
  mistakes.forEach(({ body }, index) => {
    project.runbook(body, `m${index}`);
  });

  const pretty = await project.run(['lint']);
  const json = await project.run(['lint', '--format', 'json']);

  expect([pretty.exit, json.exit]).toEqual([3, 3]);
  const errors = JSON.parse(json.stdout).filter(({ severity }: { severity: string }) => severity === 'error');
  expect(errors.map(({ file, line, column }: Place) => `${file}:${line}:${column}`)).toEqual(
    mistakes.map(({ at }, index) => `runbooks/m${index}.md:${at}`),
  );
  for (const [index, { at, says }] of mistakes.entries()) {
    const { message, ...rest } = errors[index];
    for (const word of says) expect(message).toContain(word);
    expect(Object.keys(rest)).toEqual(
      expect.arrayContaining(['file', 'line', 'column', 'endLine', 'endColumn', 'severity', 'rule', 'fix']),
    );
    expect(pretty.stdout).toContain(`runbooks/m${index}.md:${at}  error\n`);
    for (const word of says) expect(pretty.stdout.replace(/\s+/g, ' ')).toContain(word);
  }
  nothingHappened(project);
});

test.each(mistakes)('run refuses $what before anything is executed', async ({ body, at, says }) => {
  const project = makeProject();
  project.runbook(body);

  const { exit, stdout, stderr } = await project.run(['run', 'x']);

  expect([exit, stdout]).toEqual([3, '']);
  expect(stderr).toContain(`runbooks/x.md:${at}  error\n`);
  for (const word of says) expect(stderr.replace(/\s+/g, ' ')).toContain(word);
  expect(stderr).toContain('runbooks/x.md has errors; nothing was run');
  nothingHappened(project);
});

test('lint of a faultless document prints an empty array and exits 0', async () => {
  const project = makeProject();
  project.runbook(block('bash readonly expect="some hi lines"'));
  expect(await project.run(['lint', '--format', 'json'])).toEqual({ exit: 0, stdout: '[]\n', stderr: '' });
});

test('a document without a step is no success', async () => {
  const project = makeProject();
  project.runbook('Words, and an example:\n\n```bash doc\ntouch ran\n```\n');
  const { exit, stderr } = await project.run(['run', 'x']);
  expect(exit).toBe(3);
  expect(stderr).toContain('runbooks/x.md');
  nothingHappened(project);
});

test('an error in the document is found on resume as well', async () => {
  const project = makeProject();
  project.runbook(`${before}\n\`\`\`bash gate id=stop\ntouch more\n\`\`\`\n`);
  expect((await project.run(['run', 'x'])).exit).toBe(5);
  project.runbook(`${before}\n\`\`\`bash gte id=stop\ntouch more\n\`\`\`\n`);

  const { exit, stderr } = await project.run(['resume']);

  expect(exit).toBe(3);
  expect(stderr).toContain('runbooks/x.md:12:9');
  expect(existsSync(join(project.directory, 'more'))).toBe(false);
});

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

describe('names', () => {
  test('that nothing is called: the nearest ones, exit 2', async () => {
    const project = makeProject();
    project.runbook(block('bash readonly'), 'phase-00');
    const { exit, stdout, stderr } = await project.run(['run', 'phse-00']);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/phse-00[\s\S]*did you mean phase-00\?/);
    nothingHappened(project);
  });

  test('that begin several: all of them, exit 2; an exact id wins over prefixes', async () => {
    const project = makeProject();
    project.runbook(block('bash readonly'), 'phase-00');
    project.runbook(block('bash readonly'), 'phase-00-teardown');
    const { exit, stderr } = await project.run(['show', 'phase']);
    expect(exit).toBe(2);
    expect(stderr).toContain('phase-00 (runbooks/phase-00.md)');
    expect(stderr).toContain('phase-00-teardown (runbooks/phase-00-teardown.md)');

    const exact = JSON.parse((await project.run(['show', 'phase-00', '--json'])).stdout);
    expect(exact.id).toBe('phase-00');
    const prefix = JSON.parse((await project.run(['show', 'phase-00-t', '--json'])).stdout);
    expect(prefix.id).toBe('phase-00-teardown');
  });

  test('of steps, of runs and of options: exit 2, and what there is instead', async () => {
    const project = makeProject();
    project.runbook(block('bash readonly id=look'));
    const step = await project.run(['run', 'x', '--from', 'lok']);
    expect([step.exit, step.stderr.includes('look')]).toEqual([2, true]);
    const option = await project.run(['run', 'x', '--yes']);
    expect(option.exit).toBe(2);
    const run = await project.run(['verify', '2026']);
    expect([run.exit, run.stderr.includes('no run is called 2026')]).toEqual([2, true]);
    nothingHappened(project);
  });
});

function nothingHappened(project: Project): void {
  expect(existsSync(join(project.directory, 'ran'))).toBe(false);
  expect(existsSync(join(project.directory, '.runbook'))).toBe(false);
}
