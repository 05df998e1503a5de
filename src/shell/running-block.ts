import type { BashProcess, ProcessEnd } from './bash-process.ts';
import type { BlockStream } from './block-stream.ts';
import { describeProcess, waitsToRead } from './process-table.ts';
import { type Report, readReport } from './report.ts';
import { sourceBlock } from './session-functions.ts';
import { type SessionProcesses, sendSignal } from './session-processes.ts';

/** How bash came out of a block. */
export type BlockEnd =
  | { readonly type: 'reported'; readonly report: Report }
  | { readonly type: 'died'; readonly end: ProcessEnd }
  /** It reads its script again and has not reported: it no longer executes what it reads. */
  | { readonly type: 'silent' };

/** Why a block was stopped from outside. */
export type StopReason = 'timed-out' | 'interrupted' | 'output-failed';

/** How a block ended, and what was done to it. */
export interface Finished {
  readonly end: BlockEnd;
  readonly stopped: StopReason | null;
  /** A signal ended the shell. */
  readonly signalled: boolean;
  /** Background jobs of earlier blocks that were ended with it. */
  readonly jobs: readonly string[];
}

/** What a running block is watched with. */
export interface RunningOptions {
  readonly bash: BashProcess;
  readonly processes: SessionProcesses;
  readonly streams: readonly BlockStream[];
  readonly nonce: string;
  readonly timeout: number | null;
  readonly grace: number;
  /** When the block before it was done, in clock ticks: what was started until then is not this block's. */
  readonly since: number;
  /** The streams are complete when bash has ended, which it does after this block. */
  readonly untilExit: boolean;
}

/** What is waited for, and what ends the waiting. */
interface Noticing {
  readonly noticed: Promise<BlockEnd>;
  stop(): void;
}

/** One block between its start and its end: watches, interrupts and stops it. */
export class RunningBlock {
  readonly #options: RunningOptions;
  #end: BlockEnd | null = null;
  #stopped: StopReason | null = null;
  #stopping: Promise<unknown> = Promise.resolve();
  #jobs: readonly string[] | null = null;

  constructor(options: RunningOptions) {
    this.#options = options;
  }

  /** Has bash source the block's file, and waits until both are done with it. */
  async run(): Promise<Finished> {
    const { bash, nonce, streams, timeout } = this.#options;
    const death = this.#noticeDeath();
    const reported = bash.reports
      .nextWithState(nonce)
      .then((fields): BlockEnd => ({ type: 'reported', report: readReport(fields) }));
    const timer =
      timeout === null ? undefined : setTimeout(() => this.stop('timed-out'), Math.min(timeout, longest));
    for (const stream of streams) stream.delivered.catch(() => this.stop('output-failed'));
    // Sent at once: the rest can be done while bash is at it.
    const sent = bash.send(sourceBlock);
    const silence = this.#noticeSilence();
    try {
      await sent;
      this.#end = await Promise.race([reported, death.noticed, silence.noticed]);
      silence.stop();
      if (this.#end.type !== 'reported' || this.#options.untilExit) await this.#endStreams();
      await Promise.allSettled(streams.map((stream) => stream.delivered));
    } finally {
      silence.stop();
      death.stop();
      clearTimeout(timer);
    }
    await this.#stopping;
    const signalled = wasSignalled(this.#end, bash.around.size > 0);
    return { end: this.#end, signalled, jobs: this.#jobs ?? [], stopped: this.#stopped };
  }

  /** INT at first; the second time the block is stopped. */
  interrupt(): void {
    if (this.#stopped !== null) {
      this.stop('interrupted');
    } else {
      this.#stopped = 'interrupted';
      const { processes, since, bash } = this.#options;
      processes.interrupt(since, bash.around);
    }
  }

  /** TERM, and KILL after the grace, to everything the session has started; a shell that came back is spared. */
  stop(reason: StopReason): void {
    this.#stopped ??= reason;
    if (this.#jobs !== null) return;
    const { bash, processes, grace, since } = this.#options;
    const earlier = processes.find().filter(({ pid, started }) => !bash.own.has(pid) && started <= since);
    this.#jobs = earlier.map(({ pid }) => describeProcess(pid));
    const spared = () => (this.#end?.type === 'reported' ? bash.own : bash.around);
    this.#stopping = processes.end(grace, spared);
  }

  /** Nobody else will: a dead bash writes no end marks, and one that is silent or needed no more is ended here. */
  async #endStreams(): Promise<void> {
    const { bash, streams, untilExit } = this.#options;
    if (this.#end?.type === 'silent') for (const pid of bash.own) sendSignal(pid, 'SIGKILL');
    // What stands around it ends by itself, when it has passed on all that was printed.
    if (untilExit) sendSignal(bash.shell, 'SIGKILL');
    await bash.ended;
    await Promise.all(streams.map((stream) => stream.endNow()));
  }

  #noticeDeath(): Noticing {
    let stop = () => {};
    const noticed = new Promise<BlockEnd>((resolve) => {
      stop = this.#options.bash.onEnd((end) => resolve({ type: 'died', end }));
    });
    return { noticed, stop };
  }

  /** `set -n`, `enable -n`, a function named like a builtin: after those bash never reports again. */
  #noticeSilence(): Noticing {
    const { bash } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const noticed = new Promise<BlockEnd>((resolve) => {
      let seen = 0;
      timer = setInterval(() => {
        seen = waitsToRead(bash.shell, bash.script) ? seen + 1 : 0;
        if (seen === 3) resolve({ type: 'silent' });
      }, 200);
    });
    return { noticed, stop: () => clearInterval(timer) };
  }
}

/**
 * At an `exit` bash has left everything it was in, up to the line that sources the block's file, before it runs the EXIT trap.
 * At a signal it runs the trap where it stands; the status it has there is that of an earlier command.
 */
function wasSignalled(end: BlockEnd, wrapped: boolean): boolean {
  // What stands around a bash tells of its signal by its own exit status.
  if (end.type === 'died') return end.end.signalled || (wrapped && end.end.status > 128);
  if (end.type !== 'reported' || end.report.kind !== 'exit') return false;
  return end.report.executing !== sourceBlock;
}

/** The longest time a timer can be set to. */
const longest = 2 ** 31 - 1;
