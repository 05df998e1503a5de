import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BlockResult, BlockRun, Session } from '../run/ports.ts';
import { Annexes } from './annexes.ts';
import { awaitWatchdog } from './await-watchdog.ts';
import { startDetached } from './bash-process.ts';
import { describeIdleLoss } from './block-loss.ts';
import { BlockRunner } from './block-runner.ts';
import { openInteractiveShell } from './interactive-shell.ts';
import { LateOutput } from './late-output.ts';
import { LiveFolder } from './live-folder.ts';
import { markerName } from './own-variables.ts';
import { findBash, type SessionOptions } from './session-options.ts';
import { type Ended, SessionProcesses, sendSignal } from './session-processes.ts';
import { SessionShell } from './session-shell.ts';
import { askValues } from './shell-values.ts';
import type { Surroundings } from './surroundings.ts';
import { Watchdog } from './watchdog.ts';

/** Milliseconds from TERM to KILL for what is left at the end of a run. */
const lastGrace = 3_000;

/**
 * One long-lived bash that runs a document's blocks. Made for Linux: elsewhere, without /proc, only the shell's
 * own process group is ended, and a bash that no longer reports is not noticed.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  chmodSync(options.directory, 0o700);
  const bash = findBash(options.bash ?? 'bash', options.env);
  await awaitWatchdog(join(options.directory, 'session'));
  const folder = new LiveFolder(join(options.directory, 'session'));
  const marker = { name: markerName, value: randomUUID() };
  const entry = `${marker.name}=${marker.value}`;
  const processes = new SessionProcesses(entry);
  const watchdog = await Watchdog.start(bash, folder, entry, options.holds ?? []);
  const around = { options, bash, marker, folder, processes, watchdog, launch: startDetached(bash) };
  try {
    return new BashSession(around, await SessionShell.start(around));
  } catch (error) {
    await processes.end(0);
    await watchdog.dismiss();
    folder.remove();
    throw error;
  }
}

class BashSession implements Session {
  readonly #around: Surroundings;
  readonly #shell: SessionShell;
  readonly #runner: BlockRunner;
  readonly #annexes: Annexes;
  readonly #late: LateOutput;
  /** What the next block's result has to tell. */
  readonly #lost: string[] = [];
  #work: Promise<unknown> | null = null;
  #closed: Promise<Ended> | null = null;

  constructor(around: Surroundings, shell: SessionShell) {
    this.#around = around;
    this.#shell = shell;
    const { directory, redact } = around.options;
    this.#late = new LateOutput(directory, redact);
    this.#runner = new BlockRunner(around, shell, this.#late);
    this.#annexes = new Annexes(around, shell, this.#late);
  }

  get pid(): number {
    return this.#shell.process.pid;
  }

  run(block: BlockRun): Promise<BlockResult> {
    const apart = this.#annexes.wants(block);
    const ready = async () => {
      if (!(apart && block.continues)) await this.#annexes.leave();
      await this.#revive();
      return this.#lost.splice(0);
    };
    // Each has to know of an interrupt from the first moment on.
    return this.#alone(async () => {
      const result = await (apart ? this.#annexes : this.#runner).run(block, ready);
      const leftovers = this.#annexes.takeLeftovers();
      return leftovers === null ? result : { ...result, leftovers };
    });
  }

  values(names: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    return this.#alone(async () => {
      await this.#revive();
      return askValues(this.#shell.process, this.#around.folder, names);
    });
  }

  assign(values: Readonly<Record<string, string>>): Promise<string | null> {
    return this.#alone(async () => {
      await this.#revive();
      return this.#shell.assign(values);
    });
  }

  async directory(cwd: string | null): Promise<string> {
    return cwd === null ? this.#shell.directory : resolve(this.#around.options.cwd, cwd);
  }

  interrupt(): void {
    this.#runner.interrupt();
    this.#annexes.interrupt();
  }

  shell(log: string): Promise<{ readonly exit: number | null; readonly recorded: boolean }> {
    return this.#alone(async () => {
      await this.#revive();
      const { bash, folder, marker } = this.#around;
      const { snapshot, secrets } = this.#shell;
      const { exit, recorded, changes } = await openInteractiveShell({
        bash,
        folder,
        marker,
        snapshot,
        secrets,
        log,
      });
      if (changes !== null) await this.#shell.change(changes.before, changes.after);
      return { exit, recorded };
    });
  }

  keep(): void {
    this.#shell.sync();
  }

  takeLost(): readonly string[] {
    return [...this.#lost.splice(0), ...this.#shell.takeLost()];
  }

  lateOutput(): readonly { readonly log: string; readonly bytes: number }[] {
    return this.#late.take();
  }

  /** A second call waits for the first. */
  close(): Promise<Ended> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<Ended> {
    const { processes, watchdog, folder } = this.#around;
    if (this.#work !== null) await this.#stopWork(this.#work);
    const bash = this.#shell.process;
    // An idle bash has nothing to tidy up.
    sendSignal(bash.pid, 'SIGKILL');
    await bash.ended;
    await this.#annexes.leave();
    const apart = this.#annexes.takeLeftovers() ?? { ended: [], unreachable: [] };
    const { ended, unreachable } = await processes.end(lastGrace);
    await this.#runner.close();
    bash.close();
    this.#shell.close();
    await watchdog.dismiss();
    folder.remove();
    return { ended: [...apart.ended, ...ended], unreachable: [...apart.unreachable, ...unreachable] };
  }

  /** A running block is stopped, an interactive shell ended; what waits for them is done before this resolves. */
  async #stopWork(work: Promise<unknown>): Promise<void> {
    const { pid } = this.#shell.process;
    const stopped = this.#runner.stop() || this.#annexes.stop();
    if (!stopped) await this.#around.processes.end(lastGrace, () => new Set([pid]));
    await work.catch(() => {});
  }

  /** A shell that died since the last block is replaced. */
  async #revive(): Promise<void> {
    if (this.#shell.process.end !== null) {
      this.#lost.push(...describeIdleLoss(this.#shell.listJobs()));
      await this.#shell.replace();
    }
    this.#lost.push(...this.#shell.takeLost());
  }

  #alone<T>(task: () => Promise<T>): Promise<T> {
    if (this.#work !== null) return Promise.reject(new Error('the session is busy'));
    const work = task().finally(() => {
      this.#work = null;
    });
    this.#work = work;
    return work;
  }
}
