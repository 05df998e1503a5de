import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { scanJournal } from '../../src/journal/read-journal.ts';
import { foldRun } from '../../src/run/fold-run.ts';
import { makeProject } from '../e2e/make-project.ts';
import type { Project } from '../e2e/project.ts';

// A file system of a few pages is the only disk that is full for good, and for root too.
const isRoot = process.getuid?.() === 0 && canMount();
const page = 4096;

const fence = '```';
const document = ['one', 'two', 'three']
  .map((id) => `${fence}bash auto id=${id}\necho ${id} >>ran\nseq 300\necho ${id}\n${fence}\n`)
  .join('\n');

describe.skipIf(!isRoot)('a full disk (skipped where no file system can be mounted)', () => {
  const ran: number[] = [];
  afterAll(() => {
    // Else the disk was never full in the middle of a run.
    expect(ran.some((count) => count > 0 && count < 3)).toBe(true);
  });

  test.each(Array.from({ length: 12 }, (_, pages) => pages))('with %i pages left', async (pages) => {
    const project = makeProject();
    project.runbook(document);
    const state = mountState(project, 'size=256k,nr_inodes=200');
    mkdirSync(join(state, 'runs'));
    fill(state, pages);

    const { exit, stdout, stderr } = await project.run(['run', 'x', '--as', 'jesse', '--state-dir', state]);

    if (exit === 0) {
      // There was room for all of it after all.
      expect(pages).toBeGreaterThan(5);
      return;
    }
    const words = `${stdout.replace(/\s+/g, ' ')}${stderr}`;
    expect(words).toContain('no space left on device');
    const [id] = readdirSync(join(state, 'runs'));
    const journal = join(state, 'runs', id ?? 'none', 'journal.jsonl');
    const begun = existsSync(journal) && statSync(journal).size > 0;
    if (begun) expect(words).toContain(`go on runbook --state-dir ${state} resume`);
    expect(exit).toBe(words.includes('? UNKNOWN') ? 8 : 1);
    ran.push(ranIn(project).length);
    holdAgainst(project, state);

    rmSync(join(state, 'filler'));
    await goOn(project, state);
  });
});

describe.skipIf(!isRoot)(
  'a state directory that can only be read (skipped where nothing can be mounted)',
  () => {
    test('begins no run, and takes none up', async () => {
      const project = makeProject();
      project.runbook(`${document}\n${fence}bash gate id=four\necho four >>ran\n${fence}\n`);
      const state = mountState(project, 'size=1m');
      expect((await project.run(['run', 'x', '--as', 'jesse', '--state-dir', state])).exit).toBe(5);
      execFileSync('mount', ['-o', 'remount,ro', state]);

      const begun = await project.run(['run', 'x', '--as', 'jesse', '--state-dir', state]);
      const resumed = await project.run(['resume', '--as', 'jesse', '--state-dir', state]);

      for (const { exit, stderr } of [begun, resumed]) {
        expect([exit, stderr]).toEqual([1, expect.stringContaining('read-only file system')]);
        // What could not be done, where a new run could be kept, and of which run that is known.
        const beside = /--state-dir DIR|unfinished of this runbook/;
        const lines = stderr.trimEnd().split('\n');
        expect(lines.filter((line) => !beside.test(line))).toHaveLength(1);
      }
      expect(project.read('ran')).toBe('one\ntwo\nthree\n');
      expect((await project.run(['runs', '--state-dir', state])).stdout).toMatch(/paused {2}four /);
    });
  },
);

/** What is on record is sound, and says no more than what happened. */
function holdAgainst(project: Project, state: string): void {
  const ran = ranIn(project);
  for (const id of readdirSync(join(state, 'runs'))) {
    const { entries, damage } = scanJournal(join(state, 'runs', id));
    // Not even an empty journal fitted, so nothing ran.
    if (damage.some(({ type }) => type === 'unreadable')) {
      expect(ran).toEqual([]);
      continue;
    }
    expect(damage.filter(({ type }) => type !== 'torn')).toEqual([]);
    const { status, steps } = foldRun(entries, { alive: false });
    expect(status).not.toBe('done');
    const told = [...steps.values()];
    const passed = told.filter((step) => step.status === 'passed').map(({ planned }) => planned.id);
    expect(ran.slice(0, passed.length)).toEqual(passed);
    // Whatever ran has its intent on record.
    expect(told.filter(({ attempts }) => attempts > 0).map(({ planned }) => planned.id)).toEqual(
      expect.arrayContaining([...ran]),
    );
  }
}

/** With room again the run is done, or it stops at what only a human can settle; nothing runs twice. */
async function goOn(project: Project, state: string): Promise<void> {
  const { exit } = await project.run(['resume', '--as', 'jesse', '--state-dir', state]);
  expect([0, 2, 8]).toContain(exit);
  const ran = ranIn(project);
  expect(ran).toEqual([...new Set(ran)]);
  if (exit === 0) expect(ran).toEqual(['one', 'two', 'three']);
  // Usage: it had not begun.
  if (exit === 2) expect(ran).toEqual([]);
}

function ranIn(project: Project): readonly string[] {
  return existsSync(join(project.directory, 'ran')) ? project.read('ran').trim().split('\n') : [];
}

/** A file system of its own for the runs, gone when the test is over. */
function mountState(project: Project, options: string): string {
  const state = join(project.directory, 'state');
  mkdirSync(state);
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'runbook-test', state]);
  onTestFinished(() => void execFileSync('umount', ['-l', state]));
  return state;
}

function fill(state: string, pagesLeft: number): void {
  const filler = join(state, 'filler');
  const chunk = Buffer.alloc(page);
  try {
    for (;;) writeFileSync(filler, chunk, { flag: 'a' });
  } catch {
    truncateSync(filler, Math.max(0, statSync(filler).size - pagesLeft * page));
  }
}

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'runbook-test', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
