/** Something in a run's record that is not as it was written, or cannot be. */
export interface Damage {
  readonly type:
    | 'unreadable'
    | 'torn'
    | 'not-json'
    | 'unknown-event'
    | 'wrong-shape'
    | 'wrong-run'
    | 'wrong-sequence'
    | 'wrong-previous'
    | 'wrong-beginning'
    | 'wrong-head'
    | 'wrong-log'
    | 'wrong-document';
  /** 1-based line of the journal; 0 where no line is concerned. */
  readonly line: number;
  /** One sentence without a full stop. */
  readonly message: string;
}
