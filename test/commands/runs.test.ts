import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runs } from '../../src/commands/runs.ts';
import { createJournal } from '../../src/journal/open-journal.ts';
import { createRun } from '../../src/journal/run-store.ts';
import type { Event } from '../../src/model/event.ts';
import type { World } from '../../src/world/world.ts';
import { by, started as whole } from '../ui/told-runs.ts';
import { place } from '../ui/views.ts';

const started: Event = {
  ...whole,
  runbook: { ...whole.runbook, sha256: 'd'.repeat(64) },
  steps: whole.steps.map((step) => ({ ...step, hash: 'a'.repeat(64) })),
};
const paused: Event = { type: 'run-paused', step: 'drift', reason: 'asked' };
const resumed: Event = { type: 'run-resumed', version: '0.1.0', operator: by, place, changed: [] };
const done: Event = { type: 'run-ended', status: 'done', step: null, exit: 0, reason: null };

let state = '';
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'runbook-runs-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

/** Keeps a run with these events, each so many minutes after the first. */
function keep(id: string, ...events: readonly (readonly [minutes: number, event: Event])[]): void {
  const begun = Date.parse('2026-11-21T14:00:00Z');
  let now = begun;
  const run = createRun(state, begun, () => id);
  const journal = createJournal({ directory: run.directory, run: run.id, now: () => now });
  for (const [minutes, event] of events) {
    now = begun + minutes * 60_000;
    journal.append(event);
  }
  journal.close();
}

async function list(columns: number): Promise<string> {
  const said: string[] = [];
  const stdout = { columns, write: (text: string) => said.push(text) > 0 };
  const world = { cwd: state, env: {}, stdout, stderr: stdout } as unknown as World;
  expect(await runs(world, [], {}, { stateDir: state, color: false })).toBe(0);
  return said.join('');
}

test('a run that was never stopped has one figure', async () => {
  keep('aaaa', [0, started], [12, done]);
  expect(await list(200)).toBe(
    `RUN                 RUNBOOK   STATUS  AT  STARTED (UTC)     TOOK    OPERATORS
20261121-1400-aaaa  phase-00  done        2026-11-21 14:00  12m00s  ubuntu (jesse)
`,
  );
});

test('one that was stopped, and one whose runner was lost, have two', async () => {
  keep('aaaa', [0, started], [12, done]);
  keep('bbbb', [0, started], [10, paused], [190, resumed], [192, done]);
  keep('cccc', [0, started], [1, resumed], [5, done]);
  const rows = (await list(200)).split('\n').sort();
  expect(rows).toEqual([
    '',
    '20261121-1400-aaaa  phase-00  done        2026-11-21 14:00  12m00s                         ubuntu (jesse)',
    '20261121-1400-bbbb  phase-00  done        2026-11-21 14:00  12m00s          3h00m          ubuntu (jesse)',
    '20261121-1400-cccc  phase-00  done        2026-11-21 14:00  at least 4m00s  at most 1m00s  ubuntu (jesse)',
    'RUN                 RUNBOOK   STATUS  AT  STARTED (UTC)     TOOK            IDLE           OPERATORS',
  ]);
  expect((await list(60)).replace(/\s+/g, ' ')).toContain('how long nothing was running');
});
