import { inParallel } from '../../../src/rehearse/in-parallel.ts';
import type { Rehearsed } from '../../../src/rehearse/rehearse.ts';
import { type Mutant, placeOfCondition, placeOfStep } from './mutant.ts';
import type { ProvingGround } from './proving-ground.ts';

/** What became of a mutant. */
export interface Fate {
  readonly mutant: Mutant;
  /** `invalid`: the document is refused as it is, so there is nothing that a scenario could notice. */
  readonly type: 'killed' | 'survived' | 'invalid';
  /** The scenario that noticed, and how; else how many were tried. */
  readonly by: string;
}

/** The scenarios as they come out without any change, each with the places of the documents that it reached. */
export interface Baseline {
  readonly rehearsed: Rehearsed;
  readonly reached: ReadonlySet<string>;
}

/** Runs all scenarios once. Throws where one fails: nothing could be told from it. */
export async function runBaseline(ground: ProvingGround, jobs: number): Promise<readonly Baseline[]> {
  const all = await inParallel(ground.scenarios, jobs, (scenario) => ground.run(scenario, null));
  return all.map((rehearsed, index) => {
    const [first] = rehearsed?.differences ?? [
      { at: ground.scenarios[index]?.file, message: 'its runbook has errors' },
    ];
    if (rehearsed === null || first !== undefined) throw new Error(`${first?.at} ${first?.message}`);
    return { rehearsed, reached: placesReached(rehearsed) };
  });
}

function placesReached({ documents: { plan }, result }: Rehearsed): ReadonlySet<string> {
  const steps = [...plan.steps, ...plan.documents.flatMap(({ rollback }) => rollback)];
  const places = new Set<string>();
  for (const entry of result?.entries ?? []) {
    if (entry.type === 'condition-decided' || entry.type === 'condition-undecidable') {
      const guard = steps.flatMap(({ guards }) => guards).find(({ id }) => id === entry.guard);
      if (guard !== undefined) places.add(placeOfCondition(guard.condition));
    } else if ('step' in entry && entry.step !== null) {
      const found = steps.find(({ step }) => step.id === entry.step);
      if (found !== undefined) places.add(placeOfStep(found.step));
    }
  }
  return places;
}

/** Runs each mutant against the scenarios that reach what it changes, the quickest first, until one fails. */
export function killMutants(
  ground: ProvingGround,
  baseline: readonly Baseline[],
  mutants: readonly Mutant[],
  jobs: number,
): Promise<readonly Fate[]> {
  const byTime = [...baseline].sort((a, b) => a.rehearsed.took - b.rehearsed.took);
  return inParallel(mutants, jobs, async (mutant): Promise<Fate> => {
    const touching = byTime.filter(({ reached }) => reached.has(mutant.touches));
    for (const { rehearsed } of touching) {
      const { scenario } = rehearsed;
      const changed = await ground.run(scenario, mutant);
      if (changed === null) return { mutant, type: 'invalid', by: 'the document is refused' };
      const [first] = changed.differences;
      if (first !== undefined) return { mutant, type: 'killed', by: `${scenario.name}: ${first.message}` };
    }
    return { mutant, type: 'survived', by: `${touching.length} scenarios` };
  });
}

/** `survived runbooks/x.md:12 ...`, for people. */
export function tellFate({ mutant, type, by }: Fate): string {
  return `${type} ${mutant.file}:${mutant.line} ${mutant.kind} ${mutant.id} [${by}]`;
}
