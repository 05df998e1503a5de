import { describe, expect, test } from 'vitest';
import { reportRun } from '../../src/report/run-json.ts';
import { answered, begin, by, end, opened, started, verdict } from '../ui/told-runs.ts';
import { record } from './records.ts';

const broken = verdict({ ok: false, found: '5 of 212 lines', evidence: ['x'] });

describe('a report', () => {
  test('has exactly the keys that tools depend on', () => {
    const report = reportRun(
      record(
        started,
        begin('drift'),
        end('drift', { status: 'unexpected', verdicts: [broken] }),
        opened('recidr'),
        { type: 'note-added', step: 'recidr', text: 'seen by two of us', by },
        answered('recidr', 'skip', [], 'done by hand'),
        { type: 'run-ended', status: 'unexpected', step: 'drift', exit: 4, reason: null },
      ),
    );
    expect({ ...report, steps: report.steps.filter(({ status }) => status !== 'pending') }).toEqual({
      run: '20261121-1403-a1f3',
      runbook: 'phase-00',
      status: 'unexpected',
      operator: by,
      steps: [
        {
          id: 'drift',
          status: 'unexpected',
          exit: 0,
          started: '2026-11-21T14:03:01.000Z',
          ended: '2026-11-21T14:03:02.000Z',
          claims: [{ claim: '3 DRIFT lines (.8/.12/.16)', ok: false, found: '5 of 212 lines' }],
          gate: null,
          reason: null,
          items: [],
        },
        {
          id: 'recidr',
          status: 'skipped',
          exit: null,
          started: null,
          ended: '2026-11-21T14:03:05.000Z',
          claims: [],
          gate: { decision: 'skip', by, at: '2026-11-21T14:03:05.000Z', reason: 'done by hand' },
          reason: 'done by hand',
          items: [],
        },
      ],
      notes: [{ step: 'recidr', text: 'seen by two of us', by, at: '2026-11-21T14:03:04.000Z' }],
      damage: [],
    });
  });

  test('lists every planned step in order, those not begun as pending', () => {
    const { steps } = reportRun(record(started));
    expect(steps.map(({ id }) => id)).toEqual(started.steps.map(({ id }) => id));
    expect(new Set(steps.map(({ status }) => status))).toEqual(new Set(['pending']));
  });

  test('of a run that broke off says unknown, of one known to be alive running', () => {
    const open = record(started, begin('drift'));
    expect(reportRun(open)).toMatchObject({
      status: 'unknown',
      steps: [{ id: 'drift', status: 'unknown' }, {}, {}, {}, {}, {}, {}],
    });
    expect(reportRun({ ...open, alive: true })).toMatchObject({
      status: 'running',
      steps: [{ id: 'drift', status: 'running' }, {}, {}, {}, {}, {}, {}],
    });
  });

  test('of a paused run says paused', () => {
    expect(reportRun(record(started, { type: 'run-paused', step: null, reason: 'asked' })).status).toBe(
      'paused',
    );
  });

  test('of an empty journal is unknown', () => {
    const nothing = { run: null, runbook: null, operator: null, steps: [], notes: [], damage: [] };
    expect(reportRun(record())).toEqual({ ...nothing, status: 'unknown' });
  });
});
