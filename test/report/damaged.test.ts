import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/model/event.ts';
import { renderRunHtml } from '../../src/report/run-html.ts';
import { reportRun } from '../../src/report/run-json.ts';
import { renderRunMarkdown } from '../../src/report/run-md.ts';
import type { RunRecord } from '../../src/report/run-record.ts';
import { tellEntry } from '../../src/report/tell-entry.ts';
import { by } from '../ui/told-runs.ts';
import { digest } from './browser.ts';
import { entriesOf } from './records.ts';
import { richEvents, sources } from './rich-run.ts';

/** A run that ended well, in whose journal the line after the third entry was changed. */
const damaged: RunRecord = {
  entries: entriesOf(richEvents).slice(0, 4),
  beyond: entriesOf(richEvents).slice(4),
  broken: true,
  faults: [{ line: 6, message: 'does not follow from the line before it' }],
  head: 'ab'.repeat(32),
  alive: true,
};

describe('a report on a damaged journal', () => {
  test('concludes nothing from what stands behind the damage', () => {
    const { status, steps, damage } = reportRun(damaged);
    expect(status).toBe('unknown');
    expect(steps.map((step) => step.status)).toEqual(['passed', ...Array(6).fill('unknown')]);
    expect(damage).toEqual(damaged.faults);
  });

  test('names the line, and shows apart what can still be read', () => {
    const html = renderRunHtml(damaged, sources(), digest).replace(/<[^>]*>/g, '');
    const markdown = renderRunMarkdown(damaged, sources());
    for (const text of [html, markdown]) {
      expect(text).toContain('only the first 4 lines of it can be relied on');
      expect(text).toContain('what became of 6 steps is not known');
      expect(text).toContain('not on record: what became of status, hosts-ready, recidr, go, carve, look');
      expect(text).toMatch(/journal line 6\W*does not follow from the line before it/);
      const [sound = '', rest = ''] = text.split('nothing vouches for them');
      expect(sound).not.toContain('the cable was in port 7');
      expect(rest).toContain('the cable was in port 7');
      expect(rest).toContain('run ended: done, exit 0');
    }
  });

  test('of a last line that a crash cut short says so, and takes nothing from the lines before it', () => {
    const faults = [{ line: 41, message: 'breaks off after 12 bytes' }];
    const torn = {
      ...damaged,
      entries: entriesOf(richEvents),
      beyond: [],
      broken: false,
      faults,
      alive: false,
    };
    expect(reportRun(torn)).toMatchObject({ status: 'done', damage: faults });
    expect(renderRunHtml(torn, sources(), digest)).toContain('breaks off after 12 bytes');
  });

  test('of nothing at all is a page that says so', () => {
    const nothing = { ...damaged, entries: [], beyond: [], alive: false };
    expect(renderRunHtml(nothing, sources(), digest)).toContain('nothing in it can be relied on');
    expect(renderRunMarkdown(nothing, sources())).toContain('whose beginning is not on record');
  });
});

test('an event of a kind that has no words here is told by its name and its fields', () => {
  const event = { type: 'weather-observed', step: 'drift', by, holds: false, values: { STATE: 'absent' } };
  const [entry] = entriesOf([event as never]) as [Entry];
  expect(tellEntry(entry)).toEqual({
    step: 'drift',
    tone: 'plain',
    text: 'weather observed: holds false, values {"STATE":"absent"}',
    by,
  });
});
