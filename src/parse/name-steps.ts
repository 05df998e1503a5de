import type { Step } from '../model/runbook.ts';
import type { Draft } from './draft.ts';
import { guardsOf } from './guards.ts';
import type { Span } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';
import { sliceProse } from './prose-stops.ts';
import type { SectionSettings } from './section-settings.ts';
import type { SectionNode } from './section-tree.ts';

/**
 * Gives the drafts, in document order, their names and prose. A step without `id=` is called after its section and its
 * ordinal there, counting from 1; steps with an id count too, so that giving one an id renames no other.
 */
export function nameSteps(
  drafts: readonly Draft[],
  comments: readonly Span[],
  settings: ReadonlyMap<SectionNode, SectionSettings>,
  title: string,
  context: ParseContext,
): readonly { readonly step: Step; readonly rollback: boolean }[] {
  const ids = assignIds(drafts, context);
  let end = 0;
  return drafts.map((draft, index) => {
    const { section, span } = draft;
    const id = ids[index] ?? '';
    const prose = sliceProse(
      context.document,
      { start: Math.max(section.span.end, end), end: span.start },
      comments,
    );
    end = Math.max(end, draft.end);
    const common = {
      id,
      title: (draft.id?.value === id ? id : section.section.title) || title,
      section: section.section,
      source: context.document.locate(span),
      prose,
      guards: guardsOf(draft, id, settings),
    };
    return { step: { ...draft.content, ...common }, rollback: draft.rollback };
  });
}

function assignIds(drafts: readonly Draft[], context: ParseContext): readonly string[] {
  const taken = claimIds(drafts, context);
  const counts = new Map<string, number>();
  return drafts.map((draft) => {
    const base = draft.section.section.slug || (draft.section.heading === null ? 'intro' : 'section');
    let ordinal = (counts.get(base) ?? 0) + 1;
    counts.set(base, ordinal);
    if (draft.id !== null && taken.get(draft.id.value) === draft) return draft.id.value;
    while (taken.has(`${base}-${ordinal}`)) ordinal += 1;
    const id = `${base}-${ordinal}`;
    taken.set(id, draft);
    return id;
  });
}

/** The first step to name an id has it; later ones are errors. */
function claimIds(drafts: readonly Draft[], context: ParseContext): Map<string, Draft> {
  const taken = new Map<string, Draft>();
  for (const draft of drafts) {
    if (draft.id === null) continue;
    const first = taken.get(draft.id.value);
    if (first?.id) {
      const { line, column } = context.document.locate(first.id.span).position.start;
      const remedy = draft.id.given ? 'ids are unique in a document' : 'give it one of its own with `id=`';
      const message = `Unexpected second step with the id \`${draft.id.value}\`, first used at ${line}:${column}; ${remedy}`;
      context.report('duplicate-id', draft.id.span, message);
    } else taken.set(draft.id.value, draft);
  }
  return taken;
}
