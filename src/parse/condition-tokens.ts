import type { MappedText } from './mapped-text.ts';

/** A piece of a condition; `start` and `end` (exclusive) are indices into its text, `text` is how it is written. */
export type ConditionToken = { readonly text: string; readonly start: number; readonly end: number } & (
  | { readonly type: 'and' | 'or' | 'not' | 'open' | 'close' | 'end' }
  | { readonly type: 'operator'; readonly op: '=' | '!=' }
  | { readonly type: 'variable'; readonly name: string }
  /** What stands between the quotes, or the word itself. */
  | { readonly type: 'text'; readonly value: string; readonly quoted: boolean }
);

/** Why a piece of a condition is none. */
export interface ConditionFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

type Read = { readonly end: number } & (
  | {
      readonly token: DistributiveOmit<ConditionToken, 'text' | 'start' | 'end'>;
    }
  | { readonly fault: string }
);

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The pieces of a condition with an `end` behind the last one, or the first thing that is none. */
export function scanCondition({ value }: MappedText): readonly ConditionToken[] | ConditionFault {
  const tokens: ConditionToken[] = [];
  let at = skipBlanks(value, 0);
  while (at < value.length) {
    const read = readToken(value, at);
    const place = { start: at, end: read.end };
    if ('fault' in read) return { message: read.fault, ...place };
    tokens.push({ ...read.token, text: value.slice(at, read.end), ...place });
    at = skipBlanks(value, read.end);
  }
  return [...tokens, { type: 'end', text: '', start: value.trimEnd().length, end: value.length }];
}

function skipBlanks(text: string, at: number): number {
  return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
}

const variable = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/;
const operator = /^[=!<>~]+/;
const word = /^[^\s()'"$=!<>&|;`\\]+/;

function readToken(text: string, at: number): Read {
  const rest = text.slice(at);
  const [first = ''] = rest;
  if (first === '(' || first === ')')
    return { token: { type: first === '(' ? 'open' : 'close' }, end: at + 1 };
  if (first === "'" || first === '"') return readQuoted(rest, at);
  if (first === '$') return readVariable(rest, at);
  const [operators] = operator.exec(rest) ?? [];
  if (operators !== undefined) return readOperator(operators, at);
  const [written] = word.exec(rest) ?? [];
  if (written === undefined) return readStray(rest, at);
  const end = at + written.length;
  if (/[“”„‘’]/.test(written))
    return { fault: `Unexpected typographic quotes, expected straight ones: '...'`, end };
  if (written === 'and' || written === 'or' || written === 'not') return { token: { type: written }, end };
  return { token: { type: 'text', value: written, quoted: false }, end };
}

function readQuoted(rest: string, at: number): Read {
  const quote = rest[0] ?? '';
  const close = rest.indexOf(quote, 1);
  if (close === -1)
    return { fault: `Unexpected ${quote} without a second one, expected a text in quotes`, end: at + 1 };
  const value = rest.slice(1, close);
  const end = at + close + 1;
  if (quote === '"' && /[$`\\]/.test(value))
    return {
      fault:
        'Unexpected expansion in double quotes, expected $NAME without quotes, or a text in single quotes',
      end,
    };
  return { token: { type: 'text', value, quoted: true }, end };
}

function readVariable(rest: string, at: number): Read {
  const found = variable.exec(rest);
  if (found !== null) {
    return { token: { type: 'variable', name: found[1] ?? found[2] ?? '' }, end: at + found[0].length };
  }
  const substitution = rest.startsWith('$(');
  const written = /^\$(?:\{[^}\s]*\}?|[^\s()'"]?)/.exec(rest)?.[0] ?? '$';
  const end = at + (substitution ? 2 : written.length);
  return substitution
    ? {
        fault:
          'Unexpected `$(`, expected $NAME or ${NAME}: a condition runs nothing; set a variable in a block before it',
        end,
      }
    : { fault: `Unexpected \`${written}\`, expected $NAME or \${NAME} of a variable`, end };
}

function readOperator(written: string, at: number): Read {
  const end = at + written.length;
  if (written === '=' || written === '!=') return { token: { type: 'operator', op: written }, end };
  const instead = written === '!' ? '`not`, or `!=`' : '`=` or `!=`';
  return { fault: `Unexpected \`${written}\`, expected ${instead}`, end };
}

const instead: Readonly<Record<string, string>> = { '&': '`and`', '|': '`or`' };

function readStray(rest: string, at: number): Read {
  const [first = ''] = rest;
  const written = rest.startsWith(first + first) ? first + first : first;
  const expected = instead[first] ?? 'a text in single quotes';
  return { fault: `Unexpected \`${written}\`, expected ${expected}`, end: at + written.length };
}
