import { alignElided } from './align-elided.ts';

const elision = '[..]';
const mostPairs = 250_000;

/**
 * What an output fence shall say in place of a line that does not match any more: the line as it was printed, with
 * the `[..]` of the old one where they still have their place. Where the two have little in common it is just the line.
 */
export function acceptLine(old: string, printed: string): string {
  if (!old.includes(elision)) return printed;
  const items = old
    .split(elision)
    .flatMap((part, index) => [...(index === 0 ? [] : [elision]), ...tokens(part)]);
  const found = tokens(printed);
  if (items.length * found.length > mostPairs) return printed;
  const aligned = alignElided(items, found, {
    isElision: (item) => item === elision,
    matches: (item, token) => item === token,
  });
  const literal = items.filter(isWord).length;
  const kept = aligned.filter((step) => step.type === 'kept' && isWord(step.item)).length;
  if (kept * 2 < literal || kept === 0) return printed;
  return aligned
    .map((step) => (step.type === 'kept' ? step.item : step.type === 'dropped' ? '' : step.found))
    .join('');
}

function isWord(item: string): boolean {
  return item !== elision && item.trim() !== '';
}

/** Words, stretches of blanks, and every other character by itself. */
function tokens(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|./gsu) ?? [];
}
