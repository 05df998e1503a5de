import type { BashNode } from './bash-parser.ts';
import { readWord, type Word, wordOf } from './word.ts';

/** A variable that some code sets by `NAME=...`, `for NAME in`, or `${NAME:=...}`. */
export interface Assignment {
  readonly name: string;
  /** `null`: it is more than one word, or known only when it runs. */
  readonly value: Word | null;
  /** It is set for what follows too, not for one command alone. */
  readonly lasting: boolean;
}

/** What a `NAME=...` node sets. */
export function readAssignment(node: BashNode, lasting: boolean): Assignment {
  const value = node.childForFieldName('value');
  return {
    name: nameOf(node.childForFieldName('name')?.text),
    value: value === null ? wordOf('') : value.type === 'array' ? null : readWord([value]),
    lasting,
  };
}

/** What a node sets that is no command: an assignment by itself, a loop's variable, a default that is assigned. */
export function lastingAssignment(node: BashNode): Assignment | null {
  switch (node.type) {
    case 'variable_assignment':
      return /^(?:command|declaration_command)$/.test(node.parent?.type ?? '')
        ? null
        : readAssignment(node, true);
    case 'for_statement':
      return { name: nameOf(node.childForFieldName('variable')?.text), value: null, lasting: true };
    case 'expansion': {
      const name = /^\$\{(\w+)(?:\[[^\]]*\])?:?=/.exec(node.text)?.[1];
      return name === undefined ? null : { name, value: null, lasting: true };
    }
    default:
      return null;
  }
}

const nameOf = (text = '') => /^\w*/.exec(text)?.[0] ?? '';
