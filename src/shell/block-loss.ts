import type { Finished } from './running-block.ts';

/**
 * What a block's end cost the session, one item each. `goingOn` are the background processes that still
 * run; a shell that took another's place cannot wait for them.
 */
export function describeLoss({ end, jobs }: Finished, goingOn: readonly string[]): readonly string[] {
  const ended = jobs.map((job) => `background job ${job}: ended`);
  if (end.type === 'reported' && end.report.kind !== 'exit') return ended;
  const left = goingOn.map(
    (job) => `background job ${job}: goes on, but \`wait\` and \`jobs\` no longer know it`,
  );
  return end.type === 'reported' ? [...ended, ...left] : [...ended, ...left, ownChanges, descriptors];
}

/** What is lost with a shell that died between two blocks. */
export function describeIdleLoss(goingOn: readonly string[]): readonly string[] {
  const left = goingOn.map(
    (job) => `background job ${job}: goes on, but \`wait\` and \`jobs\` no longer know it`,
  );
  return ['the session’s shell, which ended between two blocks', ...left, descriptors];
}

const ownChanges = 'what this block had set: variables, functions, directory, traps';
const descriptors = 'file descriptors that blocks had opened with exec';
