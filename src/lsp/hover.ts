import type { Hover } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Claim } from '../model/expectation.ts';
import type { Runbook, Step } from '../model/runbook.ts';
import { isAnnotationName } from '../parse/annotation-table.ts';
import { spanOf } from '../parse/mapped-text.ts';
import { findAnnotationWords } from './annotation-places.ts';
import { describeAnnotation } from './describe-annotation.ts';
import { describeClaim } from './describe-claim.ts';
import { rangeOf } from './ranges.ts';

/** What is said about the annotation or the claim at an offset; `null`: there is neither. */
export function hoverAt(document: TextDocument, runbook: Runbook, offset: number): Hover | null {
  const claim = claimsOf(runbook).find(({ source: { position } }) => {
    return offset >= position.start.offset && offset <= position.end.offset;
  });
  if (claim !== undefined) {
    const value = `\`${claim.text}\`\n\n${describeClaim(claim)}`;
    return { contents: { kind: 'markdown', value }, range: rangeOf(document, claim.source.position) };
  }
  for (const word of findAnnotationWords(document.getText())) {
    const { start, end } = spanOf(word.name);
    const name = word.name.value;
    if (offset < start || offset > end || !isAnnotationName(name)) continue;
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    return { contents: { kind: 'markdown', value: describeAnnotation(name) }, range };
  }
  return null;
}

function claimsOf({ steps, rollback }: Runbook): readonly Claim[] {
  return [...steps, ...rollback].flatMap(claimsOfStep);
}

function claimsOfStep(step: Step): readonly Claim[] {
  if (step.kind !== 'block') return [];
  const { expectation, polling, segments } = step;
  const all = [expectation, polling?.abort, ...segments.map((segment) => segment.expectation)];
  return all.flatMap((each) => each?.claims ?? []);
}
