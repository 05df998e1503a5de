import { isKeyword, isNumber, opensClaim } from '../expect/keywords.ts';
import { parseExpectation } from '../expect/parse-expectation.ts';
import { codeMarks, plain } from './said-text.ts';

/** What prose says of an output: a claim that can be checked, or a statement for a person. */
export type SaidOutput = { readonly type: 'expect' | 'confirm'; readonly text: string };

const { open, close } = codeMarks;

/** How a sentence may begin that says what is printed; `firm` ones speak of nothing else. */
const leads: readonly { readonly pattern: RegExp; readonly firm: boolean }[] = [
  { pattern: /^(?:the\s+)?expected\s+(?:outputs?|results?)(?:\s+(?:is|are))?\s*:?\s*/i, firm: true },
  { pattern: /^you\s+(?:should|will|must)\s+(?:now\s+)?see\s+/i, firm: true },
  {
    pattern:
      /^(?:(?:the|this|that|it|each)\s*)?(?:commands?|outputs?|scripts?|results?|checks?)?\s*(?:should|must|will)\s+(?:now\s+)?(?:print|show|say|return|output|report|display|list|contain|include)s?\s+/i,
    firm: true,
  },
  { pattern: /^(?:the\s+)?(?:output|result)\s+(?:should|must|will)\s+be\s+/i, firm: true },
  {
    pattern: /^(?:(?:this|it|the command|the script)\s+)?(?:prints|returns|outputs|reports)\s+/i,
    firm: false,
  },
  { pattern: /^expect(?:s|ed)?\s*:?\s+/i, firm: false },
  { pattern: /^(?:it|this|that|the status|status)\s+(?:should|must)\s+be\s+/i, firm: false },
];

/** Reads the first sentence of a paragraph that says what a block prints; `null`: none does. */
export function readSaidOutput(text: string): SaidOutput | null {
  for (const sentence of text.split(/(?<=[.!?])\s+(?=[\p{Lu}\uE000])/u)) {
    if (/^GATE\s?:/.test(plain(sentence))) return null;
    const lead = leads.find(({ pattern }) => pattern.test(sentence));
    if (lead === undefined) continue;
    const rest = sentence.replace(lead.pattern, '').replace(/[\s.!;,:]+$/, '');
    if (rest === '') return null;
    const claim = readRest(rest);
    if (claim !== null) return { type: 'expect', text: claim };
    return lead.firm ? statement(sentence) : null;
  }
  return null;
}

/** What follows `expect`, `prints` and the like, as an expectation; `null` where it cannot be checked. */
export function readRest(rest: string): string | null {
  if (/^(?:no output|nothing|empty output)(?:\s+at all)?$/i.test(rest)) return 'empty';
  if (opensClaim(plain(rest)) && !rest.includes(open)) return checkable(plain(rest));
  const literals = readLiterals(rest);
  return literals === null ? null : claimLiterals(literals);
}

const literal = `(?:${open}[^${close}]*${close}|"[^"]+"|“[^”]+”|'[^']+')`;
const kind =
  '(?:the |an? )?(?:(?:line|message|text|word|status|value|string)s? )?(?:(?:with|containing|saying|of) )?';
const series = new RegExp(`^${kind}(${literal}(?:(?:, and |, | and )${literal})*)(.*)$`, 'iu');
/** Words behind a literal that say more than that it is there. */
const says =
  /\b(?:every|all|each|both|any|no|not|none|nothing|else|n['’]t|or|either|\d+|one|two|three|four|five|six|only|except|unless|until|once|twice|times?|without|but|instead|before|after|eventually|if|when|like|similar|by|as well)\b|[(;:…]|\.{3}/i;

function readLiterals(rest: string): readonly string[] | null {
  const [, list = '', tail = ''] = series.exec(rest) ?? [];
  if (list === '' || says.test(plain(tail)) || tail.includes(open) || tail.length > 60) return null;
  return (list.match(new RegExp(literal, 'gu')) ?? []).map((each) => each.slice(1, -1).trim());
}

/** Every literal must be printed; `null` where one of them is no text of an output. */
export function claimLiterals(literals: readonly string[]): string | null {
  const claims = literals.map(claimOf);
  return claims.every((claim) => claim !== null) ? checkable(claims.join('; ')) : null;
}

function claimOf(text: string): string | null {
  if (text === '' || text.length > 120 || /<[^<>]+>|\$\{?\w|\.{3}|…|'/.test(text)) return null;
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  // A bare number is in many lines that say something else.
  if (/^\d+$/.test(text)) return `some /^\\s*${text}\\s*$/ lines`;
  const bare = /^[^\s;()'"/$=!<>][^\s;()'"=!<>]*$/.test(text) && !isKeyword(text) && !isNumber(text);
  return `contains ${bare ? text : `'${text}'`}`;
}

const nowhere = { line: 1, column: 1, offset: 0 };
const source = { file: '', position: { start: nowhere, end: nowhere } };

/** The text, if it is an expectation that something must satisfy. */
function checkable(text: string): string | null {
  const { expectation, problems } = parseExpectation(text, () => source);
  return expectation === null || problems.length > 0 ? null : text;
}

function statement(sentence: string): SaidOutput | null {
  const text = plain(sentence)
    .replace(/[\s.:;,]+$/, '')
    .trim();
  if (text.length > 200 || /\p{C}/u.test(text)) return null;
  return { type: 'confirm', text };
}
