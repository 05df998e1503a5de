import { isVisible, type OutputLine } from './output-line.ts';

/**
 * Whole lines of an output in one piece, each ended by LF: no codes in them, and all of them visible. Much output is
 * such lines, and to look through the piece is much cheaper than to look at each.
 */
export class LineBlock {
  readonly text: string;
  /** Number of lines, at least one. */
  readonly count: number;

  private constructor(text: string, count: number) {
    this.text = text;
    this.count = count;
  }

  /** The lines of a text from `start` on, up to one with nothing to be seen; `null`: that is the first, or there is none. */
  static from(text: string, start: number): LineBlock | null {
    let count = 0;
    let from = start;
    for (let to = text.indexOf('\n', from); to !== -1; to = text.indexOf('\n', from)) {
      const first = text.charCodeAt(from);
      if (!(first > 0x20 && first < 0x7f) && !isVisible(text.slice(from, to))) break;
      count += 1;
      from = to + 1;
    }
    return count === 0 ? null : new LineBlock(text.slice(start, from), count);
  }

  /** One by one, for who has to look at each. */
  each(take: (line: OutputLine) => void): void {
    let from = 0;
    for (let to = this.text.indexOf('\n'); to !== -1; to = this.text.indexOf('\n', from)) {
      take({ text: this.text.slice(from, to), whole: true, visible: true });
      from = to + 1;
    }
  }

  /** The last lines, `most` of them or fewer. */
  last(most: number): readonly string[] {
    const lines: string[] = [];
    for (let end = this.text.length - 1; end >= 0 && lines.length < most; ) {
      const start = end === 0 ? 0 : this.text.lastIndexOf('\n', end - 1) + 1;
      lines.unshift(this.text.slice(start, end));
      end = start - 1;
    }
    return lines;
  }
}
