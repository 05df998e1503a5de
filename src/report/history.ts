import type { Operator } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import type { RunStatus } from '../model/outcome.ts';
import { foldRecord, type RunRecord } from './run-record.ts';
import { operatorsOf } from './run-story.ts';
import { findSittings, spanOf, type TimeSpent, timeOfRun } from './time-spent.ts';

/** One run of the history, as `runs --json` prints it. */
export interface HistoryLine {
  readonly run: string;
  readonly runbook: string | null;
  readonly status: RunStatus;
  /** Where it is, or stopped; `null` where it came to its end. */
  readonly step: string | null;
  /** ISO 8601, of the first and the last entry. */
  readonly started: string | null;
  readonly updated: string | null;
  /** Milliseconds between these two, however many of them nothing was running. */
  readonly took: number | null;
  /** The same told apart. */
  readonly time: TimeSpent;
  /** Who has it, or had it last. */
  readonly operator: Operator | null;
  /** Everybody who had a hand in it, in the order they came. */
  readonly operators: readonly Operator[];
  /** Lines of its journal that are not as they were written. */
  readonly damage: number;
}

export function describeRun(id: string, record: RunRecord): HistoryLine {
  const { runbook, status, current, started, updated, operator } = foldRecord(record);
  return {
    run: id,
    runbook: runbook?.id ?? null,
    status,
    step: status === 'done' ? null : current,
    started,
    updated,
    took: started === null ? null : spanOf(started, updated),
    time: timeOfRun(findSittings(record.entries), status === 'running'),
    operator,
    operators: operatorsOf(record.entries),
    damage: record.faults.length,
  };
}

/** What a reader wants to see of the history; `null`: whatever it is. */
export interface HistoryFilter {
  /** Beginning of the runbook's id. */
  readonly runbook: string | null;
  readonly statuses: readonly string[] | null;
  /** Milliseconds since the epoch. */
  readonly since: number | null;
  /** An account, or a name that was given. */
  readonly operator: string | null;
}

export function isWanted(line: HistoryLine, { runbook, statuses, since, operator }: HistoryFilter): boolean {
  return (
    (runbook === null || (line.runbook ?? '').startsWith(runbook)) &&
    (statuses === null || statuses.includes(line.status)) &&
    (since === null || Date.parse(line.started ?? '') >= since) &&
    (operator === null || line.operators.some((each) => isCalled(each, operator)))
  );
}

function isCalled(operator: Operator, name: string): boolean {
  const names = [operator.account, operator.sudoFrom, operator.name, nameOperator(operator)];
  return names.some((each) => each?.toLowerCase() === name.toLowerCase());
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * A time as `--since` takes it: `30m`, `12h`, `7d`, `2w` ago, a day (UTC) or an ISO 8601 time. In milliseconds since
 * the epoch; `null` when it is none of these.
 */
export function readSince(text: string, now: number): number | null {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined)
    return now - Number(count) * units[unit as keyof typeof units];
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?$/.test(text)) return null;
  const isLocal = text.includes('T') && !/(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const time = Date.parse(isLocal ? `${text}Z` : text);
  return Number.isNaN(time) ? null : time;
}
