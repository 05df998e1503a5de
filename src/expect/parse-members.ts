import { type ExpectationProblem, type Span, syntaxProblem } from './expectation-problem.ts';

/**
 * The members between the parentheses, separated by commas where one occurs, else by slashes.
 * A member in single quotes may hold either.
 */
export function parseMembers(inner: string, span: Span): readonly string[] | ExpectationProblem {
  const bare = inner.replace(/'[^']*'/g, '');
  const separator = bare.includes(',') ? ',' : '/';
  const members = splitOutsideQuotes(inner, separator).map((part) => part.trim().replace(/^'(.*)'$/s, '$1'));
  if (members.every((member) => member.trim() !== '')) return members;
  return syntaxProblem(
    `Unexpected empty member in (${inner}), expected a text on both sides of "${separator}"`,
    span,
  );
}

function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts = text.match(/'[^']*'|[^']/gs) ?? [];
  const members = [''];
  for (const part of parts) {
    if (part === separator) members.push('');
    else members[members.length - 1] += part;
  }
  return members;
}
