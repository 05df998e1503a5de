import type { BlockStep } from '../../model/runbook.ts';
import { readOthers } from '../includers.ts';
import type { LintDocument } from '../lint-document.ts';
import type { Finding, Rule } from '../rule.ts';

/** What is repeated without its item does the same again and again; what is captured for nothing was meant for something. */
export const unusedVariable: Rule = {
  id: 'unused-variable',
  description: 'An `each` or a `capture` whose variable nothing uses.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check(document, { repository }) {
    const { runbook, blocks, text } = document;
    if (!runbook.trusted) return [];
    return blocks.flatMap(({ step }) => {
      const found: Finding[] = [];
      const { each, capture, source } = step;
      if (each !== null && !isNamed(each.variable, textsOf(step)) && !isExported(each.variable, document)) {
        const reason = `Unexpected \`each\` whose \`$${each.variable}\` the block does not use: it does the same for every item`;
        found.push({ reason, place: source.position });
      }
      if (capture === null || repository === undefined) return found;
      const { start, end } = capture.source.position;
      const others = [text.text.slice(0, start.offset), text.text.slice(end.offset)];
      if (isNamed(capture.variable, others)) return found;
      // A document that is included sets variables for the one that includes it.
      if (isNamed(capture.variable, readOthers(runbook, repository))) return found;
      const reason = `Unexpected \`capture\` of \`${capture.variable}\`, which nothing uses`;
      return [...found, { reason, place: capture.source.position }];
    });
  },
};

/** Everything of a step in which its variable can stand. */
function textsOf(step: BlockStep): readonly string[] {
  const { code, gate, confirm, cwd, expectation, segments, polling } = step;
  const expectations = [expectation, polling?.abort ?? null, ...segments.map((each) => each.expectation)];
  const claims = expectations.flatMap((each) => each?.claims.map(({ text }) => text) ?? []);
  return [code, gate?.phrase ?? '', confirm ?? '', cwd ?? '', ...claims];
}

/** Commands find an exported variable without the block naming it. */
function isExported(name: string, { blocks }: LintDocument): boolean {
  return blocks.some(({ code }) => new RegExp(`\\bexport\\b[^\\n]*\\b${name}\\b|\\bset -\\w*a`).test(code));
}

function isNamed(name: string, texts: readonly string[]): boolean {
  const word = new RegExp(`(?<!\\w)${name}(?!\\w)`);
  return texts.some((text) => word.test(text));
}
