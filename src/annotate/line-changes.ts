import { inOrder, type TextEdit } from './text-edit.ts';

/** Neighbouring lines and what takes their place; lines keep their endings. */
export interface LineChange {
  /** Counted from 0: the first line that goes, or before which the new ones come. */
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The lines of a text with their endings, as `diff` and `patch` count them. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What edits do to the lines of a text, in order; only lines that really differ are among them. */
export function lineChanges(text: string, edits: readonly TextEdit[]): readonly LineChange[] {
  const lines = linesOf(text);
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length);
  const groups: { first: number; last: number; edits: TextEdit[] }[] = [];
  // What is put behind a last line without an ending goes on with that line.
  const lineOf = (offset: number) =>
    Math.min(lineAt(starts, offset), text.endsWith('\n') ? lines.length : Math.max(0, lines.length - 1));
  for (const edit of inOrder(edits)) {
    const first = lineOf(edit.start);
    // Where a line loses its ending the next one is changed too.
    const whole = edit.end > edit.start && edit.text.endsWith('\n');
    const last = lineOf(whole ? edit.end - 1 : edit.end);
    const group = groups.at(-1);
    if (group !== undefined && first <= group.last) {
      group.last = Math.max(group.last, last);
      group.edits.push(edit);
    } else groups.push({ first, last, edits: [edit] });
  }
  return groups.flatMap((group) => changeOf(text, lines, starts, group));
}

/** The line that holds an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function changeOf(
  text: string,
  lines: readonly string[],
  starts: readonly number[],
  {
    first,
    last,
    edits,
  }: { readonly first: number; readonly last: number; readonly edits: readonly TextEdit[] },
): readonly LineChange[] {
  const from = starts[first] ?? text.length;
  const old = lines.slice(first, last + 1);
  let result = '';
  let at = from;
  for (const { start, end, text: replacement } of edits) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  const changed = linesOf(result + text.slice(at, Math.max(at, starts[last + 1] ?? text.length)));
  return trimmed(first, old, changed);
}

/** Without the lines at both ends that stay as they are. */
function trimmed(at: number, old: readonly string[], changed: readonly string[]): readonly LineChange[] {
  const shorter = Math.min(old.length, changed.length);
  let head = 0;
  while (head < shorter && old[head] === changed[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === changed[changed.length - 1 - tail])
    tail += 1;
  const removed = old.slice(head, old.length - tail);
  const added = changed.slice(head, changed.length - tail);
  return removed.length + added.length === 0 ? [] : [{ at: at + head, removed, added }];
}
