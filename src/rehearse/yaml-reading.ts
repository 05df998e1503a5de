import { VFileMessage } from 'vfile-message';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Spot } from './scenario.ts';

/** A node of a file, with where it stands. */
export interface Value {
  readonly node: Node | null;
  readonly range: readonly [start: number, end: number];
}

export type ReadingRule =
  | 'rehearsal-syntax'
  | 'rehearsal-unknown'
  | 'rehearsal-value'
  | 'rehearsal-missing'
  | 'rehearsal-runbook';

/** One YAML file while it is read: what is wrong with it is collected with its place. */
export class YamlReading {
  readonly messages: VFileMessage[] = [];
  readonly root: Value;
  readonly #file: string;
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();

  constructor(text: string, file: string) {
    this.#file = file;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    this.root = { node: this.#document.contents, range: [0, 0] };
    for (const { pos, message } of this.#document.errors)
      this.complain('rehearsal-syntax', { node: null, range: pos }, message);
  }

  complain(rule: ReadingRule, { range: [start, end] }: Value, reason: string): void {
    const place = { start: this.#point(start), end: this.#point(Math.max(start, end)) };
    const message = new VFileMessage(reason, { place, ruleId: rule, source: 'runbook' });
    message.fatal = true;
    message.file = this.#file;
    this.messages.push(message);
  }

  spot({ range: [start] }: Value): Spot {
    const { line, col } = this.#lines.linePos(start);
    return { line, column: col };
  }

  /** The keys of a map with their values; `null`: it is no map. */
  entries({
    node,
  }: Value): readonly { readonly key: string; readonly at: Value; readonly value: Value }[] | null {
    const map = this.#resolve(node);
    if (!isMap(map)) return null;
    return map.items.map(({ key, value }) => {
      const at = this.#value(key as Node);
      return {
        key: isScalar(key) ? String(key.value) : String(key),
        at,
        value: this.#value(value as Node | null, at),
      };
    });
  }

  items({ node, range }: Value): readonly Value[] | null {
    const list = this.#resolve(node);
    if (!isSeq(list)) return null;
    return list.items.map((item) => this.#value(item as Node, { node: null, range }));
  }

  /** A text; a number or a truth value stands for the characters it was written with. `null`: it is none of these. */
  text({ node }: Value): string | null {
    const scalar = this.#resolve(node);
    if (!isScalar(scalar)) return null;
    if (typeof scalar.value === 'string') return scalar.value;
    if (typeof scalar.value === 'number' || typeof scalar.value === 'boolean')
      return scalar.source ?? String(scalar.value);
    return null;
  }

  number({ node }: Value): number | null {
    const scalar = this.#resolve(node);
    return isScalar(scalar) && typeof scalar.value === 'number' ? scalar.value : null;
  }

  #resolve(node: Node | null): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }

  #value(node: Node | null, otherwise: Value = { node: null, range: [0, 0] }): Value {
    const range = node?.range;
    return { node, range: range ? [range[0], range[1]] : otherwise.range };
  }

  #point(offset: number) {
    const { line, col } = this.#lines.linePos(offset);
    return { line, column: col, offset };
  }
}
