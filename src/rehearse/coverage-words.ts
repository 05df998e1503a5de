import { stringify } from 'yaml';
import { listUnsaid } from './list-unsaid.ts';
import type { Branch, Coverage, Covered } from './measure-coverage.ts';
import type { RunbookRehearsals } from './rehearsal-report.ts';
import type { Rehearsed } from './rehearse.ts';

/** What all scenarios of a runbook exercise of it together, what none of them does, and what to write for that. */
export function tellCoverage({ id, rehearsals, all, coverage }: RunbookRehearsals): readonly string[] {
  const count = tellCount(all, 'scenario');
  if (coverage === null) {
    return [`${id}: ${rehearsals.length} of its ${count}; what they cover is told when all of them are run`];
  }
  if (rehearsals.every(({ result }) => result === null)) return [`${id}: none of its ${count} was begun`];
  const { steps, branches, gates } = coverage;
  const counts = [
    tellCovered(steps, 'step'),
    tellCovered(branches, 'branch', 'branches'),
    tellCovered(gates, 'gate'),
  ].filter((each) => each !== '');
  const together = all === 1 ? 'its only scenario covers' : `its ${count} together cover`;
  return [`${id}: ${together} ${counts.join(', ')}`, ...tellMissed(coverage).map((line) => `  ${line}`)];
}

function tellCovered({ all, never }: Covered<unknown>, one: string, many = `${one}s`): string {
  return all === 0 ? '' : `${all - never.length} of ${tellCount(all, one, many)}`;
}

function tellMissed({ steps, branches, gates, rollback }: Coverage): readonly string[] {
  const forward = steps.never.filter((id) => !rollback.has(id));
  const back = steps.never.filter((id) => rollback.has(id));
  // A gate is a step as well: it is named once.
  const declined = gates.never.filter((id) => !steps.never.includes(id));
  const missed = [
    ...tellBranches(branches.never),
    ...(forward.length === 0 ? [] : [`no scenario runs ${forward.join(', ')}`]),
    ...(declined.length === 0 ? [] : [`no scenario says yes at ${declined.join(', ')}`]),
    ...(back.length === 0 ? [] : [`no scenario goes back through ${back.join(', ')}`]),
  ];
  if (missed.length === 0) return [];
  const asked = gates.never.length === 0 ? '' : `, with answers to ${gates.never.join(', ')}`;
  const remedy = back.length === 0 ? '' : '; a step that fails there goes back with the answer `rollback`';
  return [...missed, `to cover this, write a scenario whose setup and stand-ins lead there${asked}${remedy}`];
}

function tellBranches(never: readonly Branch[]): readonly string[] {
  const guards = [...new Set(never.map(({ guard }) => guard))];
  return guards.flatMap((guard) => {
    const [way, other] = never.filter((each) => each.guard === guard);
    if (way === undefined) return [];
    const { condition, holds } = way;
    // One that is included twice has it in two places.
    const within = guard.slice(0, Math.max(0, guard.lastIndexOf('/')));
    const at = within === '' ? way.at : `${way.at}, within ${within}`;
    if (other !== undefined) return [`no scenario reaches the condition ${condition} (${at})`];
    return [`no scenario in which ${condition} ${holds ? 'holds' : 'does not hold'} (${at})`];
  });
}

/** The scenarios that passed and are silent about steps that they did not run, each with what it could say. */
export function tellSilent(rehearsals: readonly Rehearsed[]): readonly string[] {
  const silent = rehearsals.flatMap((rehearsed) => {
    const unsaid = tellUnsaidBy(rehearsed);
    return unsaid === null ? [] : [`    ${rehearsed.scenario.name}: ${unsaid}`];
  });
  if (silent.length === 0) return [];
  return [
    '  these passed without saying what becomes of steps that they did not run; to hold them to it, add',
    ...silent,
  ];
}

/**
 * What a scenario could say of steps that it did not run, as it stands in the file: `{ stopped: go, steps: { check: skipped } }`.
 * `null`: it says all of it, or has other things to be put right first.
 */
export function tellUnsaidBy({ scenario, result, differences }: Rehearsed): string | null {
  const unsaid = result === null || differences.length > 0 ? null : listUnsaid(scenario, result);
  return unsaid && stringify(unsaid, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
}

function tellCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
