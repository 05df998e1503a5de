import type { Entry, PlannedStep } from '../model/event.ts';

/** A step as one text of its document had it. */
export interface StepVersion {
  readonly planned: PlannedStep;
  /** Number of the entry since which it was in force. */
  readonly since: number;
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

/** Follows the texts of a step through a run. `own` are the entries that concern it; `now` is what it is planned as. */
export function followVersions(now: PlannedStep, own: readonly Entry[], all: readonly Entry[]): StepVersions {
  const versions = findVersions(now, all);
  const at = ({ seq }: Entry) => versions.findLast(({ since }) => since <= seq) ?? versions[0];
  const ran = new Map<string, StepVersion>();
  for (const entry of own) {
    if (entry.type !== 'block-started') continue;
    const version = at(entry);
    const { hash } = version.planned;
    const attempts = [...(ran.get(hash)?.attempts ?? []), entry.attempt];
    ran.delete(hash);
    ran.set(hash, { ...version, attempts });
  }
  const last = own.findLast(isDecisive) ?? own.at(-1);
  const told = [...ran.values()].at(-1) ?? (last === undefined ? versions[0] : at(last));
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

/** From the first on; a resume that agrees to the same text again begins no other. */
function findVersions(
  now: PlannedStep,
  entries: readonly Entry[],
): readonly [StepVersion, ...(readonly StepVersion[])] {
  const versions: StepVersion[] = [];
  for (const entry of entries) {
    // What has been walked already keeps its text when a rollback begins.
    if (entry.type === 'rollback-begun' && versions.length > 0) continue;
    const planned = plannedBy(entry).find(({ id }) => id === now.id);
    if (planned !== undefined && planned.hash !== versions.at(-1)?.planned.hash)
      versions.push({ planned, since: entry.seq, attempts: [] });
  }
  const [first = { planned: now, since: 0, attempts: [] }, ...others] = versions;
  return [first, ...others];
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
