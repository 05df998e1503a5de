import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { mdCode, mdFence, mdWords } from '../../src/report/md-text.ts';
import { plainText, plainWords } from '../../src/report/plain-text.ts';
import { renderRunMarkdown } from '../../src/report/run-md.ts';
import { begin, end, started, verdict } from '../ui/told-runs.ts';
import { hostileLines, hostilePieces, hostileText } from './hostile-text.ts';
import { record } from './records.ts';
import { hostileRun, richEvents, sources } from './rich-run.ts';

const parse = (text: string): Root => remark().use(remarkGfm).parse(text);

function every(node: Nodes): readonly Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(every) : [])];
}

describe('text in Markdown', () => {
  test.each(hostilePieces.map(plainWords))('%j means nothing but itself', (piece) => {
    for (const around of ['', '- ', '# ', '> ']) {
      const nodes = every(parse(`${around}${mdWords(piece)}\n`));
      expect(nodes.map((node) => (node.type === 'text' ? node.value : '')).join('')).toBe(piece);
      const kinds = new Set(nodes.map(({ type }) => type));
      // An address is made a link by forges, whatever stands around it; it leads where it says.
      const harmless = ['root', 'paragraph', 'list', 'listItem', 'heading', 'blockquote', 'text', 'link'];
      expect([...kinds].filter((kind) => !harmless.includes(kind))).toEqual([]);
      expect(nodes.filter(({ type }) => type === 'heading').length).toBe(around === '# ' ? 1 : 0);
    }
    if (piece === '') return;
    const [code] = every(parse(mdCode(piece))).filter(({ type }) => type === 'inlineCode');
    expect(textOf(code)).toBe(piece);
    const cells = every(parse(`| a | b |\n|---|---|\n| ${mdWords(piece)} | z |\n`)).filter(
      ({ type }) => type === 'tableCell',
    );
    expect(cells.map((cell) => textOf(cell))).toEqual(['a', 'b', piece, 'z']);
  });

  test('a fence holds whatever was printed', () => {
    const [code] = parse(mdFence(hostileLines, 'text')).children;
    expect(code).toMatchObject({ type: 'code', lang: 'text', value: plainText(hostileLines) });
  });
});

describe('a report in Markdown', () => {
  test('names the inputs at its top, of a secret nothing but that', () => {
    const inputs = { ROLE: 'replica of "a"', TOKEN: null };
    const nodes = every(parse(renderRunMarkdown(record({ ...started, inputs }), sources())));
    const items = nodes.filter(({ type }) => type === 'listItem').map((node) => textOf(node));
    expect(items).toContain('Inputs: ROLE "replica of \\"a\\"", TOKEN is a secret, kept nowhere');
  });

  test('shows everything hostile as text', () => {
    const nodes = every(parse(renderRunMarkdown(record(...hostileRun()), sources(hostileLines))));
    const html = nodes.flatMap((node) => (node.type === 'html' ? [node.value] : []));
    expect(new Set(html)).toEqual(
      new Set(['<details><summary>Output of attempt 1, 1.1 KiB</summary>', '</details>']),
    );
    expect(nodes.filter(({ type }) => type === 'image' || type === 'definition')).toEqual([]);
    const headings = nodes.filter((node) => node.type === 'heading').map((node) => textOf(node));
    expect(headings).toEqual([
      `Run report: ${plainWords(hostileText)}`,
      'Worth knowing',
      'Steps',
      'What happened',
      `≈ ${plainWords(hostileText)} — deviated`,
      'Timeline',
    ]);
    const codes = nodes.flatMap((node) => (node.type === 'code' ? [node.value] : []));
    expect(codes).toContain(plainText(hostileLines));
  });

  test('tells what a condition leaves out once, with the condition', () => {
    const [started] = richEvents;
    if (started?.type !== 'run-started') throw new Error('not the beginning of a run');
    const [first] = started.steps.map(({ id }) => id);
    const decided = {
      type: 'condition-decided',
      guard: '#s',
      step: first ?? '',
      condition: '$STATE = dirty',
      at: 'x.md:1:1',
      values: { STATE: 'clean' },
      holds: false,
      leavesOut: [first ?? ''],
    } as const;
    const text = textOf(parse(renderRunMarkdown(record(started, decided), sources())));
    const [, knowing = ''] = /Worth knowing([\s\S]*?)Steps/.exec(text) ?? [];
    expect(knowing.match(/\$STATE = dirty/g)).toHaveLength(1);
    expect(knowing).not.toContain('skipped');
  });

  test('tells a step that waits for its confirmation in a paused run as paused, not as running', () => {
    const paused = { type: 'run-paused', step: 'look', reason: 'asked' } as const;
    const text = textOf(
      parse(renderRunMarkdown(record(started, begin('look'), end('look'), paused), sources())),
    );
    expect(text).toContain('Paused at look · asked · 1 paused here, 6 not reached');
    expect(text).toContain('▸ look — paused here');
    expect(text).not.toMatch(/\brunning\b/);
  });

  test('tells of polls that came to the same the first and the last, and how many there are between', () => {
    const polls = Array.from({ length: 11 }, (_, index) => {
      const found = index < 7 ? 'none of 4 lines' : `${index} of 4 lines`;
      const broken = verdict({ ok: false, found, evidence: ['nothing yet'] });
      return [begin('hosts-ready', index + 1), end('hosts-ready', { verdicts: [broken] }, index + 1, true)];
    }).flat();
    const text = renderRunMarkdown(record(started, ...polls), sources());
    const [, happened = ''] = /## What happened([\s\S]*)## Timeline([\s\S]*)/.exec(text) ?? [];
    expect(happened.match(/attempt \d+ started/g)).toEqual(
      [1, 7, 8, 9, 10, 11].map((attempt) => `attempt ${attempt} started`),
    );
    expect(happened).toMatch(
      /attempt 1 not yet[\s\S]*- 5 attempts in between came to the same\n- \S+ attempt 7 /,
    );
    expect(happened.match(/nothing yet/g)).toHaveLength(6);
    expect(text.slice(text.indexOf('## Timeline')).match(/attempt \d+ not yet/g)).toHaveLength(11);
  });

  test('tells where a wait begins anew, even between attempts that came to the same', () => {
    const polls = Array.from({ length: 11 }, (_, index) => {
      const anew = index === 5 ? { anew: { within: '30m', waited: 750_000 } } : {};
      const broken = verdict({ ok: false, found: 'none of 4 lines' });
      return [
        { ...begin('hosts-ready', index + 1), ...anew } as Event,
        end('hosts-ready', { verdicts: [broken] }, index + 1, true),
      ];
    }).flat();
    const text = renderRunMarkdown(record(started, ...polls), sources());
    const [, happened = '', timeline = ''] = /## What happened([\s\S]*)## Timeline([\s\S]*)/.exec(text) ?? [];
    const said = 'attempt 6 started: the wait of 30m begins anew, after 12m30s and 5 attempts on record';
    expect(happened).toContain(said);
    expect(happened.match(/attempt \d+ started/g)).toHaveLength(3);
    expect(timeline).toContain(said);
  });

  test('says who did what, what was typed and why, what was expected and found', () => {
    const text = textOf(parse(renderRunMarkdown(record(...richEvents), sources())));
    for (const said of [
      'Done, not all of it passed 5 passed, 1 skipped, 1 deviated',
      'Operators: ubuntu (jesse), ubuntu (kim)',
      'handed over: from ubuntu (jesse) to ubuntu (kim)',
      '14:03:14 gate: yes, typed “y”, then “recidr openstack” (after 1.0s) — ubuntu (jesse)',
      '✗ expected 3 DRIFT lines (.8/.12/.16), found 5 of 212 lines',
      'accepted as a deviation: known since last week — ubuntu (kim)',
      `Journal head: ${'ab'.repeat(32)}`,
    ]) {
      expect(text).toContain(said);
    }
  });
});
