/**
 * Characters that a terminal does not show for what they are: controls, bidirectional and other format
 * characters, unassigned ones, line separators, blanks that are no space, fillers, variation selectors.
 */
const hidden =
  /\p{C}|\p{Zl}|\p{Zp}|(?! )\p{Zs}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}|\u2800/gu;
const notAscii = /[^\x20-\x7e]/gu;
/** Control sequences (colours, cursor movement) and strings (titles, links) of ECMA-48, where they are complete. */
const sequence =
  /[\x1b\x9b](?:(?<=\x9b)|\[)[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]+[0-~]/g;
const tabStop = 8;

/** How far characters may be trusted to the terminal: `ascii` where it does not speak UTF-8. */
export interface Alphabet {
  readonly ascii: boolean;
}

/**
 * One line of code as it is, made visible: nothing is left out, and what a terminal would hide or obey
 * is written `<U+202E>`. Takes a line without its newline; the result never moves the cursor.
 */
export function showCode(line: string, alphabet: Alphabet): string {
  const escaped = expandTabs(line).replace(hidden, spell);
  return alphabet.ascii ? escaped.replace(notAscii, spell) : guardStart(escaped);
}

/**
 * One line of a program's output: escape sequences are dropped, of what a carriage return overwrote only the
 * last is shown (marked `^M`), the rest is made visible as in code. Logs keep the bytes.
 */
export function showOutput(line: string, alphabet: Alphabet): string {
  const plain = line.replace(sequence, '').replace(/[\ufe0e\ufe0f]/g, '');
  const written = plain.split('\r').filter((part) => part !== '');
  const last = written.at(-1) ?? '';
  return (written.length > 1 ? '^M' : '') + showCode(last, alphabet);
}

/** Words of people and documents on one line: white space becomes one blank, the rest is made visible. */
export function showWords(text: string, alphabet: Alphabet): string {
  return showCode(
    text
      .replace(/[\ufe0e\ufe0f]/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
    alphabet,
  );
}

/** Text holds characters that a reader could not see as they are. */
export function hidesCharacters(text: string): boolean {
  return text.replace(/[\n\t]/g, '').search(hidden) !== -1;
}

function spell(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  return line
    .split('\t')
    .reduce((before, after) => before + ' '.repeat(tabStop - (before.length % tabStop)) + after);
}

/** A combining mark at the start would change the character before it, which is ours. */
function guardStart(text: string): string {
  return text.replace(/^\p{M}/u, spell);
}
