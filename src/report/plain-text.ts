import { escapeUnseen } from '../expect/show-text.ts';
import { stripCodes } from '../expect/strip-codes.ts';
import { tellBytes } from '../model/size-words.ts';

/** Characters that no document may hold, and private or unassigned ones that nobody could read. */
const unassigned = /[\p{Cn}\p{Co}]/gu;

/** Words of people and documents on one line; what would be hidden or obeyed is spelled out. */
export function plainWords(text: string): string {
  return plain(text.replace(/\s+/g, ' ').trim());
}

/** Lines of a program's output or of code: escape sequences are dropped, tabs stay, the rest is spelled out. */
function plainLines(text: string): readonly string[] {
  return text.split('\n').map((line) => stripCodes(line).split('\t').map(plain).join('\t'));
}

/** The same as one text, without the line ending that ends it. */
export function plainText(text: string): string {
  return plainLines(text.replace(/\n$/, '')).join('\n');
}

function plain(text: string): string {
  return escapeUnseen(text).replace(unassigned, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** `2026-11-21 14:03:12 UTC`, from ISO 8601. */
export function tellTime(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
}

/** `1 step`, `3 steps`. */
export function tellCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What is said of a secret output instead of showing it. */
export function tellWithheld(bytes: number): string {
  return `its output is secret: ${tellBytes(bytes)} neither kept nor shown`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
