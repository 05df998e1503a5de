import { isProblem } from '../expect/expectation-problem.ts';
import { parsePath } from '../expect/parse-path.ts';
import { parsePattern } from '../expect/parse-pattern.ts';
import { tokenize } from '../expect/tokenize.ts';
import type { Pattern } from '../model/expectation.ts';
import type { Capture } from '../model/runbook.ts';
import { cut, type MappedText, spanOf, trim } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';
import type { Report } from './problem.ts';
import { findVariableFault } from './read-each.ts';

/** Reads the value of `capture=`; `null`, and reported, where it is none. */
export function readCapture(written: MappedText, { document, report }: ParseContext): Capture | null {
  const text = trim(written);
  const equals = text.value.indexOf('=');
  if (equals === -1) {
    report('capture', spanOf(text), `Unexpected \`${text.value}\`, expected ${expected}`);
    return null;
  }
  const name = trim(cut(text, 0, equals));
  const fault = findVariableFault(name.value);
  if (fault !== null) {
    report('capture', spanOf(text, 0, Math.max(equals, 1)), fault);
    return null;
  }
  const from = readFrom(trim(cut(text, equals + 1)), report);
  if (from === null) return null;
  return { variable: name.value, from, text: text.value, source: document.locate(spanOf(text)) };
}

const expected = 'capture="NAME=/some (text)/" or capture="NAME=$.key"';

function readFrom(text: MappedText, report: Report): Capture['from'] | null {
  const refuse = (message: string, start = 0, end = text.value.length): null => {
    report('capture', spanOf(text, start, end), message);
    return null;
  };
  const tokens = tokenize(text.value);
  if (isProblem(tokens)) return refuse(tokens.message, tokens.start, tokens.end);
  const [first, second] = tokens;
  if (first === undefined || (first.type !== 'regex' && first.type !== 'path'))
    return refuse(`Unexpected ${text.value === '' ? 'end' : `\`${text.value}\``}, expected ${expected}`);
  if (second !== undefined)
    return refuse(`Unexpected \`${second.text}\`, expected nothing behind \`${first.text}\``, second.start);
  if (first.type === 'path') {
    const path = parsePath(first.text);
    return path.some(({ type }) => type === 'every')
      ? refuse('Unexpected `[*]`, expected the path of one value')
      : { type: 'json', path };
  }
  const pattern = parsePattern(first);
  if (isProblem(pattern)) return refuse(pattern.message, pattern.start, pattern.end);
  const groups = countGroups(pattern);
  return groups === 1
    ? { type: 'pattern', pattern }
    : refuse(
        `Unexpected pattern with ${groups} groups, expected one, around what is to be kept; others are (?:...)`,
      );
}

function countGroups(pattern: Pattern): number {
  if (pattern.type !== 'regex') return 0;
  return (new RegExp(`${pattern.source}|`, pattern.flags).exec('')?.length ?? 1) - 1;
}
