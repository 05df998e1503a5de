import { dirname, resolve } from 'node:path';
import type { FileJournal } from '../journal/file-journal.ts';
import { reopenJournal } from '../journal/open-journal.ts';
import { type Run, refuseOpenState } from '../journal/run-store.ts';
import { createLoader, type LoadedRunbook, type Loader } from '../loading/load-runbook.ts';
import { planAgain } from '../loading/plan-again.ts';
import { planRun } from '../loading/plan-run.ts';
import { refuseErrors } from '../loading/refuse-errors.ts';
import type { Entry, Operator } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import { exitCode } from '../model/outcome.ts';
import { type Plan, plannedStep } from '../model/plan.ts';
import type { RunResumed, RunStarted } from '../model/run-event.ts';
import type { RunState } from '../model/state.ts';
import { neededCommands } from '../plan/needed-commands.ts';
import { placeOf } from '../project/surroundings.ts';
import { confinementOnRecord } from '../run/confinement-of.ts';
import { foldRun, isUnfinished } from '../run/fold-run.ts';
import type { RunOptions } from '../run/next.ts';
import type { ConfinementSettings } from '../shell/confine.ts';
import { Introduction } from '../ui/introduction.ts';
import { type TakenUp, takenUpRows } from '../ui/run-header.ts';
import { openPrompter } from '../world/prompter.ts';
import { Refusal } from '../world/refusal.ts';
import { version } from '../world/version.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import { recordInputs } from './answer-inputs.ts';
import { askSecrets } from './ask-secrets.ts';
import { changedLines } from './changed-lines.ts';
import { checkPlace, startOf } from './check-place.ts';
import { chooseConfinement, recordConfinement } from './choose-confinement.ts';
import { compareSteps, consentToChanges, stepsNow } from './consent-to-changes.ts';
import { copyDocuments } from './copy-documents.ts';
import { type HolderCard, lockRun, lockTargets } from './hold-locks.ts';
import { inputsAgain } from './inputs-again.ts';
import { requireRollback } from './require-rollback.ts';
import { resumeCommand } from './resume-command.ts';
import { watchDocuments } from './watch-documents.ts';
import { wireRun } from './wire-run.ts';

/** How the run is to go on. */
export interface ResumeRequest {
  /** `--input`, as written. */
  readonly inputs: readonly string[];
  readonly noInput: boolean;
  readonly json: boolean;
  /** `--confine` of a new run, which offered to go on with this one instead. */
  readonly confine: boolean;
}

/** Takes an unfinished run up again: what its journal says is what has happened. Gives the exit code. */
export async function resumeRun(
  place: Run,
  operator: Operator,
  request: ResumeRequest,
  world: World,
  globals: GlobalOptions,
): Promise<number> {
  const card: HolderCard = { run: place.id, operator: nameOperator(operator), step: null, held: [] };
  refuseOpenState(dirname(dirname(place.directory)));
  const releaseRun = await lockRun(place.directory, card);
  const journal = openJournal(place, world);
  try {
    return await walkOn({ place, journal, operator, card, request }, world, globals);
  } finally {
    journal.close();
    await releaseRun();
  }
}

function openJournal({ directory, id }: Run, world: World): FileJournal {
  const reopened = reopenJournal({ directory, run: id, now: Date.now });
  if (reopened.type === 'damaged') {
    for (const { line, message } of reopened.damage) {
      world.stderr.write(`${directory}/journal.jsonl:${line}: ${message}\n`);
    }
    throw new Refusal(`the journal of ${id} is damaged; the run cannot go on from it`, null, exitCode.failed);
  }
  const { journal, recovery } = reopened;
  if (recovery !== null) {
    world.stderr.write(
      `runbook: the last line of the journal was cut short; it is kept in ${recovery.file}\n`,
    );
  }
  return journal;
}

interface Resumption {
  readonly place: Run;
  readonly journal: FileJournal;
  readonly operator: Operator;
  readonly card: HolderCard;
  readonly request: ResumeRequest;
}

async function walkOn(resumption: Resumption, world: World, globals: GlobalOptions): Promise<number> {
  const { place, journal, operator, card, request } = resumption;
  const before = stateOf(resumption);
  const again = await readAgain(resumption, world, globals);
  const { plan, loaded, loader, confinement } = again;
  requireRollback(before, plan, { place, entries: journal.entries });
  const releaseTargets = await lockTargets(plan.targets, card);
  try {
    const here = placeOf(startOf(plan), plan.requirements.target);
    const introduction = introduce({ run: place.id, plan, place: here, operator, before });
    const prompter = openPrompter({ noInput: request.noInput, introduction }, world, globals);
    const changes = compareSteps(before, plan);
    const lines = () => changedLines(place, journal.entries, loaded.tree);
    await consentToChanges(changes, lines, { prompter, resume: `${resumeCommand(globals)} ${place.id}` });
    const sources = { inputs: request.inputs, prompter };
    const { inputs, newInputs } = await inputsAgain(journal.entries, plan, sources, world);
    const { document, includes } = copyDocuments(place, loaded.tree);
    const opening: RunResumed = {
      type: 'run-resumed',
      version,
      operator,
      place: here,
      changed: changes.flatMap(({ step }) => (step === null ? [] : [plannedStep(step)])),
      documents: [document, ...includes],
      order: stepsNow(before, plan).map(({ step }) => step.id),
      confinement: recordConfinement(confinement),
      inputs: recordInputs(
        plan.requirements.inputs.filter(({ name }) => Object.hasOwn(newInputs, name)),
        newInputs,
      ),
    };
    const secrets = plan.requirements.secrets.filter((secret) => !Object.hasOwn(inputs, secret));
    const known = await askSecrets(secrets, prompter, world);
    const { noInput, json } = request;
    const wiring = { plan, place, journal, opening, operator, card, noInput, json, inputs, newInputs };
    const { bash, project } = loader;
    const restore = hasSession(journal.entries);
    const rest = { documentChanges: again.documentChanges, options: again.options };
    return await wireRun(
      { ...wiring, ...rest, bash, project, restore, confinement, introduction },
      known,
      globals,
    );
  } finally {
    await releaseTargets();
  }
}

/** Throws a `Refusal` where the run is over. */
function stateOf({ place, journal }: Resumption): RunState {
  const state = foldRun(journal.entries, { alive: false });
  if (isUnfinished(state)) return state;
  throw new Refusal(`the run ${place.id} is over (${state.status})`, null, exitCode.usage);
}

/** What a run goes on with: its document as it is now, planned as it was asked for when it began. */
interface ReadAgain {
  readonly loader: Loader;
  readonly loaded: LoadedRunbook;
  readonly plan: Plan;
  readonly confinement: ConfinementSettings | null;
  readonly options: RunOptions;
  /** See `watchDocuments`. */
  documentChanges(): Promise<readonly string[]>;
}

async function readAgain(
  { place, journal, request }: Resumption,
  world: World,
  globals: GlobalOptions,
): Promise<ReadAgain> {
  const started = firstEntry(journal.entries, place);
  const { stepwise, check, passedOver } = started.options;
  const loader = await createLoader(world);
  const { project } = loader;
  const loaded = await loader.loadFile(resolve(started.root, started.runbook.file));
  refuseErrors(loaded, world, globals);
  const selection = { from: null, only: null, stepwise };
  const plan = passOver(planRun(loaded, selection, loader), new Set(passedOver));
  checkPlace(plan, neededCommands(plan, loader.bash), world, started.place.host);
  const asked = { confine: request.confine, before: confinementOnRecord(journal.entries) };
  const confinement = await chooseConfinement(project, asked, world);
  const replan = () => planAgain(loaded.path, selection, world);
  const documentChanges = watchDocuments({ loaded, project, plan, replan });
  return { loader, loaded, plan, confinement, options: { check }, documentChanges };
}

/** Said above the first question, whatever that is about; nothing of it is on record before there is an answer. */
function introduce(taken: TakenUp): Introduction {
  return new Introduction((width, style) => takenUpRows(taken, width, style));
}

/** Something has run in the session, which may have left a state behind. */
function hasSession(entries: readonly Entry[]): boolean {
  return entries.some(({ type }) => type === 'block-started' || type === 'shell-opened');
}

function firstEntry(entries: readonly Entry[], { id }: Run): RunStarted {
  const [first] = entries;
  if (first?.type === 'run-started') return first;
  throw new Refusal(`the journal of ${id} does not say how the run began`, null, exitCode.usage);
}

function passOver(plan: Plan, ids: ReadonlySet<string>): Plan {
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, passedOver: ids.has(step.step.id) })) };
}
