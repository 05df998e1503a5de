import type { Step } from '../model/runbook.ts';

/** A step in its own words: the code of a block, what is to be done or confirmed, what is included. */
export function tellStep(step: Step): string {
  switch (step.kind) {
    case 'block':
      return step.code;
    case 'checkpoint':
    case 'manual':
      return step.text;
    case 'checklist':
      return step.items.map(({ text }) => text).join('\n');
    case 'include':
      return step.part === null ? step.runbook : `${step.runbook}#${step.part}`;
    case 'stop':
      return step.reason;
    default:
      return step satisfies never;
  }
}
