import type { BashNode, BashParser } from '../tree/bash-parser.ts';
import { spanOf } from '../tree/read-redirects.ts';
import type { Span } from '../tree/shell-command.ts';
import { withTree } from '../tree/with-tree.ts';
import { baseName } from './base-name.ts';
import { wordsOf } from './read-commands.ts';

/** A loop of some code. Offsets are those of the code. */
export interface Loop extends Span {
  /** Its head, up to `do`. */
  readonly head: Span;
  /** It asks a condition again and again, or goes through items. */
  readonly kind: 'while' | 'for';
  /** The first word of its condition; `null`: it has none, or that is not known. */
  readonly condition: string | null;
  /** Names of the commands of its body, those of inner loops included. */
  readonly commands: readonly string[];
  /** Stretches of its body whose failure nothing notices: the next command, or the next round, goes on. */
  readonly unguarded: readonly Span[];
  readonly definedInFunction: boolean;
}

const loopTypes = new Set(['for_statement', 'while_statement', 'c_style_for_statement']);

/** The loops of some code that are in no other loop, in order. */
export function findLoops(parser: BashParser, code: string): readonly Loop[] {
  if (!/\bdo\b/.test(code)) return [];
  return withTree(parser, code, (root) => {
    const found: Loop[] = [];
    const visit = (node: BashNode, inFunction: boolean): void => {
      if (loopTypes.has(node.type)) {
        const loop = readLoop(node, inFunction);
        if (loop !== null) found.push(loop);
        return;
      }
      const within = inFunction || node.type === 'function_definition';
      for (const child of node.namedChildren) if (child !== null) visit(child, within);
    };
    visit(root, false);
    return found;
  });
}

function readLoop(node: BashNode, definedInFunction: boolean): Loop | null {
  const body = node.childForFieldName('body');
  if (body === null || body.type !== 'do_group') return null;
  const span = spanOf(node);
  return {
    ...span,
    head: { ...span, endOffset: body.startIndex },
    kind: node.type === 'while_statement' ? 'while' : 'for',
    condition: conditionOf(node),
    commands: commandNames(body),
    unguarded: unguardedIn(body),
    definedInFunction,
  };
}

function conditionOf(node: BashNode): string | null {
  const condition = node.childForFieldName('condition');
  if (condition === null) return null;
  const first = condition.type === 'command' ? condition : condition.descendantsOfType('command')[0];
  if (!first) return condition.type === 'test_command' ? '[' : null;
  return baseName(wordsOf(first)[0]);
}

function commandNames(body: BashNode): readonly string[] {
  return body.descendantsOfType('command').flatMap((node) => {
    const name = node === null ? null : baseName(wordsOf(node)[0]);
    return name === null ? [] : [name];
  });
}

/** Statements that may fail without a trace; what an `||` follows, what is negated, and conditions are meant to fail. */
function unguardedIn(node: BashNode): readonly Span[] {
  return node.namedChildren.flatMap((child) => (child === null ? [] : unguarded(child)));
}

function unguarded(node: BashNode): readonly Span[] {
  switch (node.type) {
    case 'command':
    case 'pipeline':
      return [spanOf(node)];
    case 'redirected_statement':
      return node.childForFieldName('body') === null
        ? []
        : unguarded(node.childForFieldName('body') as BashNode);
    case 'list': {
      const joints = node.children.map((child) => child?.text);
      return joints.includes('||') || hasRescue(node) ? [] : [spanOf(node)];
    }
    case 'if_statement':
      return bodyOfIf(node);
    case 'else_clause':
    case 'compound_statement':
    case 'subshell':
    case 'do_group':
    case 'for_statement':
    case 'c_style_for_statement':
    case 'case_item':
    case 'case_statement':
      return unguardedIn(node);
    case 'while_statement': {
      const body = node.childForFieldName('body');
      return body === null ? [] : unguardedIn(body);
    }
    default:
      return [];
  }
}

function hasRescue(node: BashNode): boolean {
  return node.descendantsOfType('list').some((list) => list?.children.some((child) => child?.text === '||'));
}

function bodyOfIf(node: BashNode): readonly Span[] {
  const then = node.children.findIndex((child) => child?.type === 'then');
  return node.children.slice(then + 1).flatMap((child) => {
    if (child === null || !child.isNamed) return [];
    return child.type === 'elif_clause' ? bodyOfIf(child) : unguarded(child);
  });
}
