import type { Confinement } from '../model/confinement.ts';
import { exitCode } from '../model/outcome.ts';
import type { Project } from '../project/find-project.ts';
import { type ConfinementSettings, probeConfinement } from '../shell/confine.ts';
import { Refusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';

/**
 * How readonly blocks are confined: as the run was begun (`before`), or as `--confine` or the configuration
 * says; `null`: not at all. Throws a `Refusal` where that was asked for and cannot be had: going on without it
 * would be something else than what was asked for.
 */
export async function chooseConfinement(
  { root, confine }: Project,
  asked: { readonly confine: boolean; readonly before: Confinement | null },
  world: World,
): Promise<ConfinementSettings | null> {
  if (!asked.confine && asked.before === null && !confine.readonly) return null;
  const probe = await probeConfinement(world.env);
  if (probe.type === 'unavailable') {
    const hint =
      'install bubblewrap and allow it, or take back `--confine` or `confine` in runbook.config.yaml';
    throw new Refusal(`readonly blocks cannot be confined here: ${probe.reason}`, hint, exitCode.place);
  }
  const { writable } = asked.before ?? confine;
  return { bwrap: probe.bwrap, root, writable };
}

/** As the journal has it. */
export function recordConfinement(settings: ConfinementSettings | null): Confinement | undefined {
  return settings === null ? undefined : { writable: settings.writable };
}
