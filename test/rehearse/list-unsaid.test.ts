import { expect, test } from 'vitest';
import { initialState, pendingStep } from '../../src/model/state.ts';
import { StepTable } from '../../src/model/step-table.ts';
import type { RunResult } from '../../src/rehearse/judge-rehearsal.ts';
import { listUnsaid } from '../../src/rehearse/list-unsaid.ts';
import { readScenarios } from '../../src/rehearse/read-scenarios.ts';
import { entriesOf } from '../report/records.ts';

const ids = ['full', 'full/who', 'full/who/names', 'part/release', 'fuller'];

function unsaid(yaml: string) {
  const [scenario] = readScenarios(`runbook: x\noutcome: done\n${yaml}`, 'x.rehearsal.yaml').scenarios;
  if (scenario === undefined) throw new Error('no scenario');
  const planned = { kind: 'block', mode: 'gate', title: 't', confirm: null, hash: 'h' };
  const steps = ids.map((id) => ({ ...pendingStep({ ...planned, id }), status: 'skipped' as const }));
  const entries = entriesOf([{ type: 'document-stopped', step: 's', reason: 'r', leavesOut: ids }]);
  const state = { ...initialState, status: 'done' as const, steps: StepTable.of(steps) };
  const result: RunResult = { state, exit: 0, entries };
  return listUnsaid(scenario, result);
}

test('an include that was left out stands for all that is in it', () => {
  expect(unsaid('')).toEqual({ steps: { full: 'skipped', 'part/release': 'skipped', fuller: 'skipped' } });
});

test('what a scenario says of an include, or with a star, is said of all that is in it', () => {
  expect(unsaid('steps: {full: skipped, "part/*": skipped}\n')).toEqual({ steps: { fuller: 'skipped' } });
  expect(unsaid('steps: {"*": skipped}\n')).toBeNull();
});
