import type { Claim, ClaimStream, ExactOutput, Expectation, Verdict } from '../model/expectation.ts';
import type { ClaimCheck, Finding } from './claim-check.ts';
import { createClaimCheck } from './create-claim-check.ts';
import { ExactCheck } from './exact-check.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { LineBlock } from './line-block.ts';
import { LineSplitter } from './line-splitter.ts';
import type { OutputLine } from './output-line.ts';
import { createShow, type Show } from './show-text.ts';
import { StreamView } from './stream-view.ts';
import { claimVerdict, exactVerdict } from './verdict.ts';

/** An output held against an expectation while it streams; memory is bounded whatever is printed. */
export interface Check {
  /** Takes output as it comes, in chunks of any size. */
  write(stream: ClaimStream, chunk: Uint8Array): void;
  /** One verdict a claim, in the order of the text, then that of the exact output. `exit` as bash reports it. */
  end(exit: number | null): readonly Verdict[];
}

export interface CheckOptions {
  /** Replaces secrets in what is about to be quoted; gets the text as printed, before it is cut or escaped. */
  readonly redact?: (text: string) => string;
  readonly limits?: Partial<Limits>;
}

/**
 * Starts to check one attempt at a block. Where the streams are captured apart, a claim that names none looks at
 * the lines of both. A status that was merely implied to be 0 gets no verdict: see `allowedExit`.
 */
export function startCheck(
  expectation: Expectation | null,
  exact: ExactOutput | null,
  options: CheckOptions = {},
): Check {
  return new RunningCheck(expectation?.claims ?? [], exact, options);
}

class RunningCheck implements Check {
  readonly #show: Show;
  readonly #views: Readonly<Record<ClaimStream, StreamView>>;
  readonly #sources: Readonly<Record<ClaimStream, LineSplitter>>;
  readonly #claims: readonly { readonly claim: Claim; readonly check: ClaimCheck }[];
  /** The views that take the lines of a source. */
  readonly #routes: Readonly<Record<ClaimStream, readonly StreamView[]>>;
  /** Nothing is to be checked, so nothing has to be read. */
  readonly #idle: boolean;
  readonly #exact: { readonly output: ExactOutput; readonly check: ExactCheck } | null;

  constructor(claims: readonly Claim[], exact: ExactOutput | null, options: CheckOptions) {
    const limits = { ...defaultLimits, ...options.limits };
    this.#show = createShow(options.redact ?? ((text) => text));
    this.#views = eachStream((stream) => new StreamView(stream, jsonLimit(claims, stream, limits)));
    this.#exact = exact && { output: exact, check: new ExactCheck(exact) };
    this.#sources = eachStream(
      (source) =>
        new LineSplitter(limits.line, {
          line: (line) => this.#route(source, line),
          block: (block) => this.#routeBlock(source, block),
        }),
    );
    const context = { limits, show: this.#show };
    this.#claims = claims.map((claim) => ({ claim, check: createClaimCheck(claim.fact, context) }));
    for (const { claim, check } of this.#claims) this.#views[claim.stream].subscribe(check);
    const wanted = Object.values(this.#views).filter(
      (view) => view.wanted || (view.stream === 'stdout' && exact !== null),
    );
    this.#routes = eachStream((source) => wanted.filter((view) => view.covers(source)));
    this.#idle = wanted.length === 0;
  }

  write(stream: ClaimStream, chunk: Uint8Array): void {
    if (this.#idle) return;
    for (const view of Object.values(this.#views)) view.write(stream, chunk);
    this.#sources[stream].write(chunk);
  }

  end(exit: number | null): readonly Verdict[] {
    for (const source of Object.values(this.#sources)) source.end();
    const verdicts = this.#claims.map(({ claim, check }) => {
      const view = this.#views[claim.stream];
      return claimVerdict(claim, view.mixed ? notApart : check.end(view.end(exit)), this.#show);
    });
    if (!this.#exact) return verdicts;
    const { output, check } = this.#exact;
    const { stdout } = this.#views;
    const finding = stdout.mixed ? notApart : check.end(stdout.end(exit));
    return [...verdicts, exactVerdict(output, finding, this.#show)];
  }

  #route(source: ClaimStream, line: OutputLine): void {
    if (source === 'stdout') this.#exact?.check.line(line);
    if (!line.visible) return;
    for (const view of this.#routes[source]) view.line(line);
  }

  #routeBlock(source: ClaimStream, block: LineBlock): void {
    if (source === 'stdout' && this.#exact !== null) block.each((line) => this.#exact?.check.line(line));
    for (const view of this.#routes[source]) view.block(block);
  }
}

/** The claim can not be judged, so it does not hold. */
const notApart: Finding = { ok: false, found: 'stdout and stderr captured as one', evidence: [] };

function eachStream<Value>(create: (stream: ClaimStream) => Value): Readonly<Record<ClaimStream, Value>> {
  return { stdout: create('stdout'), stderr: create('stderr'), both: create('both') };
}

function jsonLimit(claims: readonly Claim[], stream: ClaimStream, limits: Limits): number | null {
  return claims.some((claim) => claim.fact.type === 'json' && claim.stream === stream) ? limits.json : null;
}
