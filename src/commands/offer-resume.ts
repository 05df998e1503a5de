import { listRuns } from '../journal/list-runs.ts';
import { readJournal } from '../journal/read-journal.ts';
import { readOpening } from '../journal/read-opening.ts';
import { nameOperator } from '../model/operator-name.ts';
import { exitCode } from '../model/outcome.ts';
import type { RunState } from '../model/state.ts';
import { foldRun, isUnfinished } from '../run/fold-run.ts';
import { wrapMessage } from '../ui/wrap-message.ts';
import { openPrompter } from './prompter.ts';
import { Refusal } from './refusal.ts';
import { stateDirectoryOf } from './state-store.ts';
import type { GlobalOptions, World } from './world.ts';

/** A run that was begun on a target and did not come to its end. */
interface Unfinished {
  readonly run: string;
  readonly state: RunState;
}

/** What to do instead of a new run, or beside which unfinished runs it was asked for. */
export type Offered =
  | { readonly type: 'resume'; readonly run: string }
  | { readonly type: 'begin'; readonly besides: readonly string[] };

interface OfferRequest {
  /** Held by this process, so none of their runs is alive. */
  readonly targets: readonly string[];
  /** `--check`: it changes nothing, so it is told of them and not asked. */
  readonly check: boolean;
  readonly noInput: boolean;
}

/**
 * Tells of unfinished runs on the targets and, where one may have left something half done, offers to go on with the
 * latest. Those of other clones and of other state
 * directories cannot be known. Throws a `Refusal` when neither that nor a new run is wanted, or nobody can be asked.
 */
export async function offerResume(
  request: OfferRequest,
  world: World,
  globals: GlobalOptions,
): Promise<Offered> {
  if (request.targets.length === 0) return { type: 'begin', besides: [] };
  const unfinished = findUnfinished(stateDirectoryOf(world, globals), request.targets);
  const [latest] = unfinished;
  if (latest === undefined) return { type: 'begin', besides: [] };
  const besides = unfinished.map(({ run }) => run);
  const rows = unfinished.map(describe);
  if (request.check || !unfinished.some(({ state }) => mayHaveChanged(state))) {
    const columns = world.stderr.columns ?? Number.POSITIVE_INFINITY;
    const told = rows.map((row) => wrapMessage('runbook: ', `unfinished on this target: ${row}`, columns));
    world.stderr.write(told.join(''));
    return { type: 'begin', besides };
  }
  const prompter = openPrompter({ noInput: request.noInput }, world, globals);
  const about = `Not finished on ${request.targets.join(', ')}`;
  const goOn = await prompter.consent(about, rows, `Go on with ${latest.run}`);
  if (goOn === true) return { type: 'resume', run: latest.run };
  const anew =
    goOn === false && (await prompter.consent('It stays as it is', [], 'Begin a new run all the same'));
  if (anew === true) return { type: 'begin', besides };
  throw new Refusal(
    `the target ${request.targets.join(', ')} has an unfinished run: ${rows[0]}`,
    `runbook resume ${latest.run} goes on with it; a new one is begun only on a yes at a terminal`,
    exitCode.paused,
  );
}

/** A run that broke off, or in which something was done that is not just looking, left the target in the middle. */
function mayHaveChanged({ status, steps }: RunState): boolean {
  if (status === 'unknown') return true;
  return [...steps.values()].some(({ attempts, gate, planned }) =>
    planned.kind === 'block'
      ? attempts > 0 && planned.mode !== 'readonly'
      : planned.kind === 'manual' && gate?.decision === 'yes',
  );
}

/**
 * Of each runbook the latest run on one of the targets, where it is not finished; the latest first. Runs with `--check`
 * do not count: they have changed nothing; nor does one that was aborted, once another run was begun in spite of it.
 */
function findUnfinished(stateDirectory: string, targets: readonly string[]): readonly Unfinished[] {
  const latest = new Map<string, Unfinished>();
  // Somebody began another run beside them, knowing of them.
  const passedOver = new Set<string>();
  for (const run of listRuns(stateDirectory)) {
    const opening = readOpening(run);
    if (opening === null || opening.options.check || latest.has(opening.runbook.file)) continue;
    if (!targets.includes(opening.place.target ?? '')) continue;
    for (const run of opening.besides ?? []) passedOver.add(run);
    const state = foldRun(readJournal(run.directory).entries, { alive: false });
    if (state.status === 'aborted' && passedOver.has(run.id)) continue;
    latest.set(opening.runbook.file, { run: run.id, state });
  }
  return [...latest.values()].filter(({ state }) => isUnfinished(state));
}

function describe({ run, state }: Unfinished): string {
  const at = state.current === null ? '' : ` at ${state.current}`;
  const by = state.operator === null ? '' : ` by ${nameOperator(state.operator)}`;
  const begun = state.started === null ? '' : `, begun ${state.started.slice(0, 19).replace('T', ' ')} UTC`;
  return `${run}  ${state.runbook?.id}, ${state.status}${at}${begun}${by}`;
}
