import type { PlanStep } from '../model/plan.ts';
import type { Run } from './run.ts';

/**
 * The directory that a step is to change to, as its session takes it; `null`: it stays where the session is. Each
 * document keeps its own: coming from another one, a block begins where its own document was last.
 */
export function directoryFor(run: Run, { step, document }: PlanStep): string | null {
  const { documents } = run.plan;
  const start = documents[document]?.cwd ?? null;
  const own = step.kind === 'block' ? step.cwd : null;
  if (own !== null) return own.startsWith('/') || start === null ? own : `${start}/${own}`;
  if (documents.length === 1) return null;
  const { lastRan } = run.state;
  const standsIn = lastRan === null ? 0 : documentOf(run, lastRan);
  return standsIn === document ? null : (lastDirectory(run, document) ?? start);
}

function documentOf({ plan }: Run, id: string): number | null {
  return allSteps(plan).find(({ step }) => step.id === id)?.document ?? null;
}

/** Where the latest block of a document left the session. */
function lastDirectory({ plan, state }: Run, document: number): string | null {
  const ran = allSteps(plan)
    .filter((each) => each.document === document)
    .flatMap(({ step }) => state.steps.get(step.id) ?? [])
    .filter(({ directory }) => directory !== null)
    .sort((a, b) => (a.observed ?? '').localeCompare(b.observed ?? ''));
  return ran.at(-1)?.directory ?? null;
}

function allSteps({ steps, documents }: Run['plan']): readonly PlanStep[] {
  return [...steps, ...documents.flatMap(({ rollback }) => rollback)];
}
