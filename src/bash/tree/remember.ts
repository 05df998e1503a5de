import type { BashParser } from './bash-parser.ts';
import { KeptAnswers } from './kept-answers.ts';

/** What is asked of some code. Its answer depends on the code alone, and is not changed by who gets it. */
export type CodeQuestion<Answer> = (parser: BashParser, code: string) => Answer;

/** Characters of code whose answers are kept; about two thousand blocks. */
const most = 1 << 18;

/** The same question, which reads no code twice that it has read lately: lint, plan and the run ask of the same blocks. */
export function remember<Answer>(ask: CodeQuestion<Answer>): CodeQuestion<Answer> {
  const known = new WeakMap<BashParser, KeptAnswers<Answer>>();
  return (parser, code) => {
    const answers = known.get(parser) ?? new KeptAnswers<Answer>(most);
    known.set(parser, answers);
    return answers.get(code, () => ask(parser, code));
  };
}
