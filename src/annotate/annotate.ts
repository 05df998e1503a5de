import type { AnnotateOptions } from './annotate-options.ts';
import { type AnnotatedDocument, readAnnotated } from './annotated-document.ts';
import { declareInputs } from './declare-inputs.ts';
import { findInputs } from './find-inputs.ts';
import { countErrors, keepHarmless } from './keep-harmless.ts';
import { hasOptedIn, optIn } from './opt-in.ts';
import type { Note, Proposal, ProposalKind, Proposed } from './proposal.ts';
import { proposeCheck } from './propose-checks.ts';
import { proposeGate, proposeReadonly } from './propose-modes.ts';
import type { TextEdit } from './text-edit.ts';

/** What an author has to ask for: changes of code that runs, and blocks that run without a stop. */
export type Need = '--inputs' | '--readonly';

/** One round of changes, made to what the round before it came to. */
export interface Layer {
  /** What `--write` leaves out unless it is asked for. */
  readonly needs: Need | null;
  readonly before: string;
  readonly after: string;
  /** Offsets into `before`. Empty: there is nothing to propose. */
  readonly edits: readonly TextEdit[];
  readonly kinds: readonly ProposalKind[];
}

export interface Annotated {
  /** In the order in which they are made: what needs nothing first. */
  readonly layers: readonly Layer[];
  /** About the document as it was given. */
  readonly notes: readonly Note[];
}

/**
 * Proposes annotations for a document, from its own words and code; nothing of it is executed. Annotating the last
 * layer's `after` with the same options proposes nothing.
 */
export function annotate(text: string, options: AnnotateOptions, needs: readonly Need[]): Annotated {
  const body = text.replace(/^\uFEFF+/, '');
  const mark = text.slice(0, text.length - body.length);
  const notes: Note[] = [];
  const layers: Layer[] = [];
  let before = body;
  let document = readAnnotated(before, options);
  for (const { need, propose } of rounds) {
    if (need !== null && !needs.includes(need)) continue;
    const { proposals, notes: found } = propose(document, options);
    notes.push(...found);
    const kept = keepHarmless(document, proposals, options);
    layers.push({
      needs: need,
      before: mark + before,
      after: mark + kept.after,
      edits: kept.edits.map((edit) => ({
        ...edit,
        start: edit.start + mark.length,
        end: edit.end + mark.length,
      })),
      kinds: kept.proposals.map(({ kind }) => kind),
    });
    if (kept.after !== before) document = readAnnotated(kept.after, options);
    before = kept.after;
  }
  return { layers, notes: notes.sort((a, b) => a.line - b.line) };
}

interface Round {
  readonly need: Need | null;
  propose(document: AnnotatedDocument, options: AnnotateOptions): Proposed;
}

/** Each makes possible what those behind it propose. Only the first sees the document as it was given. */
const rounds: readonly Round[] = [
  { need: null, propose: proposeMarks },
  {
    need: '--readonly',
    propose: (document, options) => ({ proposals: proposeOptIn(document, options, true), notes: [] }),
  },
  {
    need: '--inputs',
    propose: (document, options) => ({ proposals: proposeInputs(document, options), notes: [] }),
  },
  {
    need: '--readonly',
    propose: ({ blocks }, options) => ({
      proposals: blocks.flatMap((block) => proposeReadonly(block, options)),
      notes: [],
    }),
  },
];

/** What makes nothing run that would not run before, and nothing run unasked. */
function proposeMarks(document: AnnotatedDocument, options: AnnotateOptions): Proposed {
  const { blocks, text } = document;
  const gates = blocks.map((block) => proposeGate(block, options));
  const proposals = [
    ...proposeOptIn(document, options, false),
    ...blocks.flatMap(proposeLanguage),
    ...gates.flatMap((gate) => gate.proposals),
    ...blocks.flatMap((block) => proposeCheck(block, text, options)),
  ];
  const notes = [
    ...gates.flatMap((gate) => gate.notes),
    ...findInputs(document, options).notes,
    ...noteOptIn(document, options),
  ];
  return { proposals, notes };
}

/** A fence whose code reads as shell, and that says nothing itself, is called what it is. */
function proposeLanguage(block: AnnotatedDocument['blocks'][number]): readonly Proposal[] {
  const { fence, said, around, prompted } = block;
  if (fence.kind !== 'none' || said.size > 0 || around.comment !== null) return [];
  const session = prompted && fence.lines[0]?.value.startsWith('$ ');
  return [{ type: 'language', kind: 'language', block, language: session ? 'console' : 'bash' }];
}

/**
 * The key with which a document opts in. Where it has blocks that would then run without a stop, that is a matter of
 * `--readonly`: in a document that was not written for it such a word may have meant something else.
 */
function proposeOptIn(
  document: AnnotatedDocument,
  { belowRunbooks }: AnnotateOptions,
  unasked: boolean,
): readonly Proposal[] {
  if (!belowRunbooks || hasOptedIn(document) || runsUnasked(document) !== unasked) return [];
  const edit = optIn(document);
  return edit === null ? [] : [{ type: 'edit', kind: 'opt-in', edits: [edit] }];
}

function runsUnasked({ blocks }: AnnotatedDocument): boolean {
  return blocks.some(({ said }) => (said.has('readonly') || said.has('auto')) && !said.has('gate'));
}

function noteOptIn(document: AnnotatedDocument, options: AnnotateOptions): readonly Note[] {
  if (hasOptedIn(document) || document.blocks.length === 0) return [];
  if (!options.belowRunbooks) {
    const text =
      'no `runbook:` key is proposed: only below the runbook directory can a document opt in; elsewhere every block stops at a gate';
    return [{ line: 1, text }];
  }
  const count = [...countErrors(document.parsed.messages).values()].reduce((sum, each) => sum + each, 0);
  if (count === 0) return [];
  const problems =
    count === 1 ? 'a problem of this document is an error' : `${count} problems of this document are errors`;
  return [{ line: 1, text: `with a \`runbook:\` key ${problems}; see \`runbook lint\`` }];
}

function proposeInputs(document: AnnotatedDocument, options: AnnotateOptions): readonly Proposal[] {
  const { inputs } = findInputs(document, options);
  const declared = new Set(document.parsed.runbook.requirements.inputs.map(({ name }) => name));
  const missing = inputs.filter(({ name }) => !declared.has(name));
  const declaration = declareInputs(document, missing);
  // Without its declaration nothing would give the variable a value.
  if (missing.length > 0 && declaration === null) return [];
  const edits = inputs.flatMap((input) => input.edits);
  const all = declaration === null ? edits : [declaration, ...edits];
  return all.length === 0 ? [] : [{ type: 'edit', kind: 'input', edits: all }];
}
