import { type Document, isAlias, type ParsedNode } from 'yaml';
import type { DocumentText } from './document-text.ts';
import type { Span } from './mapped-text.ts';

/** The YAML in a document, with where its nodes stand. */
export class YamlText {
  readonly #document: DocumentText;
  readonly #yaml: Document.Parsed;
  readonly #start: number;

  /** `start`: where the YAML begins in the document. */
  constructor(document: DocumentText, yaml: Document.Parsed, start: number) {
    this.#document = document;
    this.#yaml = yaml;
    this.#start = start;
  }

  /** What an alias stands for; other nodes as they are. */
  resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#yaml) : node;
  }

  /** Where a node stands; `otherwise` for one that was left out. */
  spanOf(node: unknown, otherwise: Span = { start: this.#start, end: this.#start }): Span {
    const range = (node as ParsedNode | null | undefined)?.range;
    return range ? this.span([range[0], range[1]]) : otherwise;
  }

  /** A range of the YAML as one of the document. */
  span([start, end]: readonly [number, number]): Span {
    const limit = this.#document.text.length;
    return {
      start: Math.min(this.#start + start, limit),
      end: Math.min(this.#start + Math.max(start, end), limit),
    };
  }
}

/** A number stands for the characters it was written with: `id: 007`. */
export function textOf(value: unknown, source?: string): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? (source ?? String(value)) : null;
}
