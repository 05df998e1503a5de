import { describe, expect, test } from 'vitest';
import type { Event, PlannedStep } from '../../src/model/event.ts';
import { reportRun } from '../../src/report/run-json.ts';
import { renderRunMarkdown } from '../../src/report/run-md.ts';
import { answered, begin, by, end, opened, outcome, started, verdict } from '../ui/told-runs.ts';
import { place } from '../ui/views.ts';
import { record } from './records.ts';
import { sources } from './rich-run.ts';

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
      exit: 4,
      operator: by,
      operators: [by],
      target: 'openstack@juju.maas',
      place,
      git: { commit: '4c77a90aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', branch: 'main', dirty: false },
      document: { file: 'runbooks/phase-00.md', sha256: 'd' },
      includes: [],
      texts: [
        {
          file: 'runbooks/phase-00.md',
          sha256: 'd',
          included: false,
          since: '2026-11-21T14:03:00.000Z',
          by,
          how: 'begun',
        },
      ],
      inputs: {},
      confinement: null,
      started: '2026-11-21T14:03:00.000Z',
      updated: '2026-11-21T14:03:06.000Z',
      took: 6000,
      idle: 0,
      time: { walked: 6000, stopped: 0, gone: 0, lost: 0 },
      head: 'ab'.repeat(32),
      steps: [
        {
          id: 'drift',
          status: 'unexpected',
          exit: 0,
          started: '2026-11-21T14:03:01.000Z',
          ended: '2026-11-21T14:03:02.000Z',
          time: { walked: 1000, stopped: 0, gone: 0, lost: 0 },
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
          time: null,
          claims: [],
          gate: { decision: 'skip', by, at: '2026-11-21T14:03:05.000Z', reason: 'done by hand' },
          reason: 'done by hand',
          items: [],
        },
      ],
      findings: [
        {
          type: 'step-unexpected',
          step: 'drift',
          text: 'expected 3 DRIFT lines (.8/.12/.16) — found 5 of 212 lines',
          by: null,
          at: '2026-11-21T14:03:02.000Z',
          reason: null,
          wentOn: false,
        },
        {
          type: 'step-skipped',
          step: 'recidr',
          text: 'done by hand',
          by,
          at: '2026-11-21T14:03:05.000Z',
          reason: 'done by hand',
          wentOn: false,
        },
        {
          type: 'note-added',
          step: 'recidr',
          text: 'seen by two of us',
          by,
          at: '2026-11-21T14:03:04.000Z',
        },
      ],
      notes: [{ step: 'recidr', text: 'seen by two of us', by, at: '2026-11-21T14:03:04.000Z' }],
      damage: [],
    });
  });

  test('has each input that was given, at the start or later; of a secret nothing but its name', () => {
    const { inputs } = reportRun(
      record(
        { ...started, inputs: { ROLE: 'replica', TOKEN: null } },
        {
          type: 'run-resumed',
          version: '0.1.0',
          operator: by,
          place,
          changed: [],
          inputs: { ZONE: 'b' },
        },
      ),
    );
    expect(inputs).toEqual({ ROLE: 'replica', TOKEN: null, ZONE: 'b' });
  });

  test('finds that a runner was lost, and what its block was settled as', () => {
    const resumed = { type: 'run-resumed', version: '0.1.0', operator: by, place, changed: [] } as const;
    const settled = {
      type: 'outcome-settled',
      step: 'hosts-ready',
      settlement: 'done',
      reason: 'seen',
      by,
    } as const;
    const lost = reportRun(record(started, begin('hosts-ready'), resumed, settled));
    expect(lost.findings).toMatchObject([
      { type: 'step-deviated', step: 'hosts-ready' },
      { type: 'process-lost', at: '2026-11-21T14:03:02.000Z' },
      { type: 'outcome-settled', step: 'hosts-ready', settlement: 'done', reason: 'seen', by },
    ]);
    const paused = { type: 'run-paused', step: 'hosts-ready', reason: 'asked' } as const;
    const types = reportRun(record(started, paused, resumed)).findings.map(({ type }) => type);
    expect(types).not.toContain('process-lost');
  });

  test('finds what a reader of the others finds, with what a program needs of it', () => {
    const kim = { account: 'ubuntu', sudoFrom: null, name: 'kim' };
    const [drift] = started.steps;
    const events: readonly Event[] = [
      { ...started, git: { commit: 'c', branch: null, dirty: true } },
      begin('hosts-ready'),
      end('hosts-ready', { status: 'unexpected', verdicts: [broken] }, 1, true),
      {
        type: 'wait-interrupted',
        step: 'hosts-ready',
        waited: 12_000,
        outcome: outcome({ status: 'failed' }),
      },
      { type: 'late-output-seen', step: 'hosts-ready', bytes: 12, log: 'late.log' },
      { type: 'leftovers-ended', ended: ['sleep 600 (pid 7)'], unreachable: ['cat (pid 8)'] },
      { type: 'session-rebuilt', lost: ['the job %1'] },
      { type: 'run-paused', step: 'hosts-ready', reason: 'asked' },
      { type: 'run-resumed', version: '0.1.0', operator: kim, place, changed: [drift as PlannedStep] },
    ];
    const told = record(...events);
    const { findings } = reportRun(told);
    expect(findings).toMatchObject([
      { type: 'not-committed' },
      { type: 'handed-over', from: by, to: kim, at: '2026-11-21T14:03:08.000Z' },
      { type: 'step-failed', step: 'hosts-ready' },
      { type: 'wait-interrupted', step: 'hosts-ready', waited: 12_000, at: '2026-11-21T14:03:03.000Z' },
      { type: 'late-output-seen', step: 'hosts-ready', bytes: 12, log: 'late.log' },
      { type: 'leftovers-ended', step: null, ended: ['sleep 600 (pid 7)'], unreachable: ['cat (pid 8)'] },
      { type: 'session-rebuilt', lost: ['the job %1'] },
      { type: 'document-changed', changed: ['drift'], by: kim },
    ]);
    const words = renderRunMarkdown(told, sources()).replaceAll('\\', '');
    for (const { text } of findings) expect(words).toContain(text);
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
    const { head, ...report } = reportRun(record());
    const held = Object.entries(report).filter(([, value]) => value !== null);
    expect(Object.fromEntries(held)).toEqual({
      status: 'unknown',
      operators: [],
      includes: [],
      texts: [],
      inputs: {},
      took: 0,
      idle: 0,
      time: { walked: 0, stopped: 0, gone: 0, lost: 0 },
      steps: [],
      findings: [],
      notes: [],
      damage: [],
    });
  });
});
