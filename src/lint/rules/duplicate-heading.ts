import { slug } from 'github-slugger';
import type { Rule } from '../rule.ts';

/** Steps without an id are called after their heading; where several are alike, adding one renames the steps below. */
export const duplicateHeading: Rule = {
  id: 'duplicate-heading',
  description: 'A heading that another one equals and that gives steps their ids.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check({ runbook }) {
    if (!runbook.trusted) return [];
    const named = new Map<string, string>();
    for (const { id, section } of [...runbook.steps, ...runbook.rollback]) {
      if (id.startsWith(`${section.slug}-`) && !named.has(section.slug)) named.set(section.slug, id);
    }
    return runbook.sections.flatMap((section) => {
      const alike = section.slug !== slug(section.title) && section.title !== '';
      const id = named.get(section.slug);
      if (!alike || id === undefined || section.source === null) return [];
      const reason = `Unexpected second heading "${section.title}", after which \`${id}\` is called; expected another title, or an \`id=\` on its steps`;
      return [{ reason, place: section.source.position }];
    });
  },
};
