import { placeInFrontmatter } from '../frontmatter-place.ts';
import type { KnownRunbook, Repository } from '../repository.ts';
import type { Rule } from '../rule.ts';

/** Runbooks that each come after the other have no order, whoever runs them. */
export const sequenceCycle: Rule = {
  id: 'sequence-cycle',
  description: 'Runbooks whose `after:` leads back to where it came from.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check(document, { repository }) {
    const { file, id, requirements } = document.runbook;
    if (repository === undefined) return [];
    return requirements.after.flatMap((name) => {
      const way = wayBack(name, file, repository);
      if (way === null) return [];
      const reason = `Unexpected \`${name}\`, which itself comes after this one: ${[id, ...way.map(nameOf)].join(' after ')}`;
      return [{ reason, place: placeInFrontmatter(document, 'after', name) }];
    });
  },
};

/** The runbooks from the named one back to the file, the shortest way; `null`: there is none. */
function wayBack(name: string, file: string, { find }: Repository): readonly KnownRunbook[] | null {
  const start = find(name);
  if (start.type !== 'found') return null;
  const ways: (readonly [KnownRunbook, ...KnownRunbook[]])[] = [[start.runbook]];
  const seen = new Set<string>();
  // A list that grows while it is walked.
  for (const way of ways) {
    const [last] = way.slice(-1);
    if (last === undefined || seen.has(last.file)) continue;
    if (last.file === file) return way;
    seen.add(last.file);
    for (const each of last.after) {
      const next = find(each);
      if (next.type === 'found')
        ways.push([...way, next.runbook] as const as readonly [KnownRunbook, ...KnownRunbook[]]);
    }
  }
  return null;
}

function nameOf({ id, file }: KnownRunbook): string {
  return id ?? file;
}
