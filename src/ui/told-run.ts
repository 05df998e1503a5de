import type { BlockEnded, BlockStarted, Entry } from '../model/event.ts';
import type { PlanStep } from '../model/plan.ts';
import { initialState, type RunState } from '../model/state.ts';
import { evolve } from '../run/evolve.ts';
import { fillStep } from '../run/fill-block.ts';
import type { GateView } from '../run/ports.ts';
import { endedRows, pausedRows, type References, type ToldSteps } from './ending-rows.ts';
import { entryRows, type Telling } from './entry-rows.ts';
import { capturedRows, flowRows } from './flow-rows.ts';
import { gateRows } from './gate-view.ts';
import { Headings } from './headings.ts';
import { actRows, hangWords, span } from './layout.ts';
import { findLeftOut } from './left-out.ts';
import { failedRows, passedRows, tellDifference } from './outcome-rows.ts';
import type { StreamName } from './output-digest.ts';
import { Page } from './page.ts';
import { resumedRows, startedRows } from './run-header.ts';
import { holdsBack, needsOutput, RunningBlock } from './running-block.ts';
import type { TerminalReporterOptions } from './terminal-reporter-options.ts';

/** Milliseconds between two looks at the clock while a block runs. */
const tick = 1000;
const narrowest = 20;

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
  #difference: string | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: TerminalReporterOptions) {
    this.#options = options;
    this.#page = new Page(options.write, options.motion);
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
    this.#refresh();
  }

  /** A question about this step is about to be drawn, of which nothing is on record yet. */
  approach(step: string): void {
    this.#page.print(this.#headings.above(step, this.#width));
  }

  show(step: string, stream: StreamName, chunk: Uint8Array): void {
    if (this.#block?.id !== step) return;
    this.#print(this.#block.take(stream, chunk, this.#options.style, this.#width));
    this.#refresh();
  }

  /** Rows of output; the first ones of a block bring its name with them. */
  #print(rows: readonly string[]): void {
    this.#page.print(rows.length === 0 ? rows : [...this.#heading, ...rows]);
    if (rows.length > 0) this.#heading = [];
  }

  notice(sentence: string): void {
    this.#page.print(
      hangWords(this.#options.style, [span('  ! ', 'alert')], span(sentence, 'alert'), this.#width),
    );
  }

  get #width(): number {
    return Math.max(narrowest, this.#options.columns());
  }

  #rows(entry: Entry, before: RunState): readonly string[] {
    const { style, plan, gates } = this.#options;
    const width = this.#width;
    switch (entry.type) {
      case 'run-started':
        return startedRows(entry, entry.run, width, style);
      case 'run-resumed':
        return [...resumedRows(entry, entry.run, plan, before, width, style), ...this.#stuckRows()];
      case 'gate-opened':
        return gates === 'here' ? this.#gate(entry.step) : [];
      case 'gate-answered':
        return [...(gates === 'record' ? this.#gate(entry.step) : []), ...entryRows(entry, this.#telling)];
      case 'block-started':
        this.#heading = this.#startRows(entry);
        return [];
      case 'block-ended':
        return entry.again ? this.#triedRows(entry) : this.#endedRows(entry);
      case 'run-paused':
        return pausedRows(entry, this.#references, width, style);
      case 'run-ended':
        return endedRows(entry, this.#toldSteps, this.#references, width, style);
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

  get #toldSteps(): ToldSteps {
    return { state: this.#state, leftOut: findLeftOut(this.#options.plan, this.#state) };
  }

  /** A gate as the journal has it, for those who did not see it drawn. */
  #gate(id: string): readonly string[] {
    const step = this.#steps.get(id);
    const state = this.#state.steps.get(id);
    if (step === undefined || state === undefined || state.shown === null) return [];
    const { reads, place } = state.shown;
    const view: GateView = {
      step: fillStep(step, state.filled),
      phrase: null,
      reads: Object.entries(reads).map(([name, value]) => ({ name, value })),
      place,
      since: [],
      changed: state.changed,
      attempt: state.attempts + 1,
    };
    return gateRows(view, this.#width, this.#options.style);
  }

  #start({ step, attempt, log }: BlockStarted): void {
    const { motion, now } = this.#options;
    const start = { attempt, started: now(), log: this.#locate(log) };
    this.#block = new RunningBlock(step, this.#steps.get(step) ?? null, start);
    if (!motion || this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#refresh(), tick);
    this.#timer.unref();
  }

  /** Output needs a name above it, where no gate has just said it. */
  #startRows({ step }: BlockStarted): readonly string[] {
    const planned = this.#steps.get(step);
    if (planned === undefined || planned.stops || holdsBack(planned)) return [];
    const { style } = this.#options;
    return hangWords(style, [span(`  ${style.glyphs.running} `)], span(style.words(step)), this.#width);
  }

  /** Nothing is running any more. */
  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#block = null;
    this.#difference = null;
  }

  #refresh(): void {
    const block = this.#block;
    if (block === null || !this.#options.motion) {
      this.#page.live(null);
      return;
    }
    const since = this.#state.steps.get(block.id)?.pollingSince ?? null;
    const from = since === null ? null : Date.parse(since);
    const { style, now } = this.#options;
    this.#page.live(block.liveRow(now(), from, this.#difference, style, this.#width));
  }

  /** A polled block is not there yet: the live row says so, or without one a row for each change. */
  #triedRows({ step, attempt, outcome }: BlockEnded): readonly string[] {
    const { style, motion } = this.#options;
    const difference = tellDifference(outcome, style);
    const changed = difference !== this.#difference;
    this.#difference = difference;
    if (motion || !changed) return [];
    const body = span(style.words(`attempt ${attempt}: ${difference}`));
    const mark = span(`${style.glyphs.running} not yet`);
    return actRows(style, { mark, name: style.words(step), body }, this.#width);
  }

  /** What failed in an earlier process, and still waits for a remedy. */
  #stuckRows(): readonly string[] {
    const { style } = this.#options;
    return [...this.#state.steps].flatMap(([id, { phase, outcome, log }]) => {
      if (phase !== 'stuck' || outcome === null) return [];
      const step = this.#steps.get(id) ?? null;
      const told = { id, step, outcome, took: null, log: log === null ? null : this.#locate(log) };
      return ['', ...failedRows(style, told, this.#width)];
    });
  }

  #endedRows({ step, outcome, took, captured }: BlockEnded): readonly string[] {
    const { style } = this.#options;
    const width = this.#width;
    const planned = this.#steps.get(step) ?? null;
    const log = this.#block?.log ?? '';
    const output = this.#block?.end(needsOutput(outcome, planned), style, width) ?? [];
    const told = { id: step, step: planned, outcome, took, log };
    const rows =
      outcome.status === 'passed' ? passedRows(style, told, width) : failedRows(style, told, width);
    const heading = output.length > 0 ? this.#heading : [];
    this.#heading = [];
    return [...heading, ...output, ...rows, ...capturedRows(captured, style, width)];
  }
}
