import { type Key, readKeys } from './keys.ts';

/** How the reading of a line came to its end. */
export type LineEnd = 'line' | 'interrupt' | 'input-ended';

/**
 * Lets one line through, from a terminal in raw mode to a line editor, and nothing after it: what follows the
 * end of the line, in the same paste or typed ahead, answers no question. A paste can fill the line in
 * but, where the terminal marks pastes, not finish it.
 */
export class LineFilter {
  readonly #edit: (input: string) => void;
  readonly #finish: (end: LineEnd) => void;
  readonly #suspend: () => void;
  #rest = '';
  #paste: 'none' | 'first-line' | 'dropped' = 'none';
  #over = false;

  constructor(edit: (input: string) => void, finish: (end: LineEnd) => void, suspend: () => void) {
    this.#edit = edit;
    this.#suspend = suspend;
    this.#finish = finish;
  }

  /** An escape key that no sequence followed may be waiting. */
  get holdsEscape(): boolean {
    return this.#rest !== '';
  }

  take(input: string): void {
    const { keys, rest } = readKeys(this.#rest + input);
    this.#rest = rest;
    for (const key of keys) {
      if (this.#over) return;
      this.#act(key);
    }
  }

  /** Nothing followed the escape key: it was that key, and means what Ctrl-C means. */
  escape(): void {
    if (!this.#over && this.#rest === '\x1b') this.#end('interrupt');
    this.#rest = '';
  }

  #act(key: Key): void {
    switch (key.type) {
      case 'text':
        if (this.#paste !== 'dropped') this.#edit(key.text);
        return;
      case 'edit':
        if (this.#paste === 'none') this.#edit(key.sequence);
        return;
      case 'line-end':
        if (this.#paste === 'none') this.#end('line');
        else this.#paste = 'dropped';
        return;
      case 'interrupt':
      case 'input-ended':
        this.#end(key.type);
        return;
      case 'suspend':
        if (this.#paste === 'none') this.#suspend();
        return;
      case 'paste-begins':
        this.#paste = 'first-line';
        return;
      case 'paste-ends':
        this.#paste = 'none';
        return;
      default:
        key satisfies never;
    }
  }

  #end(end: LineEnd): void {
    this.#over = true;
    this.#finish(end);
  }
}
