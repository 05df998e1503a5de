import type { BlockStep, Step } from '../model/runbook.ts';
import type { PlacedStep } from './expand-tree.ts';

/** What a step does and expects, without where it stands: moving a block up the page does not change it. */
export function essenceOf({ step, guards, bindings }: PlacedStep): unknown {
  return [essence(step), guards.map(({ condition }) => condition.text), bindings];
}

function essence(step: Step): unknown {
  switch (step.kind) {
    case 'block':
      return essenceOfBlock(step);
    case 'checkpoint':
    case 'manual':
      return [step.kind, step.text];
    case 'checklist':
      return [step.kind, step.items.map(({ text }) => text)];
    case 'include':
      return [step.kind, step.runbook, step.part];
    case 'stop':
      return [step.kind, step.reason];
    default:
      return step satisfies never;
  }
}

function essenceOfBlock(step: BlockStep): unknown {
  return [
    step.mode,
    step.gate?.phrase,
    step.code,
    step.segments.map((segment) => [segment.code, claims(segment.expectation)]),
    claims(step.expectation),
    step.exactOutput?.lines,
    step.polling && [step.polling.within.ms, step.polling.every.ms, claims(step.polling.abort)],
    step.confirm,
    step.timeout?.ms,
    step.grace.ms,
    step.cwd,
    step.capture?.text,
    { ...step.traits, about: null },
  ];
}

function claims(expectation: BlockStep['expectation']): readonly string[] | null {
  return expectation?.claims.map((claim) => claim.text) ?? null;
}
