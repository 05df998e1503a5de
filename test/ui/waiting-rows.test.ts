import { describe, expect, test } from 'vitest';
import { createStyle } from '../../src/ui/style.ts';
import { textWidth } from '../../src/ui/text-width.ts';
import { keptWaitingRows, type Waiting, waitingRows } from '../../src/ui/waiting-rows.ts';
import { outcome, verdict } from './told-runs.ts';

const style = createStyle({ colour: false, unicode: true });
const minute = 60_000;

const found = outcome({
  status: 'unexpected',
  verdicts: [
    verdict(),
    verdict({
      ok: false,
      expected: '4 Ready lines (.11/.12/.13/.14)',
      found: '2 of 4 lines; none for .13 and .14',
    }),
  ],
});
const hosts: Waiting = { id: 'hosts-ready', attempt: 214, waited: 71.4 * minute, within: '1h30m', found };

const rows = (waiting: Partial<Waiting>, width: number) =>
  waitingRows({ ...hosts, ...waiting }, style, width).map(({ text }) => text);

describe('a wait', () => {
  test.each([
    [
      120,
      [
        '  ▸ hosts-ready  waiting  attempt 214 · 1h11m of 1h30m',
        '    expected 4 Ready lines (.11/.12/.13/.14) — found 2 of 4 lines; none for .13 and .14',
      ],
    ],
    [
      80,
      [
        '  ▸ hosts-ready  waiting  attempt 214 · 1h11m of 1h30m',
        '    expected 4 Ready lines (.11/.12… — found 2 of 4 lines; none for .13 and .14',
      ],
    ],
    [
      60,
      [
        '  ▸ hosts-ready  waiting  attempt 214 · 1h11m of 1h30m',
        '    found 2 of 4 lines; none for .13 and .14',
      ],
    ],
    [40, ['  ▸ hosts-ready  1h11m of 1h30m', '    found 2 of 4 lines; none for .13 a…']],
    [20, ['  ▸ …  1h11m of 1h…', '    found 2 of 4 l…']],
  ])('at %i columns says how long it has been waited and what was found', (width, expected) => {
    expect(rows({}, width)).toEqual(expected);
  });

  test('of which no attempt has ended is one row', () => {
    expect(rows({ found: null, attempt: 1, waited: 0 }, 80)).toEqual([
      '  ▸ hosts-ready  waiting  attempt 1 · 0s of 1h30m',
    ]);
  });

  test('of a long name keeps the time: the words around it give way, then the name', () => {
    const id = (length: number) => 'destroy/wait-for-the-hosts[openstack0]-and-more'.slice(0, length);
    expect(rows({ id: id(40) }, 80)[0]).toBe(`  ▸ ${id(40)}  attempt 214 · 1h11m of 1h30m`);
    expect(rows({ id: id(47) }, 60)[0]).toBe(`  ▸ ${id(38)}…  1h11m of 1h30m`);
  });

  test('for something that failed says how', () => {
    const failed = outcome({
      status: 'failed',
      exit: 7,
      message: 'the block stopped here: nothing from line 12 on was run',
    });
    expect(rows({ found: failed }, 80)[1]).toBe(
      '    the block stopped here: nothing from line 12 on was run',
    );
    expect(rows({ found: failed }, 40)[1]).toBe('    the block stopped here: nothing …');
  });

  test('tells the same with and without colour, and without UTF-8', () => {
    const coloured = createStyle({ colour: true, unicode: true });
    const [name, said] = waitingRows(hosts, coloured, 80);
    expect([name?.text, said?.text]).toEqual(rows({}, 80));
    expect(name?.painted).toBe(`\x1b[2m${name?.text}\x1b[22m`);
    expect(said?.painted).toBe(said?.text);
    const ascii = waitingRows(hosts, createStyle({ colour: false, unicode: false }), 80).map(
      ({ text }) => text,
    );
    expect(ascii).toEqual([
      '  . hosts-ready  waiting  attempt 214 - 1h11m of 1h30m',
      '    expected 4 Ready lines (.11/... -- found 2 of 4 lines; none for .13 and .14',
    ]);
  });

  test('is narrower than the terminal, whatever was found', () => {
    const texts = ['', 'x'.repeat(300), '日本語'.repeat(40), '\x1b[2J\r\n\t\u202e', '🦊 '.repeat(60)];
    for (const width of [20, 21, 39, 40, 60, 79, 80, 120, 300])
      for (const expected of texts)
        for (const text of texts) {
          const verdicts = [verdict({ ok: false, expected, found: text })];
          for (const row of rows({ id: `wait-${expected}`, found: outcome({ verdicts }) }, width)) {
            expect(textWidth(row)).toBeLessThan(width);
            expect(row).not.toMatch(/[\x00-\x1f\u202e]/);
          }
        }
  });

  test('told for good leaves out nothing of what was found', () => {
    expect(keptWaitingRows(hosts, style, 60)).toEqual([
      '  ▸ hosts-ready  waiting  attempt 214 · 1h11m of 1h30m',
      '    expected 4 Ready lines (.11/.12/.13/.14) — found 2 of 4',
      '    lines; none for .13 and .14',
    ]);
    expect(keptWaitingRows({ ...hosts, found: null }, style, 60)).toHaveLength(1);
  });
});
