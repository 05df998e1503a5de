import { isArithmetic } from '../tree/arithmetic.ts';
import { lastingAssignment, readAssignment } from '../tree/assignment.ts';
import type { BashNode, BashParser } from '../tree/bash-parser.ts';
import { isRedirect, readInput, readRedirects, spanOf, wordsBehind } from '../tree/read-redirects.ts';
import type { Background, Input, Redirect, ShellCommand, Span } from '../tree/shell-command.ts';
import { withTree } from '../tree/with-tree.ts';
import { readWord, type Word } from '../tree/word.ts';
import { backgroundOf } from './background-of.ts';
import { bareGroups } from './bare-groups.ts';
import { hiddenCode } from './hidden-code.ts';
import { findUnread } from './unread-code.ts';

/**
 * The simple commands of some code as they are written, in order; nothing is looked into. `input` is what they all
 * read. Code that cannot be read, or is nested too deeply to be walked, is a command of which nothing can be told.
 */
export function readCommands(
  parser: BashParser,
  code: string,
  input: Input | null = null,
): readonly ShellCommand[] {
  return withTree(parser, bareGroups(code), (root) => {
    const found: ShellCommand[] = [];
    const scope = { parser, code, found, definedIn: null, input, background: null, trailing: nothing };
    try {
      visit(root, scope);
      const unread = findUnread(root, code);
      return unread === null ? found : [...found, unreadAt(unread, scope)];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [{ ...commandAt(root, scope), opaque: 'is nested too deeply to be followed' }];
    }
  });
}

/** Redirections, and words between them, that stand behind a command, a pipeline or a list. */
interface Trailing {
  readonly redirects: readonly Redirect[];
  readonly words: readonly Word[];
  readonly input: Input | null;
  readonly source: string;
}

interface Scope {
  readonly parser: BashParser;
  readonly code: string;
  readonly found: ShellCommand[];
  readonly definedIn: string | null;
  readonly input: Input | null;
  readonly background: Background | null;
  readonly trailing: Trailing;
}

const nothing: Trailing = { redirects: [], words: [], input: null, source: '' };
const simpleCommands = new Set(['command', 'declaration_command', 'unset_command']);

function visit(node: BashNode, around: Scope): void {
  const scope = { ...around, background: around.background ?? backgroundOf(node) };
  if (simpleCommands.has(node.type)) visitCommand(node, scope);
  else if (node.type === 'redirected_statement') visitRedirected(node, scope);
  else if (node.type === 'pipeline' || node.type === 'list') visitSequence(node, scope);
  else if (!isArithmetic(node)) visitCompound(node, scope);
  const assigned = lastingAssignment(node);
  if (assigned !== null) scope.found.push({ ...commandAt(node, scope), assigns: [assigned] });
  visitHidden(node, scope);
}

function visitCompound(node: BashNode, scope: Scope): void {
  if (node.namedChildCount === 0) return;
  const name = node.type === 'function_definition' ? (node.childForFieldName('name')?.text ?? '') : null;
  const inner = { ...scope, definedIn: scope.definedIn ?? name, trailing: nothing };
  const redirects = namedChildren(node).filter(isRedirect).flatMap(readRedirects);
  if (redirects.length > 0) pushRedirects(node, { ...nothing, redirects }, inner);
  visitChildren(node, inner);
}

function visitChildren(node: BashNode, scope: Scope): void {
  for (const child of namedChildren(node)) visit(child, scope);
}

/** What trails a pipeline or a list belongs to its last command; behind a `|`, commands read the pipe. */
function visitSequence(node: BashNode, scope: Scope): void {
  const last = namedChildren(node).at(-1)?.id;
  let { input } = scope;
  for (const part of node.children) {
    if (part === null) continue;
    if (part.type.startsWith('|') && node.type === 'pipeline') input = { type: 'pipe' };
    visit(part, { ...scope, input, trailing: part.id === last ? scope.trailing : nothing });
  }
}

function visitRedirected(node: BashNode, scope: Scope): void {
  const body = node.childForFieldName('body');
  const trailing = trailingOf(node, body, scope);
  if (body === null) pushRedirects(node, trailing, scope);
  else if (simpleCommands.has(body.type) || body.type === 'list' || body.type === 'pipeline') {
    visit(body, { ...scope, trailing });
  } else {
    pushRedirects(node, trailing, scope);
    visit(body, { ...scope, input: trailing.input === null ? scope.input : null, trailing: nothing });
  }
  // Substitutions, and what follows a heredoc's start on its line.
  for (const part of namedChildren(node).filter(isRedirect)) {
    visitChildren(part, { ...scope, trailing: nothing });
    visitHidden(part, scope);
  }
}

function trailingOf(node: BashNode, body: BashNode | null, scope: Scope): Trailing {
  const nodes = namedChildren(node).filter(isRedirect);
  const heredoc = nodes.some(({ type }) => type === 'heredoc_redirect');
  const source = node.text.slice(body === null ? 0 : body.endIndex - node.startIndex);
  return {
    redirects: nodes.flatMap(readRedirects),
    words: nodes.flatMap(wordsBehind),
    input: readInput(nodes, scope.code),
    // Without the bodies of heredocs.
    source: heredoc ? (source.split('\n', 1)[0] ?? '') : source,
  };
}

function visitCommand(node: BashNode, scope: Scope): void {
  const { trailing } = scope;
  const redirects = namedChildren(node).filter(isRedirect);
  scope.found.push({
    ...commandAt(node, scope),
    words: [...wordsOf(node), ...trailing.words],
    redirects: [...redirects.flatMap(readRedirects), ...trailing.redirects],
    assigns: namedChildren(node)
      .filter((child) => isPrefixAssignment(child, node))
      .map((child) => readAssignment(child, false)),
    input: readInput(redirects, scope.code) ?? trailing.input ?? scope.input,
    source: node.text + trailing.source,
  });
  visitChildren(node, { ...scope, input: null, trailing: nothing });
}

function pushRedirects(node: BashNode, trailing: Trailing, scope: Scope): void {
  const { redirects, source } = trailing;
  if (redirects.length > 0) scope.found.push({ ...commandAt(node, scope), redirects, source: source.trim() });
}

function commandAt(node: BashNode, scope: Scope): ShellCommand {
  const { input, definedIn, background } = scope;
  return { ...plain, ...spanOf(node), input, source: node.text, definedIn, background };
}

/** Why a stretch cannot be judged that the grammar does not know. */
export const unfollowed = 'has syntax that cannot be followed';

function unreadAt({ text, ...span }: Span & { readonly text: string }, { input }: Scope): ShellCommand {
  return { ...plain, ...span, input, source: text, definedIn: null, opaque: unfollowed };
}

const plain = {
  words: [],
  redirects: [],
  assigns: [],
  where: 'session',
  through: [],
  outer: [],
  script: false,
  fed: false,
  carries: false,
  background: null,
  opaque: null,
} as const;

/**
 * The words of a command node, the command word first. Nodes that touch are one word, even where the grammar cuts
 * them, and so are those that only a continued line parts.
 */
export function wordsOf(command: BashNode): readonly Word[] {
  const groups: BashNode[][] = [];
  const source = command.text;
  for (const node of command.children) {
    if (node === null || isRedirect(node) || isPrefixAssignment(node, command)) continue;
    const last = groups.at(-1);
    const end = last?.at(-1)?.endIndex ?? command.startIndex;
    const gap = source.slice(end - command.startIndex, node.startIndex - command.startIndex);
    if (last !== undefined && /^(\\\n)*$/.test(gap)) last.push(node);
    else groups.push([node]);
  }
  return groups.map(readWord);
}

function isPrefixAssignment(node: BashNode, command: BashNode): boolean {
  return node.type === 'variable_assignment' && command.type === 'command';
}

function namedChildren(node: BashNode): readonly BashNode[] {
  return node.namedChildren.filter((child) => child !== null);
}

function visitHidden(node: BashNode, scope: Scope): void {
  for (const code of hiddenCode(node)) {
    for (const command of readCommands(scope.parser, code)) {
      // A pattern is not made to be read as a command: what could not be read in it was none.
      if (command.words.length > 0 || command.opaque === null)
        scope.found.push({ ...command, ...spanOf(node), definedIn: scope.definedIn });
    }
  }
}
