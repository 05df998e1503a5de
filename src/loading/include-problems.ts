import type { VFileMessage } from 'vfile-message';
import type { IncludeStep, Runbook } from '../model/runbook.ts';
import { nearest } from '../parse/suggest.ts';
import { isWithin } from '../plan/expand-tree.ts';
import type { NameMatch } from '../project/resolve-name.ts';

/** Why a name leads to no runbook. */
export function describeUnfound(name: string, match: Exclude<NameMatch, { type: 'found' }>): string {
  if (match.type === 'ambiguous') {
    const names = match.candidates.map(({ id, file }) => (id === null ? file : `${id} (${file})`));
    return `Unexpected \`${name}\`, which fits several runbooks: ${names.join(', ')}`;
  }
  const near = match.nearest.map((each) => `\`${each}\``).join(' or ');
  const meant = near === '' ? '' : `; did you mean ${near}?`;
  return `Unexpected \`${name}\`, expected the name of a runbook of this project${meant}`;
}

/** What is wrong with an included document, in one sentence; `null`: nothing that forbids running it. */
export function describeErrors(runbook: Runbook, messages: readonly VFileMessage[]): string | null {
  const errors = messages.filter(({ fatal, file }) => fatal === true && file === runbook.file);
  const [first] = [...errors].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (first === undefined) return null;
  const { file, steps } = runbook;
  if (first.ruleId === 'too-large')
    return `Unexpected include of ${file}, which is not read: ${first.reason}`;
  if (steps.length === 0) return `Unexpected include of ${file}, which has no steps`;
  const count = `${errors.length} error${errors.length === 1 ? '' : 's'}`;
  const where = errors.length === 1 ? 'at' : 'the first at';
  const place = `${where} line ${first.line ?? 1}`;
  return `Unexpected include of ${file}, which has ${count}, ${place}: \`runbook lint ${file}\` shows them`;
}

const offered = 5;

/** Why there is nothing to include of the section that is asked for; `null`: there is. */
export function describeMissingPart(
  { part }: IncludeStep,
  { file, steps, sections }: Runbook,
): string | null {
  if (steps.some((step) => isWithin(step, part))) return null;
  if (part === null) return `Unexpected include of ${file}, which has no steps`;
  const slugs = sections.map(({ slug }) => slug).filter((slug) => slug !== '');
  if (slugs.includes(part)) return `Unexpected include of \`#${part}\` of ${file}, which holds no steps`;
  const near = nearestSlugs(part, slugs).map((slug) => `\`#${slug}\``);
  const has = near.length === 0 ? 'it has no sections' : `its sections are like ${near.join(', ')}`;
  return `Unexpected \`#${part}\`, expected a section of ${file}; ${has}`;
}

/** Those that hold the wanted words, or are a slip of them; where none does, the first ones. */
function nearestSlugs(part: string, slugs: readonly string[]): readonly string[] {
  const words = part.split('-').filter((word) => word.length > 1);
  const near = nearest(part, slugs);
  const alike = slugs
    .map((slug) => ({ slug, shared: words.filter((word) => slug.split('-').includes(word)).length }))
    .filter(({ slug, shared }) => shared > 0 || slug === near)
    .sort((a, b) => Number(b.slug === near) - Number(a.slug === near) || b.shared - a.shared)
    .map(({ slug }) => slug);
  return (alike.length > 0 ? alike : slugs).slice(0, offered);
}
