import type { Condition } from '../model/condition.ts';
import type { Step } from '../model/runbook.ts';
import type { Span } from './mapped-text.ts';
import type { SectionNode } from './section-tree.ts';

type Named = 'id' | 'title' | 'section' | 'prose' | 'source' | 'guards';

type Unnamed<S extends Step> = S extends unknown ? Omit<S, Named> : never;

/** A step before it has a name and its prose, which depend on its neighbours. */
export interface Draft {
  readonly content: Unnamed<Step>;
  readonly section: SectionNode;
  readonly span: Span;
  /** Where what belongs to it ends: its output fence, its quote. */
  readonly end: number;
  /** `id=`, with its place, or a name that it has by itself. */
  readonly id: { readonly value: string; readonly span: Span; readonly given: boolean } | null;
  readonly rollback: boolean;
  /** The step's own. */
  readonly when: Condition | null;
}
