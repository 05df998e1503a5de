import { placeInFrontmatter } from '../frontmatter-place.ts';
import type { Rule } from '../rule.ts';

/** A name that stands for two runbooks stands for none. */
export const duplicateRunbookId: Rule = {
  id: 'duplicate-runbook-id',
  description: 'An id that another runbook of the project has too.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check(document, { repository }) {
    const { id, file } = document.runbook;
    if (repository === undefined || repository.at(file)?.id !== id) return [];
    const all = repository.withId(id);
    const others = all.filter((each) => each.file !== file);
    // A link to one of them is not among them.
    if (others.length === 0 || others.length === all.length) return [];
    const reason = `Unexpected id \`${id}\`, which ${others.map((each) => each.file).join(' and ')} has too`;
    const key = /^[ \t]+id[ \t]*:/m.test(document.text.text.slice(0, 2000)) ? 'id' : 'runbook';
    return [{ reason, place: placeInFrontmatter(document, key, id) }];
  },
};
