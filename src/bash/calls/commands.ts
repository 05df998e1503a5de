import type { BashParser } from '../tree/bash-parser.ts';
import { remember } from '../tree/remember.ts';
import type { Input, ShellCommand } from '../tree/shell-command.ts';
import { shellText, type Word, wordOf } from '../tree/word.ts';
import { baseName } from './base-name.ts';
import type { Carrier } from './carriers.ts';
import { type Carried, findCarried } from './carry.ts';
import { findClauses } from './clauses.ts';
import { optionText, splitArguments } from './options.ts';
import { readCommands } from './read-commands.ts';

/** How deep code may stand in code (`ssh h "bash -c '...'"`) before it is no longer looked into. */
const deepest = 6;

/**
 * Every simple command of some shell code, in order: those of pipelines, substitutions, loops and function
 * definitions, and those that other commands carry (`sudo`, `xargs`, `ssh`, `bash -c`, `trap`, `find -exec`).
 * Executes nothing and never throws.
 */
export const findCommands = remember((parser: BashParser, code: string): readonly ShellCommand[] =>
  commandsWithin(parser, code, null, 0),
);

function commandsWithin(
  parser: BashParser,
  code: string,
  input: Input | null,
  depth: number,
): readonly ShellCommand[] {
  return readCommands(parser, code, input).flatMap((command) => expand(parser, command, depth));
}

/** A command followed by those it carries. A mere prefix such as `sudo` is not listed by itself. */
function expand(parser: BashParser, command: ShellCommand, depth: number): readonly ShellCommand[] {
  // What is left of a group that the grammar took for words.
  if (command.words[0]?.shape === '}') return [{ ...command, words: [] }];
  const carried = findCarried(command.words);
  if (carried === null) return [judgeable(command), ...clauses(parser, command, depth)];
  return [
    ...besides(parser, command, carried.carrier, depth),
    ...expandCarried(parser, command, carried, depth),
  ];
}

/** Commands that options of a command name: `ssh -o ProxyCommand='...'`. */
function besides(
  parser: BashParser,
  command: ShellCommand,
  { runs, ...carrier }: Carrier,
  depth: number,
): readonly ShellCommand[] {
  if (runs === undefined) return [];
  return splitArguments(command.words, carrier).options.flatMap((option) => {
    const code = runs.exec(optionText(option))?.[1];
    const text = code === undefined ? null : wordOf(code);
    return text === null
      ? []
      : inner(parser, command, { where: 'child' }, { text, line: command.line }, depth);
  });
}

function expandCarried(
  parser: BashParser,
  command: ShellCommand,
  carried: Carried,
  depth: number,
): readonly ShellCommand[] {
  const { carrier, code, words } = carried;
  const carrying = { ...command, carries: true, opaque: carrier.opaque ?? command.opaque };
  if (code !== null)
    return [carrying, ...inner(parser, command, carrier, { text: code, line: command.line }, depth)];
  if (carrier.carries === 'command' && words.length > 0) {
    return expand(parser, carriedCommand(command, carried), depth);
  }
  if (carrier.carries === 'script' && words.length > 0) return [scriptOf(command, carried)];
  if (carrier.carries === 'shell' && words.length > 0) {
    const joined = words.map(shellText).join(' ');
    return [
      carrying,
      ...inner(parser, command, carrier, { text: wordOf(joined), line: command.line }, depth),
    ];
  }
  return fromInput(parser, command, carried, depth);
}

function whereOf(command: ShellCommand, carrier: Pick<Carrier, 'where'>): ShellCommand['where'] {
  return command.where === 'remote' ? 'remote' : (carrier.where ?? command.where);
}

function judgeable(command: ShellCommand): ShellCommand {
  const word = command.words[0];
  if (word === undefined || word.literal !== null || command.opaque !== null) return command;
  return { ...command, opaque: `has a command word, \`${word.text}\`, that is known only when it runs` };
}

function carriedCommand(command: ShellCommand, { carrier, words }: Carried): ShellCommand {
  const through = [...command.through, baseName(command.words[0]) ?? ''];
  const outer = [...command.outer, command.words];
  return { ...command, words, through, outer, where: whereOf(command, carrier) };
}

function scriptOf(command: ShellCommand, carried: Carried): ShellCommand {
  return judgeable({ ...carriedCommand(command, carried), script: true });
}

/** Code that a command holds, and the line of its first line. */
interface InnerCode {
  readonly text: Word;
  readonly line: number;
}

/** The commands of inner code. They stand where the command stands, and what is on its line is shown as it. */
function inner(
  parser: BashParser,
  command: ShellCommand,
  carrier: Pick<Carrier, 'where'>,
  { text, line }: InnerCode,
  depth: number,
): readonly ShellCommand[] {
  if (depth >= deepest) return [{ ...command, opaque: 'holds code in code in code, too deep to follow' }];
  const { offset, endOffset, definedIn, input, background } = command;
  const where = whereOf(command, carrier);
  const code = shellText(text);
  // Lines within are counted from the first line of the code.
  const within = input?.type === 'text' ? { ...input, line: input.line - line } : input;
  return commandsWithin(parser, code, within, depth + 1).map((found) => ({
    ...found,
    offset,
    endOffset,
    line: line + found.line,
    source: line + found.line === command.line ? command.source : found.source,
    // Functions that such code defines are its own: it is judged as if it called them all.
    definedIn,
    background:
      background ?? (found.background && { ...found.background, offset, endOffset, line: command.line }),
    where: found.where === 'session' || where === 'remote' ? where : found.where,
  }));
}

/** A shell without a script runs what it reads. */
function fromInput(
  parser: BashParser,
  command: ShellCommand,
  carried: Carried,
  depth: number,
): readonly ShellCommand[] {
  const { stdin } = carried.carrier;
  const { input } = command;
  // What the session reads is nothing that stands in the document.
  if (input === null && carried.carrier.carries === 'script' && carried.carrier.where === undefined)
    return [{ ...command, opaque: 'runs what it reads' }];
  if (stdin === undefined || input === null) return [command];
  if (input.type === 'pipe') return [{ ...command, opaque: 'runs what another command prints' }];
  if (input.type === 'file')
    return [scriptOf({ ...command, input: null, fed: true }, { ...carried, words: [input.file] })];
  if (stdin === 'other') return [command];
  const reading = { ...command, input: null };
  return [{ ...reading, carries: true }, ...inner(parser, reading, carried.carrier, input, depth)];
}

function clauses(parser: BashParser, command: ShellCommand, depth: number): readonly ShellCommand[] {
  const { words, code } = findClauses(command.words);
  return [
    ...words.flatMap((clause) => expand(parser, { ...command, words: clause, redirects: [] }, depth)),
    ...code.flatMap((text) => inner(parser, command, {}, { text, line: command.line }, depth)),
  ];
}
