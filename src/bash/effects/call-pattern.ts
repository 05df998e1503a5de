import { type Arguments, optionText } from '../calls/options.ts';
import { unknownText } from '../tree/word.ts';

/** How many operands a leading `...` passed over before the pattern fitted; or that it does not; or it depends. */
export type Match = number | 'no' | 'perhaps';

/**
 * Tells whether a call begins as a pattern says.
 *
 * A pattern is words separated by blanks, which the operands of the call begin with:
 * `word`, `one|other`, `show-*`, `*` (anything), `a(ddress)` (`a` and any longer part of `address`),
 * `...` (any number of operands), `$` (no more operands). A word that begins with `-` stands for an option
 * that the call has, wherever; `!-x` for one that it does not have; `-X=POST` for an option with a value.
 */
export function matchPattern(pattern: string, { options, operands }: Arguments): Match {
  const tokens = pattern.split(' ').filter((token) => token !== '');
  const texts = options.map(optionText);
  const has = (token: string) =>
    alternatives(token).some((option) => texts.some((text) => fitsOption(option, text)));
  for (const token of tokens) {
    if (token.startsWith('-') && !has(token)) return 'no';
    if (token.startsWith('!') && has(token.slice(1))) return 'no';
  }
  const words = tokens.filter((token) => !/^!?-/.test(token));
  const match = fitOperands(
    words,
    operands.map((operand) => operand.shape),
  );
  return typeof match === 'number' && words[0] !== '...' ? 0 : match;
}

const alternatives = (token: string) => token.split('|');

function fitsOption(option: string, text: string): boolean {
  if (option.includes('=') || option.includes('*')) return globFits(option, text);
  return text === option || text.startsWith(`${option}=`);
}

function fitOperands(tokens: readonly string[], operands: readonly string[]): Match {
  const [token, ...rest] = tokens;
  if (token === undefined) return 0;
  if (token === '$') return operands.length === 0 ? 0 : 'no';
  if (token === '...') return fitAnywhere(rest, operands);
  const [operand, ...others] = operands;
  if (operand === undefined) return 'no';
  const fits = fitWord(token, operand);
  const further = fits === 'no' ? 'no' : fitOperands(rest, others);
  return fits === 'perhaps' && further !== 'no' ? 'perhaps' : further;
}

function fitAnywhere(tokens: readonly string[], operands: readonly string[]): Match {
  const at = operands.findIndex((_, index) => typeof fitOperands(tokens, operands.slice(index)) === 'number');
  return at < 0 ? 'no' : at;
}

function fitWord(token: string, operand: string): Match {
  if (alternatives(token).some((word) => wordFits(word, operand))) return 0;
  // `region=$REGION` is no subcommand, whatever the variable holds.
  return operand.includes(unknownText) && !/[=/]/.test(operand) && !token.includes('/') ? 'perhaps' : 'no';
}

function wordFits(word: string, operand: string): boolean {
  const [, least, more] = /^(.+)\((.+)\)$/.exec(word) ?? [];
  if (least === undefined || more === undefined) return globFits(word, operand);
  return operand.startsWith(least) && `${least}${more}`.startsWith(operand);
}

function globFits(glob: string, text: string): boolean {
  if (!glob.includes('*')) return glob === text;
  const parts = glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`).test(text);
}
