import type { Claim, Expectation } from '../../../src/model/expectation.ts';
import type { BlockStep, Runbook } from '../../../src/model/runbook.ts';
import { changeClaim } from './change-claim.ts';
import { type Change, placeOfStep } from './mutant.ts';

/** Every claim of a runbook changed in every way, and left out. */
export function changeExpectations(runbook: Runbook): readonly Change[] {
  const blocks = [...runbook.steps, ...runbook.rollback].filter((step) => step.kind === 'block');
  return blocks.flatMap((block) =>
    [block.expectation, ...block.segments.map(({ expectation }) => expectation)].flatMap((expectation) =>
      expectation === null ? [] : changeExpectation(runbook.text, block, expectation),
    ),
  );
}

function changeExpectation(text: string, block: BlockStep, { claims }: Expectation): readonly Change[] {
  const common = { kind: 'expectation', where: block.id, touches: placeOfStep(block) } as const;
  return claims.flatMap((claim, index) => {
    const { start, end } = spanOf(claim);
    if (text.slice(start, end) !== claim.text) throw new Error(`${claim.text} is not where it says it is`);
    const changed = changeClaim(claim).map((to) => ({ ...common, start, end, to }));
    const gone = claims.length === 1 ? wholeExpectation(text, start) : withSeparator(claims, index);
    return [...changed, { ...common, ...gone, to: '' }];
  });
}

function spanOf({ source: { position } }: Claim): { readonly start: number; readonly end: number } {
  return { start: position.start.offset, end: position.end.offset };
}

function withSeparator(
  claims: readonly Claim[],
  index: number,
): { readonly start: number; readonly end: number } {
  const [own, before, behind] = [claims[index], claims[index - 1], claims[index + 1]];
  if (own === undefined) throw new Error('no such claim');
  if (behind !== undefined) return { start: spanOf(own).start, end: spanOf(behind).start };
  return { start: before === undefined ? spanOf(own).start : spanOf(before).end, end: spanOf(own).end };
}

/** The comment, the quote or the attribute that holds the only claim. */
function wholeExpectation(text: string, at: number): { readonly start: number; readonly end: number } {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const lineEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
  const before = text.slice(lineStart, at);
  const attribute = /\s*expect=(["'])$/.exec(before);
  if (attribute !== null) {
    const quote = attribute[1] ?? '"';
    return { start: at - attribute[0].length, end: text.indexOf(quote, at) + 1 };
  }
  const comment = before.search(/\s*#\s*expect\b/);
  if (comment >= 0) return { start: lineStart + comment, end: lineEnd };
  let [start, end] = [lineStart, lineEnd];
  while (/^\s*>.*\n$/.test(text.slice(text.lastIndexOf('\n', start - 2) + 1, start)))
    start = text.lastIndexOf('\n', start - 2) + 1;
  while (/^\s*>/.test(text.slice(end + 1))) end = text.indexOf('\n', end + 1);
  return { start, end };
}
