import type { BashNode } from './bash-parser.ts';

/** Stands in a shape for text that is known only when the command runs. */
export const unknownText = '\0';

/** One word of a command. */
export interface Word {
  /** As written, quotes included. */
  readonly text: string;
  /** As bash passes it on, with `unknownText` where expansions and globs stand. */
  readonly shape: string;
  /** The shape where all of it is known, else `null`. */
  readonly literal: string | null;
}

/** Makes a word of known text, or of a shape. */
export function wordOf(text: string, shape: string = text): Word {
  return { text, shape, literal: shape.includes(unknownText) ? null : shape };
}

/** Reads nodes that stand side by side without a blank as the one word they are. */
export function readWord(nodes: readonly BashNode[]): Word {
  // `$"text"` is its text, translated; the grammar may cut it behind the dollar sign.
  const translated = (index: number) => nodes[index]?.type === '$' && nodes[index + 1]?.type === 'string';
  const pieces = nodes.flatMap((node, index) => (translated(index) ? [] : piecesOf(node)));
  return wordOf(nodes.map((node) => node.text).join(''), hideGlobs(pieces));
}

/** A word as text for another shell to read: what is unknown stays an expansion. */
export function shellText(word: Word): string {
  return word.shape.replaceAll(unknownText, '$x');
}

interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

const quoted = (text: string): Piece => ({ text, quoted: true });

function piecesOf(node: BashNode): readonly Piece[] {
  switch (node.type) {
    case 'concatenation':
    case 'command_name':
    case 'variable_assignment':
    case 'brace_expression':
      return node.children.flatMap((child) => (child === null ? [] : piecesOf(child)));
    case 'raw_string':
      return [quoted(node.text.slice(1, -1))];
    case 'ansi_c_string':
      return [quoted(decodeAnsi(node.text.slice(2, -1)))];
    case 'translated_string':
      return node.namedChildren.flatMap((child) => (child === null ? [] : piecesOf(child)));
    case 'string':
      return [quoted(doubleQuoted(node))];
    case 'simple_expansion':
    case 'expansion':
    case 'command_substitution':
    case 'process_substitution':
    case 'arithmetic_expansion':
      return [quoted(unknownText)];
    default:
      return unquoted(node.text);
  }
}

function unquoted(text: string): readonly Piece[] {
  const parts = text.split(/\\([\s\S])/);
  return parts.map((part, index) =>
    index % 2 === 0 ? { text: part, quoted: false } : quoted(part === '\n' ? '' : part),
  );
}

/** The blanks between the children of a string are no nodes, so the text is cut around the expansions. */
function doubleQuoted(node: BashNode): string {
  const source = node.text;
  let text = '';
  let at = 1;
  for (const child of node.namedChildren) {
    if (child === null || child.type === 'string_content') continue;
    text += withoutEscapes(source.slice(at, child.startIndex - node.startIndex)) + unknownText;
    at = child.endIndex - node.startIndex;
  }
  return text + withoutEscapes(source.slice(at, -1));
}

/** Text between double quotes or in a heredoc, its escapes resolved. */
export function withoutEscapes(text: string): string {
  return text.replace(/\\([$`"\\\n])/g, (_, char: string) => (char === '\n' ? '' : char));
}

const controls: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
};

function decodeAnsi(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g,
    (_, hex?: string, short?: string, long?: string, octal?: string, control?: string, char?: string) => {
      if (char !== undefined) return controls[char] ?? char;
      if (control !== undefined) return String.fromCharCode(control.toUpperCase().charCodeAt(0) ^ 64);
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return String.fromCodePoint(Math.min(Number.parseInt(hex ?? short ?? long ?? '', 16), 0x10_ff_ff));
    },
  );
}

/** Unquoted `*`, `?`, `[ab]`, `{a,b}` and `{1..3}` are replaced by what is there when the command runs. */
function hideGlobs(pieces: readonly Piece[]): string {
  const shape = pieces.map((piece) => piece.text).join('');
  const bare = pieces.map((piece) => (piece.quoted ? 'x'.repeat(piece.text.length) : piece.text)).join('');
  let result = '';
  let at = 0;
  for (const glob of bare.matchAll(/[*?]|\[[^\]]+\]|\{[^{}]*(?:,|\.\.)[^{}]*\}/g)) {
    result += shape.slice(at, glob.index) + unknownText;
    at = glob.index + glob[0].length;
  }
  return result + shape.slice(at);
}
