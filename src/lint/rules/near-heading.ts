import type { Section } from '../../model/runbook.ts';
import { saysRollback } from '../../parse/section-tree.ts';
import { oneSlipFrom } from '../../parse/suggest.ts';
import { findNearChecklists } from '../near-checklists.ts';
import type { Finding, Rule } from '../rule.ts';

/** Some headings mean something. One that is a slip of them means nothing: its steps run in sequence, its list is prose. */
export const nearHeading: Rule = {
  id: 'near-heading',
  description: 'A heading that is nearly one that makes a rollback or a checklist.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check(document) {
    const { runbook } = document;
    if (!runbook.trusted) return [];
    const known: Known = {
      near: findNearChecklists(document.taskLists()),
      run: new Set(runbook.steps.flatMap(({ section }) => [section.slug, ...section.within])),
    };
    return runbook.sections.flatMap((section): readonly Finding[] => {
      const reason = complain(section, known);
      return reason === null || section.source === null ? [] : [{ reason, place: section.source.position }];
    });
  },
};

/** What the sections of a document hold, by their slugs. */
interface Known {
  /** Steps that run, within them or in those below. */
  readonly run: ReadonlySet<string>;
  /** A list, and the heading that would make it a checklist. */
  readonly near: ReadonlyMap<string, string>;
}

function complain(section: Section, known: Known): string | null {
  const title = section.title.replace(/^[\d.)\s§-]+/, '').trim();
  if (known.run.has(section.slug) && !saysRollback(section.title) && meansRollback(title)) {
    const remedy = isSlip(title, rollbacks)
      ? 'did you mean `Rollback`?'
      : 'call it Rollback, or put `<!-- runbook: rollback -->` below it';
    return `Unexpected heading "${title}" of steps that run in sequence like all others; ${remedy}`;
  }
  const near = known.near.get(section.slug);
  if (near === undefined) return null;
  return `Unexpected heading "${title}", whose list nobody is asked about; did you mean \`${near}\`?`;
}

const rollbacks = ['rollback', 'roll back', 'roll-back', 'backout', 'back-out'];

/** `Rollback plan`, `Rolback`; not a sentence about it. */
function meansRollback(title: string): boolean {
  return (
    isSlip(title, rollbacks) ||
    /^(?:roll[ -]?back|back-?out)(?: (?:plan|procedure|steps?|instructions?|process))?[.:]?$/i.test(title)
  );
}

/** A fallback and a backup are other things. */
function isSlip(title: string, words: readonly string[]): boolean {
  const written = title.toLowerCase().replace(/[.:]$/, '');
  const candidates = words.filter((word) => word[0] === written[0]);
  return !/^back-?ups?$/.test(written) && oneSlipFrom(written, candidates) !== null;
}
