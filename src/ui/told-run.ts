import type { BlockEnded, Entry } from '../model/event.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlanStep } from '../model/plan.ts';
import { initialState, type RunState } from '../model/state.ts';
import { evolve } from '../run/evolve.ts';
import type { GateView } from '../run/ports.ts';
import { type BrokenOff, brokenOffRows, endedRows, pausedRows, type References } from './ending-rows.ts';
import { entryRows, type Telling } from './entry-rows.ts';
import { capturedRows, flowRows } from './flow-rows.ts';
import { gateRows } from './gate-view.ts';
import { Headings } from './headings.ts';
import { findLeftOut } from './left-out.ts';
import { LiveBlock } from './live-block.ts';
import { noticeRows } from './notice-rows.ts';
import { failedRows, passedRows } from './outcome-rows.ts';
import type { StreamName } from './output-digest.ts';
import { Page } from './page.ts';
import { recordedGateRows } from './recorded-gate.ts';
import { resumedRows, startedRows, takenUpRows } from './run-header.ts';
import type { TerminalReporterOptions } from './terminal-reporter-options.ts';

const narrowest = 20;

/** A run as far as it has been told: which block is running, what was said of it. */
export class ToldRun {
  readonly #options: TerminalReporterOptions;
  readonly #page: Page;
  readonly #steps: ReadonlyMap<string, PlanStep>;
  #state: RunState;
  readonly #headings: Headings;
  readonly #live: LiveBlock;

  constructor(options: TerminalReporterOptions) {
    this.#options = options;
    this.#page = new Page(options.write, options.motion, options.columns);
    const { steps, documents } = options.plan;
    const all = [...steps, ...documents.flatMap(({ rollback }) => rollback)];
    this.#steps = new Map(all.map((step) => [step.step.id, step]));
    this.#headings = new Headings(options.plan, this.#steps, options.style);
    this.#state = options.state ?? initialState;
    this.#live = new LiveBlock(options, {
      page: this.#page,
      width: () => this.#width,
      planned: (step) => this.#steps.get(step) ?? null,
      pollingSince: (step) => instant(this.#state.steps.get(step)?.pollingSince ?? null),
      locate: (file) => this.#locate(file),
    });
  }

  tell(entry: Entry): void {
    const before = this.#state;
    this.#state = evolve(before, entry);
    if (entry.type !== 'block-started' && entry.type !== 'block-ended') this.#live.rest();
    this.#page.print(this.#headings.rows(entry, this.#width));
    this.#page.print(this.#rows(entry, before));
    if (entry.type === 'block-started') this.#live.start(entry);
    if (entry.type === 'block-ended' && !entry.again) this.#live.rest();
    this.refresh();
  }

  /** A question about this step is about to be drawn, of which nothing is on record yet. */
  approach(step: string): void {
    this.#page.print(this.#headings.above(step, this.#width));
  }

  show(step: string, stream: StreamName, chunk: Uint8Array): void {
    this.#live.show(step, stream, chunk);
  }

  /** The terminal has other columns, or something changes in place. */
  refresh(): void {
    this.#live.refresh();
  }

  /** A gate is about to be drawn on a terminal that these rows do not go to: here stands the same. */
  gate(view: GateView): void {
    if (this.#options.gates === 'record') this.#page.print(gateRows(view, this.#width, this.#options.style));
  }

  notice(sentence: string): void {
    this.#page.print(noticeRows(sentence, this.#options.style, this.#width));
  }

  /** Nothing more is told: what is written by others from here on has the screen to itself. */
  end(): void {
    this.#live.rest();
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
        return this.#live.startedRows(entry);
      case 'block-ended':
        return entry.again ? this.#live.triedRows(entry) : this.#endedRows(entry);
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

  #endedRows(entry: BlockEnded): readonly string[] {
    const { style } = this.#options;
    const { step: id, outcome, took, captured, output } = entry;
    const width = this.#width;
    const step = this.#steps.get(id) ?? null;
    const { rows, log } = this.#live.end(entry);
    const goesOn = this.#state.steps.get(id)?.phase === 'finished';
    const told = { id, step, outcome, took, log, withheld: output.withheld ?? null, goesOn };
    const ended = outcome.status === 'passed' ? passedRows : failedRows;
    return [...rows, ...ended(style, told, width), ...capturedRows(captured, style, width)];
  }
}

function instant(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}
