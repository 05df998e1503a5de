import type { List } from 'mdast';
import type { Runbook, Section } from '../model/runbook.ts';
import { saysChecklist } from '../parse/section-tree.ts';
import { oneSlipFrom } from '../parse/suggest.ts';
import type { LintDocument } from './lint-document.ts';
import { isTaskList, listsOf } from './task-lists.ts';

const checklists = ['acceptance', 'checklist', 'prerequisites', 'prerequisite', 'go/no-go'];

/** Sections with a task list whose heading is a slip of one that would make it a checklist: slug to what is meant. */
export function findNearChecklists({ root, runbook }: LintDocument): ReadonlyMap<string, string> {
  const lists = listsOf(root).filter(isTaskList);
  return new Map(
    lists.flatMap((list) => {
      const section = sectionOf(list, runbook);
      const near = section === undefined || saysChecklist(section.title) ? null : nearestIn(section.title);
      return section === undefined || near === null ? [] : [[section.slug, near] as const];
    }),
  );
}

/** The section that a list stands in. */
export function sectionOf(list: List, { sections }: Runbook): Section | undefined {
  const at = list.position?.start.offset ?? 0;
  return sections.findLast(({ source }) => (source?.position.start.offset ?? 0) <= at);
}

/** The word that one of the title is a slip of. */
function nearestIn(title: string): string | null {
  const words = title.toLowerCase().match(/[a-z/-]{5,}/g) ?? [];
  const near = words.map((word) => oneSlipFrom(word, checklists)).find((known) => known !== null) ?? null;
  return near === null ? null : near[0]?.toUpperCase() + near.slice(1);
}
