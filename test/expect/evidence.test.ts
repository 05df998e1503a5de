import { describe, expect, test } from 'vitest';
import { failureSentence } from '../../src/expect/verdict.ts';
import { verdictOf } from './checking.ts';
import { expectation, readable } from './parsing.ts';

function numbered(count: number, text = 'line'): string {
  return Array.from({ length: count }, (_, index) => `${text} ${index + 1}\n`).join('');
}

function evidenceOf(text: string, printed: string): readonly string[] {
  return verdictOf(readable(text), printed).evidence;
}

describe('a failure reads as one sentence', () => {
  test.each([
    ['3 DRIFT lines', numbered(5, 'DRIFT') + numbered(207), 'expected 3 DRIFT lines — found 5 of 212 lines'],
    ['stdout some SKIP lines', '', 'expected some SKIP lines on stdout — found no output'],
    ['Ready', 'x\n', 'expected a line with Ready — found 0 of 1 line'],
    ["stderr contains 'all fine'", '', "expected a line with 'all fine' on stderr — found no output"],
    ['empty', 'x\n', 'expected no output — found 1 line'],
    ['exit 0 or 2', '', 'expected exit 0 or 2 — found exit 1'],
    ['/(\\d+) errors/ < 3', '4 errors\n', 'expected /(\\d+) errors/ < 3 — found 4'],
    ['$.a = 1', '', 'expected $.a = 1 — found no output'],
  ])('%s', (text, printed, sentence) => {
    expect(failureSentence(verdictOf(readable(text), printed, 1))).toBe(sentence);
  });
});

describe('evidence', () => {
  test('is nothing where the claim holds', () => {
    expect(evidenceOf('some DRIFT lines', 'DRIFT\n')).toEqual([]);
  });

  test('of too many are the counted lines, at most a dozen', () => {
    const evidence = evidenceOf('3 DRIFT lines', numbered(3) + numbered(20, 'DRIFT'));
    expect(evidence).toEqual(numbered(12, 'DRIFT').trim().split('\n'));
  });

  test('of too few are the counted lines and the nearest ones, in their order', () => {
    const printed = 'x\nNotReady a\nis Ready\nRaedy c\nready b\nsomething else\n';
    expect(evidenceOf('2 Ready lines', printed)).toEqual(['NotReady a', 'is Ready', 'Raedy c', 'ready b']);
  });

  test('of several words are lines that share them', () => {
    const printed = 'nothing\nall 3 hosts are ready now\nhosts\n';
    expect(evidenceOf("'hosts ready'", printed)).toEqual(['all 3 hosts are ready now', 'hosts']);
  });

  test('of a regular expression are lines with its words', () => {
    expect(evidenceOf('/^State:\\s+(\\d+)/ > 0', 'a\n  state is 3\nb\n')).toEqual(['  state is 3']);
  });

  test('is the end of the output where nothing is near', () => {
    const end = ['line 16', 'line 17', 'line 18', 'line 19', 'line 20'];
    expect(evidenceOf('DRIFT', numbered(20))).toEqual(end);
    expect(evidenceOf('exit 3', numbered(20))).toEqual(end);
  });

  test('of "only" are the other lines', () => {
    expect(evidenceOf('only SKIP lines', 'SKIP a\nDRIFT b\nSKIP c\nCREATE d\n')).toEqual([
      'DRIFT b',
      'CREATE d',
    ]);
  });

  test('of numbers are the lines that do not satisfy', () => {
    expect(evidenceOf('/(\\d+) up/ > 2', '1 up\n3 up\n2 up\n')).toEqual(['1 up', '2 up']);
  });
});

describe('what is shown', () => {
  test('has no control or bidirectional characters', () => {
    expect(evidenceOf('empty', 'a\x07\tb\u202ec\u2028d\u{e0041}\n')).toEqual([
      'a\\x07\\tb\\u{202e}c\\u{2028}d\\u{e0041}',
    ]);
  });

  test('is cut, not within a character', () => {
    const [line] = evidenceOf('empty', `${'x'.repeat(198)}🎉🎉🎉\n`);
    expect(line).toBe(`${'x'.repeat(198)}…`);
  });

  test('has secrets replaced before it is cut or escaped', () => {
    const secret = `k\te"${'y'.repeat(180)}`;
    const redact = (text: string) => text.replaceAll(secret, '•••');
    const line = verdictOf(expectation('empty'), `${'x'.repeat(50)}${secret}\n`, 0, { redact });
    expect(line.evidence).toEqual([`${'x'.repeat(50)}•••`]);
    const json = JSON.stringify({ a: secret });
    const value = verdictOf(expectation('$.a = 1'), [['stdout', json]], 0, { redact });
    expect([value.found, value.evidence]).toEqual(['"•••" at $.a', ['"•••" at $.a']]);
    const member = verdictOf(expectation('1 line (m)'), `${secret}\n`, 0, { redact });
    expect(member.found).toBe('1 line, but none for m; the line "•••" has no member');
    const number = verdictOf(expectation('/x=(.*)/ > 1'), `x=${secret}\n`, 0, { redact });
    expect(number.found).toBe('"•••", which is no number');
  });

  test('of the claim itself is escaped, too', () => {
    const verdict = verdictOf(readable("'a\u202eb'"), '');
    expect([verdict.claim, verdict.expected]).toEqual(["'a\\u{202e}b'", "a line with 'a\\u{202e}b'"]);
  });
});
