import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openOutputLog } from '../../src/journal/output-log.ts';
import { readStdout } from '../../src/journal/read-stdout.ts';
import { createRedactor } from '../../src/journal/redactor.ts';
import { sha256 } from '../../src/journal/sha256.ts';
import { temporaryDirectory } from './temporary.ts';

test('stdout is found again in a log, however the streams took turns', async () => {
  const directory = temporaryDirectory();
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('stdout', 'stderr'), fc.string()), { maxLength: 20 }),
      async (writes) => {
        count += 1;
        const name = `steps/${count}.log`;
        const log = openOutputLog({ directory, name, redactor: createRedactor([]), show: () => {} });
        for (const [stream, text] of writes) log.write(stream as 'stdout', Buffer.from(text));
        const printed = writes.flatMap(([stream, text]) => (stream === 'stdout' ? [text] : [])).join('');
        expect(readStdout(directory, await log.close())).toEqual({
          type: 'read',
          bytes: Buffer.from(printed),
        });
      },
    ),
    { numRuns: 50 },
  );
});

test('nothing is taken for stdout that may not be', () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'x.log'), 'both\n');
  const output = { file: 'x.log', bytes: 5, sha256: sha256('both\n') };
  expect(readStdout(directory, output)).toEqual({ type: 'mixed' });
  expect(readStdout(directory, { ...output, turns: [3] })).toEqual({ type: 'mixed' });
  expect(readStdout(directory, { ...output, bytes: 4, turns: [4] })).toEqual({ type: 'changed' });
  expect(readStdout(directory, { ...output, sha256: 'f'.repeat(64), turns: [5] })).toEqual({
    type: 'changed',
  });
  expect(readStdout(directory, { ...output, file: '../x.log', turns: [5] })).toEqual({ type: 'missing' });
  expect(readStdout(directory, { ...output, turns: [5] })).toEqual({
    type: 'read',
    bytes: Buffer.from('both\n'),
  });
});

test('streams that took turns too often are on record as one', async () => {
  const directory = temporaryDirectory();
  const log = openOutputLog({ directory, name: 'x.log', redactor: createRedactor([]), show: () => {} });
  for (let turn = 0; turn < 1001; turn++) log.write(turn % 2 === 0 ? 'stdout' : 'stderr', Buffer.from('x'));
  const record = await log.close();
  expect(record.turns).toBeUndefined();
  expect(readStdout(directory, record)).toEqual({ type: 'mixed' });
});
