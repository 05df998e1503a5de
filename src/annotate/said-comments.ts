import { splitCommands } from '../bash/calls/split-commands.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { withTree } from '../bash/tree/with-tree.ts';
import { claimLiterals, readRest } from './said-output.ts';

const says =
  /^#+\s*(?:(=>|->|→|output:|prints?:?|returns?:?|should (?:print|show|return|say|output|be|list))\s*)(.+)$/i;

/** What a comment behind the only command of a block says it prints, as an expectation; `null`: none does. */
export function readSaidComment(bash: BashParser, code: string): string | null {
  if (!code.includes('#') || splitCommands(bash, code).length !== 1) return null;
  const comment = withTree(bash, code, (root) => {
    const last = root.descendantsOfType('comment').at(-1);
    const before = last?.previousNamedSibling;
    if (!last || !before || last.parent?.type !== 'program') return null;
    return before.endPosition.row === last.startPosition.row && before.type !== 'comment' ? last.text : null;
  });
  const rest = says.exec(comment ?? '')?.[2]?.trim() ?? '';
  if (rest === '') return null;
  const bare = /^[\w.-]*[A-Za-z][\w.-]*$/.test(rest) ? claimLiterals([rest]) : null;
  return readRest(rest) ?? bare;
}
