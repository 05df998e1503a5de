import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { syncDirectory } from '../journal/disk.ts';
import { makeDirectories } from '../journal/make-directories.ts';
import { openOutputLog } from '../journal/output-log.ts';
import { readTail } from '../journal/read-tail.ts';
import { redactJournal } from '../journal/redact-event.ts';
import { logName } from '../journal/run-files.ts';
import type { Run as RunPlace } from '../journal/run-store.ts';
import { StorageError, tellRefused } from '../journal/storage-error.ts';
import { openWithheldLog } from '../journal/withheld-log.ts';
import type { Entry, Operator } from '../model/event.ts';
import { exitCode } from '../model/outcome.ts';
import { type Plan, type PlanStep, traitsOf } from '../model/plan.ts';
import type { RunResumed, RunStarted } from '../model/run-event.ts';
import type { Project } from '../project/find-project.ts';
import { lookAround } from '../project/surroundings.ts';
import { foldRun } from '../run/fold-run.ts';
import type { RunOptions } from '../run/next.ts';
import type { Journal, OutputSink, Ports, Prompter, Session } from '../run/ports.ts';
import { runPlan } from '../run/run-plan.ts';
import type { ConfinementSettings } from '../shell/confine.ts';
import { openSession } from '../shell/session.ts';
import { UnsupportedBash } from '../shell/shell-state.ts';
import { DamagedSnapshot } from '../shell/snapshot-file.ts';
import type { BrokenOff } from '../ui/ending-rows.ts';
import type { Introduction } from '../ui/introduction.ts';
import { refuseToAsk } from '../ui/prompter.ts';
import { openPrompter } from '../world/prompter.ts';
import { Refusal } from '../world/refusal.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import type { InputValues } from './answer-inputs.ts';
import { aroundRun } from './around-run.ts';
import { startOf } from './check-place.ts';
import { consentToLoss } from './consent-to-loss.ts';
import { giveBackMemory } from './give-back-memory.ts';
import type { HolderCard } from './hold-locks.ts';
import { KnownSecrets } from './known-secrets.ts';
import { ProcessSignals } from './process-signals.ts';
import { createReporter, type RunReporter } from './reporter.ts';
import { resumeCommand } from './resume-command.ts';

/** Everything a walk through a plan needs, new or resumed. */
export interface RunWiring {
  readonly plan: Plan;
  readonly place: RunPlace;
  readonly journal: Journal;
  readonly opening: RunStarted | RunResumed;
  readonly operator: Operator;
  readonly options: RunOptions;
  readonly bash: BashParser;
  readonly project: Project;
  /** Values of all inputs. */
  readonly inputs: InputValues;
  /** Those of them that a restored session does not have. */
  readonly newInputs: InputValues;
  /** What others are told who want the same target. */
  readonly card: HolderCard;
  readonly restore: boolean;
  readonly confinement: ConfinementSettings | null;
  /** What is said of a run that goes on before anything about that is asked; `null`: it is a new one. */
  readonly introduction: Introduction | null;
  readonly noInput: boolean;
  readonly json: boolean;
  /** See `watchDocuments`. */
  documentChanges(): Promise<readonly string[]>;
}

const tailShown = 64 * 1024;

/** Connects the engine with bash, the disk, the terminal and the clock; walks the plan; gives the exit code. */
export async function wireRun(wiring: RunWiring, world: World, globals: GlobalOptions): Promise<number> {
  const { plan, place, operator } = wiring;
  const secrets = new KnownSecrets(plan.requirements.secrets, { ...world.env, ...wiring.inputs });
  const journal = redactJournal(wiring.journal, secrets);
  const reporter = createReporter(wiring, journal, world, globals);
  const signals = new ProcessSignals({
    onInterrupt: () => reporter.notice('interrupted; Ctrl-C again stops the run'),
    attended: refuseToAsk({ env: world.env, noInput: wiring.noInput }) === null,
  });
  const session = await openRunSession(wiring, secrets, world);
  const asking = {
    noInput: wiring.noInput,
    signal: () => signals.signal,
    beforeDrawing: () => reporter.settle(),
  };
  const prompter = openPrompter(asking, world, globals);
  const introduced = openPrompter({ ...asking, introduction: wiring.introduction }, world, globals);
  const numberOf = numberSteps(plan);
  const ports: Ports = {
    session: settled(secrets.watch(signals.watch(session)), reporter),
    prompter: announced(prompter, reporter),
    journal,
    clock: { now: Date.now, sleep },
    surroundings: lookAround(wiring.bash, wiring.confinement, wiring.project),
    operator,
    openLog: (step, attempt) => {
      const file = { directory: place.directory, name: logName(numberOf(step), step, attempt) };
      const { secret, tty } = traitsOf(plan, step);
      if (secret) return openWithheldLog(file);
      // The terminal has shown it already.
      const show: OutputSink = tty ? () => {} : (stream, chunk) => reporter.output(step, stream, chunk);
      return openOutputLog({ ...file, redactor: secrets, show });
    },
    readLog: (file) => readLogTail(join(place.directory, file)),
    nameShellLog: (step) => {
      const name = logName(numberOf(step), `${step}-shell`, Date.now());
      const path = join(place.directory, name);
      // The logs of blocks, which stand there too, sync that folder and not the one above it.
      if (makeDirectories(dirname(path))) syncDirectory(place.directory);
      return { path, name };
    },
    publish: (entry: Entry) => {
      if ('step' in entry && entry.step !== null) wiring.card.step = entry.step;
      reporter.entry(entry);
    },
    signals,
    redact: (text) => secrets.text(text),
    documentChanges: async (beforeTelling) => {
      const changes = await wiring.documentChanges();
      if (changes.length > 0) beforeTelling();
      for (const change of changes) reporter.notice(change);
      return changes;
    },
  };
  const stopGivingBack = giveBackMemory();
  try {
    const lost = session.takeLost();
    await consentToLoss(lost, { prompter: introduced, resume: `${resumeCommand(globals)} ${place.id}` });
    const rebuilt = lost.length === 0 ? [] : [{ type: 'session-rebuilt' as const, lost }];
    return await runPlan(plan, ports, [wiring.opening, ...rebuilt], wiring.options);
  } catch (error) {
    await session.close();
    const brokenOff = breakOff(error, journal, place);
    if (brokenOff === null) throw error;
    reporter.brokenOff(brokenOff);
    return brokenOff.exit;
  } finally {
    stopGivingBack();
    signals.dispose();
    reporter.end();
    await reporter.flush();
  }
}

/** Where the disk would take no more the run is as its record has it: a block without a result is unknown. `null`: a bug. */
function breakOff(error: unknown, { entries }: Journal, { directory }: RunPlace): BrokenOff | null {
  const refused = tellRefused(error);
  // Where nothing is on record the run has not begun.
  if (refused === null || entries.length === 0) return null;
  const { current, steps } = foldRun(entries, { alive: true });
  const isOpen = current !== null && steps.get(current)?.phase === 'started';
  // Most errors of the system do not say where.
  const reason = error instanceof StorageError ? refused : `${refused}; the run is kept in ${directory}`;
  return { step: current, reason, exit: isOpen ? exitCode.unknown : exitCode.failed };
}

/** A crash of the machine may have taken the log of an attempt whose intent it has left. Throws a `StorageError`. */
function readLogTail(path: string): Uint8Array {
  return existsSync(path) ? readTail(path, tailShown) : new Uint8Array();
}

/** Throws a `Refusal` where bash is missing or too old. */
async function openRunSession(wiring: RunWiring, redactor: KnownSecrets, { env }: World): Promise<Session> {
  const { place, bash: parser, restore, plan, inputs, newInputs, card } = wiring;
  const { secrets } = plan.requirements;
  try {
    return await openSession({
      directory: join(place.directory, 'session'),
      cwd: startOf(plan),
      env: { ...env, ...inputs },
      added: newInputs,
      parser,
      secrets,
      restore,
      holds: card.held,
      confinement: wiring.confinement,
      redact: () => redactor.stream(),
    });
  } catch (error) {
    if (error instanceof UnsupportedBash) throw new Refusal(error.message, null, exitCode.place);
    if (error instanceof DamagedSnapshot) {
      const hint =
        'without that file the run goes on in a fresh shell: nothing that blocks had set is there then';
      throw new Refusal(error.message, hint, exitCode.failed);
    }
    throw error;
  }
}

/** What was printed gets to the screen before a block has the terminal. */
function settled(session: Session, reporter: RunReporter): Session {
  return aroundRun(session, async (run, block) => {
    if (block.manner.tty) await reporter.settle();
    return run();
  });
}

/** Gets to whoever reads along before it is asked: a gate, and the headings of questions that no entry comes before. */
function announced(prompter: Prompter, reporter: RunReporter): Prompter {
  const first = <Answer>({ step }: PlanStep, ask: () => Promise<Answer>): Promise<Answer> => {
    reporter.approach(step.id);
    return ask();
  };
  return {
    ...prompter,
    gate(view) {
      reporter.gate(view);
      return prompter.gate(view);
    },
    fill: (step, names) => first(step, () => prompter.fill(step, names)),
    item: (step, item) => first(step, () => prompter.item(step, item)),
  };
}

/** Counts from 1 over all steps that the run may come to, those of its rollback sections too. */
function numberSteps({ steps, documents }: Plan): (step: string) => number {
  const all = [...steps, ...documents.flatMap(({ rollback }) => rollback)];
  // Of steps with the same id the first one counts.
  const numbers = new Map(all.map(({ step }, index) => [step.id, index + 1] as const).reverse());
  return (step) => numbers.get(step) ?? 0;
}

/** Resolves when the time is over or the signal is aborted. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
