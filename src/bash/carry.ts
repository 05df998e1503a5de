import { baseName } from './base-name.ts';
import { type Carrier, carriers } from './carriers.ts';
import { holdsOptions, readOption } from './options.ts';
import type { Word } from './word.ts';

/** What a command carries: the words behind its own, or code that one of its options holds. */
export interface Carried {
  readonly carrier: Carrier;
  readonly words: readonly Word[];
  readonly code: Word | null;
}

/** Looks for another command in the words of one; `null`: it carries none. */
export function findCarried(words: readonly Word[]): Carried | null {
  const name = baseName(words[0]);
  for (const carrier of name === null ? [] : carriers) {
    const carried = carrier.names.split(' ').includes(name ?? '') ? carry(carrier, words) : null;
    if (carried !== null) return carried;
  }
  return null;
}

function carry(carrier: Carrier, words: readonly Word[]): Carried | null {
  const verbs = carrier.verbs?.split(' ') ?? [];
  let { skip = 0 } = carrier;
  let options = true;
  let fromInput = false;
  let at = 1;
  for (let word = words[at]; word !== undefined; word = words[at]) {
    const option = options && word.shape !== '--' ? readOption(words, at, carrier) : null;
    const named = (list?: string) => option?.options.find(({ name }) => list?.split(' ').includes(name));
    const code = named(carrier.code);
    if (code !== undefined) return { carrier, words: [], code: code.value };
    if (named(carrier.unless) !== undefined) return null;
    fromInput ||= named(carrier.fromInput) !== undefined;
    if (carrier.stdin !== undefined && word.shape === '-') fromInput = true;
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
  return verbs.length > 0 ? null : { carrier, words: fromInput ? [] : words.slice(at), code: null };
}
