import type { List } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { spanOfNode } from '../../parse/mdast-places.ts';
import type { LintDocument } from '../lint-document.ts';
import { findNearChecklists, sectionOf } from '../near-checklists.ts';
import type { Rule } from '../rule.ts';
import { isTaskList, listsOf, tasksOf } from '../task-lists.ts';

/** Boxes look as if somebody had to tick them; outside a checklist nobody is asked. */
export const taskList: Rule = {
  id: 'task-list',
  description: 'A task list whose items nobody is asked to confirm.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check(document) {
    const { runbook, root, text } = document;
    if (!runbook.trusted) return [];
    const asked = askedAt(document);
    return listsOf(root)
      .filter((list) => isTaskList(list) && !isSpokenFor(list, document))
      .flatMap((list) => {
        const open = tasksOf(list)
          .filter((item) => textOf(item).trim() !== '')
          .map(spanOfNode)
          .filter(({ start, end }) => !asked.some((offset) => offset >= start && offset < end));
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

/** Its heading is nearly one of a checklist, and that is said. */
function isSpokenFor(list: List, document: LintDocument): boolean {
  const section = sectionOf(list, document.runbook);
  return section !== undefined && findNearChecklists(document).has(section.slug);
}

/** Where something stands that the operator is asked about, or that is executed. */
function askedAt({ runbook }: LintDocument): readonly number[] {
  return [...runbook.steps, ...runbook.rollback].flatMap((step) =>
    step.kind === 'checklist'
      ? step.items.map(({ source }) => source.position.start.offset)
      : step.source.position.start.offset,
  );
}
