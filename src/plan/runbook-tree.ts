import type { Runbook } from '../model/runbook.ts';

/** A runbook with those it includes, each already found and read. Has no cycles. */
export interface RunbookTree {
  readonly runbook: Runbook;
  /** Absolute directory that its blocks start in. */
  readonly cwd: string;
  /** By the id of the include; every include of the runbook has one. */
  readonly includes: ReadonlyMap<string, RunbookTree>;
}
