import { type CallGraph, followCalls } from '../calls/call-graph.ts';
import { findCommands } from '../calls/commands.ts';
import { addFunctions, noFunctions, passedOn, type ShellFunctions } from '../calls/functions.ts';
import { noScripts, type ReadScripts } from '../calls/script.ts';
import { functionsAfter } from '../calls/sourced-functions.ts';
import type { BashParser } from '../tree/bash-parser.ts';
import type { ShellCommand, Span } from '../tree/shell-command.ts';
import { type Captured, nothingCaptured } from '../variables/captured-output.ts';
import { findEvaluated } from './evaluated-text.ts';
import { judgeAssignments } from './judge-assignments.ts';
import { judgeCommand, judgeRedirect } from './judge-command.ts';
import type { Judgement } from './known-tool.ts';
import { judgeOwn, type OwnCommand, type OwnJudgement } from './own-commands.ts';
import { scriptJudge } from './script-judge.ts';
import { isWorse, worstOf } from './severity.ts';
import { findShadows } from './shadows.ts';
import { shorten } from './shorten.ts';

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
  /** It is what a script does that was looked into. */
  readonly script?: true;
}

/** What is known beyond some code, by whoever asks about it. */
export interface Knowledge {
  /** What a project knows of its commands. */
  readonly own?: readonly OwnCommand[];
  /** Left out: scripts are not looked into. */
  readonly readScripts?: ReadScripts;
  /** What the session holds from earlier blocks. */
  readonly captured?: Captured;
}

/**
 * What some code is known to change or destroy when it runs, in order; one entry a command.
 * `functions` are those the session knows from earlier blocks.
 */
export function findEffects(
  parser: BashParser,
  code: string,
  functions: ShellFunctions = noFunctions,
  knowledge: Knowledge = {},
): readonly Effect[] {
  return findAll(parser, code, functions, knowledge).filter(
    (found): found is Effect => found.effect !== 'opaque',
  );
}

/** What is known to destroy in some code; an `auto` block may hold none of it. */
export function destructions(
  parser: BashParser,
  code: string,
  functions: ShellFunctions = noFunctions,
  knowledge: Knowledge = {},
): readonly Effect[] {
  return findEffects(parser, code, functions, knowledge).filter(({ effect }) => effect === 'destroys');
}

/**
 * Why some code may not stand in a readonly block: known effects, `eval`, command words that are not literal,
 * functions and scripts that are not readonly themselves, what decides which commands the words behind it stand for,
 * and syntax that cannot be followed.
 * A command of which nothing is known is not among them: that it only reads is the author's word.
 */
export function readonlyViolations(
  parser: BashParser,
  code: string,
  functions: ShellFunctions = noFunctions,
  knowledge: Knowledge = {},
): readonly Violation[] {
  return [...findAll(parser, code, functions, knowledge)].sort((a, b) => a.offset - b.offset);
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
  knowledge: Knowledge,
): readonly Violation[] {
  const { own = [], readScripts = noScripts, captured = nothingCaptured } = knowledge;
  const known = functionsAfter(parser, functions, code, readScripts);
  const calls = followCalls(parser, known);
  const judgeAlone = (command: ShellCommand) => judgeItself(command, own);
  const judgeScripts = scriptJudge(parser, own, readScripts, judgeAlone);
  const judgeOne = (command: ShellCommand) => [...judgeAlone(command), ...judgeScripts(command)];
  const ofCommands = commandsRun(parser, code).flatMap((command) =>
    violations(command, [judgeCall(command, known, calls, judgeOne), ...judgeOne(command)]),
  );
  const meant = [...findShadows(parser, code), ...findEvaluated(parser, code, captured)].map(
    ({ source, why, ...span }) => ({
      ...span,
      command: shorten(source),
      effect: 'opaque' as const,
      why,
    }),
  );
  return unique([...ofCommands, ...meant]);
}

/** Commands that run when some code does; those of a function definition run when it is called. */
function commandsRun(parser: BashParser, code: string): readonly ShellCommand[] {
  return findCommands(parser, code).filter(({ definedIn }) => definedIn === null);
}

function violations(command: ShellCommand, judgements: readonly (Judgement | null)[]): readonly Violation[] {
  return judgements.flatMap((judgement) =>
    judgement === null || judgement.effect === 'reads'
      ? []
      : [
          {
            ...spanOf(command),
            command: shorten(command.source),
            effect: judgement.effect,
            why: judgement.why,
            ...(judgement.script && { script: judgement.script }),
          },
        ],
  );
}

/** What a command does by itself, what it sets, and where it writes. */
function judgeItself(command: ShellCommand, own: readonly OwnCommand[]): readonly Judgement[] {
  return [
    worst(judgeCommand(command), judgeOwn(own, command)),
    ...judgeAssignments(command),
    ...command.redirects.map((redirect) => judgeRedirect(redirect, command)),
  ];
}

/** What a project knows can only make a judgement more severe. */
function worst(first: Judgement, others: readonly OwnJudgement[]): Judgement {
  return others.reduce<Judgement>(
    (found, { effect, why }) =>
      effect !== 'forbidden' && isWorse({ effect, why }, found) ? { effect, why } : found,
    first,
  );
}

/** A call of a function is judged by the worst of all that its body and the functions it calls run. */
function judgeCall(
  command: ShellCommand,
  known: ShellFunctions,
  calls: CallGraph,
  judgeOne: (command: ShellCommand) => readonly Judgement[],
): Judgement | null {
  const called = known.get(command.words[0]?.literal ?? '');
  const inside = called?.kind === 'alias' ? 'is an alias that runs' : 'is a function that runs';
  const found = calls(command).flatMap((run) =>
    judgeOne(run).map(({ effect, why }) => ({
      effect,
      why: `${inside} \`${asDefined(run.source)}\`: ${why}`,
    })),
  );
  if (called?.open !== true) return worstOf(found);
  const body = asDefined(called.body);
  const why = `is an alias for \`${body}\`, which is read as code with what stood in it when it was defined`;
  return worstOf([{ effect: 'opaque', why }, ...found]);
}

/** Without what its author did not write. */
function asDefined(source: string): string {
  return shorten(source.endsWith(passedOn) ? source.slice(0, -passedOn.length) : source);
}

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
