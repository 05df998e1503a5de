import type { Operator, PlannedStep } from './event.ts';

/** A condition was decided; with one that does not hold, the steps under it are left out. */
export interface ConditionDecided {
  readonly type: 'condition-decided';
  readonly guard: string;
  /** The first step under it. */
  readonly step: string;
  readonly condition: string;
  /** file:line:column. */
  readonly at: string;
  /** Values of the variables in it; `null`: unset. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly holds: boolean;
  readonly leavesOut: readonly string[];
}
/** A condition could not be decided: a variable in it has no value. */
export interface ConditionUndecidable {
  readonly type: 'condition-undecidable';
  readonly guard: string;
  readonly step: string;
  readonly condition: string;
  readonly at: string;
  /** One sentence. */
  readonly message: string;
}
/** The run went into an included document. */
export interface DocumentEntered {
  readonly type: 'document-entered';
  /** The include. */
  readonly step: string;
  readonly runbook: string;
  readonly file: string;
}
/** A `stop` ended its document early, as a success. */
export interface DocumentStopped {
  readonly type: 'document-stopped';
  readonly step: string;
  readonly reason: string;
  readonly leavesOut: readonly string[];
}
/** The operator gave values for the placeholders of a block, to be shown at its gate. */
export interface PlaceholdersFilled {
  readonly type: 'placeholders-filled';
  readonly step: string;
  readonly values: Readonly<Record<string, string>>;
  readonly by: Operator;
}
/** The operator answered one item of a checklist. */
export interface ItemAnswered {
  readonly type: 'item-answered';
  readonly step: string;
  /** Which of how many, from 1. */
  readonly item: number;
  readonly of: number;
  readonly text: string;
  /** file:line:column. */
  readonly at: string;
  readonly answer: 'yes' | 'no' | 'skip';
  /** Why it was skipped. */
  readonly reason: string | null;
  readonly by: Operator;
}
/** The operator chose to go back: from here on the run walks a rollback section, and then ends. */
export interface RollbackBegun {
  readonly type: 'rollback-begun';
  /** The step the run was at. */
  readonly step: string;
  /** Index of the document whose rollback it is, as the plan counted them then; the run is bound to the steps. */
  readonly document: number;
  readonly steps: readonly PlannedStep[];
  readonly by: Operator;
}

/** What happens where a procedure branches: conditions, includes, stops, placeholders, checklists, rollbacks. */
export type FlowEvent =
  | ConditionDecided
  | ConditionUndecidable
  | DocumentEntered
  | DocumentStopped
  | PlaceholdersFilled
  | ItemAnswered
  | RollbackBegun;
