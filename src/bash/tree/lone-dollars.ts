import type { BashTree } from './bash-parser.ts';

/** A letter to the grammar; as long as the dollar sign, so that every place stays where it is. */
const standIn = '＄';

/**
 * Parses shell code with a parser of bare tree-sitter-bash. To bash a dollar sign before a blank is a character like
 * any other; the grammar skips the blank and takes what follows for a variable, even on the next line, and so hides
 * commands. Such dollar signs are read as a letter.
 */
export function parseAroundLoneDollars(parse: (code: string) => BashTree, code: string): BashTree {
  let text = code;
  for (;;) {
    const tree = parse(text);
    const lone = /\$\s/.test(text) ? findLoneDollars(tree) : [];
    if (lone.length === 0) return tree;
    tree.delete();
    text = replaceAt(text, lone);
  }
}

function findLoneDollars(tree: BashTree): readonly number[] {
  return tree.rootNode.descendantsOfType('simple_expansion').flatMap((node) => {
    // In a string, blanks before the dollar sign belong to the node.
    const lone = /^\s*\$(?=\s)/.exec(node?.text ?? '');
    return node === null || lone === null ? [] : [node.startIndex + lone[0].length - 1];
  });
}

function replaceAt(text: string, offsets: readonly number[]): string {
  const characters = text.split('');
  for (const offset of offsets) characters[offset] = standIn;
  return characters.join('');
}
