import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { type Plan, plannedStep } from '../../src/model/plan.ts';
import { createStyle } from '../../src/ui/style.ts';
import { begin, by, end, plan, started, tell } from './told-runs.ts';
import { block, document, planned, section, source } from './views.ts';

const guard = (id: string, text: string) => ({
  id,
  on: 'step' as const,
  condition: { text, expression: { type: 'and' as const, of: [] }, variables: [], source },
});
const at = 'runbooks/phase-00.md:44:12';
const common = { title: 'x', source, prose: '', warnings: [], guards: [] };
const probe = planned(block({ id: 'probe', section: section('Probe'), mode: 'readonly', gate: null }), {
  stops: false,
});
const include = planned(
  {
    ...common,
    kind: 'include',
    id: 'part',
    section: section('Part'),
    runbook: '01-part',
    part: null,
    named: source,
  },
  { stops: false, guards: [guard('part', '$A = 1')] },
);
const inner = planned(block({ id: 'part/run', section: section('First') }), { document: 1, stops: false });
const destroy = planned(block({ id: 'destroy', section: section('Destroy') }), {
  guards: [guard('destroy', '$JUJU_STATE = present')],
});
const list = planned({ ...common, kind: 'checklist', id: 'go', section: section('Go'), items: [] });
const undo = planned(block({ id: 'undo', section: section('Rollback') }), { stops: false });
const steps = [probe, include, inner, destroy, list];
const flowPlan: Plan = {
  ...plan,
  steps,
  documents: [{ ...document('phase-00', ''), rollback: [undo] }, document('01-part', 'part/', 0)],
};

const decided = (step: string, condition: string, holds: boolean, leavesOut: string[]): Event => ({
  type: 'condition-decided',
  guard: step,
  step,
  condition,
  at,
  values: { [condition.slice(1).split(' ')[0] ?? '']: holds ? '1' : 'absent', OTHER: null },
  holds,
  leavesOut,
});
const answered = (
  item: number,
  text: string,
  answer: 'yes' | 'no' | 'skip',
  reason: string | null = null,
): Event => {
  return { type: 'item-answered', step: 'go', item, of: 4, text, at, answer, reason, by };
};
const run: readonly Event[] = [
  { ...started, steps: steps.map(plannedStep) },
  begin('probe'),
  {
    ...(end('probe') as Event & { type: 'block-ended' }),
    captured: { MODEL_ID: '4f6a', NOTE: 'two\nlines' },
  },
  decided('part', '$A = 1', true, []),
  { type: 'document-entered', step: 'part', runbook: '01-part', file: 'runbooks/01-part.md' },
  begin('part/run'),
  end('part/run'),
  decided('destroy', '$JUJU_STATE = present', false, ['destroy', 'a', 'b']),
  { type: 'placeholders-filled', step: 'go', values: { id: '4711', name: "it's" }, by },
  answered(1, 'juju models does not list openstack', 'yes'),
  answered(2, 'the lights are green', 'skip', 'there are none'),
  answered(3, 'somebody is there who knows what the lights would mean', 'no'),
  {
    type: 'condition-undecidable',
    guard: 'go',
    step: 'go',
    condition: '$MAAS = ok',
    at,
    message: 'MAAS is unset, so `when="$MAAS = ok"` cannot be decided',
  },
  { type: 'document-stopped', step: 'go', reason: 'already on D-058', leavesOut: ['a', 'b'] },
  { type: 'rollback-begun', step: 'go', document: 0, steps: [plannedStep(undo)], by },
  begin('undo'),
  end('undo'),
  { type: 'run-ended', status: 'rolled-back', step: 'go', exit: 4, reason: null },
];

function tellFlow(width: number, unicode = true): string {
  const style = createStyle({ colour: false, unicode });
  const beginning = tell([run[0] as Event], { plan: flowPlan, width, style });
  return tell(run, { plan: flowPlan, width, style }).slice(beginning.length);
}

describe('the way of a branching run', () => {
  test('at 80 columns', () => {
    expect(tellFlow(80)).toMatchInlineSnapshot(`
      "
      Probe
        ✓ probe             exit 0                                                2.1s
          captured MODEL_ID=4f6a
          captured NOTE=two<U+000A>lines

      Part
        · holds  part  $A = 1 (A=1, OTHER=(unset))

      → 01-part  The title of 01-part                              runbooks/01-part.md

      First
        ✓ part/run          exit 0                                                2.1s

      ← phase-00  The title of phase-00, again                    runbooks/phase-00.md

      Destroy
        – left out  destroy and 2 more steps  $JUJU_STATE = present
                                              (JUJU_STATE=absent, OTHER=(unset))

      Go
        ✎ filled in  go  <id> = 4711, <name> = it's, ubuntu (jesse)
        ✓ [1/4] juju models does not list openstack, ubuntu (jesse)
        ↷ skipped [2/4] the lights are green: there are none, ubuntu (jesse)
        ✗ no [3/4] somebody is there who knows what the lights would mean, ubuntu
                   (jesse)
        ✗ FAILED  go
          MAAS is unset, so \`when="$MAAS = ok"\` cannot be decided
          at runbooks/phase-00.md:44:12
        – ends here  go  already on D-058; 2 steps left out

        ↻ ROLLBACK  go  1 step to go back, ubuntu (jesse)

      Rollback
        ✓ undo              exit 0                                                2.1s

      ↻ ROLLED BACK  at go; 4 passed, 1 failed, 1 left out                      exit 4
        run    20261121-1403-a1f3
        head   3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed
      "
    `);
  });

  test('at 44 columns', () => {
    const told = tellFlow(44);
    expect(Math.max(...told.split('\n').map((row) => [...row].length))).toBeLessThanOrEqual(44);
    expect(told).toMatchInlineSnapshot(`
      "
      Probe
        ✓ probe             exit 0            2.1s
          captured MODEL_ID=4f6a
          captured NOTE=two<U+000A>lines

      Part
        · holds  part  $A = 1 (A=1, OTHER=(unset))

      → 01-part  The title of 01-part
      runbooks/01-part.md

      First
        ✓ part/run          exit 0            2.1s

      ← phase-00  The title of phase-00, again
      runbooks/phase-00.md

      Destroy
        – left out  destroy and 2 more steps
          $JUJU_STATE = present
          (JUJU_STATE=absent, OTHER=(unset))

      Go
        ✎ filled in  go  <id> = 4711, <name> =
                         it's, ubuntu (jesse)
        ✓ [1/4] juju models does not list
                openstack, ubuntu (jesse)
        ↷ skipped [2/4] the lights are green:
                        there are none, ubuntu
                        (jesse)
        ✗ no [3/4] somebody is there who knows
                   what the lights would mean,
                   ubuntu (jesse)
        ✗ FAILED  go
          MAAS is unset, so \`when="$MAAS = ok"\`
          cannot be decided
          at runbooks/phase-00.md:44:12
        – ends here  go  already on D-058; 2 steps
                         left out

        ↻ ROLLBACK  go  1 step to go back, ubuntu
                        (jesse)

      Rollback
        ✓ undo              exit 0            2.1s

      ↻ ROLLED BACK  at go; 4 passed, 1 failed, 1
      left out
      exit 4
        run    20261121-1403-a1f3
        head   3f786850e387550fdab836ed7e6dc881de2
               3001b3f786850e387550fdab836ed
      "
    `);
  });

  test('in ASCII', () => {
    const told = tellFlow(80, false);
    expect(told).toMatch(/^[\n -~]*$/);
    expect(told).toContain('-> 01-part  The title of 01-part');
    expect(told).toContain('<- phase-00  The title of phase-00, again');
  });
});

test('a run from which conditions left something out is clean', () => {
  const rest = steps
    .filter(({ step }) => step.id !== 'destroy')
    .flatMap(({ step }) => [begin(step.id), end(step.id)]);
  const done: Event = { type: 'run-ended', status: 'done', step: null, exit: 0, reason: null };
  const happenings = [
    run[0] as Event,
    decided('destroy', '$JUJU_STATE = present', false, ['destroy']),
    ...rest,
    done,
  ];
  expect(tell(happenings, { plan: flowPlan })).toContain('✓ DONE  4 passed, 1 left out');
});
