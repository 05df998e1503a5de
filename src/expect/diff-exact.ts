import { type ExactItem, matchesItem } from './exact-item.ts';

/** One line of a diff: ` ` as expected, `-` expected and not found, `+` found and not expected. */
interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

const contextLines = 2;

interface DiffOptions {
  /** The output goes on after these lines, so nothing can be said of the items that remain. */
  readonly open: boolean;
  /** Most lines of the diff. */
  readonly limit: number;
}

/** How output differs from an exact output, around the first difference; `null`: not in these lines. */
export function diffExact(
  items: readonly ExactItem[],
  lines: readonly string[],
  { open, limit }: DiffOptions,
): readonly string[] | null {
  const diff = walk(items, lines, costTable(items, lines, open), open);
  const first = diff.findIndex(({ sign }) => sign !== ' ');
  if (first === -1) return null;
  const start = Math.max(0, first - contextLines);
  return diff.slice(start, start + limit).map(({ sign, text }) => sign + text);
}

/** `cost(i, j)`: fewest lines that differ between the items from `i` on and the output from `j` on. */
type Costs = (item: number, line: number) => number;

function costTable(items: readonly ExactItem[], lines: readonly string[], open: boolean): Costs {
  const width = lines.length + 1;
  const table = new Int32Array((items.length + 1) * width);
  const cost: Costs = (item, line) => table[item * width + line] ?? 0;
  const last = open ? lines.length - 1 : lines.length;
  for (let i = items.length; i >= 0; i -= 1) {
    for (let j = last; j >= 0; j -= 1) {
      table[i * width + j] = cheapest(items[i], lines[j], (down, along) => cost(i + down, j + along));
    }
  }
  return cost;
}

function cheapest(
  item: ExactItem | undefined,
  line: string | undefined,
  cost: (down: 0 | 1, along: 0 | 1) => number,
): number {
  if (!item) return line === undefined ? 0 : cost(0, 1) + 1;
  if (item.type === 'any-lines') return line === undefined ? cost(1, 0) : Math.min(cost(1, 0), cost(0, 1));
  if (line === undefined) return cost(1, 0) + 1;
  const apart = Math.min(cost(1, 0), cost(0, 1)) + 1;
  return matchesItem(item, line) ? Math.min(cost(1, 1), apart) : apart;
}

function walk(
  items: readonly ExactItem[],
  lines: readonly string[],
  cost: Costs,
  open: boolean,
): readonly DiffLine[] {
  const diff: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (j < lines.length || (i < items.length && !open)) {
    const [item, line] = [items[i], lines[j]];
    if (item?.type === 'any-lines') {
      if (cost(i, j) === cost(i + 1, j)) {
        diff.push({ sign: ' ', text: '...' });
        i += 1;
      } else j += 1;
    } else if (item && line !== undefined && matchesItem(item, line) && cost(i, j) === cost(i + 1, j + 1)) {
      diff.push({ sign: ' ', text: line });
      i += 1;
      j += 1;
    } else if (item && cost(i, j) === cost(i + 1, j) + 1) {
      diff.push({ sign: '-', text: item.text });
      i += 1;
    } else {
      diff.push({ sign: '+', text: line ?? '' });
      j += 1;
    }
  }
  return diff;
}
