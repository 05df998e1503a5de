import { join } from 'node:path';
import { exitCode } from '../model/outcome.ts';
import type { Runbook } from '../model/runbook.ts';
import { listRunbooks } from '../project/list-runbooks.ts';
import { renderTable } from '../ui/table.ts';
import type { CommandRun } from './command-table.ts';
import { createLoader, type LoadedRunbook } from './load-runbook.ts';

/** What `list --json` prints of a runbook. */
interface Listed {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly steps: number;
  readonly gates: number;
  readonly after: readonly string[];
  readonly errors: number;
}

/** Lists the project's runbooks. Nothing is executed. */
export const list: CommandRun = async (world, _args, options) => {
  const loader = await createLoader(world);
  const listed: Listed[] = [];
  for (const file of listRunbooks(loader.project)) {
    listed.push(describe(await loader.loadFile(join(loader.project.root, file))));
  }
  world.stdout.write(options.json === true ? `${JSON.stringify(listed, null, 2)}\n` : render(listed));
  return exitCode.done;
};

function describe({ runbook, messages }: LoadedRunbook): Listed {
  const { id, title, file, steps, requirements } = runbook;
  return {
    id,
    title,
    file,
    steps: steps.length,
    gates: steps.filter((step) => stops(runbook, step)).length,
    after: requirements.after,
    errors: messages.filter((message) => message.fatal === true).length,
  };
}

function stops({ trusted }: Runbook, step: Runbook['steps'][number]): boolean {
  return !trusted || step.kind !== 'block' || step.mode === 'gate' || step.gate !== null;
}

function render(listed: readonly Listed[]): string {
  if (listed.length === 0) return 'There are no runbooks here.\n';
  const rows = listed.map(({ id, title, steps, gates, after, errors }) => [
    id,
    count(steps, 'step'),
    count(gates, 'gate'),
    errors > 0 ? `${count(errors, 'error')}; see runbook lint` : title,
    after.length > 0 ? `after ${after.join(', ')}` : '',
  ]);
  return renderTable(rows);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
