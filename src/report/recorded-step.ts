import type { PlannedStep } from '../model/event.ts';

/** What a step did, as the copy of its document in the run's directory has it. */
export interface RecordedStep {
  /** Title of its section. */
  readonly section: string;
  /** The command, or what was to be done. */
  readonly text: string;
  readonly isCode: boolean;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** Finds a step by the hash it was planned with at one time; `null` where no copy holds it. */
export type FindRecordedStep = (planned: Pick<PlannedStep, 'id' | 'hash'>) => RecordedStep | null;
