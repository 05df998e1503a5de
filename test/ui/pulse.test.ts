import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noTraits } from '../../src/model/block-traits.ts';
import type { Event } from '../../src/model/event.ts';
import { Pulse } from '../../src/ui/pulse.ts';
import { createStyle } from '../../src/ui/style.ts';
import { createTerminalReporter } from '../../src/ui/terminal-reporter.ts';
import { begin, end, plan, started, verdict } from './told-runs.ts';
import { block, planned } from './views.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minute = 60_000;

/** Everything that a reporter writes while this much time passes during a block. */
function wait(ms: number, options: { motion: boolean; about?: string; tty?: boolean }): string {
  let written = '';
  const about = options.about === undefined ? null : { ms: 5 * minute, text: options.about };
  const step = block({
    id: 'slow',
    mode: 'auto',
    gate: null,
    traits: { ...noTraits, about, tty: options.tty === true },
  });
  const reporter = createTerminalReporter({
    write: (text) => {
      written += text;
    },
    columns: () => 80,
    style: createStyle({ colour: false, unicode: true }),
    motion: options.motion,
    plan: { ...plan, steps: [planned(step, { stops: false })] },
    gates: 'prompter',
    directory: '.runbook/runs/r',
    head: () => '',
    now: Date.now,
  });
  const tell = (event: Event, seq: number) =>
    reporter.entry({ ...event, seq, time: new Date().toISOString(), run: 'r', prev: '' });
  tell(started, 1);
  tell(begin('slow') as Event, 2);
  written = '';
  vi.advanceTimersByTime(ms);
  const during = written;
  tell(end('slow') as Event, 3);
  written = '';
  vi.advanceTimersByTime(ms);
  expect(written).toBe('');
  return during;
}

test('on a terminal one row changes every second', () => {
  const shown = wait(3_500, { motion: true });
  expect(shown.split('\r').filter((row) => row.includes('running')).length).toBe(3);
  expect(shown).not.toContain('\n');
});

test('in a pipe something is said now and then, ever more seldom', () => {
  expect(wait(59_000, { motion: false })).toBe('');
  const rows = wait(62 * minute, { motion: false })
    .trimEnd()
    .split('\n');
  expect(rows.map((row) => /running {2}(\S+)$/.exec(row)?.[1])).toEqual([
    '1m00s',
    '2m00s',
    '5m00s',
    '15m00s',
    '25m00s',
    '35m00s',
    '45m00s',
    '55m00s',
  ]);
});

test('in a pipe a wait says now and then what was found last, and nothing else', () => {
  let written = '';
  const reporter = createTerminalReporter({
    write: (text) => {
      written += text;
    },
    columns: () => Number.POSITIVE_INFINITY,
    style: createStyle({ colour: false, unicode: true }),
    motion: false,
    plan,
    gates: 'here',
    directory: '.runbook/runs/r',
    head: () => '',
    now: Date.now,
  });
  let seq = 0;
  const tell = (event: Event) => {
    seq += 1;
    reporter.entry({ ...event, seq, time: new Date().toISOString(), run: 'r', prev: '' });
  };
  const missing = verdict({ ok: false, expected: '4 Ready lines', found: '2 of 4 lines' });
  tell(started);
  for (let attempt = 1; attempt <= 100; attempt += 1) {
    tell(begin('hosts-ready', attempt));
    tell(end('hosts-ready', { status: 'unexpected', verdicts: [missing] }, attempt, true));
    if (attempt === 1) written = '';
    vi.advanceTimersByTime(5_000);
  }
  expect(written).toBe(
    [
      '  ▸ hosts-ready  waiting  attempt 12 · 1m00s of 1m',
      '    expected 4 Ready lines — found 2 of 4 lines',
      '  ▸ hosts-ready  waiting  attempt 24 · 2m00s of 1m',
      '    expected 4 Ready lines — found 2 of 4 lines',
      '  ▸ hosts-ready  waiting  attempt 60 · 5m00s of 1m',
      '    expected 4 Ready lines — found 2 of 4 lines',
      '',
    ].join('\n'),
  );
});

test.each([true, false])('what takes longer than its author said is told once, motion %s', (motion) => {
  const said = 'slow takes longer than the 5m it takes as a rule';
  expect(wait(5 * minute - 1000, { motion, about: '5m' })).not.toContain(said);
  expect(wait(20 * minute, { motion, about: '5m' }).split(said)).toHaveLength(2);
});

test('nothing is drawn on a terminal that a block has', () => {
  expect(wait(20 * minute, { motion: false, tty: true })).toBe('');
  expect(wait(20 * minute, { motion: true, about: '5m', tty: true })).toBe('');
});

test('a pulse that was stopped says nothing more', () => {
  const live = vi.fn();
  const pulse = new Pulse();
  pulse.start({ live, still: live, late: live, about: 1000 });
  expect(pulse.beating).toBe(true);
  pulse.stop();
  vi.advanceTimersByTime(60 * minute);
  expect(live).not.toHaveBeenCalled();
  expect(pulse.beating).toBe(false);
});
