import { opensClaim } from '../expect/keywords.ts';
import { parseExpectation } from '../expect/parse-expectation.ts';
import { oneSlipFrom } from './suggest.ts';

const spellings = ['expect', 'expects', 'expected', 'expecting', 'expectation'];
/** English words that are one slip away. */
const otherWords = new Set(['except', 'expert', 'exempt']);

const opening = /^[\s\p{Cf}]*([\p{L}\p{M}\p{Cf}]+)[ \t]*([:：﹕꞉∶]?)[\s\p{Cf}]*(.*)$/u;
const within = /(?<![\p{L}\p{N}_`-])expect(?:s|ed|ing)?[ \t]*[:：]?[ \t]+(\S.*)$/iu;

/**
 * The part of a line that reads like an expectation although the language takes it for none: misspelt, without its
 * colon, in the middle of other words. `null`: there is none. For lines that the language does not take.
 */
export function findNearExpect(line: string): { readonly start: number; readonly claim: string } | null {
  const [, written = '', colon = '', rest = ''] = opening.exec(line) ?? [];
  const word = written.replace(/\p{Cf}/gu, '').toLowerCase();
  const meant = spellings.includes(word) || (!otherWords.has(word) && oneSlipFrom(word, spellings) !== null);
  if (meant && opensClaim(rest)) return { start: line.indexOf(written), claim: rest.trim() };
  if (meant && colon !== '' && !/^expectation/.test(word))
    return { start: line.indexOf(written), claim: rest };
  const inside = within.exec(line);
  return inside !== null && isExpectation(inside[1] ?? '')
    ? { start: inside.index, claim: inside[1] ?? '' }
    : null;
}

function isExpectation(text: string): boolean {
  const nowhere = { line: 1, column: 1, offset: 0 };
  const source = { file: '', position: { start: nowhere, end: nowhere } };
  const { expectation, problems } = parseExpectation(text.trim(), () => source);
  return expectation !== null && problems.length === 0 && opensClaim(text);
}
