import type { Guard } from '../model/condition.ts';
import type { Draft } from './draft.ts';
import type { ParseContext } from './parse-context.ts';
import type { SectionSettings } from './section-settings.ts';
import { isInside, lineage, type SectionNode } from './section-tree.ts';

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

/** A condition that decides about nothing is not what its author meant. */
export function reportIdleConditions(
  settings: ReadonlyMap<SectionNode, SectionSettings>,
  drafts: readonly Draft[],
  { report }: ParseContext,
): void {
  for (const [section, { own }] of settings) {
    const when = own.get('when');
    if (when === undefined || drafts.some(({ span }) => isInside(span, section))) continue;
    report(
      'annotation-without-effect',
      when.span,
      'Unexpected `when` of a section without a step; remove it',
    );
  }
}
