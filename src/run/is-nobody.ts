import type { Unanswered } from './answers.ts';

const nobody = new Set<Unanswered['reason']>(['no-terminal', 'no-input', 'ci']);

/** There is no human to ask at all, which is something else than one who left, or who names nothing. */
export function isNobody({ reason }: Unanswered): boolean {
  return nobody.has(reason);
}
