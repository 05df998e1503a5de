import type { Outcome } from '../model/outcome.ts';
import type { PlanStep } from '../model/plan.ts';
import { tellSeconds } from '../model/time-words.ts';
import { shortenText } from './fold-text.ts';
import { hangWords, span } from './layout.ts';
import { OutputDigest, type OutputLine, type StreamName } from './output-digest.ts';
import { outputRows, tailRows, tellAmount } from './output-rows.ts';
import type { LiveRow } from './page.ts';
import type { Style } from './style.ts';
import { keptWaitingRows, type Waiting, waitingRows } from './waiting-rows.ts';

const headLines = 20;
const tailLines = 10;
/** What is to be judged by eye is shown in full, up to here. */
const headToConfirm = 1000;

/** One attempt at a block while it runs: what it has printed, and how much of that is shown at once. */
export class RunningBlock {
  readonly id: string;
  readonly log: string;
  readonly #attempt: number;
  readonly #started: number;
  readonly #held: boolean;
  readonly #digest: OutputDigest;
  /** How long it is waited for, as written; `null`: it is tried once. */
  readonly #within: string | null;

  /** `started` in milliseconds; `log` as a person can open it. */
  constructor(id: string, step: PlanStep | null, start: { attempt: number; started: number; log: string }) {
    const block = step?.step.kind === 'block' ? step.step : null;
    this.id = id;
    this.log = start.log;
    this.#attempt = start.attempt;
    this.#started = start.started;
    this.#within = block?.polling?.within.text ?? null;
    this.#held = step !== null && holdsBack(step);
    this.#digest = new OutputDigest(
      block !== null && block.confirm !== null ? headToConfirm : headLines,
      tailLines,
    );
  }

  /** Takes output; returns the rows to print at once. */
  take(stream: StreamName, chunk: Uint8Array, style: Style, width: number): readonly string[] {
    const fresh = this.#digest.take(stream, chunk);
    return this.#held ? [] : lineRows(style, fresh, this.log, width);
  }

  /** The rows still to print when it ended; what was held back is shown unless all is well with it. */
  end(needed: boolean, style: Style, width: number): readonly string[] {
    const fresh = this.#digest.end();
    if (this.#held && !needed) return [];
    const head = lineRows(style, this.#held ? this.#digest.head : fresh, this.log, width);
    return [...head, ...tailRows(style, this.#digest, this.log, width)];
  }

  /** The rows that tell that it runs. `found` is what the last attempt at a polled block came to. */
  liveRows(now: number, since: number | null, found: Outcome | null, style: Style, width: number) {
    const waiting = this.#waiting(now, since, found);
    return waiting === null ? [this.#runningRow(now, style, width)] : waitingRows(waiting, style, width);
  }

  /** The same for good, where no row can change. */
  keptRows(now: number, since: number | null, found: Outcome | null, style: Style, width: number) {
    const waiting = this.#waiting(now, since, found);
    return waiting === null
      ? [this.#runningRow(now, style, width).painted]
      : keptWaitingRows(waiting, style, width);
  }

  #waiting(now: number, since: number | null, found: Outcome | null): Waiting | null {
    if (this.#within === null) return null;
    const waited = now - (since ?? this.#started);
    return { id: this.id, attempt: this.#attempt, waited, within: this.#within, found };
  }

  #runningRow(now: number, style: Style, width: number): LiveRow {
    const { running, dot, ellipsis } = style.glyphs;
    const amount = this.#digest.count === 0 ? '' : ` ${dot} ${tellAmount(this.#digest)}`;
    const facts = tellSeconds(now - this.#started) + amount;
    const text = shortenText(`  ${running} ${style.words(this.id)}  running  ${facts}`, width - 1, ellipsis);
    return { text, painted: style.paint('quiet', text) };
  }
}

/** Output needs a name above it, where no gate has just said it. */
export function aboveOutput(step: PlanStep | null, style: Style, width: number): readonly string[] {
  if (step === null || step.stops || holdsBack(step) || step.step.kind !== 'block') return [];
  if (step.step.traits.tty) return [];
  return hangWords(style, [span(`  ${style.glyphs.running} `)], span(style.words(step.step.id)), width);
}

/** Read-only steps that say themselves what to look for print one row when they pass. */
function holdsBack({ step, stops }: PlanStep): boolean {
  if (step.kind !== 'block' || step.mode !== 'readonly' || stops) return false;
  const expects = step.expectation !== null || step.segments.some(({ expectation }) => expectation !== null);
  return expects || step.exactOutput !== null || step.polling !== null;
}

/** Output that was held back is needed to understand a failure, or to confirm a statement. */
export function needsOutput(outcome: Outcome, step: PlanStep | null): boolean {
  const confirm = step?.step.kind === 'block' && step.step.confirm !== null;
  return outcome.status !== 'passed' || confirm;
}

function lineRows(style: Style, lines: readonly OutputLine[], log: string, width: number): readonly string[] {
  return lines.flatMap((line) => outputRows(style, line, log, width));
}
