import type { IncludeStep, Runbook } from '../../../src/model/runbook.ts';
import { type Change, placeOfStep } from './mutant.ts';

/** Every include and stop of a runbook left out; every include led elsewhere. */
export function changeRoutes(runbook: Runbook, all: readonly Runbook[]): readonly Change[] {
  return runbook.steps.flatMap((step): readonly Change[] => {
    if (step.kind !== 'include' && step.kind !== 'stop') return [];
    const { start, end } = commentAround(runbook.text, step.source.position.start.offset);
    const common = { kind: 'route', where: step.id, touches: placeOfStep(step) } as const;
    const gone = { ...common, start, end, to: '' };
    return step.kind === 'stop' ? [gone] : [gone, ...redirect(step, common, all, runbook)];
  });
}

function commentAround(text: string, at: number): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf('<!--', at + 4);
  return { start, end: text.indexOf('-->', at) + 3 };
}

function redirect(
  step: IncludeStep,
  common: Pick<Change, 'kind' | 'where' | 'touches'>,
  all: readonly Runbook[],
  own: Runbook,
): readonly Change[] {
  const { offset } = step.named.position.start;
  const written = step.part === null ? step.runbook : `${step.runbook}#${step.part}`;
  const span = { start: offset, end: offset + written.length };
  if (own.text.slice(span.start, span.end) !== written)
    throw new Error(`${written} is not where it says it is`);
  const target = all.find(({ id, file }) => id === step.runbook || file.endsWith(`/${step.runbook}.md`));
  const sections =
    target?.steps.map(({ section }) => section.slug).filter((slug) => slug !== step.part) ?? [];
  const elsewhere = all.filter(({ id }) => id !== own.id && id !== target?.id).map(({ id }) => id);
  const names = [
    ...(step.part === null ? [] : [step.runbook]),
    ...sections.slice(0, 1).map((slug) => `${step.runbook}#${slug}`),
    ...elsewhere.slice(0, 1),
  ];
  return names.map((to) => ({ ...common, ...span, to }));
}
