import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventShape } from '../../src/journal/event-shapes.ts';
import { redactEvent, redactJournal } from '../../src/journal/redact-event.ts';
import { createRedactor, type Redactor } from '../../src/journal/redactor.ts';
import { isLongEnough } from '../../src/journal/secret-forms.ts';
import { fits } from '../../src/journal/shape.ts';
import type { Entry, Event } from '../../src/model/event.ts';
import type { Journal } from '../../src/run/ports.ts';
import { anyEvent } from './event-arbitrary.ts';
import { note } from './write-journal.ts';

const key = { name: 'MAAS_API_KEY', value: 'abc:def/123 "x"' };

/** Sends a text through a stream in pieces of the given sizes, the last size repeated; each is overwritten afterwards. */
function pass(redactor: Redactor, input: string | Uint8Array, sizes: readonly number[] = [1]): string {
  const bytes = Buffer.from(input);
  const stream = redactor.stream();
  const passed: Uint8Array[] = [];
  let at = 0;
  for (let n = 0; at < bytes.length; n++) {
    const size = Math.max(1, sizes[Math.min(n, sizes.length - 1)] ?? 1);
    const lent = Buffer.from(bytes.subarray(at, at + size));
    passed.push(Uint8Array.from(stream.write(lent)));
    lent.fill('#');
    at += size;
  }
  passed.push(stream.end());
  return Buffer.concat(passed).toString();
}

describe('a redactor', () => {
  test('replaces a value wherever it was cut', () => {
    const text = `key=${key.value}; again ${key.value}`;
    const expected = 'key=[redacted MAAS_API_KEY]; again [redacted MAAS_API_KEY]';
    const redactor = createRedactor([key]);
    expect(redactor.text(text)).toBe(expected);
    for (let size = 1; size <= text.length; size++) expect(pass(redactor, text, [size])).toBe(expected);
  });

  test('passes on at once what cannot be part of a value', () => {
    const stream = createRedactor([key]).stream();
    expect(Buffer.from(stream.write(Buffer.from('Continue? '))).toString()).toBe('Continue? ');
    expect(Buffer.from(stream.write(Buffer.from('yab'))).toString()).toBe('y');
    expect(Buffer.from(stream.write(Buffer.from('le'))).toString()).toBe('able');
    expect(Buffer.from(stream.write(Buffer.from('abc:'))).toString()).toBe('');
    expect(Buffer.from(stream.end()).toString()).toBe('abc:');
    expect(Buffer.from(stream.write(Buffer.from('def/123 "x"'))).toString()).toBe('def/123 "x"');
  });

  test('takes the longest value where one begins with another', () => {
    const redactor = createRedactor([
      { name: 'SHORT', value: 'secret' },
      { name: 'LONG', value: 'secret-longer' },
    ]);
    expect(pass(redactor, 'secret-longer secret-long secret')).toBe(
      '[redacted LONG] [redacted SHORT]-long [redacted SHORT]',
    );
  });

  test('leaves nothing of a value that overlaps another', () => {
    const redactor = createRedactor([
      { name: 'A', value: 'abcdef' },
      { name: 'B', value: 'defghi' },
    ]);
    for (let size = 1; size < 10; size++) {
      expect(pass(redactor, '<abcdefghi><defghi>', [size])).toBe('<[redacted A]><[redacted B]>');
    }
    expect(pass(createRedactor([{ name: 'A', value: 'aaaaaa' }]), 'a'.repeat(1000), [7])).toBe(
      '[redacted A]',
    );
  });

  test('knows a value of several lines whole, line by line, indented, and as a terminal prints it', () => {
    const value = '-----BEGIN KEY-----\nMIIEow\nIBAAKC\n-----END KEY-----\n';
    const redactor = createRedactor([{ name: 'KEY', value }]);
    expect(redactor.text(`[${value}]`)).toBe('[[redacted KEY]\n]');
    expect(redactor.text(value.replaceAll('\n', '\r\n'))).toBe('[redacted KEY]\r\n');
    expect(redactor.text('  MIIEow\n  IBAAKC\n')).toBe('  [redacted KEY]\n  [redacted KEY]\n');
  });

  test.each([
    'it\'s "$HOME" \\ `x`',
    'a\nb\tc\'d\\e"f',
    'with space & more; <x> (y) ~{z}* ?[!] ^`|',
    'päss wörd',
    '#hash~a:~b=~c',
  ])('knows %j as JSON, bash and a URL spell it', (value) => {
    const redactor = createRedactor([{ name: 'S', value }]);
    const script = 'S=$1; printf "%q\\n" "$S"; declare -p S; set -x; : "$S" "$S"';
    const bash = execFileSync('bash', ['--norc', '-c', `exec 2>&1; ${script}`, 'bash', value], {
      encoding: 'utf8',
      env: { LC_ALL: 'C.UTF-8' },
    });
    const spelt = [
      JSON.stringify({ value }),
      encodeURIComponent(value),
      bash,
      `'${value.replaceAll("'", "'\\''")}'`,
    ];
    for (const text of spelt) {
      const shown = redactor.text(text);
      expect(shown).toContain('[redacted S]');
      for (const part of value.match(/[\p{L}]{3,}/gu) ?? [])
        expect(shown.replaceAll('redacted', '')).not.toContain(part);
    }
  });

  test('refuses a value that is too short', () => {
    expect(() => createRedactor([{ name: 'PIN', value: '12345' }])).toThrow('the value of PIN is too short');
    expect(() => createRedactor([{ name: 'NONE', value: '' }])).toThrow(RangeError);
    expect(() => createRedactor([{ name: 'BLANK', value: '       \n' }])).toThrow(RangeError);
    expect(createRedactor([{ name: 'PIN', value: '123456' }]).text('123456')).toBe('[redacted PIN]');
  });

  test('never lets a value through, however the output is cut', () => {
    const letters = fc
      .string({
        unit: fc.constantFrom('x', 'y', '"', '\n', '\\', 'ü'),
        minLength: 6,
        maxLength: 12,
      })
      .filter(isLongEnough);
    const output = (values: readonly string[]) =>
      fc.array(fc.oneof(fc.constantFrom(...values), letters, fc.constantFrom('x', 'xy', '\n')), {
        maxLength: 12,
      });
    fc.assert(
      fc.property(
        fc
          .array(letters, { minLength: 1, maxLength: 4 })
          .chain((values) =>
            fc.tuple(fc.constant(values), output(values), fc.array(fc.nat(9), { minLength: 1 })),
          ),
        ([values, parts, sizes]) => {
          const redactor = createRedactor(values.map((value, n) => ({ name: `S${n}`, value })));
          const whole = redactor.text(parts.join(''));
          expect(pass(redactor, parts.join(''), sizes)).toBe(whole);
          for (const value of values) expect(whole).not.toContain(value);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('changes nothing else', () => {
    const redactor = createRedactor([key]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(9), { minLength: 1 }), (text, sizes) => {
        expect(redactor.text(text)).toBe(text);
        expect(pass(redactor, text, sizes)).toBe(Buffer.from(text).toString());
      }),
    );
    expect(redactor.text('\ud800')).toBe('\ud800');
    expect(createRedactor([]).text('anything')).toBe('anything');
  });
});

describe('an event', () => {
  const redactor = createRedactor([
    { name: 'WORD', value: 'passed' },
    { name: 'HEX', value: 'aaaaaaaa' },
  ]);

  test('loses secrets from what people wrote and programs printed, and keeps what the run is made of', () => {
    const verdict = {
      claim: 'c',
      ok: true,
      expected: 'e',
      found: 'f',
      evidence: ['it passed by'],
      at: 'a:1:1',
    };
    const event: Event = {
      type: 'block-ended',
      step: 'passed',
      attempt: 1,
      took: 3,
      outcome: {
        status: 'passed',
        ending: 'exited',
        exit: 0,
        failedCommand: { line: 3, text: 'echo passed', hint: null },
        message: null,
        verdicts: [verdict],
      },
      output: { file: 'steps/001-passed-1.log', bytes: 1, sha256: 'a'.repeat(64) },
      again: false,
      captured: {},
      directory: '/srv',
    };
    expect(redactEvent(event, redactor)).toEqual({
      ...event,
      outcome: {
        ...event.outcome,
        failedCommand: { line: 3, text: 'echo [redacted WORD]', hint: null },
        verdicts: [{ ...verdict, evidence: ['it [redacted WORD] by'] }],
      },
    });
  });

  test('keeps the names of variables, whatever they are', () => {
    const reads = JSON.parse('{"__proto__":"passed","hash":"passed","type":null}');
    const place = { host: 'h', user: 'u', cwd: '/', target: null };
    const event: Event = {
      type: 'gate-opened',
      step: 's',
      approval: { hash: 'h', reads, place, scripts: {} },
    };
    const redacted = redactEvent(event, redactor);
    if (redacted.type !== 'gate-opened') throw new Error('another event');
    expect(JSON.stringify(redacted.approval.reads)).toBe(
      '{"__proto__":"[redacted WORD]","hash":"[redacted WORD]","type":null}',
    );
  });

  test('stays an event of its type', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const shape = eventShape(event.type);
        const changed = shape?.mapText(event, (text) => `${text}!`);
        expect(shape !== null && fits(shape, changed)).toBe(true);
        expect(shape?.mapText(event, (text) => text)).toEqual(event);
      }),
    );
  });

  test('reaches a journal without secrets', () => {
    const taken: Event[] = [];
    const journal: Journal = {
      entries: [],
      head: 'head',
      append: (event) => journal.add(event),
      add(event) {
        taken.push(event);
        return event as Entry;
      },
      sync: () => {},
    };
    const redacted = redactJournal(journal, redactor);
    redacted.append(note('it passed'));
    redacted.add(note('passed'));
    expect(taken).toEqual([note('it [redacted WORD]'), note('[redacted WORD]')]);
    expect(redacted.head).toBe('head');
  });
});
