import { splitCommands } from '../bash/calls/split-commands.ts';
import { maskPlaceholders } from '../bash/mask-placeholders.ts';
import { withTree } from '../bash/tree/with-tree.ts';
import type { Placeholder, Segment } from '../model/runbook.ts';
import {
  type ExpectComment,
  findExpectComments,
  findNearComments,
  mentionsExpect,
} from './expect-comments.ts';
import { cut, type MappedText, spanOf, trim } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';
import { readProseExpectation } from './read-expectation.ts';
import { readPlaceholders } from './read-placeholders.ts';

/** Code cut into what runs by itself, and the statements among its comments that only a person can judge. */
export interface Segments {
  readonly segments: readonly Segment[];
  readonly statements: readonly string[];
}

interface Expecting {
  readonly comment: ExpectComment;
  readonly commandEnd: number;
}

/** Code with its placeholders, and as bash reads it once they are filled in. */
interface Code {
  readonly written: MappedText;
  /** Of the same length: its offsets are those of `written`. */
  readonly masked: string;
  readonly placeholders: readonly Placeholder[];
}

/** Cuts code so that each command with an `# expect` comment stands alone; without one it stays whole. */
export function readSegments(written: MappedText, gated: boolean, context: ParseContext): Segments {
  const placeholders = readPlaceholders(written, gated, context);
  const code: Code = { written, masked: maskPlaceholders(written.value, placeholders), placeholders };
  const all = written.value.length;
  reportNear(code, context);
  if (!mentionsExpect(written.value))
    return { segments: [segment(code, 0, all, null, context)], statements: [] };
  const statements: string[] = [];
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end, comment } of placeComments(code, context)) {
    const text = trim(cut(written, comment.text, comment.span.end));
    const { expectation, statement } = readProseExpectation(text, context);
    if (statement !== null) statements.push(statement);
    if (expectation === null) continue;
    if (start > at) segments.push(segment(code, at, start, null, context));
    segments.push(segment(code, start, end, expectation, context));
    at = end;
  }
  return { segments: closeSegments(segments, code, at, context), statements };
}

/** An expectation that is written a little wrong would be a comment that nothing checks. */
function reportNear({ written, masked }: Code, context: ParseContext): void {
  if (!/exp|ect/i.test(masked)) return;
  for (const { span, claim } of withTree(context.bash, masked, findNearComments)) {
    context.report(
      'expect-comment',
      spanOf(written, span.start, span.end),
      `Unexpected comment that reads like an expectation and is none, expected \`# expect ${claim}\``,
    );
  }
}

/** What is left behind the last expectation is run by itself too, unless it holds no command. */
function closeSegments(
  segments: readonly Segment[],
  code: Code,
  at: number,
  context: ParseContext,
): readonly Segment[] {
  const last = segments.at(-1);
  const rest = code.written.value.slice(at);
  if (last !== undefined && !holdsCommand(rest))
    return [...segments.slice(0, -1), { ...last, code: last.code + rest }];
  return [...segments, segment(code, at, code.written.value.length, null, context)];
}

function segment(
  { written, placeholders }: Code,
  start: number,
  end: number,
  expectation: Segment['expectation'],
  { document }: ParseContext,
): Segment {
  const { line } = document.locate(spanOf(written, start, start)).position.start;
  const inside = placeholders.filter((each) => each.start >= start && each.end <= end);
  return {
    code: written.value.slice(start, end),
    line,
    expectation,
    placeholders: inside.map((each) => ({ ...each, start: each.start - start, end: each.end - start })),
  };
}

/** Finds the slice of code that each comment speaks about. */
function placeComments(
  code: Code,
  context: ParseContext,
): readonly { readonly start: number; readonly end: number; readonly comment: ExpectComment }[] {
  const expecting = findExpecting(code, context);
  if (expecting.length === 0) return [];
  const starts = splitCommands(context.bash, code.masked).map((slice) => slice.start);
  const bounds = [0, ...starts.slice(1), code.masked.length];
  let before = { slice: -1, end: 0 };
  return expecting.flatMap(({ comment, commandEnd }) => {
    const slice = bounds.findLastIndex((bound) => bound < commandEnd);
    if (slice === before.slice) {
      report(
        code,
        comment,
        'its command can not run apart from the one before it, which has one too',
        context,
      );
      return [];
    }
    const start = Math.max(bounds[slice] ?? 0, before.end);
    const end = Math.max(bounds[slice + 1] ?? 0, Math.min(comment.span.end + 1, code.masked.length));
    before = { slice, end };
    return [{ start, end, comment }];
  });
}

function findExpecting(code: Code, context: ParseContext): readonly Expecting[] {
  const comments = withTree(context.bash, code.masked, (root) => findExpectComments(code.masked, root));
  return comments.flatMap((comment) => {
    if ('end' in comment.command) return [{ comment, commandEnd: comment.command.end }];
    report(code, comment, comment.command.fault, context);
    return [];
  });
}

function report({ written }: Code, comment: ExpectComment, fault: string, context: ParseContext): void {
  context.report(
    'expect-comment',
    spanOf(written, comment.span.start, comment.span.end),
    `Unexpected \`# expect\`: ${fault}`,
  );
}

/** Whether code holds more than blank lines and comments. */
function holdsCommand(code: string): boolean {
  return code.split('\n').some((line) => !/^\s*(?:#|$)/.test(line));
}
