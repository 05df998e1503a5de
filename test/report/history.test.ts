import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { describeRun, type HistoryFilter, isWanted, readSince } from '../../src/report/history.ts';
import { begin, by, end, started } from '../ui/told-runs.ts';
import { record } from './records.ts';
import { richEvents } from './rich-run.ts';

const kim = { account: 'ubuntu', sudoFrom: null, name: 'kim' };
const all: HistoryFilter = { runbook: null, statuses: null, since: null, operator: null };
const paused: Event = { type: 'run-paused', step: 'status', reason: 'asked' };

describe('a line of the history', () => {
  test('says what, when, how long, and everybody who had a hand in it', () => {
    expect(describeRun('a', record(...richEvents))).toEqual({
      run: 'a',
      runbook: 'phase-00',
      status: 'done',
      step: null,
      started: '2026-11-21T14:03:00.000Z',
      updated: '2026-11-21T14:03:39.000Z',
      took: 39_000,
      time: { walked: 38_000, stopped: 1000, gone: 0, lost: 0 },
      operator: kim,
      operators: [by, kim],
      damage: 0,
    });
    expect(describeRun('a', record(started, begin('drift'), end('drift'), paused))).toMatchObject({
      status: 'paused',
      step: 'status',
    });
  });

  test('of a damaged journal claims nothing', () => {
    const damaged = { ...record(...richEvents), broken: true, faults: [{ line: 2, message: 'x' }] };
    expect(describeRun('a', damaged)).toMatchObject({ status: 'unknown', damage: 1 });
    expect(describeRun('a', record())).toMatchObject({ status: 'unknown', runbook: null, took: null });
  });
});

describe('a filter', () => {
  const line = describeRun('a', record(...richEvents));

  test.each<[boolean, Partial<HistoryFilter>]>([
    [true, {}],
    [true, { runbook: 'phase-00' }],
    [true, { runbook: 'phase' }],
    [false, { runbook: 'phase-01' }],
    [true, { statuses: ['failed', 'done'] }],
    [false, { statuses: ['failed'] }],
    [true, { since: Date.parse('2026-11-21T14:03:00Z') }],
    [false, { since: Date.parse('2026-11-21T14:03:01Z') }],
    [true, { operator: 'ubuntu' }],
    [true, { operator: 'Jesse' }],
    [true, { operator: 'kim' }],
    [true, { operator: 'ubuntu (kim)' }],
    [false, { operator: 'ki' }],
    [false, { operator: 'kim', statuses: ['failed'] }],
  ])('lets it through (%j): %j', (wanted, filter) => {
    expect(isWanted(line, { ...all, ...filter })).toBe(wanted);
  });
});

test('--since takes spans, days and times, and nothing else', () => {
  const now = Date.parse('2026-11-25T12:00:00Z');
  const read = (text: string) => {
    const time = readSince(text, now);
    return time === null ? null : new Date(time).toISOString().slice(0, 16);
  };
  expect(['30m', '12h', '7d', '2w'].map(read)).toEqual([
    '2026-11-25T11:30',
    '2026-11-25T00:00',
    '2026-11-18T12:00',
    '2026-11-11T12:00',
  ]);
  expect(read('2026-11-21')).toBe('2026-11-21T00:00');
  expect(read('2026-11-21T14:03')).toBe('2026-11-21T14:03');
  expect(read('2026-11-21T14:03:10')).toBe('2026-11-21T14:03');
  expect(read('2026-11-21T14:03:00+01:00')).toBe('2026-11-21T13:03');
  expect(['', '7', 'd', '7 d', '-7d', 'yesterday', '2026-13-01', '21.11.2026', '7y'].map(read)).toEqual(
    Array(9).fill(null),
  );
});
