import type { ReadLog } from './log-excerpt.ts';
import type { OutputLimits } from './output-budget.ts';
import type { FindRecordedStep } from './recorded-step.ts';

/** What a report for people is made of, beside the record. */
export interface ReportSources {
  readonly readLog: ReadLog;
  readonly findStep: FindRecordedStep;
  readonly limits?: OutputLimits;
}
