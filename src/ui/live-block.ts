import type { BlockEnded, BlockStarted } from '../model/event.ts';
import type { Outcome } from '../model/outcome.ts';
import { type PlanStep, traitsOf } from '../model/plan.ts';
import { noticeRows } from './notice-rows.ts';
import type { StreamName } from './output-digest.ts';
import type { Page } from './page.ts';
import { type Beats, Pulse } from './pulse.ts';
import { aboveOutput, needsOutput, RunningBlock } from './running-block.ts';
import { handoverRows, takeBack } from './terminal-handover.ts';
import type { TerminalReporterOptions } from './terminal-reporter-options.ts';
import { anewRows, triedRows } from './wait-entry-rows.ts';

/** Milliseconds between two changes of the live rows because of output. */
const flicker = 100;

/** What is drawn on, and what a run knows of its blocks. */
export interface LiveBlockSubject {
  readonly page: Page;
  width(): number;
  /** `null`: the plan does not have it. */
  planned(step: string): PlanStep | null;
  /** When its series of attempts began, in milliseconds since the epoch; `null`: none has. */
  pollingSince(step: string): number | null;
  /** A file of the run as a person can open it. */
  locate(file: string): string;
}

/** The block that runs, or is waited for, and the rows of it that change until it has ended. */
export class LiveBlock {
  readonly #options: TerminalReporterOptions;
  readonly #subject: LiveBlockSubject;
  /** What names the block above its output, until that has begun. */
  #heading: readonly string[] = [];
  #block: RunningBlock | null = null;
  /** What the last attempt of a wait came to. */
  #found: Outcome | null = null;
  readonly #pulse = new Pulse();
  #refreshed = Number.NEGATIVE_INFINITY;

  constructor(options: TerminalReporterOptions, subject: LiveBlockSubject) {
    this.#options = options;
    this.#subject = subject;
  }

  /** The rows to print when an attempt has begun; `start` draws what changes below them. */
  startedRows(entry: BlockStarted): readonly string[] {
    const { style } = this.#options;
    const width = this.#subject.width();
    this.#heading = aboveOutput(this.#subject.planned(entry.step), style, width);
    const handover = this.#isTty(entry.step) ? handoverRows(style, entry.step, width) : [];
    return [...anewRows(entry, style, width), ...handover];
  }

  start({ step, attempt, log }: BlockStarted): void {
    const start = { attempt, started: this.#options.now(), log: this.#subject.locate(log) };
    this.#block = new RunningBlock(step, this.#subject.planned(step), start);
    if (!this.#pulse.beating) this.#pulse.start(this.#beats(step));
  }

  show(step: string, stream: StreamName, chunk: Uint8Array): void {
    if (this.#block?.id !== step) return;
    const rows = this.#block.take(stream, chunk, this.#options.style, this.#subject.width());
    this.#subject.page.print([...(rows.length === 0 ? [] : this.#takeHeading()), ...rows]);
    // Thousands of chunks a second may come; nobody reads as many rows.
    const now = this.#options.now();
    if (now - this.#refreshed < flicker) return;
    this.#refreshed = now;
    this.refresh();
  }

  /** A polled block is not there yet: the live rows say so, or without them a row for each change. */
  triedRows(entry: BlockEnded): readonly string[] {
    const { style, motion } = this.#options;
    const before = this.#found;
    this.#found = entry.outcome;
    return motion ? [] : triedRows(entry, before, style, this.#subject.width());
  }

  /** What is still to be printed of its output, and the path of its log. */
  end({ step, outcome }: BlockEnded): { readonly rows: readonly string[]; readonly log: string } {
    const { style, motion, write } = this.#options;
    if (motion && this.#isTty(step)) write(takeBack);
    const needed = needsOutput(outcome, this.#subject.planned(step));
    const output = this.#block?.end(needed, style, this.#subject.width()) ?? [];
    const heading = this.#takeHeading();
    return { rows: output.length > 0 ? [...heading, ...output] : [], log: this.#block?.log ?? '' };
  }

  /** Nothing is running any more. */
  rest(): void {
    this.#pulse.stop();
    this.#block = null;
    this.#found = null;
  }

  /** Draws what changes again, where that is something else by now, or the terminal has other columns. */
  refresh(): void {
    const block = this.#block;
    const rows = block === null || this.#isTty(block.id) ? [] : block.liveRows(...this.#progress(block));
    // One that is drawn above the screen could not be taken away again.
    this.#subject.page.live(rows.slice(0, this.#options.rows?.()));
  }

  /** The same for good. */
  #say(): void {
    const block = this.#block;
    if (block !== null) this.#subject.page.print(block.keptRows(...this.#progress(block)));
  }

  #takeHeading(): readonly string[] {
    const heading = this.#heading;
    this.#heading = [];
    return heading;
  }

  #progress({ id }: RunningBlock): Parameters<RunningBlock['liveRows']> {
    const { style, now } = this.#options;
    return [now(), this.#subject.pollingSince(id), this.#found, style, this.#subject.width()];
  }

  /** While a block has the terminal nothing is drawn on it. */
  #beats(id: string): Beats {
    const { motion, plan, style } = this.#options;
    const { page, width } = this.#subject;
    const { tty, about } = traitsOf(plan, id);
    const late = `${style.words(id)} takes longer than the ${about?.text} it takes as a rule`;
    return {
      live: motion && !tty ? () => this.refresh() : null,
      still: motion || tty ? null : () => this.#say(),
      late: motion && tty ? null : () => page.print(noticeRows(late, style, width())),
      about: about?.ms ?? null,
    };
  }

  #isTty(step: string): boolean {
    return traitsOf(this.#options.plan, step).tty;
  }
}
