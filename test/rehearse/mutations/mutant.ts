import type { Runbook } from '../../../src/model/runbook.ts';

/** One document with one thing in it changed. */
export interface Mutant {
  /** Says what is changed and where, without line numbers: what is known of it stays true when the page grows. */
  readonly id: string;
  readonly kind: 'expectation' | 'condition' | 'route';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What has to be reached for it to matter; see `placeOfStep` and `placeOfCondition`. */
  readonly touches: string;
  /** The whole document. */
  readonly text: string;
}

/** A change of the text between two offsets. */
export interface Change {
  readonly kind: Mutant['kind'];
  /** The step, or the section of a condition, that it is about. */
  readonly where: string;
  readonly touches: string;
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

export function makeMutant({ file, text }: Runbook, change: Change): Mutant {
  const { kind, where, touches, start, end, to } = change;
  const from = text.slice(start, end);
  const show = (part: string) => part.trim().replace(/\s+/g, ' ') || 'nothing';
  return {
    id: `${file} ${where}: ${show(from)} → ${show(to)}`,
    kind,
    file,
    line: text.slice(0, start).split('\n').length,
    touches,
    text: text.slice(0, start) + to + text.slice(end),
  };
}

interface Placed {
  readonly source: {
    readonly file: string;
    readonly position: { readonly start: { readonly offset: number } };
  };
}

export function placeOfStep({ source }: Placed): string {
  return `${source.file}@${source.position.start.offset}`;
}

export function placeOfCondition({ source }: Placed): string {
  return `${source.file}?${source.position.start.offset}`;
}
