import { statSync } from 'node:fs';
import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { findMissingCommands } from '../project/find-commands.ts';
import { placeOf } from '../project/surroundings.ts';
import { Refusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';

/** The directory a run begins in. */
export function startOf({ documents }: Plan): string {
  return documents[0]?.cwd ?? '/';
}

/**
 * Throws a `Refusal` where a run may not start: another host or user, a directory or a command is missing. `host`
 * is that of the run so far, where it has one.
 */
export function checkPlace(
  plan: Plan,
  commands: readonly string[],
  world: World,
  host: string | null = null,
): void {
  const { requirements, documents } = plan;
  const cwd = startOf(plan);
  const here = placeOf(cwd, requirements.target);
  for (const document of documents) refuseMissing(document.cwd);
  refuseOther('host', host ?? requirements.host, here.host);
  refuseOther('user', requirements.user, here.user);
  const missing = findMissingCommands([...requirements.needs, ...commands], world.env.PATH ?? '', cwd);
  if (missing.length === 0) return;
  const words = missing.length === 1 ? 'a command this runbook needs is' : 'commands this runbook needs are';
  throw new Refusal(`${words} not on PATH: ${missing.join(', ')}`, null, exitCode.place);
}

function refuseMissing(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  const hint = 'the runbook names it as `cwd`, relative to its own place';
  throw new Refusal(`there is no directory ${directory}`, hint, exitCode.place);
}

function refuseOther(what: 'host' | 'user', wanted: string | null, found: string): void {
  if (wanted === null || wanted === found) return;
  throw new Refusal(`this runbook is for ${what} ${wanted}; this is ${found}`, null, exitCode.place);
}
