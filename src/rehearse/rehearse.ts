import type { BashParser } from '../bash/tree/bash-parser.ts';
import { findBash } from '../shell/session-options.ts';
import { checkScenario, type PlannedDocuments } from './check-scenario.ts';
import { type Difference, judgeRehearsal, type RunResult } from './judge-rehearsal.ts';
import { noNetwork } from './no-network.ts';
import { makePrivateCopy, type PrivateCopy, type RehearsedProject } from './private-copy.ts';
import { MissingPart } from './private-path.ts';
import { readInputs } from './rehearsal-inputs.ts';
import { relocatePlan } from './relocate-plan.ts';
import { runElsewhere } from './run-elsewhere.ts';
import { placeOf, type Scenario } from './scenario.ts';
import { ScriptedOperator } from './scripted-operator.ts';
import { walkScenario } from './walk-scenario.ts';

export interface RehearseOptions {
  readonly project: RehearsedProject;
  /** The scenario's runbook as it is now, without errors. */
  readonly documents: PlannedDocuments;
  readonly parser: BashParser;
  /** The operator's PATH: extra tools and bash are looked for there. */
  readonly path: string;
  /** Leave the private copy where it is. */
  readonly keep?: boolean;
}

/** What a rehearsal came to. */
export interface Rehearsed {
  readonly scenario: Scenario;
  readonly documents: PlannedDocuments;
  /** Empty: it came out as the scenario says. */
  readonly differences: readonly Difference[];
  /** `null`: nothing was run. */
  readonly result: RunResult | null;
  /** Milliseconds. */
  readonly took: number;
  /** The private copy, where it was kept. */
  readonly directory: string | null;
}

/** Runs one scenario in a private copy and compares what became of it. Leaves nothing behind. */
export async function rehearse(scenario: Scenario, options: RehearseOptions): Promise<Rehearsed> {
  const started = Date.now();
  const { documents, keep = false } = options;
  const end = (differences: readonly Difference[], result: RunResult | null, directory: string | null) => {
    return { scenario, documents, differences, result, took: Date.now() - started, directory };
  };
  let copy: PrivateCopy;
  try {
    copy = copyFor(scenario, options);
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    return end([plain(placeOf(scenario, error.key), error.message)], null, null);
  }
  try {
    const { differences, result } = await perform(scenario, options, copy);
    return end(differences, result, keep ? copy.directory : null);
  } finally {
    if (!keep) copy.remove();
  }
}

function copyFor(scenario: Scenario, { project, path }: RehearseOptions): PrivateCopy {
  const bash = findBash('bash', { PATH: path });
  return makePrivateCopy(scenario, { project, bash, noNetwork: noNetwork(), path });
}

interface Performed {
  readonly differences: readonly Difference[];
  readonly result: RunResult | null;
}

async function perform(
  scenario: Scenario,
  { documents, project, parser }: RehearseOptions,
  copy: PrivateCopy,
): Promise<Performed> {
  const plan = relocatePlan(documents.plan, project.root, copy.root);
  const inputs = readInputs(scenario, plan.requirements.inputs);
  const wrong = [
    ...inputs.differences,
    ...missingNeeds(scenario, documents, copy),
    ...checkScenario(scenario, { ...documents, plan }, copy, parser).map(({ at, reason }) =>
      plain(at, reason),
    ),
  ];
  if (wrong.length > 0) return { differences: wrong, result: null };
  const env = environmentOf(scenario, copy);
  const failed: Difference[] = [];
  const act = async (code: string, key: string) => {
    const { exit, output } = await runElsewhere(code, copy, { ...env, ...inputs.values });
    if (exit === 0) return;
    const said = output === '' ? '' : `: ${output.split('\n').at(-1)}`;
    failed.push(plain(placeOf(scenario, key), `${key} failed with exit ${exit ?? 'none'}${said}`));
  };
  if (scenario.setup !== null) await act(scenario.setup, 'setup');
  if (failed.length > 0) return { differences: failed, result: null };
  const leaves = scenario.outcome === 'failed' || scenario.outcome === 'unexpected';
  const operator = new ScriptedOperator(scenario.answers, (code) => act(code, 'answers'), leaves);
  const result = await walkScenario({ plan, copy, operator, env, inputs: inputs.values, parser });
  return { differences: [...failed, ...judgeRehearsal(scenario, result, operator)], result };
}

function environmentOf(
  { env }: Scenario,
  { root, home, temporary }: PrivateCopy,
): Readonly<Record<string, string>> {
  const fill = (value: string) => value.replace(/\$\{?PROJECT\}?/g, root).replace(/\$\{?HOME\}?/g, home);
  const own = Object.entries(env).map(([name, value]) => [name, fill(value)]);
  return { HOME: home, TMPDIR: temporary, LANG: 'C.UTF-8', TERM: 'dumb', ...Object.fromEntries(own) };
}

/** What the runbook needs before it starts has to be there in a rehearsal too. */
function missingNeeds(
  scenario: Scenario,
  { plan }: PlannedDocuments,
  { path: { standIns, tools } }: PrivateCopy,
): readonly Difference[] {
  const missing = plan.requirements.needs.filter((name) => !standIns.has(name) && !tools.has(name));
  return missing.map((name) =>
    plain(placeOf(scenario, 'stand-ins'), `the runbook needs \`${name}\`, which has no stand-in`),
  );
}

function plain(at: string, message: string): Difference {
  return { at, message, expected: null, found: null };
}
