import { expect, test } from 'vitest';
import type { RunReporter } from '../../src/launch/reporter.ts';
import { tellMeanwhile } from '../../src/launch/tell-meanwhile.ts';
import type { Entry } from '../../src/model/event.ts';

const entry = (seq: number): Entry => ({
  seq,
  time: '2026-11-25T12:00:00.000Z',
  run: 'r',
  prev: '0'.repeat(64),
  type: 'document-entered',
  step: 'a',
  runbook: 'b',
  file: 'b.md',
});

/** A reporter that tells in `told` what it was told. */
function listen(): { readonly told: string[]; readonly reporter: RunReporter } {
  const told: string[] = [];
  const note = (what: string) => () => void told.push(what);
  const reporter = tellMeanwhile({
    entry: ({ seq }) => void told.push(`entry ${seq}`),
    output: note('output'),
    approach: note('approach'),
    gate: note('gate'),
    notice: note('notice'),
    brokenOff: note('broken off'),
    end: note('end'),
    flush: async () => void told.push('flush'),
    settle: async () => void told.push('settle'),
  });
  return { told, reporter };
}

test('entries are told a moment later, all of them and in order', async () => {
  const { told, reporter } = listen();
  reporter.entry(entry(1));
  reporter.entry(entry(2));
  expect(told).toEqual([]);
  await new Promise(setImmediate);
  expect(told).toEqual(['entry 1', 'entry 2']);
  reporter.entry(entry(3));
  await new Promise(setImmediate);
  expect(told).toEqual(['entry 1', 'entry 2', 'entry 3']);
});

test.each<[string, (reporter: RunReporter) => unknown]>([
  ['output', (reporter) => reporter.output('a', 'both', new Uint8Array())],
  ['approach', (reporter) => reporter.approach('a')],
  ['notice', (reporter) => reporter.notice('said')],
  ['broken off', (reporter) => reporter.brokenOff({ step: null, reason: 'full', exit: 8 })],
  ['end', (reporter) => reporter.end()],
  ['flush', (reporter) => reporter.flush()],
  ['settle', (reporter) => reporter.settle()],
])('%s comes behind them, and they are told once', async (what, tell) => {
  const { told, reporter } = listen();
  reporter.entry(entry(1));
  await tell(reporter);
  await new Promise(setImmediate);
  expect(told).toEqual(['entry 1', what]);
});
