import type { Entry } from '../model/event.ts';

/** What a program needs of an entry that is worth knowing, beside who did it, when and at which step. */
export function findingFacts(entry: Entry): Readonly<Record<string, unknown>> {
  switch (entry.type) {
    case 'leftovers-ended':
      return { ended: entry.ended, unreachable: entry.unreachable };
    case 'late-output-seen':
      return { bytes: entry.bytes, log: entry.log };
    case 'session-rebuilt':
      return { lost: entry.lost };
    case 'wait-interrupted':
      return { waited: entry.waited };
    case 'run-resumed':
      return { changed: entry.changed.map(({ id }) => id) };
    case 'approval-voided':
      return { changed: entry.changed };
    case 'outcome-settled':
      return { settlement: entry.settlement, reason: entry.reason };
    case 'gate-answered':
      return { typed: entry.typed, reason: entry.reason };
    case 'condition-decided':
      return { condition: entry.condition, values: entry.values, leavesOut: entry.leavesOut };
    case 'condition-undecidable':
      return { condition: entry.condition, message: entry.message };
    case 'document-stopped':
      return { reason: entry.reason, leavesOut: entry.leavesOut };
    case 'rollback-begun':
      return { steps: entry.steps.map(({ id }) => id) };
    default:
      return {};
  }
}
