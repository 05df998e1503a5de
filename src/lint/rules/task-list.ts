import { toString as textOf } from 'mdast-util-to-string';
import { spanOfNode } from '../../parse/mdast-places.ts';
import { SpanIndex } from '../../parse/span-index.ts';
import type { LintDocument } from '../lint-document.ts';
import { findNearChecklists } from '../near-checklists.ts';
import type { Rule } from '../rule.ts';
import { tasksOf } from '../task-lists.ts';

/** Boxes look as if somebody had to tick them; outside a checklist nobody is asked. */
export const taskList: Rule = {
  id: 'task-list',
  description: 'A task list whose items nobody is asked to confirm.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check(document) {
    const { runbook, text } = document;
    if (!runbook.trusted) return [];
    const asked = new SpanIndex(askedAt(document));
    // A heading that is nearly one of a checklist: that is said.
    const near = findNearChecklists(document.taskLists());
    return document
      .taskLists()
      .filter(({ section }) => section === undefined || !near.has(section.slug))
      .flatMap(({ list }) => {
        const open = tasksOf(list)
          .filter((item) => textOf(item).trim() !== '')
          .map(spanOfNode)
          .filter((span) => !asked.hasInside(span));
        const first = open[0];
        if (first === undefined) return [];
        const items = open.length === 1 ? 'an item' : `${open.length} items`;
        const reason = `Unexpected task list with ${items} that nobody is asked to confirm; a heading such as Acceptance, or \`<!-- runbook: checklist -->\` below the heading, makes it a checklist`;
        const line = text.line(text.locate(first).position.start.line);
        return [
          { reason, place: text.locate({ start: first.start, end: line.start + line.text.length }).position },
        ];
      });
  },
};

/** Where something stands that the operator is asked about, or that is executed. */
function askedAt({ runbook }: LintDocument): readonly { readonly start: number }[] {
  const places = [...runbook.steps, ...runbook.rollback].flatMap((step) =>
    step.kind === 'checklist' ? step.items.map(({ source }) => source) : step.source,
  );
  return places.map(({ position }) => ({ start: position.start.offset }));
}
