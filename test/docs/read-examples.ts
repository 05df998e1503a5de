import { readFileSync } from 'node:fs';
import type { Code, Html, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { parse } from 'yaml';

/** A fence of a page, with what the comment before it says about it. */
export interface Example {
  readonly language: string;
  readonly text: string;
  /** 1-based line in the page. */
  readonly line: number;
  /** `<!-- example: YAML -->` or `<!-- file: NAME -->` directly before it, by that word. */
  readonly said: Readonly<Record<string, unknown>>;
}

/** Every fence of a page under docs/, in order. */
export function readExamples(page: string): readonly Example[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const nodes = fromMarkdown(text).children;
  return nodes.flatMap((node, index) => (node.type === 'code' ? [readExample(node, nodes[index - 1])] : []));
}

function readExample(code: Code, before: RootContent | undefined): Example {
  const comment = before?.type === 'html' ? readComment(before) : null;
  const said = comment === null ? {} : { [comment.word]: comment.value };
  return { language: code.lang ?? '', text: `${code.value}\n`, line: code.position?.start.line ?? 0, said };
}

function readComment({ value }: Html): { readonly word: string; readonly value: unknown } | null {
  const [, word, body] = /^<!--\s*(\w+):([\s\S]*)-->$/.exec(value) ?? [];
  return word === undefined || body === undefined ? null : { word, value: parse(body) };
}
