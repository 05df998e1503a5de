import { existsSync } from 'node:fs';
import { listRuns } from '../journal/list-runs.ts';
import { readOpening } from '../journal/read-opening.ts';
import type { Run } from '../journal/run-store.ts';
import { exitCode } from '../model/outcome.ts';
import type { RunStarted } from '../model/run-event.ts';
import type { RunState } from '../model/state.ts';
import { isNobody } from '../run/is-nobody.ts';
import type { TerminalPrompter } from '../ui/prompter.ts';
import { wrapMessage } from '../ui/wrap-message.ts';
import { Refusal } from '../world/refusal.ts';
import { stateDirectoryOf } from '../world/state-store.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import { isAlive } from './hold-locks.ts';
import { resumeCommand } from './resume-command.ts';
import { describeUnfinished, readUnfinished, tellWalked, type UnfinishedRun } from './unfinished-run.ts';

/** What to do instead of a new run, or beside which unfinished runs it was asked for. */
export type Offered =
  | { readonly type: 'resume'; readonly run: Run }
  | { readonly type: 'begin'; readonly besides: readonly string[] };

interface OfferRequest {
  /** Held by this process, so none of their runs is alive. */
  readonly targets: readonly string[];
  /** What is to be run, from the project root, and where. */
  readonly file: string;
  readonly root: string;
  readonly host: string;
  /** `--check`: it changes nothing, so it is told of them and not asked. */
  readonly check: boolean;
  readonly prompter: Pick<TerminalPrompter, 'offer'>;
}

/** Of unfinished runs: the one to go on with, if any, and whether a new one may begin where nobody says so. */
interface Offer {
  readonly run: UnfinishedRun;
  readonly mayBegin: boolean;
}

/**
 * Tells of unfinished runs on the targets, and of this runbook where it has none. Where one may have left something half
 * done, or this very runbook was paused, which says that it is to go on, that is offered, in one question. Where nobody
 * can be asked a new run begins, unless something on the targets is half done. Those of other clones and of other state
 * directories cannot be known. Throws a `Refusal` when neither is wanted.
 */
export async function offerResume(
  request: OfferRequest,
  world: World,
  globals: GlobalOptions,
): Promise<Offered> {
  const { walked, unfinished } = await findUnfinished(stateDirectoryOf(world, globals), request);
  const besides = unfinished.map(({ run }) => run.id);
  const rows = unfinished.map((each) => describeUnfinished(each));
  const offer = request.check ? null : chooseOffer(unfinished, request);
  const tell = (what: string, each: string) =>
    world.stderr.write(wrapMessage('runbook: ', `${what}: ${each}`, world.stderr.columns ?? Infinity));
  for (const each of walked) tell('not yet over', describeUnfinished(each, tellWalked(each.state)));
  const begin = (): Offered => {
    const what = request.targets.length === 0 ? 'unfinished of this runbook' : 'unfinished on this target';
    for (const row of rows) tell(what, row);
    return { type: 'begin', besides };
  };
  if (offer === null) return begin();
  const { run } = offer.run;
  const answer = await request.prompter.offer(tellNotFinished(request.targets), rows, run.id);
  if (answer === 'resume') return { type: 'resume', run };
  if (answer === 'begin') return { type: 'begin', besides };
  if (answer !== 'neither' && isNobody(answer) && offer.mayBegin) return begin();
  const goOn = `${resumeCommand(globals)} ${run.id} goes on with it`;
  if (answer === 'neither') {
    throw new Refusal('nothing was begun, and nothing gone on with', goOn, exitCode.paused);
  }
  throw new Refusal(
    `${subjectOf(request.targets)} has ${rows.length === 1 ? 'an unfinished run' : 'unfinished runs'}: ${rows.join('; ')}`,
    `${goOn}; a new one is begun only when that is said at a terminal`,
    exitCode.paused,
  );
}

function tellNotFinished(targets: readonly string[]): string {
  return targets.length === 0
    ? 'A run of this runbook is not finished'
    : `Not finished on ${targets.join(', ')}`;
}

function subjectOf(targets: readonly string[]): string {
  return targets.length === 0 ? 'this runbook' : `the target ${targets.join(', ')}`;
}

/** `null`: there is nothing to ask about. A run of what was asked for comes first. */
function chooseOffer(unfinished: readonly UnfinishedRun[], { file, targets }: OfferRequest): Offer | null {
  const isSame = ({ state }: UnfinishedRun) => state.runbook?.file === file;
  const isHalfDone = ({ state }: UnfinishedRun) => isHeld(state.target, targets) && mayHaveChanged(state);
  // Where no target is left half done, an abort has said that it is over.
  const isToGoOn = ({ state }: UnfinishedRun) =>
    state.status === 'paused' || (state.status !== 'aborted' && mayHaveChanged(state));
  const worth = unfinished.filter((each) => isHalfDone(each) || (isSame(each) && isToGoOn(each)));
  const run = worth.find(isSame) ?? worth[0];
  // Where nobody is there to be asked, only what is half done on a target stands in the way.
  return run === undefined ? null : { run, mayBegin: !unfinished.some(isHalfDone) };
}

/** A run that broke off, or in which something was done that is not just looking, left things in the middle. */
function mayHaveChanged({ status, steps }: RunState): boolean {
  if (status === 'unknown') return true;
  return [...steps.values()].some(({ attempts, gate, planned }) =>
    planned.kind === 'block'
      ? attempts > 0 && planned.mode !== 'readonly'
      : planned.kind === 'manual' && gate?.decision === 'yes',
  );
}

interface Concerned {
  /** Those that another process has now, where no target keeps them apart. */
  readonly walked: readonly UnfinishedRun[];
  readonly unfinished: readonly UnfinishedRun[];
}

/**
 * Of each runbook the latest run that concerns this one, where it is not finished; the latest first. Runs with `--check`
 * do not count: they have changed nothing; nor does one that was aborted, once another run was begun in spite of it.
 */
async function findUnfinished(stateDirectory: string, request: OfferRequest): Promise<Concerned> {
  const latest = new Map<string, UnfinishedRun | null>();
  const walked: UnfinishedRun[] = [];
  // Somebody began another run beside them, knowing of them.
  const passedOver = new Set<string>();
  // What is wrong with such a place is said by whoever makes it.
  const runs = existsSync(stateDirectory) ? listRuns(stateDirectory) : [];
  for (const run of runs) {
    const opening = readOpening(run);
    if (opening === null || opening.options.check || latest.has(opening.runbook.file)) continue;
    if (!concerns(opening, request)) continue;
    for (const beside of opening.besides ?? []) passedOver.add(beside);
    const unfinished = readUnfinished(run);
    if (unfinished?.state.status === 'aborted' && passedOver.has(run.id)) continue;
    // Where this process does not hold their target, somebody may be walking it.
    const isOpen = unfinished !== null && !isHeld(opening.place.target, request.targets);
    const isWalked = isOpen && (await isAlive(run.directory));
    if (isWalked) walked.push(unfinished);
    latest.set(opening.runbook.file, isWalked ? null : unfinished);
  }
  return { walked, unfinished: [...latest.values()].filter((each) => each !== null) };
}

/** It was on one of the targets; or it was a run of the same document at the same place, and one of them has no target. */
function concerns({ runbook, place, root }: RunStarted, request: OfferRequest): boolean {
  const { targets } = request;
  if (place.target !== null && targets.length > 0) return isHeld(place.target, targets);
  return runbook.file === request.file && root === request.root && place.host === request.host;
}

function isHeld(target: string | null, targets: readonly string[]): boolean {
  return target !== null && targets.includes(target);
}
