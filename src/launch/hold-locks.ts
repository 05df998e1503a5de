import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { acquireLock, type HeldLock, type Holder } from '../journal/target-lock.ts';
import { exitCode } from '../model/outcome.ts';
import { showWords } from '../ui/visible-text.ts';
import { Refusal } from '../world/refusal.ts';

/** What this process tells others who want what it holds; kept up to date by whoever walks the run. */
export interface HolderCard {
  run: string;
  readonly operator: string;
  step: string | null;
  /** Descriptors of the locks that stay held until nothing of the run is left, should this process be killed. */
  readonly held: number[];
}

/** Gives a lock back. The kernel does so too when the process ends, however that happens. */
export type Release = () => Promise<void>;

/** Milliseconds for which a holder may be silent. */
const patience = 3_000;
/** A killed run's watchdog holds the target for up to five seconds, many times that where the machine is busy, and never answers. */
const patienceWithWatchdog = 45_000;

/**
 * Takes all targets of this run, or none: always in the same order, so that two runs cannot wait for each other. Waits
 * while what a killed run has left there is being ended. Throws a `Refusal` that names who has one.
 */
export async function lockTargets(targets: readonly string[], card: HolderCard): Promise<Release> {
  const held: Release[] = [];
  const release = async () => {
    for (const each of held.splice(0).reverse()) await each();
  };
  try {
    for (const target of [...new Set(targets)].sort()) {
      const taken = await lock(`target ${target}`, `the target ${target}`, card, patienceWithWatchdog);
      held.push(taken.release);
      if (taken.descriptor !== null) card.held.push(taken.descriptor);
    }
    return release;
  } catch (error) {
    await release();
    throw error;
  }
}

/** Takes a run, so that two processes never walk it at once. Throws a `Refusal` that names who has it. */
export async function lockRun(directory: string, card: HolderCard): Promise<Release> {
  return (await lock(nameRun(directory), `the run ${card.run}`, card, patience)).release;
}

/** Whether some process walks this run now. */
export async function isAlive(directory: string): Promise<boolean> {
  const nobody: Holder = { run: '', operator: '', host: hostname(), since: '', step: null };
  const attempt = await acquireLock(nameRun(directory), () => nobody, { patience });
  if (attempt.type === 'busy') return true;
  await attempt.release();
  return false;
}

/** The same for everybody, by whatever path they come to the directory. */
function nameRun(directory: string): string {
  const { dev, ino } = statSync(directory, { bigint: true });
  return `run ${dev}:${ino}`;
}

async function lock(name: string, what: string, card: HolderCard, patience: number): Promise<HeldLock> {
  const since = new Date().toISOString();
  const describeSelf = () => {
    const { run, operator, step } = card;
    return { run, operator, host: hostname(), since, step };
  };
  const attempt = await acquireLock(name, describeSelf, { patience });
  if (attempt.type === 'held') return attempt;
  const hint =
    attempt.holder === null ? 'who has it does not say so; it may be stopped' : describe(attempt.holder);
  throw new Refusal(`${what} is taken`, hint, exitCode.locked);
}

/** Any process may answer on the socket: what it says is shown with everything in it made visible. */
function describe({ run, operator, host, since, step }: Holder): string {
  const at = step === null ? '' : `, at step ${step}`;
  return showWords(`run ${run} by ${operator} on ${host} has it since ${since}${at}`, { ascii: false });
}
