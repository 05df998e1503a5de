import type { Danger } from '../model/danger.ts';
import type { Approval } from '../model/event.ts';
import type { PlanStep } from '../model/plan.ts';
import type { Step } from '../model/runbook.ts';
import { dangersOf } from '../plan/plan-steps.ts';
import type { Run } from './run.ts';
import { directoryFor } from './working-directory.ts';

const variable = /\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g;

/** Gathers what a yes to this step, its placeholders filled in, would be given to, as the world is now. */
export async function gatherApproval(run: Run, planStep: PlanStep): Promise<Approval> {
  const { session, surroundings } = run.ports;
  const { step, document, bindings } = planStep;
  if (Object.keys(bindings).length > 0) await session.assign(bindings);
  const cwd = await session.directory(directoryFor(run, planStep));
  const named = variablesShown(planStep);
  const passedOn = planStep.scripts.flatMap((path) => surroundings.variablesReadBy(cwd, path));
  const values = await session.values([...new Set([...named, ...passedOn])]);
  // A script may well do without a variable that the block does not name; only what it will find is shown.
  const shown = [...values].filter(([name, value]) => value !== null || named.includes(name));
  const reads = Object.fromEntries(shown);
  const place = surroundings.place(cwd, targetOf(run, document));
  const scripts: Record<string, string> = {};
  for (const path of planStep.scripts) scripts[path] = surroundings.hashFile(cwd, path) ?? 'missing';
  // As they are now: they are no part of the document, and may have been written by a step before.
  const look = surroundings.lookIntoScripts(cwd);
  const [code, dangers] = step.kind === 'block' ? [step.code, dangersOf(step, look.effectsOf)] : [null, []];
  Object.assign(scripts, look.hashes());
  const hash = surroundings.hashText(JSON.stringify([planStep.hash, code, reads, place, scripts]));
  return { hash, reads, place, scripts, dangers };
}

/** What a document's steps change: what it names itself, else what the one that includes it does. */
function targetOf({ plan }: Run, document: number): string | null {
  for (let each: number | null = document; each !== null; each = plan.documents[each]?.parent ?? null) {
    const target = plan.documents[each]?.target ?? null;
    if (target !== null) return target;
  }
  return null;
}

/** What a block is known to change, by itself or by the scripts it runs, in the order of its lines. */
export function dangersShown(step: PlanStep, { dangers = [] }: Approval): readonly Danger[] {
  return [...step.dangers, ...dangers].sort((a, b) => a.line - b.line);
}

function variablesShown({ step, reads }: PlanStep): readonly string[] {
  return [...new Set([...reads, ...variablesIn(phraseOf(step) ?? '')])];
}

export function phraseOf(step: Step): string | null {
  return step.kind === 'block' ? (step.gate?.phrase ?? null) : null;
}

function variablesIn(text: string): string[] {
  return [...text.matchAll(variable)].map((match) => match[1] ?? match[2] ?? '');
}

/** The phrase with its variables filled in; one without a value leaves a gap nobody can type by habit. */
export function fillPhrase(phrase: string, reads: Approval['reads']): string {
  return phrase.replace(variable, (_, braced?: string, bare?: string) => {
    const value = reads[braced ?? bare ?? ''] ?? null;
    return value === null ? '(unset)' : value === '' ? '(empty)' : value;
  });
}

/** Variables of a phrase that have no value: such a phrase does not name what is lost. */
export function missingIn(phrase: string, reads: Approval['reads']): readonly string[] {
  return [...new Set(variablesIn(phrase))].filter((name) => (reads[name] ?? '') === '');
}

/** What differs between what was approved and what is the case now, one sentence each. */
export function compareApprovals(before: Approval, now: Approval): readonly string[] {
  const reads = namesOf(before.reads, now.reads).filter((name) => before.reads[name] !== now.reads[name]);
  const changed = [...reads.map((name) => `the value of ${name}`), ...changedAround(before, now)];
  return changed.length > 0 ? changed : ['the step itself'];
}

/** The same but for variables, which a block that is tried again may have set itself. */
export function changedAround(before: Approval, now: Approval): readonly string[] {
  const paths = namesOf(before.scripts, now.scripts);
  const scripts = paths.filter((path) => before.scripts[path] !== now.scripts[path]);
  const isElsewhere = JSON.stringify(before.place) !== JSON.stringify(now.place);
  return [
    ...scripts.map((path) => `the content of ${path}`),
    ...(isElsewhere ? ['the place it runs in'] : []),
  ];
}

function namesOf(a: object, b: object): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
