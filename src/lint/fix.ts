import type { Position } from '../model/position.ts';

/** A stretch of the file, as read, and the text that takes its place. */
export interface Edit {
  readonly place: Position;
  readonly text: string;
}

/** A change that is safe to make without looking: what runs, and what is checked, stays the same. */
export interface Fix {
  /** What it does, in a few words: `Call the fence bash`. */
  readonly title: string;
  /** Do not overlap. */
  readonly edits: readonly Edit[];
}

declare module 'vfile-message' {
  interface VFileMessage {
    /** How the message could be acted on by a tool. */
    fix?: Fix;
  }
}

/**
 * The text with the fixes made, in document order. A fix that touches what an earlier one has changed is left for
 * the next time.
 */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  const made: Edit[] = [];
  for (const { edits } of fixes) {
    if (edits.every((edit) => made.every((other) => !overlap(edit, other)))) made.push(...edits);
  }
  made.sort((a, b) => a.place.start.offset - b.place.start.offset);
  let result = '';
  let at = 0;
  for (const { place, text: replacement } of made) {
    result += text.slice(at, place.start.offset) + replacement;
    at = place.end.offset;
  }
  return result + text.slice(at);
}

function overlap({ place: a }: Edit, { place: b }: Edit): boolean {
  return a.start.offset <= b.end.offset && b.start.offset <= a.end.offset;
}
