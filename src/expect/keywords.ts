import { distance } from 'fastest-levenshtein';

/** Words a claim can begin with. */
export const claimOpeners = [
  'stdout',
  'stderr',
  'exit',
  'empty',
  'only',
  'contains',
  'at',
  'some',
  'no',
] as const;

const otherKeywords = [
  'least',
  'most',
  'to',
  'or',
  'nonzero',
  'any',
  'line',
  'lines',
  'true',
  'false',
  'null',
];

const keywords: ReadonlySet<string> = new Set([...claimOpeners, ...otherKeywords]);

const number = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Words of the grammar; a text that is one of them must stand in quotes. */
export function isKeyword(word: string): boolean {
  return keywords.has(word);
}

/** `3`, `-1`, `2.5`, `1e3`; nothing that JavaScript would merely convert, such as an empty text. */
export function isNumber(word: string): boolean {
  return number.test(word);
}

/** A count, an index or an exit code: digits only. */
export function isInteger(word: string): boolean {
  return /^\d+$/.test(word);
}

/** The keyword the writer may have meant by `word`, among `candidates`; `null`: none is near. */
export function nearestKeyword(word: string, candidates: readonly string[]): string | null {
  const written = word.toLowerCase();
  const allowed = Math.min(2, Math.max(0, written.length - 2));
  const near = candidates
    .map((candidate) => ({ candidate, steps: distance(written, candidate) }))
    .filter(({ candidate, steps }) => steps <= allowed && steps < candidate.length && candidate !== word)
    .sort((a, b) => a.steps - b.steps);
  return near[0]?.candidate ?? null;
}

/**
 * Whether prose after `Expect:` begins as a claim does: with a claim keyword in any case, a number,
 * a regular expression or a JSON path. Such prose must parse; other wording is confirmed by eye.
 */
export function opensClaim(text: string): boolean {
  const [word = ''] = text.trimStart().split(/[\s;()'"]/, 1);
  const opener = claimOpeners.some((keyword) => keyword === word.toLowerCase());
  return opener || isNumber(word) || /^[/$]/.test(word);
}
