import type { BashNode } from './bash-parser.ts';

/**
 * Shell code that a node holds and the grammar does not see: substitutions in patterns and in the words of
 * `${x:-...}`, in backticks within backticks, and in backticks of a heredoc. `code` is what the tree was made of.
 */
export function hiddenCode(node: BashNode, code: string): readonly string[] {
  switch (node.type) {
    case 'word':
      return inBackticks(node.text);
    case 'regex':
    case 'extglob_pattern':
      return /\$|[`<>]/.test(node.text) ? [`: ${node.text}`] : [];
    case 'command_substitution':
      return node.text.startsWith('`') ? inBackticks(unescaped(node.text.slice(1, -1))) : [];
    case 'heredoc_redirect':
      return inHeredoc(node, code);
    default:
      return [];
  }
}

function inHeredoc(node: BashNode, code: string): readonly string[] {
  const start = node.namedChildren.find((child) => child?.type === 'heredoc_start');
  const end = node.namedChildren.find((child) => child?.type === 'heredoc_end');
  if (!start || !end || /['"\\]/.test(start.text)) return [];
  const body = code.slice(start.endIndex, end.startIndex);
  return inBackticks(body.slice(body.indexOf('\n') + 1));
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
