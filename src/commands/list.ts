import { join } from 'node:path';
import type { LoadedRunbook } from '../loading/load-runbook.ts';
import { type DocumentFile, readDocument } from '../loading/read-document.ts';
import type { PlanReader } from '../loading/read-plan.ts';
import { openReadingCache, type ReadingCache } from '../loading/reading-cache.ts';
import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import type { Step } from '../model/runbook.ts';
import { findProject } from '../project/find-project.ts';
import { listRunbooks } from '../project/list-runbooks.ts';
import { orderSequence, type Sequence } from '../project/order-sequence.ts';
import { type Dispensable, renderTable } from '../ui/table.ts';
import { wrapMessage } from '../ui/wrap-message.ts';
import type { World } from '../world/world.ts';
import type { CommandRun } from './command.ts';

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
export const list: CommandRun = async (world, _args, options, globals) => {
  const project = await findProject(world.cwd);
  const files = listRunbooks(project).map((file) => readDocument(project, join(project.root, file)));
  const listed = await listFiles(files, openReadingCache(project, world, globals, options), world);
  const sequence = orderSequence(listed);
  const json = () => `${JSON.stringify(sequence.ordered, null, 2)}\n`;
  const columns = world.stdout.columns ?? Number.POSITIVE_INFINITY;
  world.stdout.write(options.json === true ? json() : render(sequence, columns));
  return exitCode.done;
};

async function listFiles(
  files: readonly DocumentFile[],
  cache: ReadingCache | null,
  world: World,
): Promise<readonly Listed[]> {
  let reader: Promise<PlanReader> | null = null;
  const listed: Listed[] = [];
  for (const file of files) {
    const plan = (await cache?.findPlan(file)) ?? null;
    if (plan !== null) {
      listed.push(describePlan(plan));
      continue;
    }
    reader ??= import('../loading/read-plan.ts').then(({ createPlanReader }) => createPlanReader(world));
    const reading = await (await reader)(file);
    await cache?.keep(file, reading);
    listed.push(reading.plan === null ? describeWrong(reading.loaded) : describePlan(reading.plan));
  }
  if (reader !== null) cache?.save();
  return listed;
}

function describePlan({ id, title, file, steps, requirements }: Plan): Listed {
  const own = steps.filter(({ document }) => document === 0);
  return {
    id,
    title,
    file,
    steps: steps.length,
    gates: steps.filter(({ stops }) => stops).length,
    includes: own.filter(({ step }) => step.kind === 'include').length,
    after: requirements.after,
    errors: 0,
  };
}

/** Of a document with errors there is no plan: its own steps are counted. */
function describeWrong({ runbook, messages }: LoadedRunbook): Listed {
  const { id, title, file, steps, trusted, requirements } = runbook;
  const stops = (step: Step) =>
    step.kind === 'block'
      ? !trusted || step.mode === 'gate' || step.gate !== null
      : step.kind !== 'include' && step.kind !== 'stop';
  return {
    id,
    title,
    file,
    steps: steps.length,
    gates: steps.filter(stops).length,
    includes: steps.filter(({ kind }) => kind === 'include').length,
    after: requirements.after,
    errors: messages.filter(({ fatal }) => fatal === true).length,
  };
}

/** The order of the rows tells the sequence too. */
const dispensable: readonly Dispensable[] = [
  { column: 4, cutTo: 16, name: 'what they include and come after' },
  { column: 3, cutTo: 20, name: null },
];

function render({ ordered, cycles }: Sequence<Listed>, columns: number): string {
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
  const waiting = cycles.map((ids) => wrapMessage('These wait for each other: ', ids.join(' → '), columns));
  return renderTable(rows, { columns, dispensable }) + waiting.join('');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
