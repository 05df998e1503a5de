import type { Operator } from '../model/expectation.ts';
import { type ExpectationProblem, type Span, syntaxProblem } from './expectation-problem.ts';

/** A piece of an expectation. `text` is how it was written. */
export type Token = Span & { readonly text: string } & (
    | { readonly type: 'word' | 'path' | 'semicolon' }
    /** What stands between the quotes. */
    | { readonly type: 'literal'; readonly value: string }
    | { readonly type: 'regex'; readonly body: string; readonly flags: string }
    /** What stands between the parentheses. */
    | { readonly type: 'members'; readonly inner: string }
    | { readonly type: 'operator'; readonly operator: Operator }
  );

const space = /\s*/y;
const literal = /'([^']*)'/y;
const regex = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\/(\p{L}*)/uy;
const members = /\(((?:'[^']*'|[^()'])*)\)/y;
const path = /\$(?:\.[\p{L}\p{N}_-]+|\[\d+\]|\['[^']*'\]|\[\*\])*/uy;
const operator = /[=!<>]+/y;
const word = /[^\s;()'"]+/y;

/** Splits an expectation into its pieces, or tells the first thing that is none. */
export function tokenize(text: string): readonly Token[] | ExpectationProblem {
  const tokens: Token[] = [];
  let at = matchAt(space, text, 0)?.[0].length ?? 0;
  while (at < text.length) {
    const token = readToken(text, at, tokens.at(-1) ?? null);
    if ('rule' in token) return token;
    const stuck = findStuck(text, token);
    if (stuck) return stuck;
    tokens.push(token);
    at = token.end + (matchAt(space, text, token.end)?.[0].length ?? 0);
  }
  return tokens;
}

function readToken(text: string, at: number, before: Token | null): Token | ExpectationProblem {
  const operand = before?.type === 'regex' || before?.type === 'path';
  const found = operand ? matchAt(operator, text, at) : null;
  if (found) return readOperator(found[0], at);
  switch (text[at]) {
    case ';':
      return { type: 'semicolon', text: ';', start: at, end: at + 1 };
    case "'":
      return readLiteral(text, at);
    case '/':
      return readRegex(text, at);
    case '$':
      return { type: 'path', ...written(matchAt(path, text, at)?.[0] ?? '$', at) };
    case '(':
      return readMembers(text, at);
    case ')':
      return syntaxProblem(
        'Unexpected ")" without "("; put a text with parentheses in single quotes',
        span(at),
      );
    case '"':
      return syntaxProblem(`Unexpected ", expected single quotes around a text: 'two words'`, span(at));
    default:
      return { type: 'word', ...written(matchAt(word, text, at)?.[0] ?? '', at) };
  }
}

function readOperator(text: string, at: number): Token | ExpectationProblem {
  const known = (['=', '!=', '<', '<=', '>', '>='] as const).find((each) => each === text);
  if (known) return { type: 'operator', operator: known, ...written(text, at) };
  const hint = text.startsWith('=') ? '; write "="' : text.startsWith('!') ? '; write "!="' : '';
  return syntaxProblem(
    `Unexpected operator "${text}", expected one of = != < <= > >=${hint}`,
    written(text, at),
  );
}

function readLiteral(text: string, at: number): Token | ExpectationProblem {
  const [whole, value] = matchAt(literal, text, at) ?? [];
  if (whole === undefined || value === undefined) {
    return syntaxProblem(
      'Unexpected single quote without a second one; a text that holds a quote is written as /…/',
      span(at),
    );
  }
  return { type: 'literal', value, ...written(whole, at) };
}

function readRegex(text: string, at: number): Token | ExpectationProblem {
  const [whole, body, flags] = matchAt(regex, text, at) ?? [];
  if (whole === undefined || body === undefined || flags === undefined) {
    return syntaxProblem(
      'Unexpected "/" that begins a regular expression without an end; put a path in single quotes',
      { start: at, end: text.length },
    );
  }
  return { type: 'regex', body, flags, ...written(whole, at) };
}

function readMembers(text: string, at: number): Token | ExpectationProblem {
  const [whole, inner] = matchAt(members, text, at) ?? [];
  if (whole === undefined || inner === undefined) {
    return syntaxProblem('Unexpected "(" without ")"; members are written (.8/.12/.16) or (a, b)', span(at));
  }
  return { type: 'members', inner, ...written(whole, at) };
}

/** What follows a token without a space must be able to end it; `'a'b` and `$.a..b` are slips. */
function findStuck(text: string, token: Token): ExpectationProblem | null {
  const next = text[token.end] ?? ';';
  if (/[\s;()]/.test(next) || token.type === 'semicolon' || token.type === 'operator') return null;
  const comparable = token.type === 'regex' || token.type === 'path';
  if (comparable && /[=!<>]/.test(next)) return null;
  const expected =
    token.type === 'path'
      ? "expected .name, [0], ['any key'], [*] or .length; a text that begins with $ stands in single quotes"
      : 'expected a space or ";"';
  return syntaxProblem(`Unexpected ${next} directly after ${token.text}, ${expected}`, span(token.end));
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function written(text: string, start: number) {
  return { text, start, end: start + text.length };
}

function span(at: number): Span {
  return { start: at, end: at + 1 };
}
