import type { Collected } from './collect-steps.ts';
import type { Draft } from './draft.ts';
import { hasChecklist } from './draft-checklists.ts';
import type { Span } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';
import { sliceProse } from './prose-stops.ts';
import type { SectionSettings } from './section-settings.ts';
import { isInside, type SectionNode, saysGated } from './section-tree.ts';
import { SpanIndex } from './span-index.ts';

/** Manual steps of sections that ask for a human and hold no block; annotations of sections that reach nothing are reported. */
export function draftSectionSteps(
  sections: readonly SectionNode[],
  settings: ReadonlyMap<SectionNode, SectionSettings>,
  collected: Collected,
  context: ParseContext,
): readonly Draft[] {
  const blocks = new SpanIndex(
    collected.drafts
      .filter(({ content: { kind } }) => kind !== 'checkpoint' && kind !== 'stop')
      .map(({ span }) => span),
  );
  const covered = new Set<SectionNode>();
  return sections.flatMap((section) => {
    const said = settings.get(section);
    if (said === undefined || section.heading === null) return [];
    const empty = !blocks.hasInside({ start: section.span.start, end: section.end });
    reportIdle(section, said, empty, collected, context);
    const inner = section.parent !== null && covered.has(section.parent);
    if (!empty || !asksForHuman(section, said)) {
      if (inner) covered.add(section);
      return [];
    }
    covered.add(section);
    return inner ? [] : [draftManual(section, said, collected.comments, context)];
  });
}

function asksForHuman({ section }: SectionNode, { own, mode }: SectionSettings): boolean {
  if (mode?.type === 'doc') return false;
  return saysGated(section.title) || own.has('gate') || own.has('manual');
}

function draftManual(
  section: SectionNode,
  { rollback }: SectionSettings,
  comments: readonly Span[],
  context: ParseContext,
): Draft {
  const text = sliceProse(context.document, { start: section.span.end, end: section.end }, comments);
  return {
    content: { kind: 'manual', text: text || section.section.title, language: '', warnings: [] },
    section,
    span: section.span,
    end: section.span.end,
    id: null,
    rollback,
    when: null,
  };
}

function reportIdle(
  section: SectionNode,
  { own }: SectionSettings,
  empty: boolean,
  collected: Collected,
  { report }: ParseContext,
): void {
  const runs = () =>
    collected.drafts.some(({ content, span }) => content.kind === 'block' && isInside(span, section));
  const cwd = own.get('cwd');
  if (cwd !== undefined && !runs()) {
    report(
      'annotation-without-effect',
      cwd.span,
      'Unexpected `cwd` of a section that runs nothing; remove it',
    );
  }
  const gate = own.get('gate');
  if (empty && gate?.value) {
    report(
      'annotation-without-effect',
      gate.span,
      'Unexpected phrase for a section without a block, expected `gate` or `manual`',
    );
  }
  const checklist = own.get('checklist');
  if (checklist !== undefined && !hasChecklist(collected.checklists, section)) {
    const message =
      'Unexpected `checklist` of a section without a list, expected one whose items are confirmed';
    report('annotation-without-effect', checklist.span, message);
  }
  const doc = own.get('doc');
  if (doc !== undefined && !collected.fences.some((span) => isInside(span, section))) {
    report('annotation-without-effect', doc.span, 'Unexpected `doc` of a section without a fence; remove it');
  }
}
