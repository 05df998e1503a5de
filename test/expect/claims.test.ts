import { describe, expect, test } from 'vitest';
import { failureSentence } from '../../src/expect/verdict.ts';
import { check, verdictOf } from './checking.ts';
import { expectation, readable } from './parsing.ts';

const lines = (...texts: readonly string[]) => `${texts.join('\n')}\n`;

const drift = [
  'SKIP   10.12.4.0/22 provider',
  'DRIFT  10.12.8.0/22 held by metal-admin',
  'DRIFT  10.12.12.0/22 held by metal-internal',
  'DRIFT  10.12.16.0/22 held by data-tenant',
];

/** What is expected, what was printed, whether it holds, and what was found. */
type Row = readonly [string, string, boolean, string];

function table(rows: readonly Row[]) {
  test.each(rows)('%s | %j', (text, printed, ok, found) => {
    const verdict = verdictOf(readable(text), printed);
    expect([verdict.ok, verdict.found]).toEqual([ok, found]);
  });
}

describe('text matches whole words', () => {
  table([
    ['Ready', 'NotReady\n', false, '0 of 1 line'],
    ['Ready', 'is Ready.\n', true, 'it in line 1'],
    ['Ready', 'Ready_\n', false, '0 of 1 line'],
    ['Ready', 'Ready2\n', false, '0 of 1 line'],
    ['Ready', 'Ready-2\n', true, 'it in line 1'],
    ['Ready', 'ready\n', false, '0 of 1 line'],
    ['Bereit', 'Bereitä\n', false, '0 of 1 line'],
    ['.8', 'v1.8\n', true, 'it in line 1'],
    ['.8', 'v1.80\n', false, '0 of 1 line'],
    ["'a.b'", 'axb\n', false, '0 of 1 line'],
    ["'two  words'", 'two words\n', false, '0 of 1 line'],
    ['/^Rea/', 'NotReady\n', false, '0 of 1 line'],
    ['/rea/i', 'NotReady\n', true, 'it in line 1'],
    ['/a.b/', 'a\nb\n', false, '0 of 2 lines'],
  ]);
});

describe('under an upper bound it matches anywhere and in any case', () => {
  table([
    ['no error lines', 'ERROR: boom\n', false, '1 of 1 line'],
    ['no error lines', 'errors=1\n', false, '1 of 1 line'],
    ['no error lines', 'fine\n', true, '0 of 1 line'],
    ['at most 1 error lines', 'Error\nerrors\n', false, '2 of 2 lines'],
    ['at most 2 error lines', 'Error\nerrors\n', true, '2 of 2 lines'],
    ['0 error lines', 'ERROR: boom\n', false, '1 of 1 line'],
    ['0 to 1 error lines', 'ERRORS\nERROR\n', false, '2 of 2 lines'],
    ['at least 1 error lines', 'ERROR\n', false, '0 of 1 line'],
    ['no ÄRGER lines', 'viel ärger\n', false, '1 of 1 line'],
    ['no /error/ lines', 'ERROR\n', true, '0 of 1 line'],
  ]);
});

describe('counts', () => {
  table([
    ['3 DRIFT lines', lines(...drift), true, '3 of 4 lines'],
    ['2 DRIFT lines', lines(...drift), false, '3 of 4 lines'],
    ['4 DRIFT lines', lines(...drift), false, '3 of 4 lines'],
    ['3 to 4 DRIFT lines', lines(...drift), true, '3 of 4 lines'],
    ['1 to 2 DRIFT lines', lines(...drift), false, '3 of 4 lines'],
    ['at least 4 DRIFT lines', lines(...drift), false, '3 of 4 lines'],
    ['some DRIFT lines', lines(...drift), true, '3 of 4 lines'],
    ['4 lines', lines(...drift), true, '4 lines'],
    ['3 lines', lines(...drift), false, '4 lines'],
    ['3 DRIFT lines', '', false, 'no output'],
    ['no lines', '', true, 'no output'],
    ['no lines', 'x', false, '1 line'],
    ['empty', '', true, 'no output'],
    ['empty', 'x\ny\n', false, '2 lines'],
    ['only SKIP lines', 'SKIP a\nSKIP b\n', true, '2 lines'],
    ['only SKIP lines', 'SKIP a\nskip b\n', false, '1 other of 2 lines'],
    ['only SKIP lines', '', false, 'no output'],
  ]);
});

describe('a line has a visible character once ANSI codes and CR are removed', () => {
  table([
    ['no lines', '\n \t\n\r\n\x1b[0m\n\x00\n\u200b\n', true, 'no output'],
    ['1 line', '\x1b[31mDRIFT\x1b[0m\r\n\r\n', true, '1 line'],
    ['2 lines', 'a\n\nb', true, '2 lines'],
    ['DRIFT', '\x1b[1;31mDR\x1b[0mIFT\r\n', true, 'it in line 1'],
    ['DRIFT', '\x1b]8;;http://x/\x1b\\DRIFT\x1b]8;;\x07\n', true, 'it in line 1'],
    ['DRIFT', '\x1b(BDRIFT\x1bM\u009b0m\n', true, 'it in line 1'],
    ['done', ' 10%\r 99%\r done\n', true, 'it in line 1'],
    ['some lines', '\xff\n', true, '1 line'],
  ]);

  test('a code that never ends hides nothing', () => {
    const [hidden] = check(readable('no error lines'), '\x1b]0;title error\nfine\n');
    expect(hidden?.ok).toBe(false);
    const [next] = check(readable('no error lines'), '\x1b]0;title\nerror\n\x07');
    expect(next?.ok).toBe(false);
  });

  test('bytes that are no UTF-8 are tolerated', () => {
    const printed = [['both', new Uint8Array([0xff, 0x20, 0x4f, 0x4b, 0x0a])]] as const;
    expect(verdictOf(expectation('OK'), printed).ok).toBe(true);
  });
});

describe('members', () => {
  const claim = '3 DRIFT lines (.8/.12/.16)';

  test('each line is one of them', () => {
    const verdict = verdictOf(expectation(claim), lines(...drift));
    expect(verdict).toEqual({
      claim,
      ok: true,
      expected: claim,
      found: '3 lines: .8 .12 .16',
      evidence: [],
      at: 'book.md:7:1',
    });
  });

  test('a right count of the wrong lines names the member and the lines', () => {
    const wrong = lines(...drift).replace('10.12.8.0/22', '10.12.80.0/22');
    const verdict = verdictOf(expectation(claim), wrong);
    expect(failureSentence(verdict)).toBe(
      'expected 3 DRIFT lines (.8/.12/.16) — found 3 DRIFT lines, but none for .8; ' +
        'the line "DRIFT  10.12.80.0/22 held by metal-admin" has no member',
    );
    expect(verdict.evidence).toContain('DRIFT  10.12.80.0/22 held by metal-admin');
  });

  table([
    [claim, lines(...drift.slice(0, 3)), false, '2 of 3 lines; none for .16'],
    [
      claim,
      lines(drift[1] ?? '', drift[1] ?? '', drift[3] ?? ''),
      false,
      '3 DRIFT lines, but none for .12; 2 for .8',
    ],
    [
      '2 lines (.8/.12)',
      '10.12.8.0/22 and 10.12.12.0/22\n10.12.12.0/22\n',
      false,
      '2 lines, but none for .8; the line "10.12.8.0/22 and 10.12.12.0/22" has .8 and .12',
    ],
    ['2 lines (node-1, node-2)', 'node-2 up\nnode-1 up\n', true, '2 lines: node-1 node-2'],
    [
      '2 lines (node-1, node-2)',
      'node-12 up\nnode-2 up\n',
      false,
      '2 lines, but none for node-1; the line "node-12 up" has no member',
    ],
    [
      '2 /up$/ lines (a, b)',
      'a up\nc up\nb down\n',
      false,
      '2 lines with /up$/, but none for b; the line "c up" has no member',
    ],
    [claim, '', false, 'no output'],
  ]);
});

describe('numbers', () => {
  table([
    ['/(\\d+) errors/ < 3', 'found 2 errors\n', true, '2'],
    ['/(\\d+) errors/ < 3', '2 errors, 1 errors\n0 errors\n', true, '0 to 2 in 3 matches'],
    ['/(\\d+) errors/ < 3', '2 errors\n3 errors\n', false, '3'],
    ['/(\\d+) errors/ < 3', 'fine\n', false, 'no match in 1 line'],
    ['/(\\d+) errors/ < 3', '', false, 'no output'],
    ['/(\\d*) errors/ < 3', ' errors\n', false, '"", which is no number'],
    ['/(?:a|(b)) x/ = 0', 'a x\n', false, '"", which is no number'],
    ['/load (.*)/ <= 1.5', 'load 1,2\n', false, '"1,2", which is no number'],
    ['/load (.*)/ <= 1.5', 'load  1.5 \n', true, '1.5'],
    ['/t=(.*)/ >= -3', 't=-2.5\n', true, '-2.5'],
    [
      '/id (\\d+)/ = 9007199254740991',
      'id 9007199254740993\n',
      false,
      '9007199254740993, too large to be compared',
    ],
    ['/id (\\d+)/ != 1', 'id 9007199254740993\n', false, '9007199254740993, too large to be compared'],
  ]);
});

describe('exit', () => {
  test.each([
    ['exit 0', 0, true, 'exit 0'],
    ['exit 0', 1, false, 'exit 1'],
    ['exit 0 or 2', 2, true, 'exit 2'],
    ['exit nonzero', 1, true, 'exit 1'],
    ['exit nonzero', 0, false, 'exit 0'],
    ['exit nonzero', 126, false, 'exit 126 (a command could not be executed)'],
    ['exit nonzero', 127, false, 'exit 127 (a command was not found)'],
    ['exit any', 127, false, 'exit 127 (a command was not found)'],
    ['exit any', 137, false, 'exit 137 (signal 9)'],
    ['exit any', 129, false, 'exit 129 (signal 1)'],
    ['exit any', 128, true, 'exit 128'],
    ['exit any', 255, true, 'exit 255'],
    ['exit any', 0, true, 'exit 0'],
    ['exit 137', 137, true, 'exit 137 (signal 9)'],
    ['exit any', null, false, 'no exit status'],
  ])('%s | %s', (text, exit, ok, found) => {
    const verdict = verdictOf(expectation(text), '', exit);
    expect([verdict.ok, verdict.found]).toEqual([ok, found]);
  });

  test('the implied exit 0 gets no verdict', () => {
    expect(check(expectation('DRIFT'), 'DRIFT\n', 1).map(({ claim }) => claim)).toEqual(['DRIFT']);
    expect(check(null, 'x', 1)).toEqual([]);
  });
});

test('all claims are checked and all verdicts shown', () => {
  const verdicts = check(expectation('no SKIP lines; 3 DRIFT lines; exit 0'), lines(...drift), 2);
  expect(verdicts.map(({ claim, ok, at }) => [claim, ok, at])).toEqual([
    ['no SKIP lines', false, 'book.md:7:1'],
    ['3 DRIFT lines', true, 'book.md:7:16'],
    ['exit 0', false, 'book.md:7:31'],
  ]);
});
