import { type LineChange, lineChanges, linesOf } from './line-changes.ts';
import type { TextEdit } from './text-edit.ts';

const context = 3;

/**
 * The change that edits make, as `patch -p1` and `git apply` read it; empty where they change nothing. `mark` stands
 * behind the head of each hunk, where such tools expect the name of a function.
 */
export function unifiedDiff(
  file: string,
  text: string,
  edits: readonly TextEdit[],
  mark: string | null = null,
): string {
  const changes = lineChanges(text, edits);
  if (changes.length === 0) return '';
  const lines = linesOf(text);
  let shift = 0;
  const hunks = gather(changes).map((hunk) => {
    const shown = renderHunk(lines, hunk, shift, mark);
    for (const { removed, added } of hunk) shift += added.length - removed.length;
    return shown;
  });
  return `--- ${nameOf('a', file)}\n+++ ${nameOf('b', file)}\n${hunks.join('')}`;
}

/** A name with blanks ends at a tab. */
function nameOf(side: 'a' | 'b', file: string): string {
  return `${side}/${file}${/\s/.test(file) ? '\t' : ''}`;
}

/** Changes whose contexts touch are one hunk. */
function gather(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && change.at - endOf(before) <= 2 * context)
      last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function endOf({ at, removed }: LineChange): number {
  return at + removed.length;
}

function renderHunk(
  lines: readonly string[],
  changes: readonly LineChange[],
  shift: number,
  mark: string | null,
): string {
  const first = changes[0] as LineChange;
  const from = Math.max(0, first.at - context);
  const to = Math.min(lines.length, endOf(changes.at(-1) as LineChange) + context);
  let body = '';
  let at = from;
  let grown = 0;
  for (const change of changes) {
    body += render(' ', lines.slice(at, change.at));
    body += render('-', change.removed) + render('+', change.added);
    grown += change.added.length - change.removed.length;
    at = endOf(change);
  }
  body += render(' ', lines.slice(at, to));
  const old = to - from;
  const range = (start: number, count: number) => `${count === 0 ? start : start + 1},${count}`;
  const tail = mark === null ? '' : ` ${mark}`;
  return `@@ -${range(from, old)} +${range(from + shift, old + grown)} @@${tail}\n${body}`;
}

function render(sign: ' ' | '-' | '+', lines: readonly string[]): string {
  return lines
    .map((line) =>
      line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`,
    )
    .join('');
}
