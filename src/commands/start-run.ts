import { rmSync } from 'node:fs';
import { createJournal } from '../journal/open-journal.ts';
import { copyDocument, createRun } from '../journal/run-store.ts';
import type { Confinement } from '../model/confinement.ts';
import type { Operator, RunStarted } from '../model/event.ts';
import { type Plan, plannedStep } from '../model/plan.ts';
import { neededCommands } from '../plan/needed-commands.ts';
import { readGit } from '../project/read-git.ts';
import { placeOf } from '../project/surroundings.ts';
import { nameOperator } from '../ui/operator-name.ts';
import { checkPlace, startDirectory } from './check-place.ts';
import { chooseConfinement, recordConfinement } from './choose-confinement.ts';
import { type HolderCard, lockRun, lockTarget } from './hold-locks.ts';
import { identify } from './identify.ts';
import type { LoadedRunbook, Loader } from './load-runbook.ts';
import { stateDirectoryOf } from './state-store.ts';
import { version } from './version.ts';
import { wireRun } from './wire-run.ts';
import type { GlobalOptions, World } from './world.ts';

/** How the run was asked for. */
export interface RunRequest {
  readonly stepwise: boolean;
  readonly check: boolean;
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
  const { root } = loader.project;
  const cwd = startDirectory(plan.requirements, loaded.path, root);
  checkPlace(plan.requirements, neededCommands(plan, loader.bash), cwd, world);
  const asked = { confine: request.confine, before: undefined };
  const confinement = await chooseConfinement(loader.project, asked, world);
  const operator = await identify(request, world, globals);
  const card: HolderCard = { run: '', operator: nameOperator(operator), step: null };
  const releaseTarget = await lockTarget(plan.requirements.target, card);
  const place = createRun(stateDirectoryOf(world, globals), Date.now());
  card.run = place.id;
  const releaseRun = await lockRun(place.directory, card);
  const documentHash = copyDocument(place, plan.file, loaded.runbook.text);
  const opening = await openRun(start, operator, cwd, documentHash, recordConfinement(confinement));
  const journal = createJournal({ directory: place.directory, run: place.id, now: Date.now });
  const { noInput, json, check } = request;
  const wiring = { plan, place, journal, opening, operator, cwd, card, noInput, json, options: { check } };
  try {
    return await wireRun({ ...wiring, bash: loader.bash, restore: false, confinement }, world, globals);
  } finally {
    journal.close();
    // Refused before it began: there is nothing to keep.
    if (journal.entries.length === 0) rmSync(place.directory, { recursive: true });
    await releaseRun();
    await releaseTarget();
  }
}

async function openRun(
  { loader, plan, request }: Start,
  operator: Operator,
  cwd: string,
  documentHash: string,
  confinement: Confinement | undefined,
): Promise<RunStarted> {
  const { root } = loader.project;
  return {
    type: 'run-started',
    version,
    runbook: { id: plan.id, title: plan.title, file: plan.file, sha256: documentHash },
    careful: plan.careful,
    operator,
    place: placeOf(cwd, plan.requirements.target),
    root,
    git: await readGit(root),
    steps: plan.steps.map(plannedStep),
    options: {
      stepwise: request.stepwise,
      check: request.check,
      passedOver: plan.steps.filter((step) => step.passedOver).map(({ step }) => step.id),
      confinement,
    },
  };
}
