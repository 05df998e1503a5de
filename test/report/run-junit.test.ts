import { afterAll, describe, expect, test } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { renderRunJunit } from '../../src/report/run-junit.ts';
import type { RunRecord } from '../../src/report/run-record.ts';
import { answered, begin, end, opened, started, verdict } from '../ui/told-runs.ts';
import { Browser } from './browser.ts';
import { record } from './records.ts';
import { hostileRun, richEvents } from './rich-run.ts';

const browser = new Browser();
afterAll(() => browser.close());

interface Case {
  readonly name: string;
  readonly mark: string;
  readonly message: string;
  readonly text: string;
}

/** What an XML parser finds; one that finds an error finds no suite. */
async function read(
  run: RunRecord,
): Promise<{ readonly suite: Record<string, string>; readonly cases: readonly Case[] }> {
  const { page } = await browser.open('<!doctype html>', { width: 360 });
  const found = await page.evaluate((xml) => {
    // biome-ignore lint/suspicious/noExplicitAny: this function runs in a browser, whose types are not ours
    const { DOMParser } = globalThis as any;
    const document = new DOMParser().parseFromString(xml, 'application/xml');
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const attributes = (element: any) =>
      Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
    const [suite] = document.getElementsByTagName('testsuite');
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const cases = [...document.getElementsByTagName('testcase')].map((each: any) => ({
      name: each.getAttribute('name'),
      mark: each.firstElementChild?.localName ?? 'passed',
      message: each.firstElementChild?.getAttribute('message') ?? '',
      text: each.textContent,
    }));
    return { suite: attributes(suite), cases };
  }, renderRunJunit(run));
  await page.close();
  return found;
}

describe('a report as JUnit XML', () => {
  test('has one suite, one case a step; only what passed is without a mark', async () => {
    const { suite, cases } = await read(record(...richEvents));
    expect(suite).toMatchObject({
      name: 'phase-00',
      tests: '7',
      failures: '0',
      errors: '0',
      skipped: '2',
      time: '38.000',
    });
    expect(cases.map(({ name, mark, message }) => [name, mark, message])).toEqual([
      ['drift', 'passed', ''],
      ['status', 'passed', ''],
      ['hosts-ready', 'passed', ''],
      ['recidr', 'skipped', 'skipped: done by hand'],
      ['go', 'passed', ''],
      ['carve', 'passed', ''],
      ['look', 'skipped', 'deviated: known since last week'],
    ]);
    expect(cases[6]?.text).toContain('expected 3 DRIFT lines (.8/.12/.16) — found 5 of 212 lines');
  });

  test('gives a failure its sentence and its evidence, what is unknown an error, what was not reached a skip', async () => {
    const broken = verdict({ ok: false, found: '5 of 212 lines', evidence: ['10.12.80.0/22\tDRIFT'] });
    const { cases } = await read(
      record(
        started,
        begin('drift'),
        end('drift', { status: 'unexpected', verdicts: [broken] }),
        begin('status'),
      ),
    );
    expect(cases.slice(0, 3)).toEqual([
      {
        name: 'drift',
        mark: 'failure',
        message: 'expected 3 DRIFT lines (.8/.12/.16) — found 5 of 212 lines',
        text: [
          'expected 3 DRIFT lines (.8/.12/.16) — found 5 of 212 lines (runbooks/phase-00.md:41:23)',
          '  10.12.80.0/22\tDRIFT',
          'log: drift-1.log',
        ].join('\n'),
      },
      { name: 'status', mark: 'error', message: 'what became of it is not on record', text: '' },
      { name: 'hosts-ready', mark: 'skipped', message: 'not reached', text: '' },
    ]);
  });

  test('a step that waits for its confirmation in a paused run is no running one', async () => {
    const waiting = [started, begin('look'), end('look')];
    const paused: Event = { type: 'run-paused', step: 'look', reason: 'asked' };
    const message = async (run: RunRecord) =>
      (await read(run)).cases.find(({ name }) => name === 'look')?.message;
    expect(await message(record(...waiting, paused))).toBe('paused here');
    expect(await message({ ...record(...waiting), alive: true })).toBe('running');
  });

  test('says where a failed command stands', async () => {
    const failedCommand = { line: 45, text: 'false', hint: null };
    const { cases } = await read(
      record(started, begin('drift'), end('drift', { status: 'failed', exit: 1, failedCommand })),
    );
    expect(cases[0]).toMatchObject({ mark: 'failure', message: 'exit 1, at line 45: false' });
  });

  test('is XML whatever was printed or typed', async () => {
    const { cases } = await read(record(...hostileRun()));
    expect(cases).toHaveLength(1);
    expect(cases[0]?.name).toContain('</pre></details></article><script>');
    expect(cases[0]?.text).toContain('\\x00\\x01\\x07\\x08\\x7f\\x9b');
    const ended: Event = { type: 'run-ended', status: 'declined', step: 'go', exit: 6, reason: null };
    const declined: Event[] = [started, opened('go'), answered('go', 'decline', ['\0\ufffe\ud800']), ended];
    expect((await read(record(...declined))).cases).toContainEqual(
      expect.objectContaining({ name: 'go', mark: 'skipped', message: 'declined' }),
    );
  });

  test('counts a damaged journal as an error of its own', async () => {
    const faults = [{ line: 2, message: 'is not a JSON object' }];
    const { suite, cases } = await read({ ...record(started), broken: true, faults });
    expect(suite).toMatchObject({ tests: '8', errors: '8', skipped: '0' });
    expect(cases[0]).toMatchObject({ name: 'journal', mark: 'error', text: 'line 2: is not a JSON object' });
  });
});
