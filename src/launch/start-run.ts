import { rmSync } from 'node:fs';
import { createJournal } from '../journal/open-journal.ts';
import type { Run } from '../journal/run-store.ts';
import type { LoadedRunbook, Loader } from '../loading/load-runbook.ts';
import { planAgain } from '../loading/plan-again.ts';
import type { Confinement } from '../model/confinement.ts';
import type { Operator } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import { type Plan, plannedStep } from '../model/plan.ts';
import type { RunStarted } from '../model/run-event.ts';
import { neededCommands } from '../plan/needed-commands.ts';
import { readGit } from '../project/read-git.ts';
import { placeOf } from '../project/surroundings.ts';
import type { ConfinementSettings } from '../shell/confine.ts';
import type { TerminalPrompter } from '../ui/prompter.ts';
import { openPrompter } from '../world/prompter.ts';
import { stateDirectoryOf } from '../world/state-store.ts';
import { version } from '../world/version.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import { answerInputs, type InputValues, recordInputs } from './answer-inputs.ts';
import { checkPlace, startOf } from './check-place.ts';
import { chooseConfinement, recordConfinement } from './choose-confinement.ts';
import { copyDocuments, type DocumentCopies } from './copy-documents.ts';
import { readGivenInputs } from './given-inputs.ts';
import { type HolderCard, lockRun, lockTargets } from './hold-locks.ts';
import { identify } from './identify.ts';
import { offerResume } from './offer-resume.ts';
import { placeRun } from './place-run.ts';
import { resumeRun } from './resume-run.ts';
import { watchDocuments } from './watch-documents.ts';
import { wireRun } from './wire-run.ts';

/** How the run was asked for. */
export interface RunRequest {
  readonly stepwise: boolean;
  readonly check: boolean;
  /** `--input`, as written. */
  readonly inputs: readonly string[];
  readonly noInput: boolean;
  /** `--as`. */
  readonly name: string | null;
  readonly json: boolean;
  /** `--confine`. */
  readonly confine: boolean;
}

interface Start {
  readonly loader: Loader;
  readonly loaded: LoadedRunbook;
  readonly plan: Plan;
  readonly request: RunRequest;
}

/** Starts a new run where it may start, and walks it. Gives the exit code. */
export async function startRun(start: Start, world: World, globals: GlobalOptions): Promise<number> {
  const { loader, loaded, plan, request } = start;
  const { requirements } = plan;
  checkPlace(plan, neededCommands(plan, loader.bash), world);
  const given = readGivenInputs(request.inputs, requirements.inputs);
  const asked = { confine: request.confine, before: null };
  const confinement = await chooseConfinement(loader.project, asked, world);
  const operator = await identify(request, world, globals);
  const card: HolderCard = { run: '', operator: nameOperator(operator), step: null, held: [] };
  const releaseTargets = await lockTargets(plan.targets, card);
  try {
    const prompter = openPrompter({ noInput: request.noInput }, world, globals);
    const offered = await offerResume(offerRequest(start, prompter), world, globals);
    if (offered.type === 'resume') {
      await releaseTargets();
      return await resumeRun(offered.run, operator, request, world, globals);
    }
    const inputs = await answerInputs(requirements.inputs, { given, prompter }, world);
    const place = placeRun(stateDirectoryOf(world, globals));
    card.run = place.id;
    const copies = copyDocuments(place, loaded.tree);
    const recorded = recordConfinement(confinement);
    const opened = await openRun(start, operator, copies, inputs, recorded);
    const opening = { ...opened, besides: offered.besides };
    return await walk(start, { place, card, operator, opening, inputs, confinement }, world, globals);
  } finally {
    await releaseTargets();
  }
}

function offerRequest({ loader, plan, request }: Start, prompter: TerminalPrompter) {
  const { host } = placeOf(startOf(plan), plan.requirements.target);
  const { targets, file } = plan;
  return { targets, file, root: loader.project.root, host, check: request.check, prompter };
}

interface Opened {
  readonly place: Run;
  readonly card: HolderCard;
  readonly operator: Operator;
  readonly opening: RunStarted;
  readonly inputs: InputValues;
  readonly confinement: ConfinementSettings | null;
}

async function walk(
  { loader, loaded, plan, request }: Start,
  opened: Opened,
  world: World,
  globals: GlobalOptions,
): Promise<number> {
  const { place, card } = opened;
  const releaseRun = await lockRun(place.directory, card);
  const journal = createJournal({ directory: place.directory, run: place.id, now: Date.now });
  const { noInput, json, check } = request;
  const wiring = {
    ...opened,
    plan,
    journal,
    noInput,
    json,
    options: { check },
    newInputs: {},
    introduction: null,
  };
  const documentChanges = watchDocuments({
    loaded,
    project: loader.project,
    plan,
    replan: () => planAgain(loaded.path, { from: null, only: null, stepwise: request.stepwise }, world),
  });
  try {
    return await wireRun(
      { ...wiring, documentChanges, bash: loader.bash, project: loader.project, restore: false },
      world,
      globals,
    );
  } finally {
    journal.close();
    // Refused before it began: there is nothing to keep.
    if (journal.isEmpty) rmSync(place.directory, { recursive: true });
    await releaseRun();
  }
}

async function openRun(
  { loader, plan, request }: Start,
  operator: Operator,
  { document, includes }: DocumentCopies,
  inputs: InputValues,
  confinement: Confinement | undefined,
): Promise<RunStarted> {
  const { root } = loader.project;
  const { requirements } = plan;
  return {
    type: 'run-started',
    version,
    runbook: { id: plan.id, title: plan.title, file: plan.file, sha256: document.sha256 },
    careful: plan.careful,
    operator,
    place: placeOf(startOf(plan), requirements.target),
    root,
    git: await readGit(root),
    steps: plan.steps.map(plannedStep),
    options: {
      stepwise: request.stepwise,
      check: request.check,
      passedOver: plan.steps.filter((step) => step.passedOver).map(({ step }) => step.id),
      confinement,
    },
    includes,
    inputs: recordInputs(requirements.inputs, inputs),
  };
}
