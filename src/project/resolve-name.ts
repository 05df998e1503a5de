import { distance } from 'fastest-levenshtein';

/** A runbook that can be named. */
export interface Candidate {
  /** From its frontmatter; `null`: it has none. */
  readonly id: string | null;
  /** As shown: relative to the project root, with `/`. */
  readonly file: string;
}

export type NameMatch =
  | { readonly type: 'found'; readonly candidate: Candidate }
  /** All that the name fits equally well. */
  | { readonly type: 'ambiguous'; readonly candidates: readonly Candidate[] }
  /** `nearest` holds names, the likeliest first; empty when none is like it. */
  | { readonly type: 'unknown'; readonly nearest: readonly string[] };

/** An exact id wins over an exact file name, and that over a prefix of either. */
const ways: readonly ((candidate: Candidate, name: string) => boolean)[] = [
  ({ id }, name) => id === name,
  ({ file }, name) => file === name || baseName(file) === name || stem(file) === name,
  ({ id, file }, name) => name !== '' && (id?.startsWith(name) === true || stem(file).startsWith(name)),
];

/** Finds the runbook of that id, file name without extension, path, or unique prefix of an id or file name. */
export function resolveName(name: string, candidates: readonly Candidate[]): NameMatch {
  for (const fits of ways) {
    const [candidate, ...others] = candidates.filter((each) => fits(each, name));
    if (candidate === undefined) continue;
    return others.length === 0
      ? { type: 'found', candidate }
      : { type: 'ambiguous', candidates: [candidate, ...others] };
  }
  return { type: 'unknown', nearest: nearestNames(name, candidates) };
}

/** Names that hold the wanted one, or that it is a slip of. */
function nearestNames(name: string, candidates: readonly Candidate[]): readonly string[] {
  const wanted = name.toLowerCase();
  if (wanted === '') return [];
  const names = new Set(
    candidates.flatMap(({ id, file }) => (id === null ? [stem(file)] : [id, stem(file)])),
  );
  return [...names]
    .map((each) => ({ each, steps: stepsBetween(wanted, each.toLowerCase()) }))
    .filter(({ each, steps }) => steps <= Math.max(2, Math.floor(each.length / 3)))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 5)
    .map(({ each }) => each);
}

function stepsBetween(wanted: string, name: string): number {
  return name.includes(wanted) ? 0 : distance(wanted, name);
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function stem(file: string): string {
  return baseName(file).replace(/\.(?:md|markdown)$/i, '');
}
