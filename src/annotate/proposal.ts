import type { Block } from './read-blocks.ts';
import type { TextEdit } from './text-edit.ts';

/** What a proposal adds. */
export type ProposalKind =
  | 'opt-in'
  | 'language'
  | 'gate'
  | 'readonly'
  | 'expectation'
  | 'confirm'
  | 'output'
  | 'input';

/** One change to a document that stands or falls by itself. */
export type Proposal = { readonly kind: ProposalKind } & (
  | {
      readonly type: 'annotation';
      readonly block: Block;
      /** As it is written: `gate="destroy openstack"`. */
      readonly word: string;
    }
  | { readonly type: 'language'; readonly block: Block; readonly language: string }
  | { readonly type: 'edit'; readonly edits: readonly TextEdit[] }
);

/** Something an author should know that no edit can settle. */
export interface Note {
  /** 1-based, in the document as it was read. */
  readonly line: number;
  readonly text: string;
}

/** What one look at a document comes to. */
export interface Proposed {
  readonly proposals: readonly Proposal[];
  readonly notes: readonly Note[];
}
