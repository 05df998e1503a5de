/** Begins something that a new row has to stand for: a list item, a quote, a table row, a heading. */
const beginsRow = /^\s*(?:[-*+>|#]|\d+[.)])/;
const fence = /^\s*(?:```|~~~)/;

/**
 * Markdown as lines to be wrapped anew: the lines of a paragraph or list item become one, what has a form of its
 * own keeps its lines. Words and their order stay as they are.
 */
export function joinParagraphs(markdown: string): readonly string[] {
  const lines: string[] = [];
  let open = false;
  let fenced = false;
  for (const line of markdown.split('\n')) {
    const isFence = fence.test(line);
    const isOwn = fenced || isFence || line.trim() === '' || beginsRow.test(line);
    if (open && !isOwn) lines.push(`${lines.pop()?.trimEnd()} ${line.trim()}`);
    else lines.push(line);
    if (isFence) fenced = !fenced;
    open = !fenced && !isFence && line.trim() !== '';
  }
  return lines;
}
