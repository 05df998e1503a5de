import { maskPlaceholders } from './mask-placeholders.ts';
import type { BashNode, BashParser } from './tree/bash-parser.ts';
import { withTree } from './tree/with-tree.ts';

/** `<name>` in some code; offsets into it, `end` exclusive, the brackets are part of it. */
interface Placeholder {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A placeholder that nothing can fill, and where it stands: "in quotes". */
type MisplacedPlaceholder = Placeholder & { readonly where: string };

/** What looks like a placeholder in some code, in order of appearance. */
interface FoundPlaceholders {
  /** Whole unquoted words, which a value can stand for. */
  readonly words: readonly Placeholder[];
  readonly misplaced: readonly MisplacedPlaceholder[];
}

/** What tools print for a value that is not there, or authors for output that is left out. Who compares with it means just that. */
const printed = new Set(
  'none null nil unset unknown pending invalid empty defunct missing snip truncated omitted redacted'.split(
    ' ',
  ),
);

export function isPrinted(name: string): boolean {
  return printed.has(name);
}

const name = '[A-Za-z][A-Za-z0-9_-]*';
const bare = new RegExp(`(?<=^|[\\s;&|(])<(${name})>(?=$|[\\s;&|)])`, 'gm');
const quoted = new RegExp(`(["'])<(${name})>\\1`, 'g');
const inText = new RegExp(`(?<![\\w<])<(${name})>(?![\\w>])`, 'g');

/** Finds `<id>` and the like where an author means a value that is still to be given; executes nothing. */
export function findPlaceholders(parser: BashParser, code: string): FoundPlaceholders {
  if (code.search(new RegExp(`<${name}>`)) === -1) return { words: [], misplaced: [] };
  const candidates = Array.from(code.matchAll(bare), ({ 0: text, 1: name = '', index }) => ({
    name,
    start: index,
    end: index + text.length,
  }));
  return withTree(parser, maskPlaceholders(code, candidates), (root) => {
    const words: Placeholder[] = [];
    const misplaced: MisplacedPlaceholder[] = [...findQuoted(code, root)];
    for (const candidate of candidates) {
      const where = judge(nodeAt(root, candidate), candidate);
      if (where === 'argument') words.push(candidate);
      else if (where !== null) misplaced.push({ ...candidate, where });
    }
    const known = new Set([...words, ...misplaced].map(({ start }) => start));
    misplaced.push(...findInHeredocs(code, root).filter(({ start }) => !known.has(start)));
    return { words, misplaced: misplaced.sort((a, b) => a.start - b.start) };
  });
}

function nodeAt(root: BashNode, { start, end }: Placeholder): BashNode | null {
  return root.descendantForIndex(start, end - 1);
}

const lists = new Set(['command', 'for_statement', 'case_statement', 'array', 'heredoc_redirect']);

const texts = new Set([
  'comment',
  'string',
  'string_content',
  'raw_string',
  'ansi_c_string',
  'heredoc_body',
  'heredoc_content',
  'regex',
]);

/** `argument` where a value may stand, a place where none may, or `null` for what is text or arithmetic. */
function judge(node: BashNode | null, { start, end }: Placeholder): string | null {
  if (node === null || texts.has(node.type) || isArithmetic(node)) return null;
  // Bash would take it for two redirections, so what is not understood is not left to run.
  const unknown = 'where the shell code can not be read';
  if (node.startIndex !== start || node.endIndex !== end) return unknown;
  const parent = node.parent?.type ?? '';
  if (node.type === 'variable_name') return 'as the name of a variable';
  if (node.type === 'command_name' || parent === 'command_name') return 'in the place of a command';
  if (node.type !== 'word') return unknown;
  if (isIn(node, (at) => at.type === 'heredoc_body')) return 'in a heredoc';
  if (isIn(node, (at) => at.type === 'command_substitution' && at.text.startsWith('`')))
    return 'in backticks';
  if (lists.has(parent)) return 'argument';
  if (parent === 'file_redirect') return isBehindTarget(node) ? 'argument' : 'as the target of a redirection';
  if (parent === 'herestring_redirect') return 'as the text of a redirection';
  return parent.endsWith('_expression') ? 'in a test' : unknown;
}

function isArithmetic(node: BashNode): boolean {
  for (let at: BashNode | null = node; at !== null; at = at.parent) {
    if (at.type === 'arithmetic_expansion' || at.type === 'c_style_for_statement') return true;
    if (at.type === 'compound_statement' && at.text.startsWith('((')) return true;
    if (at.type === 'command_substitution') return false;
  }
  return false;
}

/** The grammar counts what follows the target of a redirection to it; bash passes it to the command. */
function isBehindTarget(node: BashNode): boolean {
  const before = node.previousNamedSibling;
  return before !== null && before.type !== 'file_descriptor';
}

function isIn(node: BashNode, isSo: (at: BashNode) => boolean): boolean {
  for (let at: BashNode | null = node; at !== null; at = at.parent) if (isSo(at)) return true;
  return false;
}

function findQuoted(code: string, root: BashNode): readonly MisplacedPlaceholder[] {
  return Array.from(code.matchAll(quoted)).flatMap(({ 0: text, 2: name = '', index }) => {
    const end = index + text.length;
    let node = root.descendantForIndex(index, index + 1);
    while (node !== null && node.type !== 'string' && node.type !== 'raw_string') node = node.parent;
    if (node === null || node.startIndex !== index || node.endIndex !== end) return [];
    if (isSearched(node) || isPrinted(name)) return [];
    return [{ name, start: index + 1, end: end - 1, where: 'in quotes' }];
  });
}

/** What `grep '<none>'` looks for is no placeholder. */
function isSearched(node: BashNode): boolean {
  let at: BashNode | null = node;
  while (at !== null && at.type !== 'command') at = at.parent;
  return /^(?:[efz]?grep|rg|ag|sed|[gm]?awk|jq|perl)$/.test(at?.childForFieldName('name')?.text ?? '');
}

/** In markup `<id>` is a tag. */
function findInHeredocs(code: string, root: BashNode): readonly MisplacedPlaceholder[] {
  return root.descendantsOfType('heredoc_body').flatMap((body) => {
    if (body === null) return [];
    const text = code.slice(body.startIndex, body.endIndex);
    if (/<\/[A-Za-z]|\/>/.test(text)) return [];
    return Array.from(text.matchAll(inText), ({ 0: written, 1: name = '', index }) => {
      const start = body.startIndex + index;
      return { name, start, end: start + written.length, where: 'in a heredoc' };
    });
  });
}
