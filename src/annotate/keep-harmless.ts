import type { VFileMessage } from 'vfile-message';
import { type ParseRule, parseRules } from '../parse/parse-rules.ts';
import { parseRunbook } from '../parse/parse-runbook.ts';
import type { AnnotateOptions } from './annotate-options.ts';
import type { AnnotatedDocument } from './annotated-document.ts';
import type { Proposal } from './proposal.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';
import { writeProposals } from './write-proposals.ts';

/** Proposals that can stand together, and what they come to. */
export interface Harmless {
  readonly proposals: readonly Proposal[];
  readonly edits: readonly TextEdit[];
  readonly after: string;
}

/**
 * Leaves out what cannot be written where it would have to stand, and what would give the document an error that it
 * does not have. What opting in alone brings to light was in the document before.
 */
export function keepHarmless(
  { text: document }: AnnotatedDocument,
  proposals: readonly Proposal[],
  options: AnnotateOptions,
): Harmless {
  const nothing: Harmless = { proposals: [], edits: [], after: document.text };
  if (proposals.length === 0) return nothing;
  const errors = (text: string) => countErrors(parseRunbook(text, options).messages);
  const make = (some: readonly Proposal[]): Harmless | null => {
    const edits = writeProposals(some, document, options.comments === true);
    return edits === null ? null : { proposals: some, edits, after: applyEdits(document.text, edits) };
  };
  const optIn = proposals.filter(({ kind }) => kind === 'opt-in');
  const others = proposals.filter(({ kind }) => kind !== 'opt-in');
  const start = make(optIn) ?? nothing;
  const had = errors(start.after);
  const isHarmless = (made: Harmless | null) => made !== null && isWithin(errors(made.after), had);
  let kept = start;
  const keep = (some: readonly Proposal[]): void => {
    const made = make([...kept.proposals, ...some]);
    if (made !== null && isHarmless(made)) kept = made;
    else if (some.length > 1) {
      const half = Math.ceil(some.length / 2);
      keep(some.slice(0, half));
      keep(some.slice(half));
    }
  };
  if (others.length > 0) keep(others);
  const stepless = [...errors(kept.after).keys()].some((error) => error.startsWith('no-steps '));
  return optIn.length > 0 && stepless ? nothing : kept;
}

/** How often a document has which error, whatever mode it is read in. */
export function countErrors(messages: readonly VFileMessage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId, reason } of messages) {
    if (parseRules[ruleId as ParseRule]?.severity !== 'error') continue;
    const key = `${ruleId} ${reason}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function isWithin(counts: ReadonlyMap<string, number>, allowed: ReadonlyMap<string, number>): boolean {
  return [...counts].every(([error, count]) => count <= (allowed.get(error) ?? 0));
}
