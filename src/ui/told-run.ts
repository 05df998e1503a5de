import type { BlockEnded, BlockStarted, Entry } from '../model/event.ts';
import type { Outcome } from '../model/outcome.ts';
import { type PlanStep, traitsOf } from '../model/plan.ts';
import { initialState, type RunState } from '../model/state.ts';
import { evolve } from '../run/evolve.ts';
import type { GateView } from '../run/ports.ts';
import { type BrokenOff, brokenOffRows, endedRows, pausedRows, type References } from './ending-rows.ts';
import { entryRows, type Telling } from './entry-rows.ts';
import { capturedRows, flowRows } from './flow-rows.ts';
import { gateRows } from './gate-view.ts';
import { Headings } from './headings.ts';
import { hangWords, span } from './layout.ts';
import { findLeftOut } from './left-out.ts';
import { failedRows, passedRows } from './outcome-rows.ts';
import type { StreamName } from './output-digest.ts';
import { Page } from './page.ts';
import { type Beats, Pulse } from './pulse.ts';
import { recordedGateRows } from './recorded-gate.ts';
import { resumedRows, startedRows, takenUpRows } from './run-header.ts';
import { aboveOutput, needsOutput, RunningBlock } from './running-block.ts';
import { handoverRows, takeBack } from './terminal-handover.ts';
import type { TerminalReporterOptions } from './terminal-reporter-options.ts';
import { anewRows, triedRows } from './wait-entry-rows.ts';

const narrowest = 20;
/** Milliseconds between two changes of the live row because of output. */
const flicker = 100;

/** A run as far as it has been told: which block is running, what was said of it. */
export class ToldRun {
  readonly #options: TerminalReporterOptions;
  readonly #page: Page;
  readonly #steps: ReadonlyMap<string, PlanStep>;
  #state: RunState;
  readonly #headings: Headings;
  /** What names the running block above its output, until that has begun. */
  #heading: readonly string[] = [];
  #block: RunningBlock | null = null;
  /** What the last attempt of a wait came to. */
  #found: Outcome | null = null;
  readonly #pulse = new Pulse();
  #refreshed = Number.NEGATIVE_INFINITY;

  constructor(options: TerminalReporterOptions) {
    this.#options = options;
    this.#page = new Page(options.write, options.motion, options.columns);
    const { steps, documents } = options.plan;
    const all = [...steps, ...documents.flatMap(({ rollback }) => rollback)];
    this.#steps = new Map(all.map((step) => [step.step.id, step]));
    this.#headings = new Headings(options.plan, this.#steps, options.style);
    this.#state = options.state ?? initialState;
  }

  tell(entry: Entry): void {
    const before = this.#state;
    this.#state = evolve(before, entry);
    if (entry.type !== 'block-started' && entry.type !== 'block-ended') this.#rest();
    this.#page.print(this.#headings.rows(entry, this.#width));
    this.#page.print(this.#rows(entry, before));
    if (entry.type === 'block-started') this.#start(entry);
    if (entry.type === 'block-ended' && !entry.again) this.#rest();
    this.refresh();
  }

  /** A question about this step is about to be drawn, of which nothing is on record yet. */
  approach(step: string): void {
    this.#page.print(this.#headings.above(step, this.#width));
  }

  show(step: string, stream: StreamName, chunk: Uint8Array): void {
    if (this.#block?.id !== step) return;
    this.#print(this.#block.take(stream, chunk, this.#options.style, this.#width));
    // Thousands of chunks a second may come; nobody reads as many rows.
    const now = this.#options.now();
    if (now - this.#refreshed < flicker) return;
    this.#refreshed = now;
    this.refresh();
  }

  /** Rows of output; the first ones of a block bring its name with them. */
  #print(rows: readonly string[]): void {
    this.#page.print(rows.length === 0 ? rows : [...this.#heading, ...rows]);
    if (rows.length > 0) this.#heading = [];
  }

  /** A gate is about to be drawn on a terminal that these rows do not go to: here stands the same. */
  gate(view: GateView): void {
    if (this.#options.gates === 'record') this.#page.print(gateRows(view, this.#width, this.#options.style));
  }

  notice(sentence: string): void {
    this.#page.print(
      hangWords(this.#options.style, [span('  ! ', 'alert')], span(sentence, 'alert'), this.#width),
    );
  }

  /** Nothing more is told: what is written by others from here on has the screen to itself. */
  end(): void {
    this.#rest();
    this.refresh();
  }

  brokenOff(brokenOff: BrokenOff): void {
    this.#page.print(brokenOffRows(brokenOff, this.#references, this.#width, this.#options.style));
  }

  get #width(): number {
    return Math.max(narrowest, this.#options.columns());
  }

  #rows(entry: Entry, before: RunState): readonly string[] {
    const { style, plan, gates, introduction } = this.#options;
    const width = this.#width;
    const state = this.#state;
    // By the prompter, on this very terminal.
    const isIntroduced = gates === 'prompter' && introduction?.isTold === true;
    switch (entry.type) {
      case 'run-started':
        return startedRows(entry, entry.run, width, style);
      case 'run-resumed':
        return [
          ...(isIntroduced ? [''] : takenUpRows({ ...entry, plan, before }, width, style)),
          ...resumedRows(entry, before, width, style),
          ...this.#stuckRows(),
        ];
      case 'gate-opened':
        return gates === 'here' ? this.#recordedGate(entry.step, width) : [];
      case 'gate-answered':
        return entryRows(entry, this.#telling);
      case 'block-started':
        this.#heading = aboveOutput(this.#steps.get(entry.step) ?? null, style, width);
        return [
          ...anewRows(entry, style, width),
          ...(this.#isTty(entry.step) ? handoverRows(style, entry.step, width) : []),
        ];
      case 'block-ended':
        return entry.again ? this.#triedRows(entry) : this.#endedRows(entry);
      case 'wait-interrupted':
        return this.#failedEarlier(entry.step, entry.outcome, entry.waited);
      case 'run-paused':
        return pausedRows(entry, this.#references, width, style);
      case 'run-ended':
        return endedRows(entry, { state, leftOut: findLeftOut(plan, state) }, this.#references, width, style);
      case 'document-entered':
        return [];
      case 'condition-decided':
      case 'condition-undecidable':
      case 'document-stopped':
      case 'placeholders-filled':
      case 'item-answered':
      case 'rollback-begun':
        return flowRows(entry, this.#telling);
      default:
        return entryRows(entry, this.#telling);
    }
  }

  get #references(): References {
    const { head, resume = 'runbook resume' } = this.#options;
    const run = this.#state.run ?? '';
    return { run, resume: `${resume} ${run}`, head: head() };
  }

  get #telling(): Telling {
    return {
      style: this.#options.style,
      width: this.#width,
      isBlock: (step) => this.#steps.get(step)?.step.kind === 'block',
      locate: (file) => this.#locate(file),
    };
  }

  #locate(file: string): string {
    return `${this.#options.directory}/${file}`;
  }

  /** A gate as the journal has it, where nobody is asked. */
  #recordedGate(id: string, width: number): readonly string[] {
    const { confinement = null, style } = this.#options;
    return recordedGateRows(this.#steps.get(id), this.#state.steps.get(id), confinement, width, style);
  }

  #start({ step, attempt, log }: BlockStarted): void {
    const { now } = this.#options;
    const start = { attempt, started: now(), log: this.#locate(log) };
    this.#block = new RunningBlock(step, this.#steps.get(step) ?? null, start);
    if (!this.#pulse.beating) this.#pulse.start(this.#beats(step));
  }

  /** While a block has the terminal nothing is drawn on it. */
  #beats(id: string): Beats {
    const { motion, plan } = this.#options;
    const { tty, about } = traitsOf(plan, id);
    const late = `${this.#options.style.words(id)} takes longer than the ${about?.text} it takes as a rule`;
    return {
      live: motion && !tty ? () => this.refresh() : null,
      still: motion || tty ? null : () => this.#say(),
      late: motion && tty ? null : () => this.notice(late),
      about: about?.ms ?? null,
    };
  }

  #isTty(step: string): boolean {
    return traitsOf(this.#options.plan, step).tty;
  }

  /** Nothing is running any more. */
  #rest(): void {
    this.#pulse.stop();
    this.#block = null;
    this.#found = null;
  }

  /** Draws what changes again, where that is something else by now, or the terminal has other columns. */
  refresh(): void {
    const block = this.#block;
    const rows = block === null || this.#isTty(block.id) ? [] : block.liveRows(...this.#progress(block));
    // One that is drawn above the screen could not be taken away again.
    this.#page.live(rows.slice(0, this.#options.rows?.()));
  }

  /** The same for good. */
  #say(): void {
    const block = this.#block;
    if (block !== null) this.#page.print(block.keptRows(...this.#progress(block)));
  }

  #progress({ id }: RunningBlock): Parameters<RunningBlock['liveRows']> {
    const { style, now } = this.#options;
    const since = this.#state.steps.get(id)?.pollingSince ?? null;
    return [now(), since === null ? null : Date.parse(since), this.#found, style, this.#width];
  }

  /** A polled block is not there yet: the live rows say so, or without them a row for each change. */
  #triedRows(entry: BlockEnded): readonly string[] {
    const { style, motion } = this.#options;
    const before = this.#found;
    this.#found = entry.outcome;
    return motion ? [] : triedRows(entry, before, style, this.#width);
  }

  /** What failed in an earlier process, and still waits for a remedy. */
  #stuckRows(): readonly string[] {
    return [...this.#state.steps].flatMap(([id, { phase, outcome }]) =>
      phase !== 'stuck' || outcome === null ? [] : ['', ...this.#failedEarlier(id, outcome, null)],
    );
  }

  /** A failure that no running block has just come to. */
  #failedEarlier(id: string, outcome: Outcome, took: number | null): readonly string[] {
    const log = this.#state.steps.get(id)?.log ?? null;
    const where = { log: log === null ? null : this.#locate(log), withheld: null };
    const step = this.#steps.get(id) ?? null;
    return failedRows(this.#options.style, { id, step, outcome, took, goesOn: false, ...where }, this.#width);
  }

  #endedRows({ step, outcome, took, captured, output: { withheld } }: BlockEnded): readonly string[] {
    const { style, motion, write } = this.#options;
    const width = this.#width;
    if (motion && this.#isTty(step)) write(takeBack);
    const planned = this.#steps.get(step) ?? null;
    const log = this.#block?.log ?? '';
    const output = this.#block?.end(needsOutput(outcome, planned), style, width) ?? [];
    const goesOn = this.#state.steps.get(step)?.phase === 'finished';
    const told = { id: step, step: planned, outcome, took, log, withheld: withheld ?? null, goesOn };
    const rows =
      outcome.status === 'passed' ? passedRows(style, told, width) : failedRows(style, told, width);
    const heading = output.length > 0 ? this.#heading : [];
    this.#heading = [];
    return [...heading, ...output, ...rows, ...capturedRows(captured, style, width)];
  }
}
