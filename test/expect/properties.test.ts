import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedExit } from '../../src/expect/allowed-exit.ts';
import { startCheck } from '../../src/expect/check.ts';
import type { ClaimStream, Expectation, Verdict } from '../../src/model/expectation.ts';
import { anyClaim, anyClaims, writeClaims } from './arbitrary-claims.ts';
import { bytes, check, type Printed } from './checking.ts';
import { exactOutput, parse, readable } from './parsing.ts';

const soup = fc
  .array(
    fc.constantFrom(
      'some',
      'no',
      '3',
      'DRIFT',
      'lines',
      ';',
      '(',
      ')',
      "'",
      '"',
      '/',
      '$',
      '.a',
      '[*]',
      '=',
      '<',
      'exit',
      'at',
      'least',
      'to',
      'or',
      'stdout',
      '\\',
      '🎉',
      ' ',
      '\n',
      'lnies',
    ),
    { maxLength: 10 },
  )
  .chain((parts) => fc.constantFrom('', ' ').map((gap) => parts.join(gap)));

const pieces = fc.constantFrom(
  ...[
    'DRIFT',
    'error',
    'ERROR',
    'Ready',
    'NotReady',
    'x',
    '3 x',
    'x=2',
    'a',
    '10.12.8.0/22',
    '.12',
    'node-1',
    'two words',
  ],
  ...[
    '{"a":3}',
    '[3,"Ready"]',
    ' ',
    ' ',
    '\n',
    '\n',
    '\r\n',
    '\r',
    '\x1b[31m',
    '\x1b[0m',
    '\x1b]0;t\x07',
    '\x1b]8;;u\x1b\\',
  ],
  ...['ä', '🎉', '\u202e', '\x00', '\x1b', '\x1b[', '\ufeff'],
);

const output = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: pieces.map(bytes) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3 }) },
    ),
    { maxLength: 25 },
  )
  .map((parts) => new Uint8Array(parts.flatMap((part) => [...part])));

const stream = fc.constantFrom<ClaimStream>('both', 'stdout', 'stderr');

function holds(expectation: Expectation, verdicts: readonly Verdict[], exit: number): boolean {
  return allowedExit(expectation, exit) && verdicts.every(({ ok }) => ok);
}

describe('the parser', () => {
  test('never throws, and points into the text', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const { expectation, problems } = parse(text);
        expect(expectation !== null || problems.length > 0).toBe(true);
        for (const { start, end, message } of problems) {
          expect(0 <= start && start <= end && end <= text.length, `${start} ${end}`).toBe(true);
          expect(message).toMatch(/^Unexpected /);
        }
        for (const { source } of expectation?.claims ?? []) {
          expect(source.position.end.offset).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('reads every claim of the grammar as it was meant', () => {
    fc.assert(
      fc.property(anyClaims, (claims) => {
        expect(
          readable(writeClaims(claims)).claims.map(({ text, stream, fact }) => ({ text, stream, fact })),
        ).toEqual(claims);
      }),
      { numRuns: 500 },
    );
  });
});

test('verdicts do not depend on how the output is cut into chunks', () => {
  const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 20 });
  const fence = fc.array(fc.constantFrom('DRIFT', '...', 'x[..]', ''), { maxLength: 4 });
  const parts = fc.array(fc.tuple(stream, output, cuts), { maxLength: 3 });
  const limits = fc.constantFrom({}, { line: 6, regexLine: 4, json: 8 });
  fc.assert(
    fc.property(anyClaims, fence, parts, limits, (claims, lines, printed, limits) => {
      const expectation = readable(writeClaims(claims));
      const options = { limits, exact: exactOutput(...lines) };
      const whole = printed.map(([name, chunk]) => [name, chunk] as const);
      const cut = printed.flatMap(([name, chunk, at]) =>
        split(chunk, at).map((piece) => [name, piece] as const),
      );
      expect(check(expectation, cut, 0, options)).toEqual(check(expectation, whole, 0, options));
    }),
    { numRuns: 500 },
  );
});

test('verdicts do not depend on whether many lines are looked at together', () => {
  const words = [
    'Ready',
    'NotReady',
    'ERROR: boom',
    'an error',
    'x Ready y',
    '10 units',
    'DRIFT .8',
    '  deep',
  ];
  const odd = [
    '',
    ' ',
    '\u200b',
    'é Ready',
    '\x1b[31mReady\x1b[0m',
    'Rea\rdy',
    'Ready\u0301',
    'KELVIN \u212a',
  ];
  const line = fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...words) }, fc.constantFrom(...odd));
  const claim = fc.constantFrom(
    ...[
      'some Ready lines',
      'no error lines',
      'contains boom',
      'only Ready lines',
      'at most 9000 error lines',
      'empty',
    ],
    ...[
      '12 lines',
      'contains kelvin',
      'no kelvin lines',
      '/(\\d+) units/ >= 3',
      'some lines',
      '2 Ready lines (x/y)',
    ],
    ...[
      'at least 3 NotReady lines',
      'no /o{2}/ lines',
      'contains nowhere',
      '$.a = 1',
      "some 'x Ready' lines",
    ],
  );
  // More of one kind than are looked at for likeness or kept as evidence, with others before, between and behind.
  const part = fc.tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom(1, 3, 20, 6000));
  const printed = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) =>
    parts
      .map(([lines, times]) =>
        lines
          .map((each) => `${each}\n`)
          .join('')
          .repeat(times),
      )
      .join(''),
  );
  fc.assert(
    fc.property(fc.array(claim, { minLength: 1, maxLength: 4 }), printed, (claims, text) => {
      const expectation = readable(claims.join('; '));
      const alone = text.split(/(?<=\n)/).map((each) => ['stdout', each] as const);
      const together = (text.match(/.{1,20000}/gsu) ?? []).map((each) => ['stdout', each] as const);
      expect(check(expectation, together)).toEqual(check(expectation, alone));
    }),
    { numRuns: 30 },
  );
}, 60_000);

test('a reused buffer does no harm', () => {
  const running = startCheck(readable('$.a = 1'), null);
  const buffer = bytes('{"a":');
  running.write('stdout', buffer);
  buffer.set(bytes('1}   '));
  running.write('stdout', buffer);
  expect(running.end(0).map(({ ok }) => ok)).toEqual([true]);
});

describe('silence', () => {
  const invisible = fc
    .array(fc.constantFrom('\n', ' ', '\t', '\r', '\x1b[0m', '\x00', '\u200b'), { maxLength: 5 })
    .map((parts) => parts.join(''));
  const silent: fc.Arbitrary<Printed> = fc.array(fc.tuple(stream, invisible), { maxLength: 3 });

  test('satisfies nothing that was accepted, but for claims that ask for it', () => {
    fc.assert(
      fc.property(anyClaims, silent, (claims, printed) => {
        const { expectation, problems } = parse(writeClaims(claims));
        fc.pre(expectation !== null && problems.length === 0);
        fc.pre(
          !claims.every(({ text }) =>
            /^exit |^((stdout|stderr) )?(empty|(no|0|at most 0|0 to 0) lines?)$/.test(text),
          ),
        );
        expect(holds(expectation, check(expectation, printed, 0), 0)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  test('satisfies everything that is called vacuous', () => {
    fc.assert(
      fc.property(anyClaims, (claims) => {
        const { expectation, problems } = parse(writeClaims(claims));
        fc.pre(expectation !== null && problems.some(({ rule }) => rule === 'expectation-vacuous'));
        expect(holds(expectation, check(expectation, []), 0)).toBe(true);
      }),
    );
  });
});

test('what is called a contradiction is never satisfied', () => {
  fc.assert(
    fc.property(
      fc.array(anyClaim, { minLength: 2, maxLength: 3 }),
      stream,
      output,
      fc.nat({ max: 255 }),
      (claims, name, printed, exit) => {
        const { expectation, problems } = parse(writeClaims(claims));
        fc.pre(expectation !== null && problems.some(({ rule }) => rule === 'expectation-contradiction'));
        expect(holds(expectation, check(expectation, [[name, printed]], exit), exit)).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

test('evidence is bounded and has nothing in it that a terminal would obey', () => {
  fc.assert(
    fc.property(anyClaims, stream, output, (claims, name, printed) => {
      for (const { evidence, found, expected } of check(readable(writeClaims(claims)), [[name, printed]])) {
        expect(evidence.length).toBeLessThanOrEqual(12);
        for (const line of [...evidence, found, expected]) {
          expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
          expect(line.length).toBeLessThanOrEqual(600);
        }
        for (const line of evidence) expect(line.length).toBeLessThanOrEqual(200);
      }
    }),
    { numRuns: 500 },
  );
});

function split(chunk: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const places = [...new Set(cuts.filter((cut) => cut <= chunk.length))].sort((a, b) => a - b);
  return [...places, chunk.length].map((to, index) => chunk.slice(places[index - 1] ?? 0, to));
}
