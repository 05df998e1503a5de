import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { exitCode } from '../model/outcome.ts';
import type { Requirements } from '../model/runbook.ts';
import { findMissingCommands } from '../project/find-commands.ts';
import { placeOf } from '../project/surroundings.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** The directory a run begins in: `cwd` is relative to the document; without one it is the project root. */
export function startDirectory(requirements: Requirements, documentPath: string, root: string): string {
  const directory = requirements.cwd === null ? root : resolve(dirname(documentPath), requirements.cwd);
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return directory;
  const hint = 'the runbook names it as `cwd`, relative to its own place';
  throw new Refusal(`there is no directory ${directory}`, hint, exitCode.place);
}

/** Throws a `Refusal` where a run may not start: another host or user, or a command is missing. */
export function checkPlace(
  requirements: Requirements,
  commands: readonly string[],
  cwd: string,
  world: World,
): void {
  const { host, user } = placeOf(cwd, requirements.target);
  refuseOther('host', requirements.host, host);
  refuseOther('user', requirements.user, user);
  const missing = findMissingCommands([...requirements.needs, ...commands], world.env.PATH ?? '', cwd);
  if (missing.length === 0) return;
  const words = missing.length === 1 ? 'a command this runbook needs is' : 'commands this runbook needs are';
  throw new Refusal(`${words} not on PATH: ${missing.join(', ')}`, null, exitCode.place);
}

function refuseOther(what: 'host' | 'user', wanted: string | null, found: string): void {
  if (wanted === null || wanted === found) return;
  throw new Refusal(`this runbook is for ${what} ${wanted}; this is ${found}`, null, exitCode.place);
}
