import { unknownText, type Word, wordOf } from '../tree/word.ts';
import { baseName } from './base-name.ts';
import { type Carrier, carriers } from './carriers.ts';
import { holdsOptions, readOption } from './options.ts';

/** What a command carries: the words behind its own, or code that one of its options holds. */
export interface Carried {
  readonly carrier: Carrier;
  readonly words: readonly Word[];
  readonly code: Word | null;
}

/** A name may stand in several entries. */
const byName = new Map<string, readonly Carrier[]>();
for (const carrier of carriers)
  for (const name of carrier.names.split(' ')) byName.set(name, [...(byName.get(name) ?? []), carrier]);

/** Looks for another command in the words of one; `null`: it carries none. */
export function findCarried(words: readonly Word[]): Carried | null {
  for (const carrier of byName.get(baseName(words[0]) ?? '') ?? []) {
    const carried = carry(carrier, words);
    if (carried !== null) return carried;
  }
  return null;
}

function carry(carrier: Carrier, words: readonly Word[]): Carried | null {
  const syntax = { ...carrier, valued: `${carrier.valued ?? ''} ${carrier.code ?? ''}` };
  const verbs = carrier.verbs?.split(' ') ?? [];
  const given = new Map<string, Word | null>();
  const has = (list?: string) => list?.split(' ').some((name) => given.has(name)) === true;
  let { skip = 0 } = carrier;
  let options = true;
  let fromInput = false;
  let at = 1;
  for (let word = words[at]; word !== undefined; word = words[at]) {
    const option = options && word.shape !== '--' ? readOption(words, at, syntax) : null;
    for (const { name, value } of option?.options ?? []) given.set(name, value);
    const code = carrier.code?.split(' ').find((name) => given.has(name));
    if (code !== undefined) return { carrier, words: [], code: given.get(code) ?? null };
    if (has(carrier.unless)) return null;
    fromInput ||= carrier.stdin !== undefined && standardInput.test(word.shape);
    if (option !== null) at = option.next - 1;
    else if (options && word.shape === '--') options = false;
    else if (options && holdsOptions(word) && words[at + 1] !== undefined) options = true;
    else if (carrier.assignments && /^\w+\+?=/.test(word.shape)) options = true;
    else if (verbs.length > 0) {
      if (word.literal !== verbs.shift()) return null;
    } else if (skip > 0) skip--;
    else break;
    at++;
  }
  if (verbs.length > 0 || (carrier.needs !== undefined && !has(carrier.needs))) return null;
  if (has(carrier.codeFirst)) return { carrier, words: [], code: words[at] ?? null };
  if (fromInput || has(carrier.fromInput)) return { carrier, words: [], code: null };
  return { carrier, words: fill(words.slice(at), carrier, given), code: null };
}

const standardInput = /^(-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/;

/** Puts a word that is not known where the carrier puts what it is given. */
function fill(
  words: readonly Word[],
  { placeholder }: Carrier,
  given: ReadonlyMap<string, Word | null>,
): readonly Word[] {
  if (placeholder === undefined || words.length === 0) return words;
  const option = placeholder.split(' ').find((name) => given.has(name));
  if (option === undefined) return [...words, wordOf(unknownText)];
  return words.map((word) => hidePlaceholder(word, given.get(option)?.shape || '{}'));
}

/** A word in which something stands that is replaced when it runs. */
export function hidePlaceholder(word: Word, placeholder: string): Word {
  if (!word.shape.includes(placeholder)) return word;
  return wordOf(word.text, word.shape.replaceAll(placeholder, unknownText));
}
