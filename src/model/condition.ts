import type { Source } from './position.ts';

/** What a condition compares: a variable of the session, or a text as it stands. */
export type Operand =
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'text'; readonly value: string };

export type ConditionExpression =
  | {
      readonly type: 'compare';
      readonly left: Operand;
      readonly op: '=' | '!=';
      readonly right: Operand;
    }
  | { readonly type: 'not'; readonly of: ConditionExpression }
  | { readonly type: 'and' | 'or'; readonly of: readonly ConditionExpression[] };

/** A `when`: over the session's variables, as they are when it is decided. */
export interface Condition {
  /** As written, trimmed: `$JUJU_STATE = absent and $MAAS_STATE = all_ready`. */
  readonly text: string;
  readonly expression: ConditionExpression;
  /** The variables in it, each once, in order of appearance. */
  readonly variables: readonly string[];
  readonly source: Source;
}

/** A condition with what stands under it. Decided once, when the first step under it is reached. */
export interface Guard {
  /** Unique in its plan: a step's id for its own `when`, `#slug` for that of a section. */
  readonly id: string;
  readonly on: 'step' | 'section';
  readonly condition: Condition;
}
