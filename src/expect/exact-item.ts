/** One line of an exact output. */
export type ExactItem =
  /** `...`: any lines, also none. */
  | { readonly type: 'any-lines' }
  /** The texts between the `[..]` of a line; a line without one is a single text. */
  | { readonly type: 'line'; readonly text: string; readonly parts: readonly string[] };

/** Reads the lines of an `output` fence; trailing blanks are ignored. */
export function readExactItems(lines: readonly string[]): readonly ExactItem[] {
  return lines.map((line) => {
    const text = line.trimEnd();
    return text === '...' ? { type: 'any-lines' } : { type: 'line', text, parts: text.split('[..]') };
  });
}

/** Whether a line of output is what `item` stands for; `...` is every line. */
export function matchesItem(item: ExactItem, text: string): boolean {
  if (item.type === 'any-lines') return true;
  const line = text.trimEnd();
  const [first = '', ...rest] = item.parts;
  if (rest.length === 0) return line === first;
  const last = rest.pop() ?? '';
  if (line.length < first.length + last.length) return false;
  if (!line.startsWith(first) || !line.endsWith(last)) return false;
  const limit = line.length - last.length;
  return holdsInOrder(line.slice(0, limit), rest, first.length);
}

/** The leftmost place for each part leaves most room for the next one, so nothing has to be tried twice. */
function holdsInOrder(line: string, parts: readonly string[], from: number): boolean {
  let at = from;
  for (const part of parts) {
    const found = line.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return true;
}
