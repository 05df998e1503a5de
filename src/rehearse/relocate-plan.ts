import { join, relative } from 'node:path';
import type { Plan } from '../model/plan.ts';
import { isWithin } from './copy-paths.ts';

/** The same plan in a copy of the project: its documents begin in the directories of the copy. */
export function relocatePlan(plan: Plan, from: string, to: string): Plan {
  const move = (cwd: string) => (isWithin(from, cwd) ? join(to, relative(from, cwd)) : to);
  return { ...plan, documents: plan.documents.map((document) => ({ ...document, cwd: move(document.cwd) })) };
}
