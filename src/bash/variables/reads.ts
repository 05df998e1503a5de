import { noFunctions, type ShellFunctions } from '../calls/functions.ts';
import type { BashParser } from '../tree/bash-parser.ts';
import { withTree } from '../tree/with-tree.ts';
import { isAutomatic } from './automatic-variables.ts';
import { commandVisitors } from './command-reads.ts';
import { expansionVisitors } from './expansion-reads.ts';
import { flowVisitors } from './flow-reads.ts';
import { type Trace, type Visit, visitChildren } from './read-scope.ts';

const visitors: Readonly<Record<string, Visit>> = {
  ...flowVisitors,
  ...expansionVisitors,
  ...commandVisitors,
};

const visit: Visit = (node, scope) => (visitors[node.type] ?? visitChildren)(node, scope);

/**
 * Names of the variables whose value from the session some code uses, in order of appearance: those it reads
 * before it has certainly set them itself. Functions count where they are called; `functions` are those that the
 * session knows from earlier blocks. Special parameters and what bash sets by itself are left out.
 */
export function variablesRead(
  parser: BashParser,
  code: string,
  functions: ShellFunctions = noFunctions,
): readonly string[] {
  const bodies = new Map([...functions].map(([name, { body }]) => [name, body]));
  const trace: Trace = { parser, functions: bodies, calls: new Map(), reads: new Set(), visit };
  const scope = { trace, set: new Set<string>(), calling: new Set<string>(), arithmetic: false };
  try {
    withTree(parser, code, (root) => visit(root, scope));
    return [...trace.reads];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return namesIn(code);
  }
}

/** Where code is nested too deeply to be followed, every name behind a dollar sign counts. */
function namesIn(code: string): readonly string[] {
  const names = Array.from(code.matchAll(/\$\{?[!#]?([A-Za-z_]\w*)/g), ([, name = '']) => name);
  return [...new Set(names)].filter((name) => !isAutomatic(name));
}
