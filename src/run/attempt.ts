import { type CaptureReader, captureNeedsSplit, startCapture } from '../expect/capture-value.ts';
import { type Check, startCheck } from '../expect/check.ts';
import { needsSplitStreams } from '../expect/needs-split-streams.ts';
import type { Verdict } from '../model/expectation.ts';
import type { Outcome } from '../model/outcome.ts';
import type { BlockStep, Segment } from '../model/runbook.ts';
import { judge } from './judge.ts';
import type { BlockResult, BlockRun, Leftovers, OutputLog, OutputSink, Session } from './ports.ts';
import { withholdEvidence } from './withhold.ts';

/** One try at a block, seen from outside. */
export interface Attempt {
  readonly outcome: Outcome;
  /** The `abort` expectation of a polled block holds: waiting is pointless. */
  readonly hopeless: boolean;
  /** What the session lost when it had to be rebuilt. */
  readonly lost: readonly string[];
  /** What was taken out of the output; already set in the session. */
  readonly captured: Readonly<Record<string, string>>;
  /** What blocks in shells of their own had left running. */
  readonly leftovers: readonly Leftovers[];
}

/** What one attempt needs. */
export interface AttemptOptions {
  readonly session: Session;
  readonly log: OutputLog;
  /** Directory to change to first; `null`: stay where the session is. */
  readonly cwd: string | null;
  /** Variables to be set first. */
  readonly bindings: Readonly<Record<string, string>>;
  /** Milliseconds for the whole attempt; `null`: no limit. */
  readonly timeout: number | null;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Takes secrets out of what verdicts quote. */
  redact(text: string): string;
}

/**
 * Runs a block once: segment by segment, each one's own expectation judged before the next starts,
 * the block's own expectation judged over all of the output.
 */
export async function attemptBlock(step: BlockStep, options: AttemptOptions): Promise<Attempt> {
  const unbound = await bind(options);
  if (unbound !== null) return { outcome: unbound, hopeless: false, lost: [], leftovers: [], captured: {} };
  const whole = startCheck(step.expectation, step.exactOutput, options);
  const abort = startCheck(step.polling?.abort ?? null, null, options);
  // What is taken out of an output would be journalled; of a secret one nothing is.
  const wanted = step.traits.secret ? null : step.capture;
  const capture = wanted && startCapture(wanted, options.redact);
  const deadline = options.timeout === null ? null : options.now() + options.timeout;
  const verdicts: Verdict[] = [];
  const lost: string[] = [];
  const leftovers: Leftovers[] = [];
  let result: BlockResult = notRun;
  for (const [index, segment] of step.segments.entries()) {
    const own = startCheck(segment.expectation, null, options);
    const remaining = deadline === null ? null : Math.max(1, deadline - options.now());
    const output = fanOut(options.log, [whole, abort, own, ...(capture === null ? [] : [capture])]);
    const cwd = index === 0 ? options.cwd : null;
    result = await options.session.run(blockRun(step, segment, index, cwd, remaining, output));
    lost.push(...result.lost);
    if (result.leftovers !== undefined) leftovers.push(result.leftovers);
    verdicts.push(...own.end(result.exit));
    const isLast = index === step.segments.length - 1;
    if (!isLast) result = { ...result, reachedLast: false };
    if (judge(result, null, verdicts).status !== 'passed') {
      result = { ...result, message: result.message ?? tellNotRun(step.segments.slice(index + 1)) };
      break;
    }
    if (result.left) {
      verdicts.push(...step.segments.slice(index + 1).flatMap(neverReached));
      break;
    }
  }
  verdicts.push(...whole.end(result.exit));
  const held = abort.end(result.exit);
  const hopeless = held.length > 0 && held.every((verdict) => verdict.ok);
  const told = step.traits.secret ? verdicts.map(withholdEvidence) : verdicts;
  const outcome = judge(result, step.expectation, told);
  return { hopeless, lost, leftovers, ...(await keepCapture(step, capture, outcome, options.session)) };
}

/** Sets the variables of a loop's item; where that cannot be done, nothing is started. */
async function bind({ session, bindings }: AttemptOptions): Promise<Outcome | null> {
  const refused = Object.keys(bindings).length === 0 ? null : await session.assign(bindings);
  return refused === null ? null : judge({ ...notRun, message: refused }, null, []);
}

/** Takes the value out of the output of a block that passed; without one it has not. */
async function keepCapture(
  { capture }: BlockStep,
  reader: CaptureReader | null,
  outcome: Outcome,
  session: Session,
): Promise<Pick<Attempt, 'outcome' | 'captured'>> {
  if (capture === null || reader === null || outcome.status !== 'passed') return { outcome, captured: {} };
  const taken = reader.end();
  if (taken.type === 'missed') {
    const verdicts = [...outcome.verdicts, taken.verdict];
    return { outcome: { ...outcome, status: 'unexpected', verdicts }, captured: {} };
  }
  const captured = { [capture.variable]: taken.value };
  const refused = await session.assign(captured);
  if (refused !== null) return { outcome: { ...outcome, status: 'failed', message: refused }, captured: {} };
  return { outcome, captured };
}

/** Accepting such a block is accepting it without the rest: that has to be said. */
function tellNotRun(rest: readonly Segment[]): string | null {
  const [first] = rest.filter(({ code }) => code.trim() !== '');
  return first === undefined ? null : `the block stopped here: nothing from line ${first.line} on was run`;
}

/** A command that was not reached shows nothing, so nothing that is claimed of it holds. */
function neverReached({ expectation }: Segment): readonly Verdict[] {
  const found = 'that the block was left before this command';
  return startCheck(expectation, null)
    .end(null)
    .map((verdict) => ({ ...verdict, ok: false, found, evidence: [] }));
}

const notRun: BlockResult = {
  ending: 'not-started',
  exit: null,
  failedCommand: null,
  reachedLast: false,
  left: false,
  message: 'the block holds no command',
  lost: [],
};

function blockRun(
  step: BlockStep,
  segment: Segment,
  index: number,
  cwd: string | null,
  timeout: number | null,
  output: OutputSink,
): BlockRun {
  const { tty, strict, secret } = step.traits;
  return {
    code: segment.code,
    file: step.source.file,
    line: segment.line,
    continues: index > 0,
    cwd,
    split:
      !tty &&
      (needsSplitStreams(step.expectation, step.exactOutput) ||
        needsSplitStreams(step.polling?.abort ?? null, null) ||
        needsSplitStreams(segment.expectation, null) ||
        captureNeedsSplit(step.capture)),
    timeout,
    grace: step.grace.ms,
    manner: { readonly: step.mode === 'readonly', tty, strict, secret },
    output,
  };
}

/** Logged (and by that shown) before it is judged; a slow log holds the block's writers back. */
function fanOut(log: OutputLog, checks: readonly Pick<Check, 'write'>[]): OutputSink {
  return (stream, chunk) => {
    const judge = () => {
      for (const check of checks) check.write(stream, chunk);
    };
    const logged = log.write(stream, chunk);
    return logged === undefined ? judge() : logged.then(judge);
  };
}
