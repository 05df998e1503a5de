import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listRuns } from '../../src/journal/list-runs.ts';
import { resolveRun } from '../../src/journal/resolve-run.ts';
import { copyDocument, createRun, stateDirectory } from '../../src/journal/run-store.ts';
import { sha256 } from '../../src/journal/sha256.ts';
import { StorageError } from '../../src/journal/storage-error.ts';
import { temporaryDirectory } from './temporary.ts';
import { note, writeJournal } from './write-journal.ts';

const at = (hour: number, minute: number) => Date.UTC(2026, 10, 21, hour, minute, 59);
const mode = (path: string) => statSync(path).mode & 0o777;

describe('a new run', () => {
  test('has a directory of its own, named after the minute, that only its owner may enter', () => {
    const state = stateDirectory(temporaryDirectory());
    const run = createRun(state, at(14, 3));
    expect(run.id).toMatch(/^20261121-1403-[0-9a-f]{4}$/);
    expect(run.directory).toBe(join(state, 'runs', run.id));
    expect([state, join(state, 'runs'), run.directory].map(mode)).toEqual([0o700, 0o700, 0o700]);
    expect(readFileSync(join(state, '.gitignore'), 'utf8')).toBe('*\n');
  });

  test('never shares the directory of another, however often the same number comes up', () => {
    const state = join(temporaryDirectory(), 'state');
    const random = (bytes: number) => 'a1f3b2c4'.slice(0, bytes * 2);
    const ids = [1, 2, 3].map(() => createRun(state, at(14, 3), random).id);
    expect(ids).toEqual(['20261121-1403-a1f3', '20261121-1403-a1f3b2', '20261121-1403-a1f3b2c4']);
  });

  test('leaves a directory alone that was there for something else', () => {
    const project = temporaryDirectory();
    createRun(project, at(14, 3));
    expect(readdirSync(project)).toEqual(['runs']);
  });

  test('completes a .runbook that was there, but keeps its .gitignore', () => {
    const state = stateDirectory(temporaryDirectory());
    mkdirSync(state);
    createRun(state, at(14, 3));
    writeFileSync(join(state, '.gitignore'), 'mine\n');
    createRun(state, at(14, 4));
    expect(readFileSync(join(state, '.gitignore'), 'utf8')).toBe('mine\n');
  });

  test('says in one line where it cannot be made', () => {
    const state = join(temporaryDirectory(), 'file');
    writeFileSync(state, '');
    const error = catchError(() => createRun(join(state, 'below'), at(14, 3)));
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ code: 'ENOTDIR', path: join(state, 'below') });
    expect(String(error)).toBe(`StorageError: cannot create a run in ${state}/below: not a directory`);
  });

  test('is made together with what is missing above it', () => {
    const state = join(temporaryDirectory(), 'a', 'b');
    const run = createRun(state, at(14, 3));
    expect([join(state, '..'), state, run.directory].map(mode)).toEqual([0o700, 0o700, 0o700]);
  });

  test('is refused where the system has no place for directories', () => {
    const error = catchError(() => createRun('/proc/state/below', at(14, 3)));
    expect(error).toMatchObject({ code: 'ENOENT', path: '/proc/state/below' });
  });
});

describe('a copy of a document', () => {
  test('is the text as it ran, and is made once', () => {
    const run = createRun(temporaryDirectory(), at(14, 3));
    expect(copyDocument(run, 'runbooks/a.md', '# ä\r\n')).toBe(sha256('# ä\r\n'));
    copyDocument(run, 'runbooks/a.md', '# ä\r\n');
    const copy = join(run.directory, 'documents/a.md');
    expect(readFileSync(copy, 'utf8')).toBe('# ä\r\n');
    expect([mode(copy), mode(join(copy, '..'))]).toEqual([0o600, 0o700]);
    expect(readdirSync(join(run.directory, 'documents'))).toEqual(['a.md']);
  });

  test('stays when the document has changed since', () => {
    const run = createRun(temporaryDirectory(), at(14, 3));
    for (const text of ['one', 'two', 'three', 'two']) copyDocument(run, 'a.md', text);
    const names = readdirSync(join(run.directory, 'documents')).sort();
    expect(names).toEqual(['a.md', 'a.md.2', 'a.md.3']);
    expect(readFileSync(join(run.directory, 'documents/a.md'), 'utf8')).toBe('one');
  });
});

describe('the list of runs', () => {
  test('is empty where nothing ever ran, and does not make anything', () => {
    const state = stateDirectory(temporaryDirectory());
    expect(listRuns(state)).toEqual([]);
    expect(existsSync(state)).toBe(false);
  });

  test('is newest first, within a minute too, and knows runs from other files', () => {
    const state = temporaryDirectory();
    const order = ['ffff', '0000', 'aaaa'].map((hex, index) => {
      const run = createRun(state, at(14, 3), () => hex);
      writeJournal(run.directory, [note('x')]);
      rewriteTime(run.directory, `2026-11-21T14:03:0${index}.000Z`);
      return run;
    });
    const later = createRun(state, at(14, 4), () => '0000');
    const unreadable = createRun(state, at(14, 3), () => 'eeee');
    writeFileSync(join(state, 'runs', 'notes.txt'), '');
    expect(listRuns(state)).toEqual([later, order[2], order[1], order[0], unreadable]);
  });
});

describe('where everybody may write', () => {
  test.each(['.', 'runs'])('no run is kept: %s', (open) => {
    const state = temporaryDirectory();
    createRun(state, at(14, 3));
    chmodSync(join(state, open), 0o777);
    const path = join(state, open === '.' ? '' : open);
    expect(() => createRun(state, at(14, 4))).toThrow(/cannot keep runs in .*: everybody may write there/);
    // Where nobody can take away what others have put there it is as good as any other place.
    chmodSync(path, 0o1777);
    expect(createRun(state, at(14, 4)).id).toMatch(/^2026/);
  });
});

describe('a run is named', () => {
  const runs = ['20261121-1403-a1f3b2', '20261121-1403-a1f3', '20261120-0900-0000'].map((id) => ({
    id,
    directory: `/runs/${id}`,
  }));

  test.each([
    ['20261121-1403-a1f3', 'found', 1],
    ['20261121-1403-a1f3b', 'found', 0],
    ['20261120', 'found', 2],
    ['a1f3', 'found', 1],
    ['0000', 'found', 2],
  ])('by its id, a prefix only it has, or its last part: %s', (name, type, index) => {
    expect(resolveRun(name, runs)).toEqual({ type, run: runs[index] });
  });

  test('but not by the prefix of several, nor by nothing', () => {
    expect(resolveRun('20261121', runs)).toEqual({ type: 'ambiguous', candidates: runs.slice(0, 2) });
    expect(resolveRun('2027', runs)).toEqual({ type: 'unknown', candidates: runs });
    expect(resolveRun('', runs)).toEqual({ type: 'unknown', candidates: runs });
  });
});

function rewriteTime(directory: string, time: string): void {
  const path = join(directory, 'journal.jsonl');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"time":"[^"]*"/, `"time":"${time}"`));
}

function catchError(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return null;
}
