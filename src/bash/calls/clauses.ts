import type { Word } from '../tree/word.ts';
import { baseName } from './base-name.ts';
import { hidePlaceholder } from './carry.ts';

/** Commands and code that stand among other arguments of a command. */
export interface Clauses {
  readonly words: readonly (readonly Word[])[];
  readonly code: readonly Word[];
}

const none: Clauses = { words: [], code: [] };

/** Finds the commands of `find -exec` and `coproc`, and the code of `trap`. */
export function findClauses(words: readonly Word[]): Clauses {
  switch (baseName(words[0])) {
    case 'find':
      return { words: execClauses(words), code: [] };
    case 'coproc':
      return { words: [words.slice(1 + words.findIndex((word) => word.shape === '{') || 1)], code: [] };
    case 'trap':
      return { words: [], code: trapCode(words) };
    default:
      return none;
  }
}

function execClauses(words: readonly Word[]): readonly (readonly Word[])[] {
  return words.flatMap((word, index) => {
    if (!/^-(exec|ok)(dir)?$/.test(word.shape)) return [];
    const rest = words.slice(index + 1);
    const end = rest.findIndex(({ shape }) => shape === ';' || shape === '+');
    const clause = end < 0 ? rest : rest.slice(0, end);
    return [clause.map((each) => hidePlaceholder(each, '{}'))];
  });
}

/** `trap - INT` and `trap '' INT` hold no code; `trap -p` has an option. */
function trapCode(words: readonly Word[]): readonly Word[] {
  const code = words[1]?.shape === '--' ? words[2] : words[1];
  return code === undefined || code.shape.startsWith('-') || code.shape === '' ? [] : [code];
}
