import { setTimeout as sleep } from 'node:timers/promises';
import {
  describeProcess,
  hasInEnvironment,
  listProcesses,
  type ProcessInfo,
  readProcess,
} from './process-table.ts';

/** Processes that were ended, and those that could not be, by name. */
export interface Ended {
  readonly ended: readonly string[];
  readonly unreachable: readonly string[];
}

/** What is not to be touched, asked anew each time. */
export type Spared = () => ReadonlySet<number>;

const nobody: Spared = () => new Set();

/**
 * Everything that was started in a session: known by the kernel's session id, then by descent, then by an
 * environment variable (`set -m`, `setsid` and `nohup` escape one or the other). Without /proc (macOS)
 * only the shell's own process group is reached.
 */
export class SessionProcesses {
  /** `NAME=value`. */
  readonly #marker: string;
  /** Each of the shells led a session; the last one lives. */
  #shells: readonly number[] = [];

  constructor(marker: string) {
    this.#marker = marker;
  }

  /** The kernel's session that this process is in, unless it is the one that this program is in itself. */
  add(shell: number): void {
    const session = readProcess(shell)?.session ?? shell;
    if (session === readProcess(process.pid)?.session || this.#shells.includes(session)) return;
    this.#shells = [...this.#shells, session];
  }

  find(spared: Spared = nobody): readonly ProcessInfo[] {
    const all = listProcesses().filter(({ pid }) => pid !== process.pid);
    // The number of a session without members may be given to another one.
    this.#shells = this.#shells.filter(
      (shell) => shell === this.#shells.at(-1) || all.some(({ session }) => session === shell),
    );
    const found = new Set<number>();
    for (const { pid, session } of all) {
      if (this.#shells.includes(session) || hasInEnvironment(pid, this.#marker)) found.add(pid);
    }
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
    }
    const kept = spared();
    return all.filter(({ pid }) => found.has(pid) && !kept.has(pid));
  }

  /**
   * TERM, then after `grace` milliseconds KILL, to all but the spared. Resolves when they are gone, or when
   * it is clear that some cannot be ended (another user's, or stuck in the kernel).
   */
  async end(grace: number, spared: Spared = nobody): Promise<Ended> {
    if (listProcesses().length === 0) return this.#endGroup(grace, spared);
    const names = new Map<number, string>();
    const refused = new Set<number>();
    const told = new Set<number>();
    const start = Date.now();
    for (;;) {
      const left = this.find(spared);
      const waited = Date.now() - start;
      for (const { pid } of left) if (!names.has(pid)) names.set(pid, describeProcess(pid));
      if (left.every(({ pid }) => refused.has(pid)) || waited > grace + 5_000) return sortOut(names, left);
      for (const { pid } of left) {
        if (waited < grace && told.has(pid)) continue;
        told.add(pid);
        if (!sendSignal(pid, waited < grace ? 'SIGTERM' : 'SIGKILL')) refused.add(pid);
      }
      await sleep(25);
    }
  }

  /** Without a table of processes: the shell's own group, unseen. */
  async #endGroup(grace: number, spared: Spared): Promise<Ended> {
    const shell = this.#shells.at(-1);
    if (shell !== undefined && !spared().has(shell)) {
      sendSignal(-shell, 'SIGTERM');
      await sleep(grace);
      if (!spared().has(shell)) sendSignal(-shell, 'SIGKILL');
    }
    return { ended: [], unreachable: [] };
  }

  /**
   * INT, as Ctrl-C gives it to the foreground: to the shell's group, and to groups of their own that `set -m`
   * made since `since` (clock ticks). Background jobs ignore it.
   */
  interrupt(since: number, spared: ReadonlySet<number>): void {
    const shell = this.#shells.at(-1);
    if (shell === undefined) return;
    if (!spared.has(shell)) sendSignal(-shell, 'SIGINT');
    for (const { pid, session, group, started } of listProcesses()) {
      if (session !== shell || spared.has(pid)) continue;
      if (group === shell ? spared.has(shell) : started >= since) sendSignal(pid, 'SIGINT');
    }
  }
}

function sortOut(names: ReadonlyMap<number, string>, left: readonly ProcessInfo[]): Ended {
  const pids = new Set(left.map(({ pid }) => pid));
  const pick = (stays: boolean) =>
    [...names].filter(([pid]) => pids.has(pid) === stays).map(([, name]) => name);
  return { ended: pick(false), unreachable: pick(true) };
}

/** `false`: the process exists and may not be signalled. */
export function sendSignal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
