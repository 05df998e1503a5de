import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { storing } from '../journal/storage-error.ts';
import { createLoader, type Loader } from '../loading/load-runbook.ts';
import { loadScenarios, type PlannedScenario } from '../loading/load-scenarios.ts';
import { exitCode } from '../model/outcome.ts';
import { listRunbooks } from '../project/list-runbooks.ts';
import type { ScenarioFile } from '../rehearse/find-scenarios.ts';
import { inParallel } from '../rehearse/in-parallel.ts';
import { formatJunit } from '../rehearse/junit.ts';
import { measureCoverage } from '../rehearse/measure-coverage.ts';
import { noNetwork } from '../rehearse/no-network.ts';
import type { RehearsalReport } from '../rehearse/rehearsal-report.ts';
import { type Rehearsed, rehearse as rehearseOne } from '../rehearse/rehearse.ts';
import { formatTap } from '../rehearse/tap.ts';
import { updateScenarios } from '../rehearse/update-scenarios.ts';
import { Refusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';
import type { CommandRun } from './command.ts';

/** Runs scenarios against their stand-ins and compares what becomes of them. Reaches nothing real. */
export const rehearse: CommandRun = async (world, names, options, globals) => {
  const format = readFormat(options.format);
  const jobs = readJobs(options.jobs);
  const loader = await createLoader(world);
  const { files, all, chosen } = await loadScenarios(names, loader, world, globals);
  const rehearsals = await inParallel(chosen, jobs, ({ scenario, documents }) =>
    rehearseOne(scenario, {
      project: loader.project,
      documents,
      parser: loader.bash,
      path: world.env.PATH ?? '',
      keep: options.keep === true,
    }),
  );
  const report = {
    runbooks: groupByRunbook(rehearsals, all),
    unrehearsed: names.length > 0 ? [] : await listUnrehearsed(loader, all),
    isolated: noNetwork() !== null,
  };
  world.stdout.write(format === 'junit' ? formatJunit(report) : formatTap(report));
  if (options.update === true) update(files, rehearsals, world);
  return rehearsals.some(({ differences }) => differences.length > 0) ? exitCode.failed : exitCode.done;
};

function readFormat(value: unknown): 'tap' | 'junit' {
  if (value === undefined || value === 'tap') return 'tap';
  if (value === 'junit') return 'junit';
  throw new Refusal(`unknown format ${value}`, 'the formats are tap and junit', exitCode.usage);
}

function readJobs(value: unknown): number {
  if (value === undefined) return availableParallelism();
  if (typeof value === 'string' && /^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new Refusal(`--jobs takes a number, not ${value}`, null, exitCode.usage);
}

/** In the order of the scenarios; coverage only where all of a runbook's scenarios were run. */
function groupByRunbook(
  rehearsals: readonly Rehearsed[],
  all: readonly PlannedScenario[],
): RehearsalReport['runbooks'] {
  const files = [...new Set(rehearsals.map(({ documents }) => documents.plan.file))];
  return files.flatMap((file) => {
    const own = rehearsals.filter(({ documents }) => documents.plan.file === file);
    const plan = own[0]?.documents.plan;
    if (plan === undefined) return [];
    const count = all.filter(({ documents }) => documents.plan.file === file).length;
    const results = own.flatMap(({ result }) => result ?? []);
    const coverage = count === own.length ? measureCoverage(plan, results) : null;
    return [{ id: plan.id, rehearsals: own, all: count, coverage }];
  });
}

async function listUnrehearsed(
  { project, loadFile }: Loader,
  all: readonly PlannedScenario[],
): Promise<readonly string[]> {
  const rehearsed = new Set(all.flatMap(({ documents }) => [...documents.runbooks.keys()]));
  const missing = listRunbooks(project).filter((file) => !rehearsed.has(file));
  return Promise.all(missing.map(async (file) => (await loadFile(join(project.root, file))).runbook.id));
}

function update(files: readonly ScenarioFile[], rehearsals: readonly Rehearsed[], { stderr }: World): void {
  for (const { path, file, text } of files) {
    const failing = rehearsals.filter(
      ({ scenario, differences }) => scenario.file === file && differences.length > 0,
    );
    if (failing.length === 0) continue;
    const updated = updateScenarios(text, failing);
    if (updated.text !== text) {
      storing('write', path, () => writeFileSync(path, updated.text));
      stderr.write(`updated ${file}\n`);
    }
    for (const name of updated.left)
      stderr.write(`left as it is: ${name} in ${file}; only you can say what is right\n`);
  }
}
