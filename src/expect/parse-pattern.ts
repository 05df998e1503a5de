import type { Pattern } from '../model/expectation.ts';
import { type ExpectationProblem, syntaxProblem } from './expectation-problem.ts';
import { isKeyword, isNumber } from './keywords.ts';
import type { Token } from './tokenize.ts';

/** The text a claim looks for: a word, a literal in quotes, or a regular expression. */
export function parsePattern(token: Token): Pattern | ExpectationProblem {
  switch (token.type) {
    case 'word':
      return parseWord(token.text, token);
    case 'literal':
      if (token.value.trim() === '')
        return syntaxProblem('Unexpected empty text, expected what to look for', token);
      return { type: 'literal', value: token.value };
    case 'regex':
      return parseRegex(token.body, token.flags, token);
    default:
      return syntaxProblem(`Unexpected ${token.text}, expected a word, 'some words' or /a regex/`, token);
  }
}

function parseWord(word: string, token: Token): Pattern | ExpectationProblem {
  if (isKeyword(word)) {
    return syntaxProblem(`Unexpected keyword "${word}" as a text; write '${word}' in single quotes`, token);
  }
  if (isNumber(word)) {
    return syntaxProblem(
      `Unexpected number ${word} as a text; write '${word}' in single quotes, or "${word} lines" for a count`,
      token,
    );
  }
  return { type: 'literal', value: word };
}

function parseRegex(body: string, flags: string, token: Token): Pattern | ExpectationProblem {
  if (body === '') {
    return syntaxProblem(
      'Unexpected empty regular expression; write "some lines" for any line at all',
      token,
    );
  }
  if (flags !== '' && flags !== 'i') {
    return syntaxProblem(
      `Unexpected "${flags}" after the regular expression, expected "i" or nothing; put a path in single quotes: '${token.text}'`,
      token,
    );
  }
  const fault = findFault(body);
  if (fault !== null) return syntaxProblem(`Unexpected regular expression ${token.text}: ${fault}`, token);
  return { type: 'regex', source: body, flags: flags === 'i' ? 'iu' : 'u' };
}

function findFault(body: string): string | null {
  try {
    new RegExp(body, 'u');
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.slice(message.lastIndexOf(': ') + 2).toLowerCase();
  }
}
