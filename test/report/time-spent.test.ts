import { describe, expect, test } from 'vitest';
import type { Entry, Event } from '../../src/model/event.ts';
import { describeRun } from '../../src/report/history.ts';
import { reportRun } from '../../src/report/run-json.ts';
import { renderRunMarkdown } from '../../src/report/run-md.ts';
import type { RunRecord } from '../../src/report/run-record.ts';
import { tellIdle, tellTimeSpent, tellWalked } from '../../src/report/time-spent.ts';
import { begin, by, end, started } from '../ui/told-runs.ts';
import { place } from '../ui/views.ts';
import { record } from './records.ts';
import { sources } from './rich-run.ts';

const minute = 60_000;
const paused: Event = { type: 'run-paused', step: 'drift', reason: 'asked' };
const resumed: Event = { type: 'run-resumed', version: '0.1.0', operator: by, place, changed: [] };
const done: Event = { type: 'run-ended', status: 'done', step: null, exit: 0, reason: null };

/** A journal of these events, each so many minutes after the first. */
function timed(...events: readonly (readonly [minutes: number, event: Event])[]): RunRecord {
  const whole = record(...events.map(([, event]) => event));
  const at = (entry: Entry, minutes: number) => {
    const time = new Date(Date.parse('2026-11-21T14:00:00Z') + minutes * minute).toISOString();
    return { ...entry, time };
  };
  return { ...whole, entries: whole.entries.map((entry, index) => at(entry, events[index]?.[0] ?? 0)) };
}

const straight = timed([0, started], [1, begin('drift')], [5, end('drift')], [12, done]);
const stopped = timed([0, started], [10, paused], [190, resumed], [192, done]);
const lost = timed([0, started], [1, begin('drift')], [181, resumed], [185, end('drift')], [190, done]);
const both = timed([0, started], [2, begin('drift')], [10, resumed], [11, paused], [71, resumed], [72, done]);
const brokenOff = timed([0, started], [1, begin('drift')]);

const timeOf = (run: RunRecord) => reportRun(run).time;
const headOf = (run: RunRecord) => /^- Took: (.*)$/m.exec(renderRunMarkdown(run, sources()))?.[1];

describe('the time of a run', () => {
  test.each<readonly [RunRecord, readonly number[], string]>([
    [straight, [12, 0, 0, 0], '12m00s'],
    [stopped, [12, 180, 0, 0], '12m00s; stopped for 3h00m in between'],
    [lost, [10, 0, 180, 1], 'at least 10m00s; gone for at most 3h00m in between'],
    [both, [4, 60, 8, 1], 'at least 4m00s; stopped for 1h00m and gone for at most 8m00s in between'],
    [brokenOff, [1, 0, 0, 1], 'at least 1m00s'],
    [{ ...brokenOff, alive: true }, [1, 0, 0, 0], '1m00s'],
  ])(
    '%#: is told with what nothing was running',
    (run, [walked = 0, still = 0, gone = 0, count = 0], said) => {
      expect(timeOf(run)).toEqual({
        walked: walked * minute,
        stopped: still * minute,
        gone: gone * minute,
        lost: count,
      });
      expect(headOf(run)).toBe(said);
    },
  );

  test('that failed and was taken up again stood still in between', () => {
    const failed: Event = { ...done, status: 'failed', exit: 1 };
    expect(timeOf(timed([0, started], [2, failed], [62, resumed], [63, done]))).toMatchObject({
      walked: 3 * minute,
      stopped: 60 * minute,
      lost: 0,
    });
  });

  test('keeps what programs had: from the first entry to the last, and how much of it was idle', () => {
    for (const [run, took, idle] of [
      [straight, 12, 0],
      [stopped, 192, 180],
      [lost, 190, 180],
    ] as const) {
      expect(reportRun(run)).toMatchObject({ took: took * minute, idle: idle * minute });
      expect(describeRun('a', run)).toMatchObject({ took: took * minute, time: timeOf(run) });
    }
  });

  test('is at least that of a record which was damaged, though its run is alive', () => {
    expect(timeOf({ ...brokenOff, broken: true, alive: true }).lost).toBe(1);
  });

  test('is at least that where a runner was lost and the clock was set back since', () => {
    const back = timed([60, started], [62, begin('drift')], [1, resumed], [3, done]);
    expect(timeOf(back)).toEqual({ walked: 4 * minute, stopped: 0, gone: 0, lost: 1 });
  });

  test('in two cells of a table', () => {
    const cells = (run: RunRecord) => [tellWalked(timeOf(run)), tellIdle(timeOf(run))];
    expect(cells(straight)).toEqual(['12m00s', '']);
    expect(cells(stopped)).toEqual(['12m00s', '3h00m']);
    expect(cells(both)).toEqual(['at least 4m00s', 'at most 1h08m']);
  });
});

describe('the time of a step', () => {
  const drift = (run: RunRecord) => reportRun(run).steps.find(({ id }) => id === 'drift')?.time ?? null;

  test('leaves out that its run was gone', () => {
    expect(drift(straight)).toEqual({ walked: 4 * minute, stopped: 0, gone: 0, lost: 0 });
    const time = drift(lost);
    expect(time).toEqual({ walked: 4 * minute, stopped: 0, gone: 180 * minute, lost: 1 });
    expect(time && tellTimeSpent(time)).toBe('at least 4m00s; gone for at most 3h00m in between');
    expect(renderRunMarkdown(lost, sources())).toContain(
      '| drift | at least 4m00s; gone for at most 3h00m in between |',
    );
  });

  test('is not touched by what was before or after it', () => {
    const run = timed(
      [0, started],
      [1, paused],
      [60, resumed],
      [61, begin('drift')],
      [62, end('drift')],
      [70, paused],
      [100, resumed],
      [101, done],
    );
    expect(drift(run)).toEqual({ walked: minute, stopped: 0, gone: 0, lost: 0 });
  });

  test('that has not ended has none', () => {
    expect(drift(brokenOff)).toBeNull();
  });
});
