import { saysChecklist } from '../parse/section-tree.ts';
import { oneSlipFrom } from '../parse/suggest.ts';
import type { TaskList } from './task-lists.ts';

const checklists = ['acceptance', 'checklist', 'prerequisites', 'prerequisite', 'go/no-go'];

/** Sections with a task list whose heading is a slip of one that would make it a checklist: slug to what is meant. */
export function findNearChecklists(lists: readonly TaskList[]): ReadonlyMap<string, string> {
  return new Map(
    lists.flatMap(({ section }) => {
      const near = section === undefined || saysChecklist(section.title) ? null : nearestIn(section.title);
      return section === undefined || near === null ? [] : [[section.slug, near] as const];
    }),
  );
}

/** The word that one of the title is a slip of. */
function nearestIn(title: string): string | null {
  const words = title.toLowerCase().match(/[a-z/-]{5,}/g) ?? [];
  const near = words.map((word) => oneSlipFrom(word, checklists)).find((known) => known !== null) ?? null;
  return near === null ? null : near[0]?.toUpperCase() + near.slice(1);
}
