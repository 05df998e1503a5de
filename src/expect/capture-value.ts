import type { ClaimStream, Verdict } from '../model/expectation.ts';
import type { Capture } from '../model/runbook.ts';
import { JsonText } from './json-text.ts';
import { defaultLimits } from './limits.ts';
import { LineSplitter } from './line-splitter.ts';
import { createMatch } from './match-pattern.ts';
import type { OutputLine } from './output-line.ts';
import { resolvePath } from './resolve-path.ts';
import { createShow } from './show-text.ts';

/** What became of a capture: the value it took, or why there is none. */
export type Captured =
  | { readonly type: 'captured'; readonly value: string }
  | { readonly type: 'missed'; readonly verdict: Verdict };

/** An output from which one value is taken while it streams. */
export interface CaptureReader {
  write(stream: ClaimStream, chunk: Uint8Array): void;
  end(): Captured;
}

type Finding =
  | { readonly type: 'value'; readonly value: string }
  | { readonly type: 'none'; readonly found: string };

/**
 * Starts to look for a value in one attempt's output. It must be there, and it must be one: of matches that
 * differ, none is the right one. `redact` takes secrets out of what is quoted.
 */
export function startCapture(capture: Capture, redact: (text: string) => string): CaptureReader {
  const { from } = capture;
  const reader = from.type === 'json' ? new JsonValue(from.path) : new PatternValue(from.pattern, redact);
  return {
    write: (stream, chunk) => reader.write(stream, chunk),
    end() {
      const finding = reader.end();
      if (finding.type === 'value') return { type: 'captured', value: finding.value };
      return { type: 'missed', verdict: missed(capture, finding.found) };
    },
  };
}

/** Whether stdout has to be told from stderr for it. */
export function captureNeedsSplit(capture: Capture | null): boolean {
  return capture?.from.type === 'json';
}

function missed({ variable, text, source }: Capture, found: string): Verdict {
  const { line, column } = source.position.start;
  return {
    claim: `capture ${text}`,
    ok: false,
    expected: `one value for ${variable}`,
    found,
    evidence: [],
    at: `${source.file}:${line}:${column}`,
  };
}

class PatternValue {
  readonly #splitters: Readonly<Record<ClaimStream, LineSplitter>>;
  readonly #values = new Set<string>();
  readonly #redact: (text: string) => string;
  #unread = 0;

  constructor(pattern: Parameters<typeof createMatch>[0], redact: (text: string) => string) {
    this.#redact = redact;
    const match = createMatch(pattern, defaultLimits);
    const line = (each: OutputLine): void => {
      const groups = match(each);
      if (groups === null) this.#unread += 1;
      else for (const group of groups) if (this.#values.size < 2) this.#values.add(group);
    };
    const split = () => new LineSplitter(defaultLimits.line, { line });
    this.#splitters = { both: split(), stdout: split(), stderr: split() };
  }

  write(stream: ClaimStream, chunk: Uint8Array): void {
    this.#splitters[stream].write(chunk);
  }

  end(): Finding {
    for (const splitter of Object.values(this.#splitters)) splitter.end();
    const [value, other] = this.#values;
    if (this.#unread > 0) return { type: 'none', found: 'lines too long to be matched' };
    if (value === undefined) return { type: 'none', found: 'no line that matches' };
    const { quote } = createShow(this.#redact);
    if (other !== undefined) return { type: 'none', found: `${quote(value)} and ${quote(other)}` };
    return value === '' ? { type: 'none', found: 'nothing in the group' } : { type: 'value', value };
  }
}

class JsonValue {
  readonly #path: Parameters<typeof resolvePath>[1];
  readonly #text = new JsonText(defaultLimits.json);

  constructor(path: Parameters<typeof resolvePath>[1]) {
    this.#path = path;
  }

  write(stream: ClaimStream, chunk: Uint8Array): void {
    if (stream === 'stdout') this.#text.write(chunk);
  }

  end(): Finding {
    const reading = this.#text.read();
    if (reading.type === 'unreadable') return { type: 'none', found: reading.reason };
    const [place] = resolvePath(reading.value, this.#path);
    if (place === undefined || place.type === 'missing') {
      return {
        type: 'none',
        found: place === undefined ? 'nothing' : `nothing at ${place.at}: ${place.reason}`,
      };
    }
    const { value, at } = place;
    if (typeof value === 'number' || typeof value === 'boolean')
      return { type: 'value', value: String(value) };
    if (typeof value === 'string' && value !== '' && !value.includes('\0')) return { type: 'value', value };
    return { type: 'none', found: `no text, number or boolean at ${at}` };
  }
}
