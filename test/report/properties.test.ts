import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeRun } from '../../src/report/history.ts';
import { renderRunHtml } from '../../src/report/run-html.ts';
import { reportRun } from '../../src/report/run-json.ts';
import { renderRunJunit } from '../../src/report/run-junit.ts';
import { renderRunMarkdown } from '../../src/report/run-md.ts';
import type { RunRecord } from '../../src/report/run-record.ts';
import { someEvents } from '../journal/event-arbitrary.ts';
import { started } from '../ui/told-runs.ts';
import { entriesOf, record } from './records.ts';
import { sources } from './rich-run.ts';

/** What XML forbids, what a browser would hide, and what turns text around. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

test('any events in any order, damaged or not, make a report of every kind that can be read', () => {
  fc.assert(
    fc.property(someEvents, fc.boolean(), fc.boolean(), fc.nat(), (events, begun, broken, cut) => {
      const entries = entriesOf(begun ? [started, ...events] : events);
      const sound = broken ? cut % (entries.length + 1) : entries.length;
      const run: RunRecord = {
        ...record(),
        entries: entries.slice(0, sound),
        beyond: entries.slice(sound),
        broken,
        faults: broken ? [{ line: sound + 1, message: 'is not a JSON object' }] : [],
      };
      const texts = [
        renderRunHtml(run, sources(), (text) => String(text.length)),
        renderRunMarkdown(run, sources()),
        renderRunJunit(run),
      ];
      for (const text of texts) expect(text.replace(/[\n\t]/g, '')).not.toMatch(unseen);
      for (const said of [reportRun(run), describeRun('r', run)]) {
        if (broken) expect(said.status).toBe('unknown');
      }
    }),
    { numRuns: 300 },
  );
});

test('markup is balanced whatever stands in the events', () => {
  const empty = new Set(['meta', 'rect', 'property']);
  fc.assert(
    fc.property(someEvents, (events) => {
      const run = record(started, ...events);
      for (const text of [renderRunHtml(run, sources(), String), renderRunJunit(run)]) {
        const open: string[] = [];
        for (const [, close, name = '', own] of text.matchAll(
          /<(\/?)([a-zA-Z][\w-]*)(?:\s+[\w:-]+(?:="[^"<]*")?)*\s*(\/?)>/g,
        )) {
          if (close === '/') expect(open.pop()).toBe(name);
          else if (own !== '/' && !empty.has(name)) open.push(name);
        }
        expect(open).toEqual([]);
        expect(text.match(/</g)?.length).toBe(
          text.match(/<(?:\/?[a-zA-Z][^<>]*|!doctype html|\?xml[^<>]*\?)>/g)?.length,
        );
      }
    }),
    { numRuns: 200 },
  );
});
