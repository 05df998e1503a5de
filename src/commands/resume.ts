import { resolve } from 'node:path';
import type { FileJournal } from '../journal/file-journal.ts';
import { reopenJournal } from '../journal/open-journal.ts';
import type { Run } from '../journal/run-store.ts';
import type { Entry } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import { exitCode } from '../model/outcome.ts';
import { type Plan, plannedStep } from '../model/plan.ts';
import type { RunStarted } from '../model/run-event.ts';
import { neededCommands } from '../plan/needed-commands.ts';
import { placeOf } from '../project/surroundings.ts';
import { confinementOnRecord } from '../run/confinement-of.ts';
import { foldRun, isUnfinished } from '../run/fold-run.ts';
import { Introduction } from '../ui/introduction.ts';
import { type TakenUp, takenUpRows } from '../ui/run-header.ts';
import { recordInputs } from './answer-inputs.ts';
import { askSecrets } from './ask-secrets.ts';
import { changedLines } from './changed-lines.ts';
import { checkPlace, startOf } from './check-place.ts';
import { chooseConfinement, recordConfinement } from './choose-confinement.ts';
import { chooseRun } from './choose-run.ts';
import type { CommandRun } from './command-table.ts';
import { compareSteps, consentToChanges, stepsNow } from './consent-to-changes.ts';
import { copyDocuments } from './copy-documents.ts';
import { readInputOptions } from './given-inputs.ts';
import { type HolderCard, lockRun, lockTargets } from './hold-locks.ts';
import { identify } from './identify.ts';
import { inputsAgain } from './inputs-again.ts';
import { createLoader } from './load-runbook.ts';
import { planAgain } from './plan-again.ts';
import { planRun } from './plan-run.ts';
import { openPrompter } from './prompter.ts';
import { Refusal } from './refusal.ts';
import { refuseErrors } from './refuse-errors.ts';
import { resumeCommand } from './resume-command.ts';
import { existingStateDirectory } from './state-store.ts';
import { version } from './version.ts';
import { watchDocuments } from './watch-documents.ts';
import { wireRun } from './wire-run.ts';
import type { GlobalOptions, World } from './world.ts';

/** Takes an unfinished run up again: what its journal says is what has happened. */
export const resume: CommandRun = async (world, [name], options, globals) => {
  const request = {
    inputs: readInputOptions(options.inputs),
    noInput: options.input === false,
    name: typeof options.as === 'string' ? options.as : null,
    json: options.json === true,
    confine: options.confine === true,
  };
  const prompter = openPrompter({ noInput: request.noInput }, world, globals);
  const place = await chooseRun(name, existingStateDirectory(world, globals), prompter);
  const operator = await identify(request, world, globals);
  const card: HolderCard = { run: place.id, operator: nameOperator(operator), step: null, held: [] };
  const releaseRun = await lockRun(place.directory, card);
  const journal = openJournal(place, world);
  try {
    return await walkOn({ place, journal, operator, card, request }, world, globals);
  } finally {
    journal.close();
    await releaseRun();
  }
};

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
  readonly operator: Awaited<ReturnType<typeof identify>>;
  readonly card: HolderCard;
  readonly request: {
    readonly inputs: readonly string[];
    readonly noInput: boolean;
    readonly name: string | null;
    readonly json: boolean;
    /** `--confine` of a new run, which offered to go on with this one instead. */
    readonly confine: boolean;
  };
}

async function walkOn(resumption: Resumption, world: World, globals: GlobalOptions): Promise<number> {
  const { place, journal, operator, card, request } = resumption;
  const started = firstEntry(journal.entries, place);
  const state = foldRun(journal.entries, { alive: false });
  if (!isUnfinished(state)) {
    throw new Refusal(`the run ${place.id} is over (${state.status})`, null, exitCode.usage);
  }
  const loader = await createLoader(world);
  const loaded = await loader.loadFile(resolve(started.root, started.runbook.file));
  refuseErrors(loaded, world, globals);
  const { stepwise, check, passedOver } = started.options;
  const selection = { from: null, only: null, stepwise };
  const whole = planRun(loaded, selection, loader);
  const plan = passOver(whole, new Set(passedOver));
  checkPlace(plan, neededCommands(plan, loader.bash), world, started.place.host);
  const asked = { confine: request.confine, before: confinementOnRecord(journal.entries) };
  const confinement = await chooseConfinement(loader.project, asked, world);
  const releaseTargets = await lockTargets(plan.targets, card);
  try {
    const where = placeOf(startOf(plan), plan.requirements.target);
    const introduction = introduce({ run: place.id, plan, place: where, operator, before: state });
    const prompter = openPrompter({ noInput: request.noInput, introduction }, world, globals);
    const changes = compareSteps(state, plan);
    const lines = () => changedLines(place, journal.entries, loaded.tree);
    await consentToChanges(changes, lines, { prompter, resume: `${resumeCommand(globals)} ${place.id}` });
    const sources = { inputs: request.inputs, prompter };
    const { inputs, newInputs } = await inputsAgain(journal.entries, plan, sources, world);
    const { document, includes } = copyDocuments(place, loaded.tree);
    const opening = {
      type: 'run-resumed',
      version,
      operator,
      place: where,
      changed: changes.flatMap(({ step }) => (step === null ? [] : [plannedStep(step)])),
      documents: [document, ...includes],
      order: stepsNow(state, plan).map(({ step }) => step.id),
      confinement: recordConfinement(confinement),
      inputs: recordInputs(
        plan.requirements.inputs.filter(({ name }) => Object.hasOwn(newInputs, name)),
        newInputs,
      ),
    } as const;
    const documentChanges = watchDocuments({
      loaded,
      project: loader.project,
      plan,
      replan: () => planAgain(loaded.path, selection, world),
    });
    const { noInput, json } = request;
    const wiring = { plan, place, journal, opening, operator, card, noInput, json, inputs, newInputs };
    const secrets = plan.requirements.secrets.filter((secret) => !Object.hasOwn(inputs, secret));
    const known = await askSecrets(secrets, prompter, world);
    return await wireRun(
      {
        ...wiring,
        documentChanges,
        options: { check },
        bash: loader.bash,
        project: loader.project,
        restore: hasSession(journal.entries),
        confinement,
        introduction,
      },
      known,
      globals,
    );
  } finally {
    await releaseTargets();
  }
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
