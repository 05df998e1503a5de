import { sha256 } from '../journal/sha256.ts';
import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { didYouMean } from '../parse/suggest.ts';
import { assemblePlan, type Selection } from '../plan/assemble-plan.ts';
import type { CommandRun } from './command-table.ts';
import { createLoader, type LoadedRunbook, type Loader } from './load-runbook.ts';
import { Refusal } from './refusal.ts';
import { refuseErrors } from './refuse-errors.ts';
import { printPlan } from './show.ts';
import { startRun } from './start-run.ts';

/** Plans a run from the document as it is now, then starts it; `--dry-run` only prints the plan. */
export const run: CommandRun = async (world, [name = ''], options, globals) => {
  const loader = await createLoader(world);
  const loaded = await loader.loadNamed(name);
  refuseErrors(loaded, world, globals);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const selection = {
    from: text(options.from),
    only: Array.isArray(options.only) ? options.only.map(String) : null,
    stepwise: options.step === true,
  };
  const plan = planRun(loaded, selection, loader);
  if (options.dryRun === true) return printPlan(plan, world, globals);
  const request = {
    stepwise: selection.stepwise,
    check: options.check === true,
    noInput: options.input === false,
    name: text(options.as),
    json: options.json === true,
  };
  return startRun({ loader, loaded, plan, request }, world, globals);
};

/** Throws a `Refusal` for a step that the runbook does not have. */
export function planRun({ runbook }: LoadedRunbook, selection: Selection, { bash }: Loader): Plan {
  const assembled = assemblePlan(runbook, selection, { bash, hashText: sha256 });
  if (assembled.type === 'plan') return assembled.plan;
  const meant = didYouMean(assembled.name, assembled.known);
  const hint = `its steps are ${assembled.known.join(', ')}`;
  throw new Refusal(`${runbook.id} has no step ${assembled.name}${meant}`, hint, exitCode.usage);
}
