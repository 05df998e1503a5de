import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/shell/snapshot.ts';
import { SnapshotFile } from '../../src/shell/snapshot-file.ts';
import { makeFolder } from './open-test-session.ts';

const kept = (variables: Record<string, string>) => ({
  snapshot: { ...empty, variables: new Map(Object.entries(variables)) },
  login: new Map([['TERM', 'declare -x TERM="x"']]),
  withheld: ['TOKEN'],
  parts: ['alias x'],
});

const empty: Snapshot = {
  options: 'set +o allexport\n',
  shopt: '',
  umask: 'umask 0022\n',
  directories: ['/'],
  aliases: new Map(),
  variables: new Map(),
  traps: new Map(),
  functions: '',
  functionFlags: [],
  positional: ['a'],
};

function openFile() {
  const directory = makeFolder();
  const path = join(directory, 'session-snapshot.json');
  return { path, file: new SnapshotFile(directory), again: new SnapshotFile(directory) };
}

describe('a snapshot on disk', () => {
  it('is the last state as a whole with what became of its variables', async () => {
    const { file, again } = openFile();
    file.write(kept({ a: '1', b: '2' }));
    file.add(['a', 'b', 'c'], new Map(Object.entries({ a: '3', c: '4' })), kept({ a: '3', c: '4' }));
    file.add(['c'], new Map([['c', 'é\n"']]), kept({ a: '3', c: 'é\n"' }));
    expect(await again.read()).toEqual(kept({ a: '3', c: 'é\n"' }));
    file.write(kept({ b: '5' }));
    expect(await again.read()).toEqual(kept({ b: '5' }));
  });

  it('is written as a whole where nothing was written before', async () => {
    const { file, again } = openFile();
    file.add(['a'], new Map([['a', '1']]), kept({ a: '1', b: '2' }));
    expect(await again.read()).toEqual(kept({ a: '1', b: '2' }));
  });

  it('goes back to a state that it had as a whole', async () => {
    const { file, again } = openFile();
    file.write(kept({ a: '1' }));
    file.add(['a'], new Map([['a', '2']]), kept({ a: '2' }));
    file.write(kept({ a: '1' }));
    expect(await again.read()).toEqual(kept({ a: '1' }));
  });

  it('leaves out a difference that a crash has cut short', async () => {
    const { file, again, path } = openFile();
    file.write(kept({ a: '1' }));
    file.add(['a'], new Map([['a', '2']]), kept({ a: '2' }));
    appendFileSync(path, '{"names":["a"],"entr');
    expect(await again.read()).toEqual(kept({ a: '2' }));
  });

  it('is not guessed where a whole line is damaged', async () => {
    const { file, again, path } = openFile();
    file.write(kept({ a: '1' }));
    file.add(['a'], new Map([['a', '2']]), kept({ a: '2' }));
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"names":["a"],"entr\n`);
    await expect(again.read()).rejects.toThrow('cannot be read');
  });

  it('stays as small as a state is', async () => {
    const { file, again, path } = openFile();
    for (let n = 0; n <= 1_200; n += 1) {
      file.add(['a'], new Map([['a', String(n)]]), kept({ a: String(n) }));
    }
    expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(600);
    expect(await again.read()).toEqual(kept({ a: '1200' }));
  });
});
