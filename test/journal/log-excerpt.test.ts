import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExcerpt } from '../../src/journal/log-excerpt.ts';
import { sha256 } from '../../src/journal/sha256.ts';
import { temporaryDirectory } from './temporary.ts';

function logOf(text: string) {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'x.log'), text);
  const record = { file: 'x.log', bytes: Buffer.byteLength(text), sha256: sha256(text) };
  return { directory, record };
}

describe('an excerpt of a log', () => {
  test('is all of it where that is not too long', () => {
    const { directory, record } = logOf('3 DRIFT\n');
    const whole = { head: '3 DRIFT\n', tail: '', bytes: 8, leftOut: 0 };
    expect(readExcerpt(directory, 'x.log', record, 8)).toEqual({ state: 'intact', ...whole });
    expect(readExcerpt(directory, 'x.log', null, 8)).toEqual({ state: 'unrecorded', ...whole });
  });

  test('is its beginning and its end, and says how much lies between', () => {
    const { directory, record } = logOf(`${'a'.repeat(100)}${'b'.repeat(100)}`);
    expect(readExcerpt(directory, 'x.log', record, 10)).toEqual({
      state: 'intact',
      head: 'aaaaa',
      tail: 'bbbbb',
      bytes: 200,
      leftOut: 190,
    });
  });

  test('says when it is not what was recorded', () => {
    const { directory, record } = logOf('3 DRIFT\n');
    writeFileSync(join(directory, 'x.log'), '0 DRIFT\n');
    expect(readExcerpt(directory, 'x.log', record, 100)).toMatchObject({
      state: 'changed',
      head: '0 DRIFT\n',
    });
  });

  test('is missing where there is no such file, or none in the directory of the run', () => {
    const { directory, record } = logOf('x');
    mkdirSync(join(directory, 'folder'));
    for (const name of ['y.log', 'folder', '../x.log', '/etc/hostname', '']) {
      expect(readExcerpt(directory, name, record, 100)).toMatchObject({ state: 'missing', head: '' });
    }
  });
});
