import type { Coverage } from './measure-coverage.ts';
import type { Rehearsed } from './rehearse.ts';

/** The rehearsals of one runbook. */
export interface RunbookRehearsals {
  readonly id: string;
  readonly rehearsals: readonly Rehearsed[];
  /** How many scenarios it has, whether they were asked for or not. */
  readonly all: number;
  /** `null`: not all of its scenarios were asked for. */
  readonly coverage: Coverage | null;
}

/** Everything that `runbook rehearse` tells. */
export interface RehearsalReport {
  readonly runbooks: readonly RunbookRehearsals[];
  /** Runbooks that no scenario rehearses. */
  readonly unrehearsed: readonly string[];
  /** The system keeps rehearsals off the network. */
  readonly isolated: boolean;
}
