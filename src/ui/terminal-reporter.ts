import type { Entry } from '../model/event.ts';
import type { GateView } from '../run/ports.ts';
import type { BrokenOff } from './ending-rows.ts';
import type { StreamName } from './output-digest.ts';
import type { TerminalReporterOptions } from './terminal-reporter-options.ts';
import { ToldRun } from './told-run.ts';

/** Tells a run to whoever reads along: a terminal or a pipe. What was printed stays. */
export interface TerminalReporter {
  entry(entry: Entry): void;
  output(step: string, stream: StreamName, chunk: Uint8Array): void;
  /** A question about this step is about to be drawn, of which nothing is on record yet. */
  approach(step: string): void;
  /** A gate is about to be drawn by the prompter. */
  gate(view: GateView): void;
  /** Something that is not on record. */
  notice(sentence: string): void;
  /** Nothing more can be put on record. */
  brokenOff(brokenOff: BrokenOff): void;
  /** The terminal has other columns now. */
  resized(): void;
  /** Nothing more is told: what is written by others from here on has the screen to itself. */
  end(): void;
}

export function createTerminalReporter(options: TerminalReporterOptions): TerminalReporter {
  const told = new ToldRun(options);
  return {
    entry: (entry) => told.tell(entry),
    output: (step, stream, chunk) => told.show(step, stream, chunk),
    approach: (step) => told.approach(step),
    gate: (view) => told.gate(view),
    notice: (sentence) => told.notice(sentence),
    brokenOff: (brokenOff) => told.brokenOff(brokenOff),
    resized: () => told.refresh(),
    end: () => told.end(),
  };
}
