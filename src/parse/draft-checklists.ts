import type { List, ListItem } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { ChecklistItem } from '../model/runbook.ts';
import type { Draft } from './draft.ts';
import type { Span } from './mapped-text.ts';
import { spanOfNode } from './mdast-places.ts';
import type { ParseContext } from './parse-context.ts';
import { isInside, type SectionNode } from './section-tree.ts';

/** A list whose items are to be confirmed. */
export interface Checklist {
  readonly list: List;
  /** Items without a box count too. */
  readonly all: boolean;
  readonly section: SectionNode;
  readonly rollback: boolean;
}

/**
 * Makes steps of lists. An item that holds a step of its own (a block, a `GATE:`) is confirmed by that and parts the
 * list: what comes before it and what comes behind it are steps apart.
 */
export function draftChecklists(
  checklists: readonly Checklist[],
  drafts: readonly Draft[],
  context: ParseContext,
): readonly Draft[] {
  return checklists.flatMap((checklist) => {
    const entries = listEntries(checklist.list, checklist.all);
    const groups: Entry[][] = [[]];
    for (const entry of entries) {
      const before = groups.at(-1)?.at(-1);
      const parted = before && drafts.some(({ span }) => isBetween(before, span, entry));
      if (parted === true) groups.push([]);
      if (drafts.some(({ span }) => holds(entry, span))) groups.push([]);
      else if (entry.text === '') {
        const message = 'Unexpected item of a checklist without a text, expected what is to be confirmed';
        context.report('checklist', entry.span, message);
      } else groups.at(-1)?.push(entry);
    }
    return groups.flatMap((group) => draftGroup(group, checklist, context));
  });
}

/** One item, without the items that are nested in it. */
interface Entry {
  readonly text: string;
  readonly span: Span;
  readonly whole: Span;
  readonly nested: readonly Span[];
}

function listEntries(list: List, all: boolean): readonly Entry[] {
  return list.children.flatMap((item) => {
    const inner = item.children.filter((child) => child.type === 'list');
    const nested = inner.flatMap((child) => listEntries(child, all));
    return all || typeof item.checked === 'boolean' ? [readEntry(item, nested, all), ...nested] : nested;
  });
}

function readEntry(item: ListItem, nested: readonly Entry[], all: boolean): Entry {
  const whole = spanOfNode(item);
  const own = item.children.filter(({ type }) => type !== 'list');
  const last = own.at(-1);
  const first = nested[0]?.whole.start ?? whole.end;
  const end = nested.length === 0 ? whole.end : Math.min(first, last ? spanOfNode(last).end : first);
  return {
    text: item.children
      .map((child) => tell(child, all))
      .filter((text) => text !== '')
      .join(' '),
    span: { start: whole.start, end },
    whole,
    nested: nested.map((entry) => entry.whole),
  };
}

/** A plain list in an item is a part of what it says. */
function tell(node: ListItem['children'][number], all: boolean): string {
  if (node.type === 'code' || node.type === 'html') return '';
  if (node.type !== 'list') return textOf(node, { includeHtml: false }).replace(/\s+/g, ' ').trim();
  const plain = all ? [] : node.children.filter(({ checked }) => typeof checked !== 'boolean');
  return plain
    .map((item) =>
      item.children
        .map((child) => tell(child, all))
        .filter((text) => text !== '')
        .join(' '),
    )
    .filter((text) => text !== '')
    .join('; ');
}

function holds({ whole, nested }: Entry, { start }: Span): boolean {
  const within = (span: Span) => start >= span.start && start < span.end;
  return within(whole) && !nested.some(within);
}

/** A block behind the nested items of an item stands between those and the next item. */
function isBetween(before: Entry, { start }: Span, after: Entry): boolean {
  return start >= before.span.end && start < after.span.start;
}

function draftGroup(
  group: readonly Entry[],
  { section, rollback }: Checklist,
  { document }: ParseContext,
): readonly Draft[] {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return [];
  const items = group.map(({ text, span }): ChecklistItem => ({ text, source: document.locate(span) }));
  const span = { start: first.span.start, end: last.span.end };
  const content = { kind: 'checklist', items, warnings: [] } as const;
  return [{ content, section, span, end: span.end, id: null, rollback, when: null }];
}

/** Whether one of the lists stands in a section. */
export function hasChecklist(checklists: readonly Checklist[], section: SectionNode): boolean {
  return checklists.some(({ list }) => isInside(spanOfNode(list), section));
}
