import { readFileSync } from 'node:fs';

/** The documents of bench/corpus.tsv by repository: `{ repository, commit, documents: [{ path, sha256 }] }`. */
export function readCorpus() {
  const lines = readFileSync(new URL('corpus.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  const repositories = new Map();
  for (const line of lines) {
    const [repository, commit, path, sha256] = line.split('\t');
    const known = repositories.get(repository) ?? { repository, commit, documents: [] };
    known.documents.push({ path, sha256 });
    repositories.set(repository, known);
  }
  return [...repositories.values()];
}
