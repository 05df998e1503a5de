import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptLine } from '../../src/expect/accept-line.ts';
import { acceptOutput } from '../../src/expect/accept-output.ts';
import { ExactCheck } from '../../src/expect/exact-check.ts';
import { defaultLimits } from '../../src/expect/limits.ts';
import { LineSplitter } from '../../src/expect/line-splitter.ts';

function accepted(fence: readonly string[], printed: string): readonly string[] {
  const acceptance = acceptOutput(fence, Buffer.from(printed));
  if (acceptance.type !== 'accepted') throw new Error(`${acceptance.message}; ${acceptance.hint}`);
  return acceptance.edits.flatMap(({ now }) => now ?? []);
}

function refused(fence: readonly string[], printed: string | Uint8Array): string {
  const acceptance = acceptOutput(fence, Buffer.from(printed as string));
  return acceptance.type === 'impossible' ? `${acceptance.message}; ${acceptance.hint}` : acceptance.type;
}

function fits(fence: readonly string[], printed: string): boolean {
  const position = { line: 1, column: 1, offset: 0 };
  const check = new ExactCheck({
    lines: fence,
    source: { file: 'x', position: { start: position, end: position } },
  });
  const splitter = new LineSplitter(defaultLimits.line, { line: (line) => check.line(line) });
  splitter.write(Buffer.from(printed));
  splitter.end();
  return check.end({ exit: 0, lastLines: [], json: () => ({ type: 'unreadable', reason: '' }) }).ok;
}

describe('what a fence becomes', () => {
  test('is the output, where nothing was elided', () => {
    expect(accepted(['a', 'b'], 'a\nc\nd\n')).toEqual(['a', 'c', 'd']);
    expect(accepted(['a', 'b', 'c'], 'a\nc\n')).toEqual(['a', 'c']);
  });

  test('keeps the elisions that still match, and what stands around them', () => {
    expect(accepted(['start', '...', 'end 1'], 'start\nx\ny\nend 2\n')).toEqual(['start', '...', 'end 2']);
    expect(accepted(['...', 'total 3'], 'x\ny\ntotal 4\n')).toEqual(['...', 'total 4']);
    expect(accepted(['a', '...', 'b'], 'a\nb\n')).toEqual(['a', '...', 'b']);
    expect(accepted(['id=[..] up', 'x'], 'id=77 up\ny\n')).toEqual(['id=[..] up', 'y']);
  });

  test('never expects less than before beside an elision', () => {
    expect(accepted(['a', '...', 'b'], 'a\nx\nz\n')).toEqual(['a', '...', 'z']);
  });

  test('keeps the elision of a line that changed elsewhere', () => {
    expect(acceptLine('up [..] days, load 3', 'up 5 days, load 4')).toBe('up [..] days, load 4');
    expect(acceptLine('id=[..] at [..] UTC ok', 'id=9f at 14:03 UTC failed')).toBe(
      'id=[..] at [..] UTC failed',
    );
    expect(acceptLine('Model [..] ready', 'ERROR could not connect')).toBe('ERROR could not connect');
    expect(acceptLine('Model ready', 'Model gone')).toBe('Model gone');
  });

  test('has an elision where the value of a secret was printed', () => {
    expect(accepted(['key old'], 'key [redacted API_KEY] set\n')).toEqual(['key [..] set']);
    expect(accepted(['key [..] set'], 'key [redacted API_KEY] set\n')).toEqual(['key [..] set']);
  });

  test('does not hold what a reader could not see, or what a fence reads as an elision', () => {
    expect(refused(['a'], 'x\x07y\n')).toContain('could not see: “x\\x07y”');
    expect(refused(['a'], 'x\u202ey\n')).toContain('write [..] in their place');
    expect(accepted(['[..]y'], 'x\x07y\n')).toEqual(['[..]y']);
    expect(accepted(['a'], '\x1b[32mok\x1b[0m\r\n')).toEqual(['ok']);
    expect(refused(['a'], 'x\n...\ny\n')).toContain('three dots');
    expect(refused(['a'], 'x [..] y\n')).toContain('[..]');
  });

  test('is not silence, and not a book', () => {
    expect(refused(['a'], '')).toContain('write expect="stdout empty"');
    expect(refused(['a'], ' \n\n')).toContain('silence');
    expect(refused(['a'], 'x\n'.repeat(5000))).toContain('5000 lines, too many for a fence');
    expect(accepted(['x', '...', 'y'], `x\n${'z\n'.repeat(5000)}y2\n`)).toEqual(['x', '...', 'y2']);
    expect(refused(['a'], 'x'.repeat(2_000_000))).toContain('line 1 of the output is too long');
  });

  test('always matches what was printed, and stays as it was where it did', () => {
    const word = fc.constantFrom('a', 'b', 'a b', 'b a', '', ' a', 'a=1', 'a=2');
    const item = fc.oneof(word, fc.constantFrom('...', 'a[..]', '[..] b', 'a=[..]', '[..]'));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), fc.array(word, { maxLength: 8 }), (fence, lines) => {
        const printed = lines.map((line) => `${line}\n`).join('');
        const acceptance = acceptOutput(fence, Buffer.from(printed));
        if (acceptance.type === 'impossible') return;
        const now = acceptance.edits.flatMap((edit) => edit.now ?? []);
        expect(fits(now, printed)).toBe(true);
        expect(acceptance.edits.flatMap((edit) => edit.old ?? [])).toEqual(fence);
        if (fits(fence, printed)) expect(now).toEqual(fence);
      }),
      { numRuns: 2000 },
    );
  });
});
