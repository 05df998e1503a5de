import { isArithmetic } from '../tree/arithmetic.ts';
import type { BashNode } from '../tree/bash-parser.ts';

/**
 * Shell code that a node holds and the grammar does not see: substitutions in patterns and in the words of
 * `${x:-...}`, in backticks within or beside backticks, and much of what stands in a heredoc, arithmetic included.
 */
export function hiddenCode(node: BashNode): readonly string[] {
  switch (node.type) {
    case 'word':
      return inBackticks(node.text);
    case 'regex':
    case 'extglob_pattern':
      return inPattern(node.text);
    case 'command_substitution':
      if (isArithmetic(node)) return [...asString(node.text), ...inBackticks(node.text)];
      return /^\s*`/.test(node.text) ? withinBackticks(node.text.trimStart()) : [];
    case 'heredoc_redirect':
      return inHeredoc(node);
    case 'raw_string':
      return isEvaluated(node) ? [...asString(node.text.slice(1, -1)), ...inBackticks(node.text)] : [];
    default:
      return [];
  }
}

/** The grammar takes `a` and `b` in one string for one substitution, where only blanks are between them. */
function withinBackticks(text: string): readonly string[] {
  const beside = inBackticks(text);
  if (beside.length > 1) return beside;
  const inner = text.slice(1, -1);
  return unescaped(inner) === inner ? [] : [unescaped(inner)];
}

/** The grammar sees no backticks in a body, and few expansions before which there are only blanks. */
function inHeredoc(node: BashNode): readonly string[] {
  const part = (type: string) => node.namedChildren.find((child) => child?.type === type);
  const start = part('heredoc_start');
  const end = part('heredoc_end');
  if (!start || !end || /['"\\]/.test(start.text)) return [];
  const seen = part('heredoc_body')?.namedChildren ?? [];
  const text = blank(node, seen).slice(start.endIndex - node.startIndex, end.startIndex - node.startIndex);
  const body = text.slice(text.indexOf('\n') + 1);
  return [...asString(body), ...inBackticks(body)];
}

/** In a string the grammar sees what it passes over elsewhere. Quotes would end that; without them the same commands are found. */
function asString(text: string): readonly string[] {
  return text.includes('$') ? [`: "${text.replace(/["`]/g, ' ')}"`] : [];
}

function inPattern(text: string): readonly string[] {
  const processes = /[<>]\(/.test(text) ? [`: x${text}`] : [];
  return [...asString(text), ...inBackticks(text), ...processes];
}

const evaluators = /^(?:let|test|\[|printf\s+-v|read|mapfile|readarray|getopts|wait)\s/;

/** Bash runs what stands in the index of a variable's name, quoted or not: `[[ -v 'a[$(command)]' ]]`. */
function isEvaluated(node: BashNode): boolean {
  if (!/\[[^\]]*[$`]/.test(node.text)) return false;
  for (let at = node.parent; at !== null; at = at.parent) {
    if (/^(?:test|unset|declaration)_command$/.test(at.type)) return true;
    if (at.type === 'command') return evaluators.test(at.text);
  }
  return false;
}

/** The text of a node, with blanks where the parts stand. */
function blank(node: BashNode, parts: readonly (BashNode | null)[]): string {
  let text = node.text;
  for (const part of parts) {
    if (part === null || part.type === 'heredoc_content') continue;
    const [from, to] = [part.startIndex - node.startIndex, part.endIndex - node.startIndex];
    text = text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);
  }
  return text;
}

function inBackticks(text: string): readonly string[] {
  if (!text.includes('`')) return [];
  const found = text.replace(/\\[^`]/g, '  ').matchAll(/(?<!\\)`((?:\\[\s\S]|[^`\\])*)`/g);
  return Array.from(found, ({ index, 0: whole }) =>
    unescaped(text.slice(index + 1, index + whole.length - 1)),
  );
}

/** A backslash in backticks makes the next of these characters stand for itself. */
function unescaped(text: string): string {
  return text.replace(/\\([$`\\])/g, '$1');
}
