import type { PlanStep } from '../model/plan.ts';
import type { BlockStep } from '../model/runbook.ts';
import { tellStep } from '../report/tell-step.ts';
import { tellManner } from './trait-words.ts';

/** How a step is entered, and what it is held against, in words. */
export function describePlanStep(planStep: PlanStep): readonly string[] {
  return [planStep.passedOver ? 'passed over' : modeWords(planStep), ...factsOf(planStep)];
}

function modeWords({ step, stops }: PlanStep): string {
  switch (step.kind) {
    case 'checkpoint':
      return `checkpoint: ${step.text}`;
    case 'manual':
      return 'done by hand';
    case 'checklist':
      return `checklist, ${step.items.length} ${step.items.length === 1 ? 'item' : 'items'}`;
    case 'include':
      return `includes ${tellStep(step)}`;
    case 'stop':
      return `ends here: ${step.reason}`;
    case 'block':
      if (step.gate?.phrase != null) return `gate, type "${step.gate.phrase}"`;
      if (!stops) return step.mode;
      return step.mode === 'gate' ? 'gate' : `${step.mode}, at a gate`;
    default:
      return step satisfies never;
  }
}

function factsOf({ step, dangers, bindings }: PlanStep): readonly string[] {
  const bound = Object.entries(bindings).map(([name, value]) => `${name}=${value}`);
  if (step.kind !== 'block') return bound;
  const { polling, timeout, confirm, capture, segments } = step;
  const placeholders = new Set(segments.flatMap((segment) => segment.placeholders.map(({ name }) => name)));
  return [
    ...bound,
    ...dangers.filter(({ effect }) => effect === 'destroys').map(({ why }) => why),
    ...expectationsOf(step),
    ...(capture === null ? [] : [`captures ${capture.variable}`]),
    ...[...placeholders].map((name) => `asks for <${name}>`),
    ...(confirm === null ? [] : [`confirm: ${confirm}`]),
    ...(polling === null ? [] : [`within ${polling.within.text} every ${polling.every.text}`]),
    ...(timeout === null ? [] : [`timeout ${timeout.text}`]),
    ...(step.traits.about === null ? [] : [`takes about ${step.traits.about.text}`]),
    ...tellManner(step.traits),
  ];
}

function expectationsOf({ segments, expectation, exactOutput }: BlockStep): readonly string[] {
  const all = [...segments.map((segment) => segment.expectation), expectation];
  const claims = all.flatMap((each) => each?.claims.map(({ text }) => text) ?? []);
  const lines = exactOutput?.lines.length ?? 0;
  const exact = exactOutput === null ? [] : [`${lines} exact ${lines === 1 ? 'line' : 'lines'}`];
  return [...claims, ...exact].length === 0 ? [] : [`expect ${[...claims, ...exact].join('; ')}`];
}
