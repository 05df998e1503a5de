import { splitCommands } from '../bash/split-commands.ts';
import { withTree } from '../bash/with-tree.ts';
import type { Segment } from '../model/runbook.ts';
import {
  type ExpectComment,
  findExpectComments,
  findNearComments,
  mentionsExpect,
} from './expect-comments.ts';
import { cut, type MappedText, spanOf, trim } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';
import { readProseExpectation } from './read-expectation.ts';

/** Code cut into what runs by itself, and the statements among its comments that only a person can judge. */
export interface Segments {
  readonly segments: readonly Segment[];
  readonly statements: readonly string[];
}

interface Expecting {
  readonly comment: ExpectComment;
  readonly commandEnd: number;
}

/** Cuts code so that each command with an `# expect` comment stands alone; without one it stays whole. */
export function readSegments(code: MappedText, context: ParseContext): Segments {
  reportNear(code, context);
  if (!mentionsExpect(code.value)) return { segments: [segment(code, null, context)], statements: [] };
  const statements: string[] = [];
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end, comment } of placeComments(code, context)) {
    const text = trim(cut(code, comment.text, comment.span.end));
    const { expectation, statement } = readProseExpectation(text, context);
    if (statement !== null) statements.push(statement);
    if (expectation === null) continue;
    if (start > at) segments.push(segment(cut(code, at, start), null, context));
    segments.push(segment(cut(code, start, end), expectation, context));
    at = end;
  }
  return { segments: closeSegments(segments, cut(code, at), context), statements };
}

/** An expectation that is written a little wrong would be a comment that nothing checks. */
function reportNear(code: MappedText, context: ParseContext): void {
  if (!/exp|ect/i.test(code.value)) return;
  for (const { span, claim } of withTree(context.bash, code.value, findNearComments)) {
    context.report(
      'expect-comment',
      spanOf(code, span.start, span.end),
      `Unexpected comment that reads like an expectation and is none, expected \`# expect ${claim}\``,
    );
  }
}

/** What is left behind the last expectation is run by itself too, unless it holds no command. */
function closeSegments(
  segments: readonly Segment[],
  rest: MappedText,
  context: ParseContext,
): readonly Segment[] {
  const last = segments.at(-1);
  if (last === undefined) return [segment(rest, null, context)];
  if (holdsCommand(rest.value)) return [...segments, segment(rest, null, context)];
  return [...segments.slice(0, -1), { ...last, code: last.code + rest.value }];
}

function segment(code: MappedText, expectation: Segment['expectation'], { document }: ParseContext): Segment {
  const line = document.locate(spanOf(code, 0, 0)).position.start.line;
  return { code: code.value, line, expectation, placeholders: [] };
}

/** Finds the slice of code that each comment speaks about. */
function placeComments(
  code: MappedText,
  context: ParseContext,
): readonly { readonly start: number; readonly end: number; readonly comment: ExpectComment }[] {
  const expecting = findExpecting(code, context);
  if (expecting.length === 0) return [];
  const starts = splitCommands(context.bash, code.value).map((slice) => slice.start);
  const bounds = [0, ...starts.slice(1), code.value.length];
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
    const end = Math.max(bounds[slice + 1] ?? 0, Math.min(comment.span.end + 1, code.value.length));
    before = { slice, end };
    return [{ start, end, comment }];
  });
}

function findExpecting(code: MappedText, context: ParseContext): readonly Expecting[] {
  const comments = withTree(context.bash, code.value, (root) => findExpectComments(code.value, root));
  return comments.flatMap((comment) => {
    if ('end' in comment.command) return [{ comment, commandEnd: comment.command.end }];
    report(code, comment, comment.command.fault, context);
    return [];
  });
}

function report(code: MappedText, comment: ExpectComment, fault: string, context: ParseContext): void {
  context.report(
    'expect-comment',
    spanOf(code, comment.span.start, comment.span.end),
    `Unexpected \`# expect\`: ${fault}`,
  );
}

/** Whether code holds more than blank lines and comments. */
function holdsCommand(code: string): boolean {
  return code.split('\n').some((line) => !/^\s*(?:#|$)/.test(line));
}
