import { join } from 'node:path';
import { exitCode } from '../model/outcome.ts';
import type { Runbook } from '../model/runbook.ts';
import { everything } from '../plan/assemble-plan.ts';
import { listRunbooks } from '../project/list-runbooks.ts';
import { orderSequence, type Sequence } from '../project/order-sequence.ts';
import { renderTable } from '../ui/table.ts';
import type { CommandRun } from './command-table.ts';
import { createLoader, type LoadedRunbook, type Loader } from './load-runbook.ts';
import { planRun } from './plan-run.ts';

/** What `list --json` prints of a runbook. */
interface Listed {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  /** With those of the runbooks that it includes. */
  readonly steps: number;
  readonly gates: number;
  /** How many runbooks, or sections of them, it includes. */
  readonly includes: number;
  readonly after: readonly string[];
  readonly errors: number;
}

/** Lists the project's runbooks, each behind those it comes after. Nothing is executed. */
export const list: CommandRun = async (world, _args, options) => {
  const loader = await createLoader(world);
  const listed: Listed[] = [];
  for (const file of listRunbooks(loader.project)) {
    listed.push(describe(await loader.loadFile(join(loader.project.root, file)), loader));
  }
  const sequence = orderSequence(listed);
  const json = () => `${JSON.stringify(sequence.ordered, null, 2)}\n`;
  world.stdout.write(options.json === true ? json() : render(sequence));
  return exitCode.done;
};

function describe(loaded: LoadedRunbook, loader: Loader): Listed {
  const { id, title, file, steps, requirements } = loaded.runbook;
  const errors = loaded.messages.filter((message) => message.fatal === true).length;
  return {
    id,
    title,
    file,
    ...(errors === 0 ? countPlan(loaded, loader) : countOwn(loaded.runbook)),
    includes: steps.filter(({ kind }) => kind === 'include').length,
    after: requirements.after,
    errors,
  };
}

function countPlan(loaded: LoadedRunbook, loader: Loader): Pick<Listed, 'steps' | 'gates'> {
  const { steps } = planRun(loaded, everything, loader);
  return { steps: steps.length, gates: steps.filter(({ stops }) => stops).length };
}

/** Of a document with errors there is no plan. */
function countOwn({ steps, trusted }: Runbook): Pick<Listed, 'steps' | 'gates'> {
  const stops = (step: Runbook['steps'][number]) =>
    step.kind === 'block'
      ? !trusted || step.mode === 'gate' || step.gate !== null
      : step.kind !== 'include' && step.kind !== 'stop';
  return { steps: steps.length, gates: steps.filter(stops).length };
}

function render({ ordered, cycles }: Sequence<Listed>): string {
  if (ordered.length === 0) return 'There are no runbooks here.\n';
  const known = new Set(ordered.map(({ id }) => id));
  const rows = ordered.map(({ id, title, steps, gates, includes, after, errors }) => [
    id,
    count(steps, 'step'),
    count(gates, 'gate'),
    errors > 0 ? `${count(errors, 'error')}; see runbook lint` : title,
    [
      ...(includes > 0 ? [`includes ${includes}`] : []),
      ...(after.length > 0
        ? [`after ${after.map((name) => (known.has(name) ? name : `${name}, which is not here`)).join(', ')}`]
        : []),
    ].join('; '),
  ]);
  return renderTable(rows) + cycles.map((ids) => `These wait for each other: ${ids.join(' → ')}\n`).join('');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
