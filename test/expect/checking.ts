import { type Check, type CheckOptions, startCheck } from '../../src/expect/check.ts';
import type { ClaimStream, ExactOutput, Expectation, Verdict } from '../../src/model/expectation.ts';

/** What a block printed, in order; a text alone went to the merged streams. */
export type Printed = string | readonly (readonly [ClaimStream, string | Uint8Array])[];

export function check(
  expectation: Expectation | null,
  printed: Printed,
  exit: number | null = 0,
  options: CheckOptions & { readonly exact?: ExactOutput } = {},
): readonly Verdict[] {
  const running = startCheck(expectation, options.exact ?? null, options);
  const chunks = typeof printed === 'string' ? ([['both', printed]] as const) : printed;
  for (const [stream, chunk] of chunks) writeOnce(running, stream, bytes(chunk));
  return running.end(exit);
}

/** Overwrites the bytes afterwards, as the pipe does that they come from. */
function writeOnce(running: Check, stream: ClaimStream, chunk: Uint8Array): void {
  const lent = Buffer.from(chunk);
  running.write(stream, lent);
  lent.fill('#');
}

/** The verdict of an expectation with a single claim. */
export function verdictOf(...args: Parameters<typeof check>): Verdict {
  const [verdict, ...more] = check(...args);
  if (!verdict || more.length > 0) throw new Error(`${more.length + 1} verdicts`);
  return verdict;
}

export function bytes(chunk: string | Uint8Array): Uint8Array {
  return typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
}
