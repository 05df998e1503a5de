import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { acquireLock, type Holder } from '../journal/target-lock.ts';
import { exitCode } from '../model/outcome.ts';
import { showWords } from '../ui/visible-text.ts';
import { Refusal } from './refusal.ts';

/** What this process tells others who want what it holds; kept up to date by whoever walks the run. */
export interface HolderCard {
  run: string;
  readonly operator: string;
  step: string | null;
}

/** Gives a lock back. The kernel does so too when the process ends, however that happens. */
export type Release = () => Promise<void>;

/**
 * Takes all targets of this run, or none: always in the same order, so that two runs cannot wait for each other.
 * Throws a `Refusal` that names who has one.
 */
export async function lockTargets(targets: readonly string[], card: HolderCard): Promise<Release> {
  const held: Release[] = [];
  const release = async () => {
    for (const each of held.splice(0).reverse()) await each();
  };
  try {
    for (const target of [...new Set(targets)].sort()) {
      held.push(await lock(`target ${target}`, `the target ${target}`, card));
    }
    return release;
  } catch (error) {
    await release();
    throw error;
  }
}

/** Takes a run, so that two processes never walk it at once. Throws a `Refusal` that names who has it. */
export function lockRun(directory: string, card: HolderCard): Promise<Release> {
  return lock(nameRun(directory), `the run ${card.run}`, card);
}

/** Whether some process walks this run now. */
export async function isAlive(directory: string): Promise<boolean> {
  const nobody: Holder = { run: '', operator: '', host: hostname(), since: '', step: null };
  const attempt = await acquireLock(nameRun(directory), () => nobody);
  if (attempt.type === 'busy') return true;
  await attempt.release();
  return false;
}

/** The same for everybody, by whatever path they come to the directory. */
function nameRun(directory: string): string {
  const { dev, ino } = statSync(directory, { bigint: true });
  return `run ${dev}:${ino}`;
}

async function lock(name: string, what: string, card: HolderCard): Promise<Release> {
  const since = new Date().toISOString();
  const attempt = await acquireLock(name, () => ({ ...card, host: hostname(), since }));
  if (attempt.type === 'held') return attempt.release;
  throw new Refusal(`${what} is taken`, attempt.holder && describe(attempt.holder), exitCode.locked);
}

/** Any process may answer on the socket: what it says is shown with everything in it made visible. */
function describe({ run, operator, host, since, step }: Holder): string {
  const at = step === null ? '' : `, at step ${step}`;
  return showWords(`run ${run} by ${operator} on ${host} has it since ${since}${at}`, { ascii: false });
}
