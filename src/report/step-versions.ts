import type { Entry, PlannedStep } from '../model/event.ts';

/** What a step was planned as. */
export interface PlannedVersion {
  readonly planned: PlannedStep;
  /** Number of the entry since which it was in force. */
  readonly since: number;
}

/** A step as one text of its document had it. */
export interface StepVersion extends PlannedVersion {
  /** Attempts that were made while it was. */
  readonly attempts: readonly number[];
}

/** What a step was while something happened with it; an edit of its document changes nothing about that. */
export interface StepVersions {
  /** The text that what is told of the step is about: that of its last attempt, else of what was last done with it. */
  readonly told: StepVersion;
  /** Other texts that were run before it, in the order of their last attempts. */
  readonly earlier: readonly StepVersion[];
  /** The run has since agreed to another text. */
  readonly edited: boolean;
  /** Whether an entry is about the text that is told. */
  relate(entry: Entry): 'told' | 'earlier' | 'later';
}

/**
 * What each step of a run was planned as, by its id, from the first on; a resume that agrees to the same text again
 * begins no other.
 */
export function followPlans(entries: readonly Entry[]): ReadonlyMap<string, readonly PlannedVersion[]> {
  const plans = new Map<string, PlannedVersion[]>();
  for (const entry of entries) {
    // Of steps with the same id the first one counts.
    const planning = new Map([...plannedBy(entry)].reverse().map((planned) => [planned.id, planned]));
    for (const planned of planning.values()) {
      const known = plans.get(planned.id) ?? [];
      // What has been walked already keeps its text when a rollback begins.
      if (entry.type === 'rollback-begun' && known.length > 0) continue;
      if (planned.hash !== known.at(-1)?.planned.hash) known.push({ planned, since: entry.seq });
      plans.set(planned.id, known);
    }
  }
  return plans;
}

/**
 * Follows the texts of a step through a run. `own` are the entries that concern it, `plans` what it was planned as;
 * `now` is what it is planned as.
 */
export function followVersions(
  now: PlannedStep,
  own: readonly Entry[],
  plans: readonly PlannedVersion[],
): StepVersions {
  const first = plans[0] ?? { planned: now, since: 0 };
  const at = ({ seq }: Entry) => plans.findLast(({ since }) => since <= seq) ?? first;
  const ran = new Map<string, PlannedVersion & { readonly attempts: number[] }>();
  for (const entry of own) {
    if (entry.type !== 'block-started') continue;
    const version = at(entry);
    const { hash } = version.planned;
    const attempts = ran.get(hash)?.attempts ?? [];
    attempts.push(entry.attempt);
    ran.delete(hash);
    ran.set(hash, { ...version, attempts });
  }
  const last = own.findLast(isDecisive) ?? own.at(-1);
  const untried = { ...(last === undefined ? first : at(last)), attempts: [] };
  const told = [...ran.values()].at(-1) ?? untried;
  return {
    told,
    earlier: [...ran.values()].slice(0, -1),
    edited: told.planned.hash !== now.hash,
    relate: (entry) => {
      const version = at(entry);
      if (version.planned.hash === told.planned.hash) return 'told';
      return version.since < told.since ? 'earlier' : 'later';
    },
  };
}

function plannedBy(entry: Entry): readonly PlannedStep[] {
  if (entry.type === 'run-started' || entry.type === 'rollback-begun') return entry.steps;
  return entry.type === 'run-resumed' ? entry.changed : [];
}

/** What does something with a step that is no block, or decides that it is not run. */
function isDecisive({ type }: Entry): boolean {
  return (
    type === 'gate-answered' ||
    type === 'item-answered' ||
    type === 'document-entered' ||
    type === 'document-stopped' ||
    type === 'steps-passed-over'
  );
}
