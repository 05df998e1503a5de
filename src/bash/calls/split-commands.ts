import type { BashNode, BashParser } from '../tree/bash-parser.ts';
import { remember } from '../tree/remember.ts';
import { withTree } from '../tree/with-tree.ts';
import { readsStatus } from './reads-status.ts';

/** What tells that a command failed: nothing (it runs in the background), `$?`, or all of `PIPESTATUS`. */
export type CommandCheck = 'none' | 'status' | 'pipeline';

/**
 * One top-level command of a block, with the blank lines and comments before it and the rest of its last
 * line. The slices of a block, put together, are the block.
 */
export interface CommandSlice {
  readonly code: string;
  /** UTF-16 offsets in the block, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Line of `start`, counted from 0. */
  readonly line: number;
  /** The command itself; empty where a block holds only comments. */
  readonly text: string;
  /** Line of the command's first word, counted from 0. */
  readonly textLine: number;
  readonly check: CommandCheck;
  /** An `a && b` list without `||`: it also fails when only `a` does. */
  readonly andList: boolean;
}

/**
 * Splits a block (LF only) into its top-level commands. A command that reads `$?` or `PIPESTATUS` stays with the one before
 * it. Where the code is no valid bash the slices are a guess, and so they are, rarely, where it is: who
 * executes them asks bash first.
 */
export const splitCommands = remember((parser: BashParser, code: string): readonly CommandSlice[] =>
  withTree(parser, code, (root) => cutSlices(code, joinReaders(findCommands(root)))),
);

/** A command of the tree: from its first to its last character, its separator not included. */
interface Command {
  readonly start: number;
  readonly end: number;
  readonly check: CommandCheck;
  readonly andList: boolean;
  readonly readsStatus: boolean;
}

function findCommands(root: BashNode): readonly Command[] {
  const commands: Command[] = [];
  for (const node of root.children) {
    if (node === null || node.type === 'comment') continue;
    if (node.type === '&') {
      const last = commands.pop();
      if (last !== undefined) commands.push({ ...last, check: 'none', andList: false });
    } else if (node.isNamed) {
      commands.push({
        start: node.startIndex,
        end: node.endIndex,
        ...judgeList(operators(node)),
        readsStatus: readsStatus(node),
      });
    }
  }
  return commands;
}

const transparent = new Set([
  'list',
  'pipeline',
  'redirected_statement',
  'heredoc_redirect',
  'negated_command',
]);
const operatorTokens = new Set(['&&', '||', '|', '|&', '!']);

/** The operators that join the parts of a top-level command, in order; none of its groups and substitutions. */
function operators(node: BashNode): readonly string[] {
  if (operatorTokens.has(node.type)) return [node.type];
  return transparent.has(node.type)
    ? node.children.flatMap((child) => (child === null ? [] : operators(child)))
    : [];
}

/** Behind `||` or `!` a failing part is meant; before `&&` a pipeline's parts are bash's own affair. */
function judgeList(joints: readonly string[]): Pick<Command, 'check' | 'andList'> {
  const last = joints.slice(joints.lastIndexOf('&&') + 1);
  const rescued = joints.includes('||') || last.includes('!');
  const piped = last.includes('|') || last.includes('|&');
  return {
    check: piped && !rescued ? 'pipeline' : 'status',
    andList: joints.includes('&&') && !joints.includes('||'),
  };
}

function joinReaders(commands: readonly Command[]): readonly Command[] {
  const joined: Command[] = [];
  for (const command of commands) {
    const before = command.readsStatus ? joined.pop() : undefined;
    joined.push(before === undefined ? command : { ...command, start: before.start });
  }
  return joined;
}

function cutSlices(code: string, commands: readonly Command[]): readonly CommandSlice[] {
  let start = 0;
  let line = 0;
  return (commands.length === 0 && code !== '' ? [nothing] : commands).map((command, index, all) => {
    const next = all[index + 1];
    const end = next === undefined ? code.length : cutBetween(code, command.end, next.start);
    const slice = {
      code: code.slice(start, end),
      start,
      end,
      line,
      text: code.slice(command.start, command.end),
      textLine: line + countLines(code.slice(start, command.start)),
      check: command.check,
      andList: command.andList,
    };
    start = end;
    line += countLines(slice.code);
    return slice;
  });
}

const nothing: Command = { start: 0, end: 0, check: 'none', andList: false, readsStatus: false };

/** After the line on which a command ends; before the next command where that is on the same line. */
function cutBetween(code: string, end: number, next: number): number {
  const newline = code.indexOf('\n', end);
  return newline === -1 || newline >= next ? next : newline + 1;
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
