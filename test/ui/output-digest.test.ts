import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutputDigest } from '../../src/ui/output-digest.ts';

function digest(chunks: readonly (string | Uint8Array)[], head = 3, tail = 2) {
  const made = new OutputDigest(head, tail);
  const fresh = chunks.flatMap((chunk) => takeOnce(made, chunk));
  fresh.push(...made.end());
  return { made, fresh };
}

/** Overwrites the chunk afterwards, as the pipe does that it comes from. */
function takeOnce(made: OutputDigest, chunk: string | Uint8Array) {
  const lent = Buffer.from(chunk as string);
  const fresh = made.take('both', lent);
  lent.fill('#');
  return fresh;
}

const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

test('short output is all head', () => {
  const { made, fresh } = digest(['a\nb\n']);
  expect(texts(fresh)).toEqual(['a', 'b']);
  expect([made.count, made.kept, made.tail]).toEqual([2, 2, []]);
});

test('long output is its beginning, its end and a number', () => {
  const { made } = digest([Array.from({ length: 212 }, (_, index) => `line ${index + 1}\n`).join('')]);
  expect(texts(made.head)).toEqual(['line 1', 'line 2', 'line 3']);
  expect(texts(made.tail)).toEqual(['line 211', 'line 212']);
  expect([made.count, made.kept]).toEqual([212, 5]);
});

test('of very long output the end is kept, and how much it is instead of a number', () => {
  const lines = Array.from({ length: 1000 }, (_, index) => `line ${index + 1}\n`).join('');
  const { made } = digest(Array.from({ length: 102 }, () => lines));
  expect([made.count, made.bytes]).toEqual([null, 102 * lines.length]);
  expect(texts(made.tail)).toEqual(['line 999', 'line 1000']);
});

test('a line without an end counts once it is sure that none comes', () => {
  const made = new OutputDigest(3, 2);
  expect(made.take('both', Buffer.from('a\nb'))).toHaveLength(1);
  expect(made.count).toBe(1);
  expect(texts(made.end())).toEqual(['b']);
});

test('a character cut in two between chunks is whole', () => {
  const bytes = Buffer.from('größe\n');
  expect(texts(digest([bytes.subarray(0, 3), bytes.subarray(3)]).fresh)).toEqual(['größe']);
});

test('of a very long line only the beginning is kept', () => {
  const { made } = digest([`${'x'.repeat(300_000)}\nb\n`]);
  expect(made.head[0]?.text).toBe('x'.repeat(8192));
  expect(made.head[0]?.cut).toBe(300_000 - 8192);
  expect(made.head[1]).toMatchObject({ text: 'b', cut: 0 });
});

test('streams do not break into each other’s lines', () => {
  const made = new OutputDigest(5, 5);
  made.take('stdout', Buffer.from('out '));
  made.take('stderr', Buffer.from('err\n'));
  made.take('stdout', Buffer.from('put\n'));
  expect(made.head).toMatchObject([
    { stream: 'stderr', text: 'err' },
    { stream: 'stdout', text: 'out put' },
  ]);
});

test('agrees with splitting the whole text, however it is cut', () => {
  const lines = fc.array(fc.constantFrom('', 'a', 'bb', 'é', 'a\rb'), { maxLength: 40 });
  fc.assert(
    fc.property(
      lines,
      fc.boolean(),
      fc.array(fc.nat(200)),
      fc.nat(4),
      fc.integer({ min: 1, max: 4 }),
      (all, ended, cuts, head, tail) => {
        const bytes = Buffer.from(all.join('\n') + (ended && all.length > 0 ? '\n' : ''));
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        const { made, fresh } = digest(chunks, head, tail);
        const whole = bytes.toString().replace(/\n$/, '');
        const expected = bytes.length === 0 ? [] : whole.split('\n');
        expect(texts(made.head)).toEqual(expected.slice(0, head));
        expect(texts(fresh)).toEqual(expected.slice(0, head));
        expect(texts(made.tail)).toEqual(expected.slice(head).slice(-tail));
        expect(made.count).toBe(expected.length);
      },
    ),
    { numRuns: 500 },
  );
});
