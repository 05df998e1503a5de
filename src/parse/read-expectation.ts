import { opensClaim } from '../expect/keywords.ts';
import { type ParsedExpectation, parseExpectation } from '../expect/parse-expectation.ts';
import type { Expectation } from '../model/expectation.ts';
import { type MappedText, spanOf } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';

/** What came of an expectation: claims to check, or a statement that only a person can judge. */
export interface Expected {
  readonly expectation: Expectation | null;
  readonly statement: string | null;
}

/** Reads the value of `expect=` or `abort=`. */
export function readExpectation(text: MappedText, context: ParseContext): Expected {
  const parsed = parse(text, context);
  reportProblems(text, parsed, context);
  return unreadable(parsed, text, context);
}

/** Reads an expectation in prose: free words become a statement to confirm by eye, anything like a claim must be one. */
export function readProseExpectation(text: MappedText, context: ParseContext): Expected {
  const parsed = parse(text, context);
  const readable = parsed.expectation !== null;
  if (!readable && text.value.trim() !== '' && !opensClaim(text.value)) {
    const message = `\`${text.value}\` is not in the grammar of expectations: the operator confirms it by eye, nothing is checked`;
    context.report('expect-by-eye', spanOf(text), message);
    return { expectation: null, statement: text.value };
  }
  reportProblems(text, parsed, context);
  for (const claim of parsed.expectation?.claims ?? []) {
    if (claim.fact.type !== 'exit') continue;
    const message =
      'Unexpected exit claim in prose, which may not change the implied exit 0; write it in `expect=`';
    context.report('prose-exit', context.document.spanOf(claim.source), message);
  }
  return unreadable(parsed, text, context);
}

function parse(text: MappedText, { document }: ParseContext): ParsedExpectation {
  return parseExpectation(text.value, (start, end) => document.locate(spanOf(text, start, end)));
}

function reportProblems(text: MappedText, { problems }: ParsedExpectation, { report }: ParseContext): void {
  for (const { rule, message, start, end } of problems) report(rule, spanOf(text, start, end), message);
}

/** Where an unreadable expectation does not forbid the run, the operator at least gets to see it. */
function unreadable(parsed: ParsedExpectation, text: MappedText, context: ParseContext): Expected {
  const shown = parsed.expectation === null && !context.trusted && text.value.trim() !== '';
  return { expectation: parsed.expectation, statement: shown ? text.value : null };
}
