import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactOutputProblems } from '../../src/expect/exact-output-problems.ts';
import { failureSentence } from '../../src/expect/verdict.ts';
import { verdictOf } from './checking.ts';
import { exactOutput } from './parsing.ts';

function compare(lines: readonly string[], printed: string) {
  return verdictOf(null, [['stdout', printed]], 0, { exact: exactOutput(...lines) });
}

describe('holds', () => {
  test.each([
    [['a', 'b'], 'a\nb\n'],
    [['a', 'b'], 'a\nb'],
    [['a ', 'b'], 'a\nb\t \r\n'],
    [['a', '', 'b'], 'a\n\nb\n'],
    [['DRIFT'], '\x1b[31mDRIFT\x1b[0m\n'],
    [['a', '...', 'b'], 'a\nb\n'],
    [['a', '...', 'b'], 'a\nb\nb\nx\nb\n'],
    [['...', 'b', '...'], 'x\nb\n'],
    [['a', '... '], 'a\nx\ny\n'],
    [['...', 'a', '...', 'a'], 'a\na\n'],
    [['took [..] s'], 'took 2.3 s\n'],
    [['took [..] s'], 'took  s\n'],
    [['[..]a[..]b[..]'], 'xaxaxbx\n'],
    [['a.c'], 'a.c\n'],
    [['  ...', 'b'], '  ...\nb\n'],
  ])('%j %j', (lines, printed) => {
    expect(compare(lines, printed)).toMatchObject({ ok: true, evidence: [], claim: 'exact output' });
  });
});

describe('differs', () => {
  test.each([
    [['a', 'b'], 'a\nc\n', 'a difference in line 2 of 2', [' a', '-b', '+c']],
    [['a', 'b'], 'a\n', 'an end after 1 line', [' a', '-b']],
    [['a'], 'a\nb\n', 'a difference in line 2 of 2', [' a', '+b']],
    [['a'], '', 'no output', ['-a']],
    [['a'], 'A\n', 'a difference in line 1 of 1', ['-a', '+A']],
    [['a'], ' a\n', 'a difference in line 1 of 1', ['-a', '+ a']],
    [['a', 'b'], 'a\n\nb\n', 'a difference in line 2 of 3', [' a', '+', ' b']],
    [['a', '...', 'z'], 'a\nx\ny\n', 'an end after 3 lines', [' a', ' ...', '-z']],
    [['took [..] s'], 'took 2 m\n', 'a difference in line 1 of 1', ['-took [..] s', '+took 2 m']],
    [['ab[..]ba'], 'aba\n', 'a difference in line 1 of 1', ['-ab[..]ba', '+aba']],
    [['a.c'], 'abc\n', 'a difference in line 1 of 1', ['-a.c', '+abc']],
    [['  ...'], 'b\n', 'a difference in line 1 of 1', ['-  ...', '+b']],
    [
      ['1', '2', '3', '4', '6'],
      '1\n2\n3\n4\n5\n6\n',
      'a difference in line 5 of 6',
      [' 3', ' 4', '+5', ' 6'],
    ],
  ])('%j %j', (lines, printed, found, evidence) => {
    expect(compare(lines, printed)).toMatchObject({ ok: false, found, evidence });
  });

  test('the sentence', () => {
    expect(failureSentence(compare(['a', 'b'], 'a\nc\n'))).toBe(
      'expected the output as written — found a difference in line 2 of 2',
    );
  });

  test('stderr is not looked at', () => {
    const printed = [
      ['stderr', 'x\n'],
      ['stdout', 'a\n'],
    ] as const;
    expect(verdictOf(null, printed, 0, { exact: exactOutput('a') }).ok).toBe(true);
  });

  test('the diff has at most a dozen lines, free of control characters', () => {
    const { evidence } = compare(['a'], 'x\x07\n'.repeat(40));
    expect(evidence).toHaveLength(12);
    expect(evidence.slice(0, 2)).toEqual(['-a', '+x\\x07']);
  });

  test('far into a long output the diff says nothing that was not seen', () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `line ${index}`);
    const verdict = compare(lines, lines.join('\n').replace('line 2500', 'other'));
    expect(verdict).toMatchObject({ ok: false, found: 'a difference in line 2501 of 3000' });
    expect(verdict.evidence).toEqual(lines.slice(-5));
  });

  test('behind a leading ... the end of a long output is compared', () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
    const verdict = compare(['...', 'DONE'], lines.join('\n'));
    expect(verdict).toMatchObject({
      ok: false,
      found: 'an end after 5000 lines',
      evidence: [' ...', '-DONE'],
    });
  });
});

test('agrees with a regular expression over the whole output', () => {
  const line = fc.constantFrom('a', 'b', 'ab', 'a[..]', '[..]b', 'a[..]b', '...');
  const fence = fc.array(line, { minLength: 1, maxLength: 6 });
  const output = fc.array(fc.constantFrom('a', 'b', 'ab', 'aab', 'abb', ''), { maxLength: 7 });
  fc.assert(
    fc.property(fence, output, (lines, printed) => {
      const pattern = lines
        .map((text) => (text === '...' ? '(.*\n)*' : `${text.replace('[..]', '.*')}\n`))
        .join('');
      const text = printed.map((each) => `${each}\n`).join('');
      const verdict = compare(lines, text);
      expect(verdict.ok).toBe(new RegExp(`^${pattern}$`).test(text));
      expect(verdict.evidence.some((each) => each.startsWith('-') || each.startsWith('+'))).toBe(!verdict.ok);
    }),
  );
});

describe('a fence without any text of its own is vacuous', () => {
  test.each([[['...']], [['...', '  ', '...']], [[]], [['']], [['[..]', '...']]])('%j', (lines) => {
    expect(exactOutputProblems(lines)).toEqual([
      {
        rule: 'expectation-vacuous',
        message: expect.stringContaining('at least one line that must appear'),
        start: 0,
        end: lines.join('\n').length,
      },
    ]);
  });

  test.each([[['a']], [['...', 'a']], [['[..] s']]])('not: %j', (lines) => {
    expect(exactOutputProblems(lines)).toEqual([]);
  });
});
