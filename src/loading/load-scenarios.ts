import { resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import { exitCode } from '../model/outcome.ts';
import { didYouMean } from '../parse/suggest.ts';
import { everything } from '../plan/assemble-plan.ts';
import { listTree } from '../plan/unite-requirements.ts';
import { resolveName } from '../project/resolve-name.ts';
import type { PlannedDocuments } from '../rehearse/check-scenario.ts';
import { checkStepNames, complainAt } from '../rehearse/check-step-names.ts';
import { findScenarios, type ScenarioFile } from '../rehearse/find-scenarios.ts';
import { readScenarios } from '../rehearse/read-scenarios.ts';
import type { Scenario } from '../rehearse/scenario.ts';
import { renderDiagnostics } from '../report/diagnostics-pretty.ts';
import { Refusal } from '../world/refusal.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import type { LoadedRunbook, Loader } from './load-runbook.ts';
import { planRun } from './plan-run.ts';

/** A scenario with the plan that it rehearses. */
export interface PlannedScenario {
  readonly scenario: Scenario;
  readonly documents: PlannedDocuments;
}

/** The project's scenarios. */
export interface LoadedScenarios {
  readonly files: readonly ScenarioFile[];
  readonly all: readonly PlannedScenario[];
  /** Those that were asked for. */
  readonly chosen: readonly PlannedScenario[];
}

/**
 * Reads all scenarios and the runbooks they name. Throws a `Refusal` for a name that stands for none, and, having shown
 * them, for errors in scenarios or documents.
 */
export async function loadScenarios(
  names: readonly string[],
  loader: Loader,
  world: World,
  globals: GlobalOptions,
): Promise<LoadedScenarios> {
  const files = findScenarios(loader.project);
  if (files.length === 0) {
    const hint = 'scenarios are files *.rehearsal.yaml below the runbook directories or fixtures/';
    throw new Refusal('there are no scenarios here', hint, exitCode.usage);
  }
  const sources = new Map(files.map(({ file, text }) => [file, text]));
  const read = files.map(({ text, file }) => readScenarios(text, file));
  const messages: VFileMessage[] = read.flatMap((each) => each.messages);
  const all: PlannedScenario[] = [];
  for (const scenario of read.flatMap(({ scenarios }) => scenarios)) {
    const loaded = await loadFor(scenario, loader);
    if (!('tree' in loaded)) {
      messages.push(loaded);
      continue;
    }
    for (const { file, text } of listTree(loaded.tree)) sources.set(file, text);
    const errors = loaded.messages.filter(({ fatal }) => fatal === true);
    messages.push(...errors.filter((error) => !messages.includes(error)));
    if (errors.length > 0) continue;
    const plan = planRun(loaded, everything, loader);
    const runbooks = new Map(listTree(loaded.tree).map((runbook) => [runbook.file, runbook]));
    messages.push(...checkStepNames(scenario, plan));
    all.push({ scenario, documents: { plan, runbooks } });
  }
  refuseMessages(messages, sources, world, globals);
  return { files, all, chosen: choose(names, all, world.cwd, loader.project.root) };
}

/** The runbook, or what is wrong with its name. */
async function loadFor(scenario: Scenario, loader: Loader): Promise<LoadedRunbook | VFileMessage> {
  try {
    return await loader.loadNamed(scenario.runbook);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const hint = error.hint === null ? '' : `; ${error.hint}`;
    return complainAt(scenario, 'runbook', 'rehearsal-runbook', `${error.message}${hint}`);
  }
}

function refuseMessages(
  messages: readonly VFileMessage[],
  sources: ReadonlyMap<string, string>,
  { stderr }: World,
  { color }: GlobalOptions,
): void {
  if (messages.length === 0) return;
  stderr.write(renderDiagnostics(messages, { sources, colour: color, columns: stderr.columns ?? 80 }));
  throw new Refusal('scenarios or their runbooks have errors; nothing was run', null, exitCode.document);
}

/** NAME is a runbook, a scenario, or a file of scenarios. */
function choose(
  names: readonly string[],
  all: readonly PlannedScenario[],
  cwd: string,
  root: string,
): readonly PlannedScenario[] {
  if (names.length === 0) return all;
  const chosen = new Set(names.flatMap((name) => chooseNamed(name, all, cwd, root)));
  return all.filter((each) => chosen.has(each));
}

/** A runbook may be named by a prefix, as everywhere. */
function chooseNamed(
  name: string,
  all: readonly PlannedScenario[],
  cwd: string,
  root: string,
): readonly PlannedScenario[] {
  const named = all.filter(
    ({ scenario, documents: { plan } }) =>
      namesOf(scenario).includes(name) ||
      plan.file === name ||
      resolve(cwd, name) === resolve(root, scenario.file),
  );
  if (named.length > 0) return named;
  const runbooks = new Map(all.map(({ documents: { plan } }) => [plan.file, plan.id]));
  const match = resolveName(
    name,
    [...runbooks].map(([file, id]) => ({ id, file })),
  );
  if (match.type === 'found')
    return all.filter(({ documents }) => documents.plan.file === match.candidate.file);
  const known = [...runbooks.values()];
  const meant = didYouMean(name, [...known, ...all.map(({ scenario }) => scenario.name)]);
  throw new Refusal(
    match.type === 'ambiguous'
      ? `${name} fits several runbooks: ${match.candidates.map(({ id }) => id).join(', ')}`
      : `no runbook with scenarios, no scenario and no file of scenarios is called ${name}${meant}`,
    `there are scenarios of ${known.join(', ')}`,
    exitCode.usage,
  );
}

function namesOf({ name, runbook, file }: Scenario): readonly string[] {
  const base = file.replace(/^.*\//, '');
  return [name, runbook, base, base.replace(/\.rehearsal\.ya?ml$/, '')];
}
