import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandSlice } from '../bash/calls/split-commands.ts';
import type { BlockResult, BlockRun } from '../run/ports.ts';
import { type BlockFile, renderCommands, renderEnvelope } from './block-file.ts';
import { describeLoss } from './block-loss.ts';
import { describeResult, neverStarted, notStarted } from './block-result.ts';
import { BlockStream } from './block-stream.ts';
import { createSplitter, type Splitter } from './confirm-split.ts';
import { makeNonce } from './end-mark.ts';
import { FifoPool } from './fifo-pool.ts';
import { findChanges } from './find-changes.ts';
import type { LateOutput } from './late-output.ts';
import { clockTicks } from './process-table.ts';
import { ReusedFiles } from './reused-files.ts';
import { type Finished, RunningBlock } from './running-block.ts';
import type { SessionShell } from './session-shell.ts';
import { StreamPipe } from './stream-pipe.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs blocks in a session's shell, one after the other. */
export class BlockRunner {
  readonly #late: LateOutput;
  readonly #recording: string | null;
  readonly #around: Surroundings;
  readonly #shell: SessionShell;
  readonly #pool: FifoPool;
  readonly #splitter: Splitter;
  readonly #files = new ReusedFiles();
  /** Streams that some process still holds; those of ended blocks among them. */
  readonly #open = new Set<BlockStream>();
  #running: RunningBlock | null = null;
  /** An interrupt came while a block was being prepared. */
  #cancelled = false;
  /** When the last block was done. */
  #since = clockTicks();

  /** `recording`: a pipe on which all output of this shell comes until it has ended, after its only block. */
  constructor(around: Surroundings, shell: SessionShell, late: LateOutput, recording: string | null = null) {
    const { options, bash, folder } = around;
    this.#around = around;
    this.#shell = shell;
    this.#pool = new FifoPool(folder);
    this.#late = late;
    this.#recording = recording;
    this.#splitter = createSplitter({ bash, parser: options.parser, scratch: () => folder.next('split') });
  }

  /** INT to the running block, the second time its end; a block that is about to start does not. */
  interrupt(): void {
    this.#cancelled = true;
    this.#running?.interrupt();
  }

  /** Ends the running block; `false`: there is none. */
  stop(): boolean {
    this.#cancelled = true;
    this.#running?.stop('interrupted');
    return this.#running !== null;
  }

  /** `ready` makes the shell ready and tells what the session had lost. Rejects with what `block.output` threw. */
  async run(block: BlockRun, ready: () => Promise<readonly string[]>): Promise<BlockResult> {
    this.#cancelled = false;
    const before = await ready();
    const split = await this.#splitter.split(block.code);
    if (!('map' in split)) {
      const at = `${block.file}:${block.line + split.line}`;
      return notStarted(`${at}: bash cannot read the block: ${split.message}`, before);
    }
    const missing = block.cwd === null ? this.#shell.missingDirectory : null;
    if (missing !== null) {
      return notStarted(`${block.file}:${block.line}: the session’s directory ${missing} is gone`, before);
    }
    if (this.#cancelled) return neverStarted(before);
    const nonce = makeNonce();
    const streams = await this.#openStreams(block, nonce);
    const finished = await this.#execute(block, this.#describe(block, split, streams, nonce), streams);
    const lost = await this.#settle(finished);
    await Promise.all(streams.map((stream) => stream.delivered));
    return describeResult(block, split, finished, [...before, ...lost]);
  }

  /** Reads what is left of earlier blocks' output, and gives up what a process that could not be ended still holds. */
  async close(): Promise<void> {
    const emptied = Promise.all([...this.#open].map((stream) => stream.emptied));
    await Promise.race([emptied, sleep(500, undefined, { ref: false })]);
    for (const stream of this.#open) stream.pipe.giveUp();
    await emptied;
    this.#pool.close();
    this.#files.close();
  }

  /** One stream, or stdout and stderr. */
  async #openStreams(block: BlockRun, nonce: string): Promise<readonly BlockStream[]> {
    const openLate = this.#late.open(block.manner.secret);
    const streams: BlockStream[] = [];
    for (const name of block.split ? (['stdout', 'stderr'] as const) : (['both'] as const)) {
      const late = openLate();
      const deliver = (chunk: Uint8Array) => block.output(name, chunk);
      const pipe = await this.#openPipe();
      const stream = new BlockStream(pipe, nonce, { deliver, late: late.write });
      streams.push(stream);
      this.#open.add(stream);
      void stream.emptied.then(() => {
        this.#open.delete(stream);
        late.end();
      });
    }
    return streams;
  }

  async #openPipe(): Promise<StreamPipe> {
    return this.#recording === null ? this.#pool.take() : new StreamPipe(this.#recording);
  }

  #describe(
    block: BlockRun,
    slices: readonly CommandSlice[],
    streams: readonly BlockStream[],
    nonce: string,
  ): BlockFile {
    const { folder } = this.#around;
    const { functions, options } = this.#shell.snapshot;
    const changes = this.#findChanges(block);
    const stdout = this.#recording === null ? (streams[0]?.path ?? '/dev/null') : '/dev/null';
    return {
      slices,
      line: block.line,
      name: folder.nameOf(block.file),
      continues: block.continues,
      cwd: block.cwd === null ? null : resolve(this.#around.options.cwd, block.cwd),
      strict: block.manner.strict,
      ownStreams: this.#recording !== null,
      stdout,
      stderr: streams[1]?.path ?? stdout,
      nonce,
      changes,
      untraced: changes !== null && !/^set -o (?:xtrace|verbose)$/m.test(options),
      traps: block.code.includes('trap') || functions.includes('trap'),
    };
  }

  /** The variables that a block can change at most; `null`: it may change anything. */
  #findChanges({ code, cwd }: BlockRun): readonly string[] | null {
    const { traps, aliases } = this.#shell.snapshot;
    // A trap may change anything after any command, and behind an alias may be anything.
    if (traps.size > 0 || aliases.size > 0 || cwd !== null) return null;
    const changes = findChanges(this.#around.options.parser, code);
    if (changes === null || changes.commands.some((name) => this.#shell.isFunction(name))) return null;
    return changes.variables.every((name) => this.#shell.isPlain(name)) ? changes.variables : null;
  }

  async #execute(block: BlockRun, file: BlockFile, streams: readonly BlockStream[]): Promise<Finished> {
    const { folder, processes } = this.#around;
    const { timeout, grace } = block;
    const bash = this.#shell.process;
    const { nonce } = file;
    const untilExit = this.#recording !== null;
    // Bash has read both to their end before it does anything of what they say.
    this.#files.write(folder.pathOf(file.name), renderCommands(file));
    this.#files.write(folder.envelope, renderEnvelope(file));
    const since = this.#since;
    const watched = { bash, processes, streams, nonce, timeout, grace, since, untilExit };
    this.#running = new RunningBlock(watched);
    try {
      return await this.#running.run();
    } finally {
      for (const stream of streams) if (stream.release()) this.#pool.giveBack(stream.pipe);
      this.#since = clockTicks();
      this.#running = null;
    }
  }

  /** Makes the shell whole again and keeps its state; tells what was lost. */
  async #settle(finished: Finished): Promise<readonly string[]> {
    const { end } = finished;
    if (end.type === 'reported') await this.#shell.keep(end.report.changed);
    // A shell whose output is recorded has ended with its only block.
    if (this.#recording !== null) return describeLoss(finished, []);
    const fresh = end.type !== 'reported' || end.report.kind === 'exit';
    const goingOn = fresh ? this.#shell.listJobs() : [];
    if (end.type !== 'reported') await this.#shell.replace();
    else if (end.report.kind === 'exit') await this.#shell.comeBack();
    return [...describeLoss(finished, goingOn), ...this.#shell.takeLost()];
  }
}
