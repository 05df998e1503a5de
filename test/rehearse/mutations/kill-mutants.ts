import { inParallel } from '../../../src/rehearse/in-parallel.ts';
import type { Rehearsed } from '../../../src/rehearse/rehearse.ts';
import type { Scenario } from '../../../src/rehearse/scenario.ts';
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

/** A scenario as it comes out without any change, with the places of the documents that it reached. */
interface Baseline {
  readonly reached: ReadonlySet<string>;
  /** Milliseconds. */
  readonly took: number;
}

/** Runs mutants against the scenarios of a project; each scenario is run once as it is when it is first needed. */
export class Executioner {
  readonly #ground: ProvingGround;
  readonly #baselines = new Map<Scenario, Promise<Baseline>>();
  readonly #known = new Map<Scenario, Baseline>();

  constructor(ground: ProvingGround) {
    this.#ground = ground;
  }

  /** Throws where a scenario fails without any change: nothing could be told from it. */
  kill(mutants: readonly Mutant[], jobs: number, tell: (fate: Fate) => void): Promise<readonly Fate[]> {
    return inParallel(mutants, jobs, async (mutant) => {
      const fate = await this.#try(mutant);
      tell(fate);
      return fate;
    });
  }

  async #try(mutant: Mutant): Promise<Fate> {
    let tried = 0;
    for (const scenario of await this.#rank(mutant)) {
      const { reached } = await this.#baseline(scenario);
      if (!reached.has(mutant.touches)) continue;
      const changed = await this.#ground.run(scenario, mutant);
      if (changed === null) return { mutant, type: 'invalid', by: 'the document is refused' };
      const [first] = changed.differences;
      if (first !== undefined) return { mutant, type: 'killed', by: `${scenario.name}: ${first.message}` };
      tried += 1;
    }
    return { mutant, type: 'survived', by: `${tried} scenarios` };
  }

  /** Those that are known to reach it, the quickest first; then those that speak of it; then the others. */
  async #rank({ touches }: Mutant): Promise<readonly Scenario[]> {
    const ranked: { readonly scenario: Scenario; readonly rank: number }[] = [];
    for (const scenario of this.#ground.scenarios) {
      const ids = await this.#ground.stepsAt(scenario, touches);
      if (ids.length === 0) continue;
      const known = this.#known.get(scenario);
      const speaks = ids.some(
        (id) => id in scenario.steps || id in scenario.answers || id === scenario.stopped,
      );
      if (known === undefined) ranked.push({ scenario, rank: speaks ? 1e9 : 2e9 });
      else if (known.reached.has(touches)) ranked.push({ scenario, rank: known.took });
    }
    return ranked.sort((a, b) => a.rank - b.rank).map(({ scenario }) => scenario);
  }

  #baseline(scenario: Scenario): Promise<Baseline> {
    const known = this.#baselines.get(scenario) ?? this.#runBaseline(scenario);
    this.#baselines.set(scenario, known);
    return known;
  }

  async #runBaseline(scenario: Scenario): Promise<Baseline> {
    const rehearsed = await this.#ground.run(scenario, null);
    if (rehearsed === null) throw new Error(`${scenario.file}: ${scenario.runbook} has errors`);
    const [first] = rehearsed.differences;
    if (first !== undefined) throw new Error(`${scenario.name} fails as it is: ${first.at} ${first.message}`);
    const baseline = { reached: placesReached(rehearsed), took: rehearsed.took };
    this.#known.set(scenario, baseline);
    return baseline;
  }
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

/** `survived runbooks/x.md:12 ...`, for people. */
export function tellFate({ mutant, type, by }: Fate): string {
  return `${type} ${mutant.file}:${mutant.line} ${mutant.kind} ${mutant.id} [${by}]`;
}
