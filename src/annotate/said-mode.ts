/** How words ask for a block to be entered. */
export type SaidMode = 'readonly' | 'gate';

const numbering = /^(?:(?:step|phase)\s+)?(?:\d+(?:\.\d+)*[.)]?|§\s*[\d.]+)\s*(?:[-–—:]+\s+)?/i;
const harmless = /\b(?:non-?|not\s+)destructive\b/gi;
const negated =
  /\b(?:not|never|no longer|n['’]t|until|unless|except|was|were|become|becomes|should be|must be)\b[^.]*\bread-?only\b/i;
/** Words that speak of what stands before them, not of what comes. */
const behind = /\b(?:above|previous|preceding|so far|earlier|last)\b/i;
const house = { run: /(?:^|[-–—:]\s)RUN\s+(?:-+|[–—])/, check: /(?:^|[-–—:]\s)CHECK\b/ };

/** What a heading says of the blocks below it: `Re-CIDR (gated, destructive)`, `CHECK (read-only) -- jumphost`. */
export function modeOfHeading(title: string): SaidMode | null {
  const text = title.replace(numbering, '').replace(harmless, '');
  if (/\([^()]*\b(?:gated|destructive|dangerous|irreversible)\b/i.test(text) || house.run.test(text))
    return 'gate';
  if (/^(?:destructive|danger)\b/i.test(text)) return 'gate';
  if (negated.test(text)) return null;
  const reads =
    /\((?:[^()]*,\s*)?read-?only(?:\s*[,;:–—-][^()]*)?\)/i.test(text) ||
    /^read-?only\s+(?:checks?|audit|commands?|queries|probes?|steps?|verification)\b/i.test(text) ||
    house.check.test(text);
  return reads ? 'readonly' : null;
}

/** What a paragraph right before a block, or a label there, says of it. */
export function modeOfProse(prose: string): SaidMode | null {
  const text = prose.replace(/\s+/g, ' ').trim().replace(harmless, '');
  if (
    /\b(?:destructive|irreversible|gated)\b|\b(?:cannot|can not|can['’]t) be undone\b|\bnot undoable\b|\bDANGER\b/i.test(
      text,
    ) ||
    house.run.test(text)
  )
    return 'gate';
  if (negated.test(text) || behind.test(text)) return null;
  const reads =
    /\(read-?only(?:\s*[,;:–—-][^()]*)?\)/i.test(text) ||
    /(?:^|[.!?:]\s+)read-?only(?:\s+(?:checks?|audit|commands?|queries|probes?))?\s*(?:[:.,;–—]|$)/i.test(
      text,
    ) ||
    /\b(?:this|these|it|both|all|which|commands?|checks?|steps?)\b[^.]{0,30}\b(?:is|are)\s+read-?only\s*(?:[.,;:)]|$)/i.test(
      text,
    ) ||
    /\b(?:changes? nothing|change nothing|nothing is changed|makes? no changes?)\b/i.test(text) ||
    house.check.test(text);
  return reads ? 'readonly' : null;
}

/** What the comments at the head of some code say of it. */
export function modeOfComments(code: string): SaidMode | null {
  const head: string[] = [];
  for (const line of code.split('\n')) {
    const comment = /^\s*#+(?!!)\s*(.*)$/.exec(line)?.[1];
    if (comment !== undefined) head.push(comment.replace(harmless, ''));
    else if (line.trim() !== '') break;
  }
  if (head.some((line) => /^\W*(?:destructive|danger|dangerous|irreversible|gated)\b/i.test(line)))
    return 'gate';
  const reads = head.some(
    (line) =>
      /^\W*read-?only\s*(?:[\])]|[:.,;–—-]|$|check|audit)/i.test(line) || /\(read-?only\)/i.test(line),
  );
  return reads && !head.some((line) => negated.test(line)) ? 'readonly' : null;
}
