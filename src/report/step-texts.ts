import type { Entry } from '../model/event.ts';
import type { FindRecordedStep, RecordedStep } from './recorded-step.ts';
import type { StepStory } from './run-story.ts';
import type { StepVersion } from './step-versions.ts';

/** One text of a step as a report shows it. */
interface ToldText {
  /** Which attempts it is about; empty where all are about the same text. */
  readonly heading: string;
  /** `null`: none of the copies holds it, which is said in its place. */
  readonly step: RecordedStep | null;
}

/** Everything that a report says about what a step was. */
export interface StepTexts {
  readonly texts: readonly ToldText[];
  /** That the document has something else by now; empty where it has not. */
  readonly note: string;
}

export const noText = 'Its text is not shown: no copy of its document holds what was planned then.';

/** The texts that were run, each as the copy that was in force then has it; never what was written afterwards. */
export function tellTexts({ versions, state }: StepStory, findStep: FindRecordedStep): StepTexts {
  const { told, earlier, edited } = versions;
  const texts = [...earlier, told].map((version) => ({
    heading: earlier.length === 0 ? '' : nameAttempts(version),
    step: findStep(version.planned),
  }));
  const isBlock = told.planned.kind === 'block';
  if (edited) {
    const now = isBlock ? 'what stands there now was not run' : 'nothing told here is about what it says now';
    return { texts, note: `Edited afterwards; ${now}.` };
  }
  return { texts, note: state.removed ? 'Taken out of the document afterwards.' : '' };
}

/** Behind a gate that showed another text than the one that is told; else empty. */
export function tellOtherText({ versions }: StepStory, entry: Entry): string {
  if (entry.type !== 'gate-answered' && entry.type !== 'gate-opened') return '';
  switch (versions.relate(entry)) {
    case 'told':
      return '';
    case 'earlier':
      return '(to an earlier text of this step)';
    case 'later':
      return '(to a later text of this step)';
  }
}

function nameAttempts({ attempts }: StepVersion): string {
  const first = attempts[0] ?? 0;
  const last = attempts.at(-1) ?? 0;
  if (first === last) return `Attempt ${first} ran this:`;
  const isRow = last - first === attempts.length - 1;
  return `Attempts ${isRow ? `${first} to ${last}` : attempts.join(', ')} ran this:`;
}
