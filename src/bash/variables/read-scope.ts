import type { BashNode, BashParser } from '../tree/bash-parser.ts';
import { isAutomatic } from './automatic-variables.ts';

/** What one walk over a piece of code shares. */
export interface Trace {
  readonly parser: BashParser;
  /** Bodies of the functions that are known so far. */
  readonly functions: Map<string, string>;
  /** The calls that were followed: with what set before, and what they set, by the function's name. */
  readonly calls: Map<string, FollowedCall>;
  /** The variables that were read before they were set. */
  readonly reads: Set<string>;
  /** Follows any node in the order bash evaluates it. */
  readonly visit: Visit;
}

interface FollowedCall {
  readonly body: string;
  readonly before: ReadonlySet<string>;
  readonly sets: ReadonlySet<string>;
}

export interface Scope {
  readonly trace: Trace;
  /** Variables that the code has certainly set. */
  readonly set: Set<string>;
  /** Functions that are being called. */
  readonly calling: ReadonlySet<string>;
  /** In arithmetic a bare word is a variable. */
  readonly arithmetic: boolean;
}

export type Visit = (node: BashNode, scope: Scope) => void;

/** What is set on a way that is perhaps not gone, or in a subshell, is not certainly set behind it. */
export function branch(scope: Scope): Scope {
  return { ...scope, set: new Set(scope.set), arithmetic: false };
}

/** Takes note that a variable is read. */
export function read(name: string, { set, trace }: Scope): void {
  if (!set.has(name) && !isAutomatic(name)) trace.reads.add(name);
}

/** Takes note of the variable that a word names: `arr` for `arr[0]`. */
export function readName(text: string | undefined, scope: Scope): void {
  const name = /^['"]?([A-Za-z_]\w*)/.exec(text ?? '')?.[1];
  if (name !== undefined) read(name, scope);
}

function visitAll(nodes: readonly (BashNode | null)[], scope: Scope): void {
  for (const node of nodes) if (node !== null) scope.trace.visit(node, scope);
}

export const visitChildren: Visit = (node, scope) => visitAll(node.namedChildren, scope);
