/** A line of Markdown for the terminal: words may be wrapped anew, what stands in a fence may not. */
export interface ProseLine {
  readonly text: string;
  readonly verbatim: boolean;
}

/** Begins something that a row of its own has to stand for: a list item, a quote, a table row, a heading. */
const beginsRow = /^\s*(?:[-*+>|#]|\d+[.)])/;
const fence = /^\s*(?:```|~~~)/;

/**
 * Markdown as lines to be wrapped anew: the lines of a paragraph or list item become one, what has a form of its
 * own keeps its lines. Words and their order stay as they are.
 */
export function joinParagraphs(markdown: string): readonly ProseLine[] {
  const lines: ProseLine[] = [];
  let open = false;
  let fenced = false;
  for (const line of markdown.split('\n')) {
    const isFence = fence.test(line);
    const verbatim = fenced || isFence;
    const last = lines.at(-1);
    if (open && last !== undefined && !verbatim && line.trim() !== '' && !beginsRow.test(line)) {
      lines[lines.length - 1] = { text: `${last.text.trimEnd()} ${line.trim()}`, verbatim: false };
    } else lines.push({ text: line, verbatim });
    if (isFence) fenced = !fenced;
    open = !verbatim && line.trim() !== '';
  }
  return lines;
}
