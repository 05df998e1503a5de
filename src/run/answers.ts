/** The prompter could not get an answer from a human; all of them mean stop. */
export interface Unanswered {
  readonly type: 'unanswered';
  readonly reason: 'interrupt' | 'hang-up' | 'no-terminal' | 'no-input' | 'ci' | 'input-ended';
}
/** Answers that are possible at every prompt. */
export type CommonAnswer =
  | Unanswered
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'shell' }
  | { readonly type: 'pause' }
  | { readonly type: 'abort'; readonly reason: string | null };

export type GateAnswer =
  | CommonAnswer
  | { readonly type: 'yes'; readonly typed: readonly string[] }
  | { readonly type: 'skip'; readonly reason: string; readonly typed: readonly string[] }
  | { readonly type: 'decline'; readonly typed: readonly string[] };

export type ConfirmAnswer = CommonAnswer | { readonly type: 'holds' } | { readonly type: 'fails' };

export type RemedyAnswer =
  | CommonAnswer
  | { readonly type: 'retry' }
  | { readonly type: 'skip'; readonly reason: string }
  | { readonly type: 'accept'; readonly reason: string }
  | { readonly type: 'rollback' };

/** Values for all the placeholders that were asked for. */
export type FillAnswer =
  | CommonAnswer
  | { readonly type: 'filled'; readonly values: Readonly<Record<string, string>> };

export type ItemAnswer =
  | CommonAnswer
  | { readonly type: 'yes' }
  | { readonly type: 'no' }
  | { readonly type: 'skip'; readonly reason: string };

/** Whether to walk the rollback section now. */
export type RollbackAnswer = Unanswered | { readonly type: 'yes' } | { readonly type: 'no' };

export type SettleAnswer =
  | CommonAnswer
  | { readonly type: 'done'; readonly reason: string }
  | { readonly type: 'retry' }
  | { readonly type: 'skip'; readonly reason: string }
  /** Nobody says what became of it: that stays unknown. */
  | { readonly type: 'rollback' };
