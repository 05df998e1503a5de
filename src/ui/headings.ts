import type { Entry } from '../model/event.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import { documentRows } from './flow-rows.ts';
import { hangWords, span } from './layout.ts';
import type { Style } from './style.ts';

/** What stands above the rows of an entry: the document and the section it is in, once each time they are entered. */
export class Headings {
  readonly #plan: Plan;
  readonly #style: Style;
  readonly #steps: ReadonlyMap<string, PlanStep>;
  #document = 0;
  #section: string | null = null;

  constructor(plan: Plan, steps: ReadonlyMap<string, PlanStep>, style: Style) {
    this.#plan = plan;
    this.#steps = steps;
    this.#style = style;
  }

  /** Width in columns. */
  rows(entry: Entry, width: number): readonly string[] {
    const ends = entry.type === 'run-paused' || entry.type === 'run-ended';
    if (ends || !('step' in entry) || entry.step === null) return [];
    if (entry.type !== 'document-entered') return this.above(entry.step, width);
    const way = this.#moveTo(this.#steps.get(entry.step)?.document ?? 0, width);
    const entered = this.#plan.documents.findIndex(({ prefix }) => prefix === `${entry.step}/`);
    return [...way, ...this.#moveTo(entered, width)];
  }

  /** The same for a step that something is about to be said of. */
  above(id: string, width: number): readonly string[] {
    const step = this.#steps.get(id);
    if (step === undefined) return [];
    return [...this.#moveTo(step.document, width), ...this.#sectionRows(step, width)];
  }

  #moveTo(document: number, width: number): readonly string[] {
    const to = this.#plan.documents[document];
    if (to === undefined || document === this.#document) return [];
    const way = this.#isWithin(this.#document, document) ? 'back' : 'into';
    this.#document = document;
    this.#section = null;
    return documentRows(to, way, this.#style, width);
  }

  #isWithin(document: number, whole: number): boolean {
    for (let each: number | null = document; each !== null; ) {
      if (each === whole) return true;
      each = this.#plan.documents[each]?.parent ?? null;
    }
    return false;
  }

  #sectionRows({ step, document }: PlanStep, width: number): readonly string[] {
    const section = `${document}#${step.section.slug}`;
    if (section === this.#section) return [];
    this.#section = section;
    const title = this.#style.words(step.section.title);
    return ['', ...(title === '' ? [] : hangWords(this.#style, [], span(title, 'strong'), width))];
  }
}
