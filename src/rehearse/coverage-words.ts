import type { Coverage, Covered } from './measure-coverage.ts';

/** `coverage phase-00: 31/33 steps, 5/6 routes, 9/9 gates; never: ...` */
export function tellCoverage(id: string, { steps, routes, gates }: Coverage): string {
  const counts = [count(steps, 'steps'), count(routes, 'routes'), count(gates, 'gates')].join(', ');
  // A gate is a step as well: it is named once.
  const onlyGates = gates.never.filter((each) => !steps.never.includes(each)).map((each) => `yes at ${each}`);
  const never = [...steps.never, ...routes.never, ...onlyGates];
  return `coverage ${id}: ${counts}${never.length === 0 ? '' : `; never: ${never.join(', ')}`}`;
}

function count({ all, never }: Covered, noun: string): string {
  return `${all - never.length}/${all} ${noun}`;
}

/** What a scenario does not say of the steps it never reached; an include stands for all that is in it. */
export function tellUnmentioned(steps: readonly string[]): string {
  const outermost = steps.filter((id) => !steps.some((other) => id.startsWith(`${other}/`)));
  return `coverage: never reached, and not mentioned: ${outermost.join(', ')}`;
}
