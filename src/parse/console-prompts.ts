import { findOpenHeredoc } from '../bash/tree/open-end.ts';
import { withTree } from '../bash/tree/with-tree.ts';
import { mentionsExpect } from './expect-comments.ts';
import type { Fence } from './fence.ts';
import { codeOf } from './fence.ts';
import { cut, join, type MappedText, spanOf } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';
import { readsAsCommands } from './reads-as-commands.ts';

/** A fence with prompts: what is typed, and what the document shows as output. */
export interface Prompted {
  /** Commands on neighbouring lines, without their prompts. */
  readonly stretches: readonly MappedText[];
  readonly shown: readonly string[];
}

/**
 * The prompt that marks commands in a fence, `null` when all of it is code. A console fence has nothing but what is
 * prompted, so that one without a prompt holds no command.
 */
export function findPrompt(fence: Fence): '$ ' | '# ' | null {
  const lines = fence.lines.map(({ value }) => value);
  if (fence.kind !== 'console') {
    const first = lines.find((line) => !/^\s*(?:#|$)/.test(line));
    return first?.startsWith('$ ') ? '$ ' : null;
  }
  return lines.some((line) => line.startsWith('$ ')) ? '$ ' : '# ';
}

/** Takes prompted lines and their continuations as commands and the rest as output. */
export function readPrompts(fence: Fence, prompt: '$ ' | '# ', context: ParseContext): Prompted {
  const stretches: MappedText[][] = [];
  const shown: string[] = [];
  let current: MappedText[] | null = null;
  reportUnprompted(fence, prompt, context);
  const marks = prompt === '# ' && hasProseComments(fence) ? null : prompt;
  const lines = skipHead(fence);
  for (const [index, line] of lines.entries()) {
    if (current !== null && isInHeredoc(current, lines.slice(index), context)) current.push(line);
    else if (current !== null && continues(current, line.value, context)) {
      current.push(line.value.startsWith('> ') ? cut(line, 2) : line);
    } else if (isStrayExpect(line.value)) reportStray(line, context);
    else if (marks !== null && line.value.startsWith(marks)) {
      if (current === null) {
        current = [];
        stretches.push(current);
      }
      current.push(cut(line, marks.length));
    } else if (line.value.trim() === '' && current !== null) current.push(line);
    else {
      shown.push(line.value);
      if (line.value.trim() !== '') current = null;
    }
  }
  return { stretches: stretches.map((lines) => join(dropBlank(lines), '\n')), shown: dropBlankEnds(shown) };
}

/** Nothing prints before the first command, so that what stands there in a console is one, or nothing. */
function reportUnprompted(fence: Fence, prompt: '$ ' | '# ', context: ParseContext): void {
  if (fence.kind !== 'console' || prompt !== '$ ') return;
  const first = fence.lines.findIndex(({ value }) => value.startsWith(prompt));
  const head = fence.lines.slice(0, first);
  const line = head.find(({ value }) => !/^\s*(?:#|$)/.test(value));
  if (line === undefined || !readsAsCommands(head.map(({ value }) => value).join('\n'), context)) return;
  const message =
    'Unexpected command without a prompt, which would not run; expected `$ ` before it like before the others';
  context.report('mixed-prompts', spanOf(line), message);
}

/** Comments before the first prompt of a shell fence are comments, not output. */
function skipHead(fence: Fence): Fence['lines'] {
  if (fence.kind === 'console') return fence.lines;
  const first = fence.lines.findIndex(({ value }) => value.startsWith('$ '));
  return fence.lines.filter(({ value }, index) => index >= first || isStrayExpect(value));
}

/** A line goes on with the command before it: after a backslash, or as `> ` of a command that is not complete. */
function continues(lines: readonly MappedText[], next: string, context: ParseContext): boolean {
  const code = lines.map(({ value }) => value).join('\n');
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(code)) return true;
  return next.startsWith('> ') && withTree(context.bash, code, (root) => root.hasError);
}

/** Pasted with its heredoc, which no shell gives a prompt in a document: up to the line that ends it. */
function isInHeredoc(
  lines: readonly MappedText[],
  rest: readonly MappedText[],
  { bash }: ParseContext,
): boolean {
  const code = lines.map(({ value }) => value).join('\n');
  if (!code.includes('<<')) return false;
  const open = findOpenHeredoc(bash, code);
  return open !== null && rest.some(({ value }) => value.replace(/^\t+/, '') === open.delimiter);
}

/**
 * `# Delete the pool` explains the lines below it: no command begins with a capital letter and goes on in words. A session
 * of root begins with its prompt, so that below a line without one `# ` is a comment too.
 */
function hasProseComments({ lines }: Fence): boolean {
  const first = lines.find(({ value }) => value.trim() !== '');
  return (
    first?.value.startsWith('# ') !== true ||
    lines.some(({ value }) => /^# [A-Z][a-z']+(?: [A-Za-z]|:?$)/.test(value))
  );
}

function isStrayExpect(line: string): boolean {
  return line.startsWith('#') && mentionsExpect(line);
}

function reportStray(line: MappedText, context: ParseContext): void {
  const message =
    'Unexpected `# expect`: no command ends on its line; put it at the end of the line of its command';
  context.report('expect-comment', spanOf(line), message);
}

function dropBlank(lines: readonly MappedText[]): readonly MappedText[] {
  return lines.slice(0, lines.findLastIndex(({ value }) => value.trim() !== '') + 1);
}

function dropBlankEnds(lines: readonly string[]): readonly string[] {
  const filled = (line: string) => line.trim() !== '';
  const first = lines.findIndex(filled);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(filled) + 1);
}

const quoting = new Set(['heredoc_body', 'string', 'string_content', 'raw_string', 'ansi_c_string']);

/** Refuses `$ ` at the start of a line of plain code: either all commands have a prompt or none. */
export function reportStrayPrompts(fence: Fence, context: ParseContext): void {
  const code = codeOf(fence);
  const prompts = Array.from(code.value.matchAll(/^\$ /gm));
  if (prompts.length === 0) return;
  const strays = withTree(context.bash, code.value, (root) =>
    prompts.filter(({ index }) => !quoting.has(root.descendantForIndex(index, index + 1)?.type ?? '')),
  );
  for (const { index } of strays) {
    const message = 'Unexpected prompt, expected one before every command of the block or before none';
    context.report('mixed-prompts', spanOf(code, index, index + 1), message);
  }
}
