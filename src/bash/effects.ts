import type { BashParser } from './bash-parser.ts';
import { type CallGraph, followCalls } from './call-graph.ts';
import { findCommands } from './commands.ts';
import { addFunctions, noFunctions, type ShellFunctions } from './functions.ts';
import { judgeCommand, judgeRedirect } from './judge-command.ts';
import type { Judgement } from './known-tool.ts';
import { judgeOwn, type OwnCommand, type OwnJudgement } from './own-commands.ts';
import type { ShellCommand, Span } from './shell-command.ts';

/** What a command of a block is known to do. */
export interface Effect extends Span {
  /** The command as written, on one line, shortened. */
  readonly command: string;
  readonly effect: 'mutates' | 'destroys';
  /** A phrase that follows the command: `destroys a model with everything in it`. */
  readonly why: string;
}

/** Why a block is not readonly: what it is known to do, or (`opaque`) that this cannot be told. */
export interface Violation extends Omit<Effect, 'effect'> {
  readonly effect: 'mutates' | 'destroys' | 'opaque';
}

/**
 * What some code is known to change or destroy when it runs, in order; one entry a command.
 * `functions` are those the session knows from earlier blocks.
 */
export function findEffects(
  parser: BashParser,
  code: string,
  functions: ShellFunctions = noFunctions,
  own: readonly OwnCommand[] = [],
): readonly Effect[] {
  return findAll(parser, code, functions, own).filter((found): found is Effect => found.effect !== 'opaque');
}

/** What is known to destroy in some code; an `auto` block may hold none of it. */
export function destructions(
  parser: BashParser,
  code: string,
  functions: ShellFunctions = noFunctions,
  own: readonly OwnCommand[] = [],
): readonly Effect[] {
  return findEffects(parser, code, functions, own).filter(({ effect }) => effect === 'destroys');
}

/**
 * Why some code may not stand in a readonly block: known effects, `eval`, command words that are not literal,
 * functions that are not readonly themselves, and syntax that cannot be followed.
 * A command of which nothing is known is not among them: that it only reads is the author's word.
 */
export function readonlyViolations(
  parser: BashParser,
  code: string,
  functions: ShellFunctions = noFunctions,
  own: readonly OwnCommand[] = [],
): readonly Violation[] {
  return [...findAll(parser, code, functions, own)].sort((a, b) => a.offset - b.offset);
}

/** Commands of some code, and of functions it calls, that the project forbids. */
export function findForbidden(
  parser: BashParser,
  code: string,
  functions: ShellFunctions,
  own: readonly OwnCommand[],
): readonly Omit<Violation, 'effect'>[] {
  const forbidden = own.filter(({ effect }) => effect === 'forbidden');
  if (forbidden.length === 0) return [];
  const calls = followCalls(parser, addFunctions(parser, functions, code));
  return unique(
    findCommands(parser, code).flatMap((command) =>
      [command, ...calls(command)].flatMap((run) =>
        judgeOwn(forbidden, run).map(({ why }) => ({
          ...spanOf(command),
          command: shorten(run.source),
          why,
        })),
      ),
    ),
  );
}

function findAll(
  parser: BashParser,
  code: string,
  functions: ShellFunctions,
  own: readonly OwnCommand[],
): readonly Violation[] {
  const calls = followCalls(parser, addFunctions(parser, functions, code));
  return unique(commandsRun(parser, code).flatMap((command) => judge(command, calls, own)));
}

/** Commands that run when some code does; those of a function definition run when it is called. */
function commandsRun(parser: BashParser, code: string): readonly ShellCommand[] {
  return findCommands(parser, code).filter(({ definedIn }) => definedIn === null);
}

function judge(command: ShellCommand, calls: CallGraph, own: readonly OwnCommand[]): readonly Violation[] {
  const judgements = [judgeCall(command, calls, own), ...judgeItself(command, own)];
  return judgements.flatMap((judgement) =>
    judgement === null || judgement.effect === 'reads'
      ? []
      : [
          {
            ...spanOf(command),
            command: shorten(command.source),
            effect: judgement.effect,
            why: judgement.why,
          },
        ],
  );
}

/** What a command does by itself, and where it writes. */
function judgeItself(command: ShellCommand, own: readonly OwnCommand[]): readonly Judgement[] {
  return [worst(judgeCommand(command), judgeOwn(own, command)), ...command.redirects.map(judgeRedirect)];
}

const severity = ['reads', 'opaque', 'mutates', 'destroys'] as const;

/** What a project knows can only make a judgement more severe. */
function worst(first: Judgement, others: readonly OwnJudgement[]): Judgement {
  return others.reduce<Judgement>(
    (found, { effect, why }) =>
      effect !== 'forbidden' && severity.indexOf(effect) > severity.indexOf(found.effect)
        ? { effect, why }
        : found,
    first,
  );
}

/** A call of a function is judged by the worst of all that its body and the functions it calls run. */
function judgeCall(command: ShellCommand, calls: CallGraph, own: readonly OwnCommand[]): Judgement | null {
  const found = calls(command).flatMap((run) =>
    judgeItself(run, own).map(({ effect, why }) => ({ effect, why: `${inside(run)}: ${why}` })),
  );
  const bySeverity = ['destroys', 'mutates', 'opaque'].map((worst) =>
    found.find(({ effect }) => effect === worst),
  );
  return bySeverity.find((one) => one !== undefined) ?? null;
}

const inside = ({ source }: ShellCommand) => `is a function that runs \`${shorten(source)}\``;

function unique<T extends Omit<Violation, 'effect'>>(found: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return found.filter(({ line, command, why }) => {
    const key = JSON.stringify([line, command, why]);
    return !seen.has(key) && seen.add(key);
  });
}

function spanOf({ line, offset, endOffset }: Span): Span {
  return { line, offset, endOffset };
}

/** A command on one line: continuations and runs of blanks become one blank, the rest is cut off. */
function shorten(source: string): string {
  const line = source.trim().replace(/\s*\\?\n\s*|\s+/g, ' ');
  return line.length <= 120 ? line : `${line.slice(0, 117)}...`;
}
