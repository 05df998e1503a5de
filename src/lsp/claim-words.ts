import { isInteger } from '../expect/keywords.ts';

/** A word that may come next in a claim, and what it says there. */
export interface ClaimWord {
  readonly word: string;
  readonly doc: string;
}

const streams: readonly ClaimWord[] = [
  { word: 'stdout', doc: 'Looks at the standard output only.' },
  { word: 'stderr', doc: 'Looks at the error output only.' },
];
const facts: readonly ClaimWord[] = [
  { word: 'empty', doc: 'Nothing visible was printed.' },
  { word: 'no', doc: '`no error lines`: none of the lines holds it, in any case.' },
  { word: 'some', doc: '`some SKIP lines`: at least one.' },
  { word: 'at least', doc: '`at least 3 READY lines`' },
  { word: 'at most', doc: '`at most 2 WARN lines`' },
  { word: 'only', doc: '`only SKIP lines`: every line, and at least one.' },
  { word: 'contains', doc: "`contains 'all done'`: some line holds the text." },
];
const exit: ClaimWord = { word: 'exit', doc: '`exit 0 or 3`, `exit nonzero`, `exit any`.' };
const codes: readonly ClaimWord[] = [
  { word: 'nonzero', doc: 'Any exit code that says no, but for 126, 127 and signals.' },
  { word: 'any', doc: 'Any exit code, but for 126, 127 and signals.' },
];
const lines: readonly ClaimWord[] = [
  { word: 'lines', doc: 'What was counted.' },
  { word: 'line', doc: 'What was counted.' },
];

/** The words that the grammar allows behind what has been written of a claim. */
export function claimWordsAfter(before: string): readonly ClaimWord[] {
  const [first, ...rest] = before.split(/\s+/).filter((word) => word !== '');
  if (first === undefined) return [exit, ...facts, ...streams];
  const last = rest.at(-1) ?? first;
  if (first === 'stdout' || first === 'stderr')
    return rest.length === 0 ? facts : claimWordsAfter(rest.join(' '));
  if (first === 'exit')
    return rest.length === 0 || last === 'or' ? codes : [{ word: 'or', doc: 'Another exit code.' }];
  if (first === 'at' && rest.length === 0) {
    return ['least', 'most'].map((word) => ({ word, doc: `\`at ${word} 3 READY lines\`` }));
  }
  if (isInteger(first) && rest.length === 0) return [...lines, { word: 'to', doc: '`1 to 3 READY lines`' }];
  const counts = isInteger(first) || ['at', 'some', 'no', 'only'].includes(first);
  return counts && !/^lines?$/.test(last) && !['to', 'least', 'most'].includes(last) ? lines : [];
}
