import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from '../e2e/make-project.ts';
import type { Project } from '../e2e/project.ts';
import { Random } from './random.ts';

const me = ['--as', 'jesse'];
const fence = '```';
const document = `
${fence}bash auto id=one
seen=one
echo one >>ran
${fence}

${fence}bash auto id=two
echo two >>ran
${fence}

${fence}bash gate id=three
echo three >>ran
${fence}
`;

describe('a journal that is not as it was written', () => {
  test.each([
    ['a flipped bit', flip],
    ['a line cut short in its middle', cutLine],
    ['a line that is gone', dropLine],
    ['two lines that changed places', swapLines],
  ])('%s is told with its line; nothing runs, and what is sound can be read', async (_, damage) => {
    const project = await paused();
    const { lines, told } = damage(linesOf(project));
    const bytes = Buffer.from(`${lines.join('\n')}\n`, 'latin1');
    write(project, bytes);

    const { exit, stderr, stdout } = await project.run(['resume', project.runs()[0] ?? '', ...me]);

    expect([exit, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`journal\\.jsonl:${told}: \\S`));
    expect(stderr).toMatch(/the journal of \S+ is damaged; the run cannot go on from it/);
    expect(project.read('ran')).toBe('one\ntwo\n');
    // It is for a person to judge: not a byte was touched.
    expect(journalOf(project)).toEqual(bytes);
    const verified = await project.run(['verify', project.runs()[0] ?? '']);
    expect(verified.exit).not.toBe(0);
    expect(`${verified.stdout}${verified.stderr}`).toMatch(new RegExp(`journal\\.jsonl:${told}:`));
    const [listed] = JSON.parse((await project.run(['runs', '--json'])).stdout);
    expect(listed.damage).toBeGreaterThan(0);
    expect(listed.status).not.toBe('done');
  });

  test('a torn last line is set aside and said, and the run goes on behind what is whole', async () => {
    const project = await paused();
    const bytes = journalOf(project);
    write(project, bytes.subarray(0, bytes.length - 20));

    const { exit, stderr } = await project.run(['resume', ...me]);

    expect(exit).toBe(5);
    expect(stderr).toContain('the last line of the journal was cut short; it is kept in journal.torn-1');
    expect(project.read('ran')).toBe('one\ntwo\n');
    expect((await project.run(['verify', project.runs()[0] ?? ''])).exit).toBe(0);
  });

  test('cut behind an intent it is unknown what became of the block', async () => {
    const project = await paused();
    const lines = linesOf(project);
    const intent = lines.findLastIndex((line) => line.includes('"type":"block-started"'));
    write(project, Buffer.from(`${lines.slice(0, intent + 1).join('\n')}\n`, 'latin1'));

    const { exit, stdout } = await project.run(['resume', ...me]);

    expect(exit).toBe(8);
    expect(stdout).toMatch(/UNKNOWN {2}at two/);
    expect(project.read('ran')).toBe('one\ntwo\n');
  });
});

test('a snapshot of the session that is damaged is told with its path, and nothing runs', async () => {
  const project = await paused();
  const kept = `.runbook/runs/${project.runs()[0]}/session/session-snapshot.json`;
  project.write(kept, project.read(kept).slice(0, 100));

  const { exit, stderr } = await project.run(['resume', ...me]);

  expect([exit, stderr]).toEqual([1, expect.stringContaining(`${kept} cannot be read`)]);
  expect(stderr).toContain('without that file the run goes on in a fresh shell');
  expect(project.journal().map(({ type }) => type)).not.toContain('run-resumed');
  rmSync(join(project.directory, kept));
  expect((await project.run(['resume', ...me])).exit).toBe(5);
});

/** A run that did two things and waits at a gate. */
async function paused(): Promise<Project> {
  const project = makeProject();
  project.runbook(document);
  expect((await project.run(['run', 'x', ...me])).exit).toBe(5);
  return project;
}

interface Damaged {
  readonly lines: readonly string[];
  /** The line that tells, as a pattern. */
  readonly told: string;
}

const random = new Random(Number(process.env.RUNBOOK_CRASH_SEED ?? Date.now()));

/** Any bit of any byte in any line but the last, for which only a head that was kept can vouch. */
function flip(lines: readonly string[]): Damaged {
  const index = random.whole(0, lines.length - 2);
  const bytes = Buffer.from(lines[index] ?? '', 'latin1');
  const at = random.whole(0, bytes.length - 1);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.whole(0, 6));
  // A line that is still an event is found by the next one, which does not follow from it.
  return { lines: lines.with(index, bytes.toString('latin1')), told: `(?:${index + 1}|${index + 2})` };
}

function cutLine(lines: readonly string[]): Damaged {
  return { lines: lines.with(1, (lines[1] ?? '').slice(0, 30)), told: '2' };
}

function dropLine(lines: readonly string[]): Damaged {
  return { lines: lines.toSpliced(2, 1), told: '3' };
}

function swapLines([first = '', second = '', third = '', ...rest]: readonly string[]): Damaged {
  return { lines: [first, third, second, ...rest], told: '2' };
}

function fileOf(project: Project): string {
  return join(project.directory, '.runbook/runs', project.runs()[0] ?? '', 'journal.jsonl');
}

function journalOf(project: Project): Buffer {
  return readFileSync(fileOf(project));
}

function linesOf(project: Project): readonly string[] {
  return journalOf(project).toString('latin1').trimEnd().split('\n');
}

function write(project: Project, bytes: Uint8Array): void {
  writeFileSync(fileOf(project), bytes);
}
