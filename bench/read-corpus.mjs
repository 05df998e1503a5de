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

/** What was judged by hand, by `rule repository path:line:column`: `right` or `wrong`; the latest round counts. */
export function readVerdicts() {
  const rows = readRows('corpus-judged.tsv');
  return new Map(
    rows.map(([, , , rule, repository, place, verdict]) => [`${rule} ${repository} ${place}`, verdict]),
  );
}

/** The rows of a table beside this file, without its head. */
function readRows(name) {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}
