import type { BlockStep, CheckpointStep, ManualStep } from '../model/runbook.ts';
import type { Span } from './mapped-text.ts';
import type { SectionNode } from './section-tree.ts';

type Named = 'id' | 'title' | 'section' | 'prose' | 'source' | 'guards';

/** A step before it has a name and its prose, which depend on its neighbours. */
export interface Draft {
  readonly content: Omit<BlockStep, Named> | Omit<CheckpointStep, Named> | Omit<ManualStep, Named>;
  readonly section: SectionNode;
  readonly span: Span;
  /** Where what belongs to it ends: its output fence, its quote. */
  readonly end: number;
  /** `id=`, with its place. */
  readonly id: { readonly value: string; readonly span: Span } | null;
  readonly rollback: boolean;
}
