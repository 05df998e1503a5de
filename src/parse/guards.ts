import type { Guard } from '../model/condition.ts';
import type { Draft } from './draft.ts';
import type { ParseContext } from './parse-context.ts';
import type { SectionSettings } from './section-settings.ts';
import { lineage, type SectionNode } from './section-tree.ts';
import { SpanIndex } from './span-index.ts';

/** The conditions that a step with that id stands under, those of its sections first, outermost first. */
export function guardsOf(
  draft: Draft,
  id: string,
  settings: ReadonlyMap<SectionNode, SectionSettings>,
): readonly Guard[] {
  const around = lineage(draft.section)
    .toReversed()
    .flatMap((section): readonly Guard[] => {
      const condition = settings.get(section)?.when ?? null;
      return condition === null ? [] : [{ id: `#${section.section.slug}`, on: 'section', condition }];
    });
  return draft.when === null ? around : [...around, { id, on: 'step', condition: draft.when }];
}

/** What is said about the steps of a section that has none is not what its author meant. */
export function reportStepless(
  settings: ReadonlyMap<SectionNode, SectionSettings>,
  drafts: readonly Draft[],
  { report }: ParseContext,
): void {
  const steps = new SpanIndex(drafts.map(({ span }) => span));
  for (const [section, { own }] of settings) {
    if (steps.hasInside({ start: section.span.start, end: section.end })) continue;
    for (const name of ['when', 'rollback'] as const) {
      const span = own.get(name)?.span;
      const message = `Unexpected \`${name}\` of a section without a step; remove it`;
      if (span !== undefined) report('annotation-without-effect', span, message);
    }
  }
}
