import { distance } from 'fastest-levenshtein';

/** The candidate that `word` is most likely a slip of, or `null` when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const written = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, steps: slips(written, candidate.toLowerCase()) }))
    .filter(({ candidate, steps }) => steps <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.steps - b.steps);
  return ranked[0]?.candidate ?? null;
}

/** The candidate that `word` is one slip away from, for where other words are common too. */
export function oneSlipFrom(word: string, candidates: readonly string[]): string | null {
  return candidates.find((candidate) => slips(word.toLowerCase(), candidate) === 1) ?? null;
}

/** Edits from one word to the other; letters in the wrong order are one. */
function slips(written: string, candidate: string): number {
  const steps = distance(written, candidate);
  return steps === 2 && letters(written) === letters(candidate) ? 1 : steps;
}

function letters(word: string): string {
  return [...word].sort().join('');
}

/** `; did you mean X?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === null ? '' : `; did you mean \`${near}\`?`;
}
