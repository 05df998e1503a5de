import { unknownText, type Word, wordOf } from '../tree/word.ts';

/** How a command line is cut into options and operands. */
export interface OptionSyntax {
  /** Options that take the next word, separated by blanks: `-m --model`. */
  readonly valued?: string;
  /** Options have one dash and are whole words (`find -name`), so letters are not bundled. */
  readonly oneDash?: boolean;
}

export interface Option {
  readonly name: string;
  readonly value: Word | null;
}

/**
 * Reads the word at `at` as an option, with the next word where that is its value.
 * Bundled letters are given one by one, and as the word they are.
 * Returns `null` when it is none.
 */
export function readOption(
  words: readonly Word[],
  at: number,
  syntax: OptionSyntax,
): { readonly options: readonly Option[]; readonly next: number } | null {
  const word = words[at];
  if (word === undefined || !/^[-+]./.test(word.shape)) return null;
  const valued = (syntax.valued ?? '').split(' ');
  const following = words[at + 1] ?? null;
  if (valued.includes(word.shape)) return { options: [{ name: word.shape, value: following }], next: at + 2 };
  const [name = '', ...rest] = word.shape.split('=');
  const value = rest.length === 0 ? null : wordOf(rest.join('='));
  if (name.startsWith('--') || syntax.oneDash) return { options: [{ name, value }], next: at + 1 };
  return readLetters(word.shape, following, valued, at);
}

function readLetters(shape: string, following: Word | null, valued: readonly string[], at: number) {
  const options: Option[] = shape.length > 2 ? [{ name: shape, value: null }] : [];
  for (let index = 1; index < shape.length; index++) {
    const name = `${shape[0]}${shape[index]}`;
    const rest = shape.slice(index + 1);
    if (!valued.includes(name)) options.push({ name, value: null });
    else {
      options.push({ name, value: rest === '' ? following : wordOf(rest) });
      return { options, next: rest === '' ? at + 2 : at + 1 };
    }
  }
  return { options, next: at + 1 };
}

export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly Word[];
}

/** Cuts everything behind the command word; options may stand behind operands, until `--`. */
export function splitArguments(words: readonly Word[], syntax: OptionSyntax): Arguments {
  const options: Option[] = [];
  const operands: Word[] = [];
  let at = 1;
  while (at < words.length && words[at]?.shape !== '--') {
    const read = readOption(words, at, syntax);
    if (read === null) operands.push(words[at] as Word);
    else options.push(...read.options);
    at = read?.next ?? at + 1;
  }
  return { options, operands: [...operands, ...words.slice(at + 1)] };
}

/** An option as one text to match: `-X`, or `-X=POST` with its value. */
export function optionText({ name, value }: Option): string {
  return value === null ? name : `${name}=${value.shape}`;
}

/** An expansion whose name says that it holds options: `$SSH_OPTS`, `"${flags[@]}"`. */
export function holdsOptions(word: Word): boolean {
  return word.shape === unknownText && /^"?\$\{?\w*(opt|arg|flag)\w*(\[@\])?\}?"?$/i.test(word.text);
}
