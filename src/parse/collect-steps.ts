import type { Blockquote, Code, Html, List, Nodes, Paragraph, RootContent } from 'mdast';
import { findAttachments } from './attachments.ts';
import type { Draft } from './draft.ts';
import type { Checklist } from './draft-checklists.ts';
import { findNearQuotes, isExpectQuote, saysExpect } from './expect-quote.ts';
import { type Fence, readFence } from './fence.ts';
import type { Flow } from './flow.ts';
import { findHiddenFences } from './hidden-fences.ts';
import type { Span } from './mapped-text.ts';
import { spanOfNode } from './mdast-places.ts';
import type { ParseContext } from './parse-context.ts';
import { findGateSentences } from './prose-stops.ts';
import { readFenceStep } from './read-fence-step.ts';
import { readFlowComment } from './read-flow-comment.ts';
import { findRunbookComments, type RunbookComment, roleOf } from './runbook-comment.ts';
import type { SectionSettings } from './section-settings.ts';
import { lineage, type SectionNode, saysChecklist } from './section-tree.ts';

/** What the flow of a document holds. */
export interface Collected {
  readonly drafts: readonly Draft[];
  /** Lists to be confirmed, the nested ones within their outermost. */
  readonly checklists: readonly Checklist[];
  /** Every runbook comment. */
  readonly comments: readonly Span[];
  /** Every fence, step or not. */
  readonly fences: readonly Span[];
}

/** Goes through the document once and makes drafts of its blocks and checkpoints. */
export function collectSteps(
  flow: readonly Flow[],
  settings: ReadonlyMap<SectionNode, SectionSettings>,
  context: ParseContext,
): Collected {
  const collector = new Collector(settings, context);
  for (const item of flow) collector.visit(item);
  return collector;
}

/** Lives for one walk: remembers which nodes an earlier one has already spoken for. */
class Collector implements Collected {
  readonly drafts: Draft[] = [];
  readonly comments: Span[] = [];
  readonly fences: Span[] = [];
  readonly checklists: Checklist[] = [];
  readonly #settings: ReadonlyMap<SectionNode, SectionSettings>;
  readonly #context: ParseContext;
  readonly #spokenFor = new Set<Nodes>();

  constructor(settings: ReadonlyMap<SectionNode, SectionSettings>, context: ParseContext) {
    this.#settings = settings;
    this.#context = context;
  }

  visit(flow: Flow): void {
    const { node } = flow;
    if (node.type === 'code') this.#visitCode(flow, node);
    else if (node.type === 'html') this.#visitHtml(flow, node);
    else if (node.type === 'blockquote') this.#visitQuote(node);
    else if (node.type === 'list') this.#visitList(flow, node);
    else if (node.type === 'paragraph' || node.type === 'heading') this.#visitText(flow, node);
    else if (node.type === 'table') this.#visitInlineComments(node);
  }

  #visitCode(flow: Flow, node: Code): void {
    const fence = readFence(this.#context.document, node);
    if (fence === null) {
      this.#reportHidden(node);
      return;
    }
    this.fences.push(fence.span);
    this.#reportUnclosed(fence);
    if (fence.kind === 'output') {
      if (!this.#spokenFor.has(node)) {
        this.#report(
          node,
          'Unexpected output fence that is not directly below a block; put it there, or call it ```text',
        );
      }
      return;
    }
    const around = findAttachments(flow, this.#context);
    const result = readFenceStep(fence, flow, around, this.#settingsOf(flow), this.#context);
    if (result.type === 'step') this.drafts.push(result.draft);
    if (result.type !== 'text') for (const attached of around.after) this.#spokenFor.add(attached);
  }

  #visitHtml(flow: Flow, node: Html): void {
    const { document, report } = this.#context;
    for (const comment of findRunbookComments(document, node, report)) {
      this.comments.push(comment.span);
      const role = roleOf(comment, flow.siblings, flow.index, flow.atTop);
      if (role === 'alone') this.#visitFlowComment(flow, comment);
      if (role === 'unattached' || (role === 'block' && this.#isOutput(flow.siblings[flow.index + 1]))) {
        report('annotation-unattached', comment.span, unattached(comment.alone));
      }
    }
    this.#reportHidden(node);
  }

  #visitFlowComment(flow: Flow, comment: RunbookComment): void {
    const draft = readFlowComment(comment, flow, this.#settingsOf(flow), this.#context);
    if (draft !== null) this.drafts.push(draft);
  }

  #visitQuote(node: Blockquote): void {
    this.#reportNear(node);
    if (!isExpectQuote(this.#context.document, node)) return;
    if (!this.#spokenFor.has(node)) {
      this.#report(node, 'Unexpected `Expect:` quote that is not directly below a block; put it there');
    }
    for (const child of node.children) this.#spokenFor.add(child);
  }

  #reportNear(node: Blockquote): void {
    const { document, report } = this.#context;
    for (const { span, claim } of findNearQuotes(document, node)) {
      const message = `Unexpected quote that reads like an expectation and is none, expected \`> Expect: ${claim}\``;
      report('expectation-syntax', span, message);
    }
  }

  #visitList(flow: Flow, node: List): void {
    const { section } = flow;
    const { mode, rollback } = this.#settingsOf(flow);
    if (mode?.type === 'doc' || this.#spokenFor.has(node)) return;
    const all = lineage(section).some((each) => this.#settings.get(each)?.own.has('checklist'));
    const isTaskList = node.children.some(({ checked }) => typeof checked === 'boolean');
    if (!all && !(isTaskList && lineage(section).some(({ section: { title } }) => saysChecklist(title))))
      return;
    this.checklists.push({ list: node, all, section, rollback });
    this.#speakForLists(node);
  }

  #speakForLists(list: List): void {
    for (const child of list.children.flatMap((item) => item.children)) {
      if (child.type !== 'list') continue;
      this.#spokenFor.add(child);
      this.#speakForLists(child);
    }
  }

  #visitText(flow: Flow, node: Extract<RootContent, { type: 'paragraph' | 'heading' }>): void {
    this.#visitInlineComments(node);
    if (node.type === 'paragraph') this.#reportUnchecked(node);
    const { mode, rollback } = this.#settingsOf(flow);
    if (mode?.type === 'doc') return;
    const end = spanOfNode(node).end;
    for (const { text, span } of findGateSentences(this.#context.document, node)) {
      const content = { kind: 'checkpoint', text: text || this.#follow(flow), warnings: [] } as const;
      this.drafts.push({ content, section: flow.section, span, end, id: null, rollback, when: null });
    }
  }

  /** `GATE:` alone in its paragraph speaks about the list or paragraph after it. */
  #follow({ siblings, index, section }: Flow): string {
    const next = siblings[index + 1];
    if (next?.type !== 'list' && next?.type !== 'paragraph') return section.section.title;
    const { start, end } = spanOfNode(next);
    return this.#context.document.text.slice(start, end).replace(/\r\n?/g, '\n');
  }

  #reportUnchecked(node: Paragraph): void {
    const { document, report, trusted } = this.#context;
    const said = saysExpect(document, node);
    if (!trusted || this.#spokenFor.has(node) || said === null) return;
    const message =
      'Unexpected `Expect:` in a plain paragraph, which nothing checks; write it as a quote (`> Expect: ...`) directly below the block';
    report(said === 'claim' ? 'annotation-unattached' : 'expect-not-checked', spanOfNode(node), message);
  }

  /** A comment inside a line of text belongs to no block. */
  #visitInlineComments(node: Nodes): void {
    const { document, report } = this.#context;
    if (node.type === 'html') {
      for (const { span } of findRunbookComments(document, node, report)) {
        this.comments.push(span);
        report('annotation-unattached', span, unattached(false));
      }
    } else if ('children' in node) for (const child of node.children) this.#visitInlineComments(child);
  }

  #reportHidden(node: Code | Html): void {
    for (const span of findHiddenFences(this.#context.document, node)) {
      const where = node.type === 'html' ? 'inside HTML' : 'in indented code';
      const remedy = node.type === 'html' ? 'put a blank line before it' : 'indent it less';
      const message = `Unexpected fence ${where}, which is text and never run; if it is meant to be a block, ${remedy}`;
      this.#context.report('hidden-fence', span, message);
    }
  }

  #reportUnclosed(fence: Fence): void {
    if (fence.closed) return;
    const end = fence.info.offsets.at(-1) ?? fence.span.end;
    const message =
      'Unexpected fence that is never closed, expected a closing one: all that follows is taken for code';
    this.#context.report('unclosed-fence', { start: fence.span.start, end }, message);
  }

  #isOutput(node: RootContent | undefined): boolean {
    return node?.type === 'code' && readFence(this.#context.document, node)?.kind === 'output';
  }

  #report(node: Nodes, message: string): void {
    this.#context.report('annotation-unattached', spanOfNode(node), message);
  }

  #settingsOf({ section }: Flow): SectionSettings {
    const found = this.#settings.get(section);
    if (found === undefined) throw new Error('a section without settings');
    return found;
  }
}

function unattached(alone: boolean): string {
  return alone
    ? 'Unexpected runbook comment that belongs to nothing, expected a fence or nothing else between it and a heading'
    : 'Unexpected runbook comment beside other text or HTML, expected it alone on its lines, directly before a fence or below a heading';
}
