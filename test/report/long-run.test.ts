import { expect, test } from 'vitest';
import type { Event, PlannedStep } from '../../src/model/event.ts';
import { renderRunHtml } from '../../src/report/run-html.ts';
import { renderRunMarkdown } from '../../src/report/run-md.ts';
import { timelineRows } from '../../src/report/timeline-rows.ts';
import { begin, end, started, verdict } from '../ui/told-runs.ts';
import { entriesOf, record } from './records.ts';

/** Attempts at a step; all but the last found something else each time, and are made again. */
function waits(step: string, attempts: number): readonly Event[] {
  return Array.from({ length: attempts }, (_, index) => {
    const last = index === attempts - 1;
    const found = verdict({ ok: last, found: `${index} lines` });
    return [begin(step, index + 1), end(step, { verdicts: [found] }, index + 1, !last)];
  }).flat();
}

const ids = Array.from({ length: 100 }, (_, index) => `wait-${index}`);
const planned = started.steps[0] as PlannedStep;
/** 20,001 entries and more: a hundred steps that each waited for a hundred attempts, or one more. */
const longRun: readonly Event[] = [
  { ...started, steps: ids.map((id) => ({ ...planned, id })) },
  ...ids.flatMap((id, index) => waits(id, index === 0 ? 101 : 100)),
];

test('a timeline of some thousand entries has them all', () => {
  const entries = entriesOf(longRun.slice(0, 20_000));
  expect(timelineRows(entries)).toEqual(entries);
});

test('a longer one has of attempts that led to nothing the first and the last of each step, and counts those between', () => {
  const entries = entriesOf(longRun);
  const rows = timelineRows(entries);
  expect(rows.filter((row) => typeof row === 'number')).toEqual(
    ids.map((_, index) => (index === 0 ? 98 : 97)),
  );
  const told = rows.flatMap((row) =>
    typeof row === 'number' || row.type !== 'block-started' || row.step !== 'wait-1' ? [] : [row.attempt],
  );
  expect(told).toEqual([1, 99, 100]);
  expect(rows.at(-1)).toBe(entries.at(-1));
});

test('what happens between the attempts of a long wait is never left out', () => {
  const [first, ...others] = longRun;
  const note: Event = { type: 'note-added', step: 'wait-0', text: 'still booting', by: started.operator };
  const rows = timelineRows(entriesOf([first as Event, ...others.slice(0, 21), note, ...others.slice(21)]));
  expect(rows.filter((row) => typeof row !== 'number' && row.type === 'note-added')).toHaveLength(1);
  const counted = rows.reduce<number>((sum, row) => sum + (typeof row === 'number' ? 2 * row : 1), 0);
  expect(counted).toBe(longRun.length + 1);
});

test('its reports show no more attempts than somebody reads, and say where the others are', () => {
  const sources = {
    readLog: () => ({ state: 'intact' as const, head: 'x', tail: '', bytes: 1, leftOut: 0 }),
    findStep: () => null,
  };
  const html = renderRunHtml(record(...longRun), sources, () => '');
  const md = renderRunMarkdown(record(...longRun), sources);
  for (const report of [html, md]) {
    expect(report).toContain('50 earlier attempts left out here; the journal has them');
    expect(report).toContain('98 earlier attempts left out here; the journal has them');
    expect(report).toContain('97 attempts in between led to nothing; the journal has them');
  }
  // 2,000 polls in all and one of each step behind that, beside the attempt that counted.
  expect(html.match(/<pre class="out">/g)?.length).toBeLessThan(2200);
});
