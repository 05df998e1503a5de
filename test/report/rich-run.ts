import type { Event, Operator } from '../../src/model/event.ts';
import type { LogExcerpt, ReadLog } from '../../src/report/log-excerpt.ts';
import type { RecordedStep } from '../../src/report/recorded-step.ts';
import type { ReportSources } from '../../src/report/report-sources.ts';
import { started, verdict, wholeRun } from '../ui/told-runs.ts';
import { place } from '../ui/views.ts';
import { hostileLines, hostileText } from './hostile-text.ts';

const kim: Operator = { account: 'ubuntu', sudoFrom: null, name: 'kim' };

/** A run with everything in it: polls, a failure, a retry, a hand-over, skips, notes, shells. */
export const richEvents: readonly Event[] = [
  ...wholeRun.slice(0, -1).filter((happening) => happening.type !== 'output'),
  { type: 'run-paused', step: 'carve', reason: 'hang-up' },
  { type: 'run-resumed', version: '0.1.0', operator: kim, place, changed: [] },
  {
    type: 'gate-opened',
    step: 'carve',
    approval: {
      hash: 'c',
      reads: {},
      place,
      scripts: {},
      dangers: [
        { command: 'bash carve.sh', effect: 'destroys', why: 'runs `rm -rf x` (carve.sh:2)', line: 7 },
      ],
    },
  },
  { type: 'note-added', step: 'carve', text: 'the cable was in port 7', by: kim },
  {
    type: 'gate-answered',
    step: 'carve',
    decision: 'yes',
    approval: 'c',
    typed: ['y'],
    reason: null,
    by: kim,
  },
  { type: 'block-started', step: 'look', attempt: 1, log: 'look-1.log', pid: 1 },
  {
    type: 'block-ended',
    step: 'look',
    attempt: 1,
    took: 800,
    outcome: {
      status: 'unexpected',
      ending: 'exited',
      exit: 0,
      failedCommand: null,
      message: null,
      verdicts: [
        verdict({ claim: 'exit 0', expected: 'exit 0', found: 'exit 0' }),
        verdict({
          ok: false,
          found: '5 of 212 lines',
          evidence: ['10.12.80.0/22  DRIFT', '10.12.9.0/22   DRIFT'],
        }),
      ],
    },
    output: { file: 'look-1.log', bytes: 212, sha256: 'f'.repeat(64) },
    again: false,
    captured: {},
    directory: '/srv/openstack',
  },
  { type: 'remedy-chosen', step: 'look', remedy: 'accept', reason: 'known since last week', by: kim },
  { type: 'leftovers-ended', ended: ['4719 sleep 600'], unreachable: [] },
  { type: 'run-ended', status: 'done', step: null, exit: 0, reason: null },
];

/** Hostile text wherever a document, a program or a person puts words. */
export function hostileRun(): readonly Event[] {
  const by = { account: hostileText, sudoFrom: hostileText, name: hostileText };
  const id = hostileText;
  const hostileVerdict = verdict({
    ok: false,
    claim: id,
    expected: id,
    found: id,
    evidence: [id, id],
    at: id,
  });
  const planned = { id, kind: 'block', mode: 'gate', title: `t ${id}`, confirm: id, hash: 'h' };
  const place = { host: id, user: id, cwd: id, target: id };
  const danger = { command: id, effect: 'destroys', why: id, line: 3 } as const;
  const approval = {
    hash: id,
    reads: { [id]: id, empty: '', unset: null },
    place,
    scripts: { [id]: id },
    dangers: [danger],
  };
  return [
    {
      ...started,
      runbook: { id, title: id, file: id, sha256: id },
      operator: by,
      place,
      git: { commit: id, branch: id, dirty: true },
      steps: [planned],
      inputs: { [id]: id },
    },
    { type: 'gate-opened', step: id, approval },
    { type: 'gate-answered', step: id, decision: 'yes', approval: 'a', typed: [id, id], reason: id, by },
    { type: 'block-started', step: id, attempt: 1, log: id, pid: 1 },
    {
      type: 'block-ended',
      step: id,
      attempt: 1,
      took: 5,
      outcome: {
        status: 'failed',
        ending: 'exited',
        exit: 1,
        failedCommand: { line: 3, text: hostileLines, hint: id },
        message: id,
        verdicts: [hostileVerdict],
      },
      output: { file: id, bytes: 1, sha256: 'a' },
      again: false,
      captured: {},
      directory: '/srv/openstack',
    },
    { type: 'note-added', step: id, text: hostileLines, by },
    { type: 'session-rebuilt', lost: [id] },
    { type: 'remedy-chosen', step: id, remedy: 'accept', reason: id, by },
    { type: 'run-ended', status: 'failed', step: id, exit: 1, reason: id },
  ];
}

/** Every log holds this text, unless `state` says otherwise. */
function logsOf(text: string, changes: Partial<LogExcerpt> = {}): ReadLog {
  return () => ({
    state: 'intact',
    head: text,
    tail: '',
    bytes: Buffer.byteLength(text),
    leftOut: 0,
    ...changes,
  });
}

export function sources(
  text = 'Model  Status\nopenstack  active\n',
  changes: Partial<LogExcerpt> = {},
): ReportSources {
  const code: RecordedStep = {
    section: '3 Re-CIDR',
    text: 'bash scripts/phase-00-maas-recidr.sh --apply\n',
    isCode: true,
    file: 'runbooks/phase-00.md',
    line: 44,
  };
  return { readLog: logsOf(text, changes), findStep: () => code };
}
