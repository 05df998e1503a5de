import type { ExactOutput, Expectation } from '../model/expectation.ts';

/** Whether stdout and stderr must be captured apart: a claim names one of them, looks at JSON, or the output is exact. */
export function needsSplitStreams(expectation: Expectation | null, exact: ExactOutput | null): boolean {
  return exact !== null || (expectation?.claims ?? []).some(({ stream }) => stream !== 'both');
}
