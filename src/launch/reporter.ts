import { fstatSync } from 'node:fs';
import type { Run } from '../journal/run-store.ts';
import type { Confinement } from '../model/confinement.ts';
import type { Entry } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { initialState } from '../model/state.ts';
import { formatEntry } from '../report/ndjson.ts';
import { evolve } from '../run/evolve.ts';
import type { GateView, Journal, OutputSink } from '../run/ports.ts';
import type { BrokenOff } from '../ui/ending-rows.ts';
import type { Introduction } from '../ui/introduction.ts';
import { refuseToAsk } from '../ui/prompter.ts';
import { watchScreenColumns } from '../ui/screen-columns.ts';
import { createStyle, speaksUtf8 } from '../ui/style.ts';
import { isControllingTerminal } from '../ui/terminal.ts';
import { createTerminalReporter } from '../ui/terminal-reporter.ts';
import type { GatePlacement } from '../ui/terminal-reporter-options.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import { resumeCommand } from './resume-command.ts';
import { shownDirectory } from './shown-directory.ts';

/** Whoever watches a run on stdout. */
export interface RunReporter {
  entry(entry: Entry): void;
  output(step: string, ...args: Parameters<OutputSink>): Promise<void> | void;
  /** A question about this step is about to be asked, of which nothing is on record yet. */
  approach(step: string): void;
  /** A gate is about to be drawn at the terminal. */
  gate(view: GateView): void;
  /** Something that is not on record, for whoever reads along. */
  notice(sentence: string): void;
  /** Nothing more can be put on record. */
  brokenOff(brokenOff: BrokenOff): void;
  /** Nothing more is told: what is written by others from here on has the screen to itself. */
  end(): void;
  /** Resolves once everything told so far has left this process. */
  flush(): Promise<void>;
  /** As `flush`, and it has most likely reached the screen, by whatever way. */
  settle(): Promise<void>;
}

/** Of a run's wiring, what its reporter has to know. */
export interface ReporterSubject {
  readonly plan: Plan;
  readonly place: Run;
  readonly noInput: boolean;
  readonly json: boolean;
  readonly confinement: Confinement | null;
  readonly introduction: Introduction | null;
}

/** Lines of JSON with `--json`, else words for people. */
export function createReporter(
  wiring: ReporterSubject,
  journal: Journal,
  world: World,
  globals: GlobalOptions,
): RunReporter {
  const { stdout } = world;
  const flush = () => drained(stdout);
  const settle = () => settled(stdout);
  if (wiring.json)
    return {
      entry: (entry) => stdout.write(formatEntry(entry)),
      output: () => {},
      approach: () => {},
      gate: () => {},
      notice: () => {},
      brokenOff: ({ reason }) => world.stderr.write(`runbook: ${reason}\n`),
      end: () => {},
      flush,
      settle,
    };
  const gates = placeGates(wiring, world);
  const told = createTerminalReporter({
    write: (text) => stdout.write(text),
    columns: measureRows(stdout, gates),
    // A terminal that does not know says 0.
    rows: () => stdout.rows || Number.POSITIVE_INFINITY,
    style: createStyle({ colour: globals.color, unicode: speaksUtf8(world.env) }),
    motion: stdout.isTTY === true && world.env.TERM !== 'dumb',
    plan: wiring.plan,
    gates,
    confinement: wiring.confinement,
    introduction: wiring.introduction,
    state: journal.entries.reduce(evolve, initialState),
    directory: shownDirectory(wiring.place),
    resume: resumeCommand(globals),
    head: () => journal.head,
    now: Date.now,
  });
  stdout.on('resize', told.resized);
  return {
    entry: (entry) => told.entry(entry),
    approach: (step) => told.approach(step),
    gate: (view) => told.gate(view),
    notice: (sentence) => told.notice(sentence),
    brokenOff: (brokenOff) => told.brokenOff(brokenOff),
    end() {
      stdout.off('resize', told.resized);
      told.end();
    },
    // A slow reader holds the block back, so that nothing piles up here.
    output(step, stream, chunk) {
      told.output(step, stream, chunk);
      if (stdout.writableNeedDrain) return drained(stdout);
    },
    flush,
    settle,
  };
}

/** Milliseconds that a reader of a pipe, such as `tee`, is given to put on the terminal what it has got. */
const settleTime = 50;

async function settled(stdout: NodeJS.WriteStream): Promise<void> {
  await drained(stdout);
  if (stdout.isTTY !== true) await new Promise((resolve) => setTimeout(resolve, settleTime));
}

/** Resolves when all that was written has left this process, or can leave it no more. */
function drained(stdout: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stdout.writableLength === 0 || stdout.destroyed) return resolve();
    stdout.write('', () => resolve());
  });
}

/**
 * How many columns rows may take. What goes through a pipe while somebody is asked at a terminal comes to that
 * screen too, as through `tee`; in a file nothing needs to be broken.
 */
function measureRows(stdout: World['stdout'], gates: GatePlacement): () => number {
  if (gates === 'record' && fstatSync(stdout.fd).isFIFO()) return watchScreenColumns(Date.now);
  return () => stdout.columns ?? Number.POSITIVE_INFINITY;
}

function placeGates(wiring: ReporterSubject, world: World): GatePlacement {
  if (refuseToAsk({ env: world.env, noInput: wiring.noInput }) !== null) return 'here';
  return isControllingTerminal(world.stdout.fd) ? 'prompter' : 'record';
}
