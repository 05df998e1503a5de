import { sha256 } from '../journal/sha256.ts';
import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { didYouMean } from '../parse/suggest.ts';
import { assemblePlan, type Selection } from '../plan/assemble-plan.ts';
import { Refusal } from '../world/refusal.ts';
import type { LoadedRunbook, Loader } from './load-runbook.ts';

/** Throws a `Refusal` for a step that the runbook does not have. */
export function planRun({ runbook, tree }: LoadedRunbook, selection: Selection, loader: Loader): Plan {
  const { bash, project } = loader;
  const own = project.settings.commands;
  const assembled = assemblePlan(tree, selection, { bash, hashText: sha256, own });
  if (assembled.type === 'plan') return assembled.plan;
  const meant = didYouMean(assembled.name, assembled.known);
  const hint = `its steps are ${assembled.known.join(', ')}`;
  throw new Refusal(`${runbook.id} has no step ${assembled.name}${meant}`, hint, exitCode.usage);
}
