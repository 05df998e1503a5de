import type { Count } from '../model/expectation.ts';
import { type ExpectationProblem, type Span, syntaxProblem } from './expectation-problem.ts';
import { claimOpeners, isKeyword, nearestKeyword } from './keywords.ts';
import type { Token } from './tokenize.ts';

const lineWords = ['line', 'lines'];

/** Why a text of several words can not stand alone, and the ways to say what may have been meant. */
export function explainText(tokens: readonly Token[]): ExpectationProblem {
  const [first, second] = tokens;
  const whole = { start: first?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
  const path = tokens.findIndex(
    ({ type }, index) => type === 'path' && tokens[index + 1]?.type === 'operator',
  );
  if (first && path > 0) {
    return syntaxProblem(`Unexpected "${first.text}", write "${joinSpaced(tokens.slice(path))}"`, first);
  }
  const bare = first?.type === 'word' && !isKeyword(first.text);
  const meant = bare ? nearestKeyword(first.text, claimOpeners) : null;
  if (first && meant) {
    return syntaxProblem(
      `Unexpected "${first.text}", did you mean "${meant}"? A text of several words stands in single quotes`,
      first,
    );
  }
  const last = tokens.at(-1);
  if (last && isLineWord(last)) {
    const text = quote(tokens.slice(0, -1));
    return syntaxProblem(
      `Unexpected "${join(tokens)}" without a count; write "some ${text} lines", "no ${text} lines" or a number first`,
      whole,
    );
  }
  const each = tokens.every(({ type }) => type === 'word') ? tokens.map(({ text }) => text).join('; ') : null;
  return syntaxProblem(
    `Unexpected "${second?.text}" after "${first?.text}": several words need single quotes; ` +
      `write "${quote(tokens)}" for these words in a row` +
      (each === null ? '' : `, or "${each}" for each of them on any line`),
    whole,
  );
}

/** Why a count without `lines` can not stand, and the two things it may mean. */
export function explainCount(count: Count, rest: readonly Token[], claim: Span): ExpectationProblem {
  const comma = rest.find(({ text }) => /^lines?,$/.test(text));
  if (comma) return syntaxProblem(`Unexpected "${comma.text}", write ";" between claims`, comma);
  const misspelt = rest.find((token, index) => index > 0 && isNearLineWord(token));
  if (misspelt) return syntaxProblem(`Unexpected "${misspelt.text}", did you mean "lines"?`, misspelt);
  const words = rest.filter((token) => !isLineWord(token) && token.type !== 'members');
  const [only] = words;
  if (only && words.length === 1 && isNearLineWord(only)) {
    return syntaxProblem(`Unexpected "${only.text}", did you mean "lines"?`, only);
  }
  if (!only) {
    const text = /^\d+$/.test(count.words) ? `, or "'${count.words}'" for a text` : '';
    return syntaxProblem(`Unexpected end after "${count.words}", write "${count.words} lines"${text}`, claim);
  }
  const text = quote(words);
  return syntaxProblem(
    `Unexpected "${count.words} ${join(words)}" without "lines": write "${count.words} ${text} lines" for ` +
      `${countMeaning(count)} ${text}, or "'${unquote(`${count.words} ${join(words)}`)}'" for a line that holds this text`,
    claim,
  );
}

const linking =
  /^(?:matching|containing|holding|including|having|saying|with|of|that|which|match|contain|hold|have|say)$/;

/** What is wrong with a claim that goes on behind the word `lines`, where its text was put there. */
export function explainTextBehind(count: Count, rest: readonly Token[]): ExpectationProblem | null {
  const start = rest.findIndex((token) => token.type !== 'word' || !linking.test(token.text));
  const [first] = rest;
  const text = rest.slice(start);
  if (!first || start < 1 || text.some(({ type }) => type === 'members' || type === 'operator')) return null;
  const lines = count.words === '1' || count.words.endsWith(' 1') ? 'line' : 'lines';
  return syntaxProblem(`Unexpected "${first.text}", write "${count.words} ${quote(text)} ${lines}"`, {
    start: first.start,
    end: text.at(-1)?.end ?? first.end,
  });
}

function countMeaning(count: Count): string {
  if (count.words === 'no') return 'no line (not one, also when nothing is printed) with';
  return `${count.words} ${count.max === 1 ? 'line' : 'lines'} with`;
}

function isLineWord(token: Token): boolean {
  return token.type === 'word' && lineWords.includes(token.text);
}

function isNearLineWord(token: Token): boolean {
  return token.type === 'word' && !isLineWord(token) && nearestKeyword(token.text, lineWords) !== null;
}

/** As written, with single spaces. */
function join(tokens: readonly Token[]): string {
  return tokens.reduce((text, token, index) => {
    const gap = index > 0 && token.start > (tokens[index - 1]?.end ?? 0) ? ' ' : '';
    return text + gap + token.text;
  }, '');
}

/** With a single space between any two. */
function joinSpaced(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}

/** As one text of the grammar: several words in quotes, one as it is. */
function quote(tokens: readonly Token[]): string {
  const [only] = tokens;
  if (only && tokens.length === 1 && !isKeyword(only.text)) return only.text;
  return `'${unquote(join(tokens))}'`;
}

function unquote(text: string): string {
  return text.replaceAll("'", '');
}
