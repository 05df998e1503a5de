import { acceptLine } from './accept-line.ts';
import { type Aligned, alignElided } from './align-elided.ts';
import { type ExactItem, matchesItem, readExactItems } from './exact-item.ts';
import { exactOutputProblems } from './exact-output-problems.ts';
import { defaultLimits } from './limits.ts';
import { LineSplitter } from './line-splitter.ts';
import type { OutputLine } from './output-line.ts';
import { escapeUnseen } from './show-text.ts';

/** One line of an output fence, old and new; `null` where it was not there before, or is not any more. */
export interface LineEdit {
  readonly old: string | null;
  readonly now: string | null;
}

export type Acceptance =
  | { readonly type: 'accepted'; readonly edits: readonly LineEdit[] }
  /** An output fence could not hold it: why, and what to do instead. */
  | { readonly type: 'impossible'; readonly message: string; readonly hint: string };

const elsewhere = 'expect what matters of it with expect=';
const mostLines = 1000;
const mostPairs = 1_000_000;
/** What a redacted value is replaced by in a log. */
const redacted = /\[redacted \w+\]/g;

/**
 * How the lines of an output fence have to be changed so that they match what was printed. An elision that still
 * matches stays; a line that was redacted gets one.
 */
export function acceptOutput(lines: readonly string[], stdout: Uint8Array): Acceptance {
  const printed = splitLines(stdout);
  const long = printed.findIndex(({ whole }) => !whole);
  if (long !== -1) {
    return impossible(`line ${long + 1} of the output is too long to be compared`, elsewhere);
  }
  const items = readExactItems(lines);
  if (items.length * printed.length > mostPairs) return tooLong(printed.length);
  const aligned = alignElided(
    items.map((item, index): Numbered => ({ item, old: lines[index] ?? '' })),
    printed.map(({ text }) => text.trimEnd()),
    {
      isElision: ({ item }) => item.type === 'any-lines',
      matches: ({ item }, line) => matchesItem(item, line),
    },
  );
  if (aligned.some((step) => 'found' in step && step.found.includes('[..]'))) {
    return impossible('the output has the letters [..], which a fence reads as any text', elsewhere);
  }
  const edits = aligned.map(edit);
  const now = edits.flatMap((each) => each.now ?? []);
  if (now.length > Math.max(mostLines, lines.length)) return tooLong(printed.length);
  return (
    findUnholdable(edits) ??
    (exactOutputProblems(now).length > 0
      ? impossible(
          'nothing that could be seen was printed, and an output fence may not be satisfied by silence',
          'write expect="stdout empty" on the block and remove the fence',
        )
      : { type: 'accepted', edits })
  );
}

interface Numbered {
  readonly item: ExactItem;
  readonly old: string;
}

function edit(step: Aligned<Numbered, string>): LineEdit {
  switch (step.type) {
    case 'kept':
      return { old: step.item.old, now: step.item.old };
    case 'changed':
      return { old: step.item.old, now: hide(acceptLine(step.item.old.trimEnd(), step.found)) };
    case 'dropped':
      return { old: step.item.old, now: null };
    case 'added':
      return { old: null, now: hide(step.found) };
    default:
      return step satisfies never;
  }
}

/** The log has the name of a secret where its value was printed, which would never match. */
function hide(line: string): string {
  return line.replace(redacted, '[..]');
}

function findUnholdable(edits: readonly LineEdit[]): Acceptance | null {
  for (const { old, now } of edits) {
    if (now === null || now === old) continue;
    const unseen = escapeUnseen(now.replaceAll('\t', ' '));
    const quoted = `“${unseen.slice(0, 60)}”`;
    if (now === '...') {
      return impossible(
        'the output has a line of just three dots, which a fence reads as any lines',
        elsewhere,
      );
    }
    if (unseen !== now.replaceAll('\t', ' ')) {
      return impossible(
        `the output has characters that a reader of the document could not see: ${quoted}`,
        'write [..] in their place in the fence, or expect what matters of it with expect=',
      );
    }
  }
  return null;
}

function tooLong(count: number): Acceptance {
  return impossible(
    `the output has ${count} lines, too many for a fence`,
    'write ... in the fence for the lines that do not matter, or expect their number with expect=',
  );
}

function impossible(message: string, hint: string): Acceptance {
  return { type: 'impossible', message, hint };
}

function splitLines(bytes: Uint8Array): readonly OutputLine[] {
  const lines: OutputLine[] = [];
  const splitter = new LineSplitter(defaultLimits.line, { line: (line) => lines.push(line) });
  splitter.write(bytes);
  splitter.end();
  return lines;
}
