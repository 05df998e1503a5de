import type { CommandSlice } from '../bash/calls/split-commands.ts';
import type { FailedCommand } from '../model/outcome.ts';
import type { BlockResult, BlockRun } from '../run/ports.ts';
import type { Report } from './report.ts';
import type { Finished } from './running-block.ts';

/** A block that was refused before any of it ran. */
export function notStarted(message: string, lost: readonly string[]): BlockResult {
  return {
    ending: 'not-started',
    exit: null,
    failedCommand: null,
    reachedLast: false,
    left: false,
    message,
    lost,
  };
}

/** A block that was interrupted before any of it ran. */
export function neverStarted(lost: readonly string[]): BlockResult {
  return {
    ending: 'interrupted',
    exit: 130,
    failedCommand: null,
    reachedLast: false,
    left: false,
    message: null,
    lost,
  };
}

/** What became of a block, from how bash came out of it. */
export function describeResult(
  block: BlockRun,
  slices: readonly CommandSlice[],
  finished: Finished,
  lost: readonly string[],
): BlockResult {
  const { end, stopped } = finished;
  const report = end.type === 'reported' ? end.report : null;
  if (report?.kind === 'no-directory') {
    return notStarted(`${block.file}:${block.line}: cannot change to the directory ${block.cwd}`, lost);
  }
  const exit = exitStatus(finished);
  if (stopped === 'timed-out' || stopped === 'interrupted') {
    return { ...place(block, slices, report, exit), ending: stopped, exit, message: null, lost };
  }
  const message = lossMessage(finished, block.manner.tty);
  const ending = message === null ? 'exited' : 'session-lost';
  return { ...place(block, slices, report, exit), ending, exit, message, lost };
}

/** A block that was stopped did not succeed, whatever its last status was (a trap's, an earlier command's). */
function exitStatus({ end, stopped, signalled }: Finished): number | null {
  const status = end.type === 'reported' ? end.report.status : end.type === 'died' ? end.end.status : null;
  if (status === 0 && stopped === 'interrupted') return 130;
  if (status === 0 && stopped === 'timed-out') return 143;
  return end.type === 'reported' && signalled && stopped === null ? null : status;
}

function lossMessage({ end, signalled }: Finished, tty: boolean): string | null {
  if (end.type === 'silent') {
    return (
      'the session’s shell no longer executed what it was given (`set -n`, `enable -n` or a function named like ' +
      'a builtin does that)'
    );
  }
  if (signalled && tty) return 'it was ended by a signal, such as Ctrl-C sends';
  return signalled ? 'the session’s shell was ended by a signal' : null;
}

/** Which command the status belongs to. */
function place(
  block: BlockRun,
  slices: readonly CommandSlice[],
  report: Report | null,
  exit: number | null,
): Pick<BlockResult, 'failedCommand' | 'reachedLast' | 'left'> {
  const only = slices.length === 1 ? 0 : null;
  const index = report === null ? only : report.command;
  const slice = index === null ? undefined : slices[index];
  return {
    failedCommand: exit === 0 || slice === undefined ? null : describeFailure(block, slice, report),
    reachedLast: index !== null && index >= slices.length - 1,
    left: report?.kind !== 'done' || report.command === null || report.command < slices.length,
  };
}

function describeFailure(block: BlockRun, slice: CommandSlice, report: Report | null): FailedCommand {
  const hint = hintFor(slice, report, block.manner.strict);
  return { line: block.line + slice.textLine, text: slice.text, hint };
}

function hintFor(slice: CommandSlice, report: Report | null, strict: boolean): string | null {
  if (report?.kind === 'exit' && strict) {
    return '`strict` ends the block at the first failing command inside loops and functions';
  }
  if (report?.kind !== 'done') return null;
  if (report.upstream) {
    return 'an earlier part of the pipeline failed; add `|| true` where that is fine';
  }
  if (!slice.andList) return null;
  return '`a && b` fails also when only `a` does; write `if a; then b; fi`, or add `|| true` where that is fine';
}
