import type { Fact } from '../model/expectation.ts';
import type { CheckContext, ClaimCheck, Ending, Finding } from './claim-check.ts';
import { compareValues } from './compare-values.ts';
import { evidenceLimit, FirstLines, mixEvidence } from './evidence.ts';
import type { LineBlock } from './line-block.ts';
import type { OutputLine } from './output-line.ts';
import { type Resolved, resolvePath } from './resolve-path.ts';
import type { Show } from './show-text.ts';

type JsonFact = Extract<Fact, { type: 'json' }>;

/** Everything the path points at satisfies the comparison; what is missing satisfies none. */
export class JsonCheck implements ClaimCheck {
  readonly #fact: JsonFact;
  readonly #show: Show;
  /** What makes an output unreadable mostly stands before the JSON: a warning, an error. */
  readonly #first = new FirstLines();
  #total = 0;

  constructor(fact: JsonFact, { show }: CheckContext) {
    this.#fact = fact;
    this.#show = show;
  }

  line({ text }: OutputLine): void {
    this.#total += 1;
    this.#first.add(text, this.#total);
  }

  block(block: LineBlock): void {
    if (!this.#first.full) block.each((line) => this.line(line));
    else this.#total += block.count;
  }

  end({ json }: Ending): Finding {
    const reading = json();
    if (reading.type === 'unreadable') {
      return { ok: false, found: reading.reason, evidence: mixEvidence(this.#first.get()) };
    }
    const places = resolvePath(reading.value, this.#fact.path);
    const wrong = places.filter((place) => !this.#holds(place));
    const [first] = wrong;
    if (first) {
      const evidence = wrong.slice(0, evidenceLimit).map((place) => this.#describe(place, this.#show.line));
      return { ok: false, found: this.#complain(first, wrong.length, places.length), evidence };
    }
    return { ok: true, found: this.#observe(places), evidence: [] };
  }

  #holds(place: Resolved): boolean {
    return place.type === 'value' && compareValues(place.value, this.#fact.op, this.#fact.value) === true;
  }

  #complain(first: Resolved, wrong: number, all: number): string {
    const more = all > 1 ? ` (${wrong} of ${all} differ)` : '';
    return this.#describe(first, this.#show.brief) + more;
  }

  #observe(places: readonly Resolved[]): string {
    const [first] = places;
    if (first?.type !== 'value') return '';
    return places.length === 1 ? print(first.value, this.#show.brief) : `${places.length} values`;
  }

  #describe(place: Resolved, show: (text: string) => string): string {
    if (place.type === 'missing') return `nothing at ${show(place.at)}: ${show(place.reason)}`;
    const exact = compareValues(place.value, this.#fact.op, this.#fact.value) !== null;
    return `${print(place.value, show)} at ${show(place.at)}${exact ? '' : ', too large to be compared'}`;
  }
}

/** Strings are shown before they are quoted, so that a secret in one is still found as it is. */
function print(value: unknown, show: (text: string) => string): string {
  if (typeof value === 'string') return `"${show(value)}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : show(String(value));
}
