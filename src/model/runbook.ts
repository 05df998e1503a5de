import type { BlockTraits } from './block-traits.ts';
import type { Guard } from './condition.ts';
import type { Duration } from './duration.ts';
import type { ExactOutput, Expectation, PathPart, Pattern } from './expectation.ts';
import type { Input } from './input.ts';
import type { Source } from './position.ts';

/** How a step is entered; `doc` blocks are no steps and never get here. */
export type Mode = 'gate' | 'readonly' | 'auto' | 'manual';

export interface Section {
  /** The heading's slug as forges make it; unique in its document. Empty for what stands before the first heading. */
  readonly slug: string;
  readonly title: string;
  /** 1 to 6; 0 before the first heading. */
  readonly depth: number;
  /** Slugs of the sections it is a part of, outermost first. */
  readonly within: readonly string[];
  readonly source: Source | null;
}

/** The stop before a step; a phrase makes the operator type it instead of `y`. */
export interface Gate {
  /** As written; may hold `$VARIABLES`, filled in when the gate is shown. */
  readonly phrase: string | null;
}

interface StepCommon {
  /** The annotation's `id`, else section slug plus ordinal; unique in its plan. */
  readonly id: string;
  /** A short name for people: the annotation's id, else the section's title. */
  readonly title: string;
  readonly section: Section;
  readonly source: Source;
  /** Markdown of the section between the previous step and this one; shown at the gate. */
  readonly prose: string;
  /** Warnings directly before the block, repeated at its gate. */
  readonly warnings: readonly string[];
  /** Conditions it stands under, those of enclosing sections first, its own last. */
  readonly guards: readonly Guard[];
}

/** A whole unquoted word such as `<id>`, for which the gate asks a value. */
export interface Placeholder {
  /** Without the angle brackets. */
  readonly name: string;
  /** Offsets into the segment's code, `end` exclusive; the brackets are part of it. */
  readonly start: number;
  readonly end: number;
}

/** A stretch of a block that is run by itself because its last command carries an expectation of its own. */
export interface Segment {
  /** What runs, LF only. */
  readonly code: string;
  /** 1-based line in the document of the first line of `code`. */
  readonly line: number;
  /** The `# expect` comment of its last command. */
  readonly expectation: Expectation | null;
  /** In order of appearance; only a gated block has any. */
  readonly placeholders: readonly Placeholder[];
}

export interface Polling {
  readonly within: Duration;
  readonly every: Duration;
  /** When this holds, waiting is pointless: the step has failed. */
  readonly abort: Expectation | null;
}

/** `each="HOST in openstack0 openstack1"`: once per item, with the variable set to it. */
export interface Each {
  readonly variable: string;
  /** At least one, all different. */
  readonly items: readonly string[];
}

/** `capture="NAME=..."`: a part of the output becomes a variable of the session. */
export interface Capture {
  readonly variable: string;
  /** The first group of a pattern over the lines of the output, or one JSON scalar of stdout. */
  readonly from:
    | { readonly type: 'pattern'; readonly pattern: Pattern }
    | { readonly type: 'json'; readonly path: readonly PathPart[] };
  /** As written: `MODEL_ID=/uuid (\S+)/`. */
  readonly text: string;
  readonly source: Source;
}

export interface BlockStep extends StepCommon {
  readonly kind: 'block';
  readonly mode: 'gate' | 'readonly' | 'auto';
  readonly gate: Gate | null;
  /** The first word of the info string, or empty for a fence without a language. */
  readonly language: string;
  /** The whole code, LF only: the concatenation of the segments' code. */
  readonly code: string;
  /** At least one; several when commands carry expectations of their own. */
  readonly segments: readonly Segment[];
  /** `expect=` or the `> Expect:` quote: holds over the output of the whole block. */
  readonly expectation: Expectation | null;
  readonly exactOutput: ExactOutput | null;
  readonly polling: Polling | null;
  /** After the output, the operator confirms this statement by eye. */
  readonly confirm: string | null;
  readonly timeout: Duration | null;
  readonly grace: Duration;
  /** As written; relative to the document's own working directory. */
  readonly cwd: string | null;
  readonly each: Each | null;
  readonly capture: Capture | null;
  readonly traits: BlockTraits;
}

/** A stop without code: a sentence that starts with `GATE:`. */
export interface CheckpointStep extends StepCommon {
  readonly kind: 'checkpoint';
  readonly text: string;
}

/** Something the operator does elsewhere: a `manual` block, or a gated section without one. */
export interface ManualStep extends StepCommon {
  readonly kind: 'manual';
  /** What is to be done: the code of the block, or the prose of the section. */
  readonly text: string;
  readonly language: string;
}

export interface ChecklistItem {
  readonly text: string;
  readonly source: Source;
}

/** Items of a go/no-go list that the operator confirms one by one; an item with a block is a step of its own. */
export interface ChecklistStep extends StepCommon {
  readonly kind: 'checklist';
  /** At least one. */
  readonly items: readonly ChecklistItem[];
}

/** Another runbook, or one section of it, run in place. */
export interface IncludeStep extends StepCommon {
  readonly kind: 'include';
  /** The name of the runbook as written. */
  readonly runbook: string;
  /** Slug of the section; `null`: the whole runbook. */
  readonly part: string | null;
  /** Where the name is written. */
  readonly named: Source;
}

/** Ends its own document early, as a success. */
export interface StopStep extends StepCommon {
  readonly kind: 'stop';
  readonly reason: string;
}

export type Step = BlockStep | CheckpointStep | ManualStep | ChecklistStep | IncludeStep | StopStep;

/** Where a run may take place and what it needs there; all from the frontmatter's `runbook:` key. */
export interface Requirements {
  readonly target: string | null;
  readonly host: string | null;
  readonly user: string | null;
  /** Commands that must be on PATH before the first step. */
  readonly needs: readonly string[];
  /** Names of variables whose values are redacted wherever they appear. */
  readonly secrets: readonly string[];
  /** Relative to the document; `null`: the project root. */
  readonly cwd: string | null;
  /** Ids of runbooks that come before this one. */
  readonly after: readonly string[];
  /** In the order they are asked for. */
  readonly inputs: readonly Input[];
}

/** One Markdown file, parsed. Nothing in it has been executed or looked up. */
export interface Runbook {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  /** It has opted in, and lives below the project's runbook directory. Otherwise it runs in careful mode. */
  readonly trusted: boolean;
  readonly requirements: Requirements;
  /** All sections, those without a step too. */
  readonly sections: readonly Section[];
  readonly steps: readonly Step[];
  /** Steps of a Rollback section: no part of the sequence. */
  readonly rollback: readonly Step[];
  /** The whole text as read, before any normalisation. */
  readonly text: string;
}
