import type { BashParser } from './bash-parser.ts';
import { commandVisitors } from './command-reads.ts';
import { expansionVisitors } from './expansion-reads.ts';
import { flowVisitors } from './flow-reads.ts';
import { noFunctions, type ShellFunctions } from './functions.ts';
import { type Trace, type Visit, visitChildren } from './read-scope.ts';
import { withTree } from './with-tree.ts';

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
  const trace: Trace = { parser, functions: new Map(functions), reads: new Set(), visit };
  const scope = { trace, set: new Set<string>(), calling: new Set<string>(), arithmetic: false };
  withTree(parser, code, (root) => visit(root, scope));
  return [...trace.reads];
}
