import type { BashParser } from '../bash/bash-parser.ts';
import { findEffects } from '../bash/effects.ts';
import { addFunctions, noFunctions, type ShellFunctions } from '../bash/functions.ts';
import { variablesRead } from '../bash/reads.ts';
import { scriptPaths } from '../bash/scripts.ts';
import type { Danger, Plan, PlanStep } from '../model/plan.ts';
import type { BlockStep, Runbook, Step } from '../model/runbook.ts';
import { selectSteps } from './select-steps.ts';

/** Which steps to walk, and how. */
export interface Selection {
  /** Step id to begin at; `null`: the first. */
  readonly from: string | null;
  /** Only these step ids; `null`: all. */
  readonly only: readonly string[] | null;
  /** Gate every step. */
  readonly stepwise: boolean;
}

export const everything: Selection = { from: null, only: null, stepwise: false };

export interface PlanContext {
  readonly bash: BashParser;
  /** SHA-256 of a text, in hex. */
  hashText(text: string): string;
}

/** The ordered steps of a runbook, or the step name in the selection that it does not have. */
export type AssembledPlan =
  | { readonly type: 'plan'; readonly plan: Plan }
  | { readonly type: 'unknown-step'; readonly name: string; readonly known: readonly string[] };

/** Plans a run of a runbook. Executes and looks up nothing. */
export function assemblePlan(runbook: Runbook, selection: Selection, context: PlanContext): AssembledPlan {
  const selected = selectSteps(
    runbook.steps.map((step) => step.id),
    selection,
  );
  if (selected.type === 'unknown-step') return selected;
  const steps: PlanStep[] = [];
  let functions = noFunctions;
  for (const step of runbook.steps) {
    const stops = mustStop(step, runbook, selection);
    steps.push(planStep(step, stops, !selected.ids.has(step.id), functions, context));
    if (step.kind === 'block') functions = addFunctions(context.bash, functions, step.code);
  }
  const { id, title, file, requirements } = runbook;
  return { type: 'plan', plan: { id, title, file, careful: !runbook.trusted, requirements, steps } };
}

function mustStop(step: Step, runbook: Runbook, selection: Selection): boolean {
  if (step.kind !== 'block' || !runbook.trusted || selection.stepwise) return true;
  return step.gate !== null || step.mode === 'gate';
}

function planStep(
  step: Step,
  stops: boolean,
  passedOver: boolean,
  functions: ShellFunctions,
  { bash, hashText }: PlanContext,
): PlanStep {
  const code = step.kind === 'block' ? step.code : '';
  return {
    step,
    stops,
    reads: variablesRead(bash, code, functions),
    dangers: step.kind === 'block' ? dangersOf(step, bash, functions) : [],
    scripts: scriptPaths(bash, code),
    passedOver,
    hash: hashText(JSON.stringify(essence(step))),
  };
}

function dangersOf(step: BlockStep, bash: BashParser, functions: ShellFunctions): readonly Danger[] {
  return step.segments.flatMap((segment) =>
    findEffects(bash, segment.code, functions).map(({ command, effect, why, line }) => ({
      command,
      effect,
      why,
      line: segment.line + line,
    })),
  );
}

/** What a step does and expects, without where it stands: moving a block up the page does not change it. */
function essence(step: Step): unknown {
  if (step.kind !== 'block') return [step.kind, step.text];
  const claims = (expectation: BlockStep['expectation']) =>
    expectation?.claims.map((claim) => claim.text) ?? null;
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
    { ...step.traits, about: null },
  ];
}
