import { randomUUID } from 'node:crypto';
import type { BlockResult, BlockRun } from '../run/ports.ts';
import type { Launch } from './bash-process.ts';
import { BlockRunner } from './block-runner.ts';
import type { LateOutput } from './late-output.ts';
import { LiveFolder } from './live-folder.ts';
import { markerName } from './own-variables.ts';
import { type Ended, SessionProcesses, sendSignal } from './session-processes.ts';
import { SessionShell } from './session-shell.ts';
import type { Surroundings } from './surroundings.ts';

/** Milliseconds from TERM to KILL for what a block in an annex has left running. */
const grace = 3_000;

/** What an annex is opened with, and how its bash is started once its folder is there. */
export interface AnnexPlan {
  readonly around: Surroundings;
  readonly main: SessionShell;
  readonly late: LateOutput;
  prepare(folder: LiveFolder): Promise<AnnexStart>;
}

export interface AnnexStart {
  readonly launch: Launch;
  /** See `BlockRunner`. */
  readonly recording: string | null;
  /** Called once the annex is no longer needed. */
  close(): void;
}

/**
 * A second bash beside a session's, in the same state, for a block that cannot run in the first: one that is
 * confined, or one that gets the terminal. What the block makes of that state is made of the session's, too.
 * It lives for one block, however many parts that has.
 */
export class Annex {
  readonly #main: SessionShell;
  readonly #shell: SessionShell;
  readonly #runner: BlockRunner;
  readonly #folder: LiveFolder;
  readonly #processes: SessionProcesses;
  readonly #start: AnnexStart;

  private constructor(plan: AnnexPlan, around: Surroundings, shell: SessionShell, start: AnnexStart) {
    this.#main = plan.main;
    this.#shell = shell;
    this.#runner = new BlockRunner(around, shell, plan.late, start.recording);
    this.#folder = around.folder;
    this.#processes = around.processes;
    this.#start = start;
  }

  static async open(plan: AnnexPlan): Promise<Annex> {
    const folder = new LiveFolder(plan.around.folder.next('annex'));
    const marker = { name: markerName, value: randomUUID() };
    const entry = `${marker.name}=${marker.value}`;
    await plan.around.watchdog.recognise(entry);
    const processes = new SessionProcesses(entry);
    const start = await plan.prepare(folder);
    const around = { ...plan.around, folder, marker, processes, launch: start.launch };
    try {
      return new Annex(plan, around, await SessionShell.startLike(plan.main, around), start);
    } catch (error) {
      await processes.end(0);
      start.close();
      throw error;
    }
  }

  async run(block: BlockRun): Promise<BlockResult> {
    const before = this.#shell.snapshot;
    const result = await this.#runner.run(block, async () => this.#shell.takeLost());
    await this.#main.adopt(before, this.#shell);
    return result;
  }

  interrupt(): void {
    this.#runner.interrupt();
  }

  /** Ends the running block; `false`: there is none. */
  stop(): boolean {
    return this.#runner.stop();
  }

  /** Ends its bash and what was started in it; tells of the latter. */
  async close(): Promise<Ended> {
    const { process } = this.#shell;
    for (const pid of process.own) sendSignal(pid, 'SIGKILL');
    await process.ended;
    const ended = await this.#processes.end(grace, () => process.own);
    this.#start.close();
    await this.#runner.close();
    process.close();
    this.#folder.remove();
    return ended;
  }
}
