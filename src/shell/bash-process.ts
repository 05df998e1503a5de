import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import { $, quote } from 'zx/core';
import { makeFifos, openBothEnds, writeFully } from './fifo.ts';
import type { LiveFolder } from './live-folder.ts';
import { ReportPipe } from './report-pipe.ts';

/** A process that was started, and its end. */
export interface Started {
  readonly pid: number;
  readonly ended: Promise<ProcessEnd>;
}

/** Starts a command (words, the first an absolute path) in that directory and environment. */
export type Launch = (words: readonly string[], cwd: string, env: NodeJS.ProcessEnv) => Started;

/** How a process ended: its status as a shell gives it, and whether a signal did it. */
export interface ProcessEnd {
  readonly status: number;
  readonly signalled: boolean;
}

/** One bash process: it reads its script from a named pipe, a line at a time, and reports on another. */
export class BashProcess {
  /** What was started: bash, or what bash runs in. */
  readonly pid: number;
  readonly script: string;
  readonly report: string;
  /** The pipe on which it says in what state it is. */
  readonly state: string;
  readonly reports: ReportPipe;
  readonly ended: Promise<ProcessEnd>;
  /** Set once `ended` has resolved. */
  end: ProcessEnd | null = null;
  readonly #writer: number;
  readonly #listeners = new Set<(end: ProcessEnd) => void>();
  #shell: number;
  #closed = false;

  private constructor(script: string, report: string, started: Started) {
    this.script = script;
    this.report = report;
    this.state = stateOf(report);
    this.reports = new ReportPipe(report, this.state);
    this.#writer = openBothEnds(script);
    this.pid = started.pid;
    this.#shell = started.pid;
    // A promise of ours: one that is made from zx's makes a process of each promise that is made from it.
    this.ended = new Promise((resolve) => {
      void started.ended.then((end) => {
        this.end = end;
        resolve(end);
        for (const listener of this.#listeners) listener(end);
      });
    });
  }

  /** `bash` is an absolute path. */
  static async start(
    bash: string,
    folder: LiveFolder,
    env: NodeJS.ProcessEnv,
    launch: Launch,
  ): Promise<BashProcess> {
    const script = folder.next('script');
    const report = folder.next('report');
    await makeFifos([script, report, stateOf(report)]);
    return new BashProcess(script, report, launch([bash, script], folder.path, env));
  }

  /** Bash itself, as soon as it has told its number. */
  get shell(): number {
    return this.#shell;
  }

  /** What was started and bash, which are one where nothing stands around it. */
  get own(): ReadonlySet<number> {
    return new Set([this.pid, this.#shell]);
  }

  /** What stands around bash and ends with it; nobody else may end it before. */
  get around(): ReadonlySet<number> {
    return new Set(this.pid === this.#shell ? [] : [this.pid]);
  }

  /** Bash has told its number. */
  isShell(pid: number): void {
    this.#shell = pid;
  }

  /** Has bash read this line when it is done with the last one. */
  async send(line: string, encoding: 'utf8' | 'latin1' = 'utf8'): Promise<void> {
    await writeFully(this.#writer, Buffer.from(`${line}\n`, encoding));
  }

  /** Calls back at the end, and returns what takes that back: `ended` would remember everybody who ever waited. */
  onEnd(listener: (end: ProcessEnd) => void): () => void {
    if (this.end !== null) listener(this.end);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#writer);
    this.reports.close();
  }
}

function stateOf(report: string): string {
  return `${report}-state`;
}

/**
 * The process leads a session of its own, without a terminal. Every option of zx is given here: those left out would
 * come from `ZX_…` variables in the operator's environment, and some of them are executed.
 */
export const startDetached =
  (bash: string): Launch =>
  (words, cwd, env) => {
    const shell = $({
      shell: bash,
      prefix: '',
      postfix: '',
      cwd,
      env,
      quote,
      detached: true,
      stdio: 'ignore',
      nothrow: true,
      quiet: true,
      verbose: false,
      sync: false,
      halt: false,
      preferLocal: false,
      timeout: 0,
      timeoutSignal: 'SIGTERM',
      killSignal: 'SIGTERM',
      log: () => {},
    });
    const running = shell`exec ${words}`;
    if (running.pid === undefined) throw new Error(`${words[0]} could not be started`);
    const ended = running.then<ProcessEnd, never>(({ exitCode, signal }) => describeEnd(exitCode, signal));
    return { pid: running.pid, ended };
  };

/** As a shell gives it. */
export function describeEnd(exitCode: number | null, signal: NodeJS.Signals | null): ProcessEnd {
  return signal === null
    ? { status: exitCode ?? 1, signalled: false }
    : { status: 128 + constants.signals[signal], signalled: true };
}
