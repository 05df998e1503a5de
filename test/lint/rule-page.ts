import type { Code } from 'mdast';
import type { RuleInfo } from '../../src/lint/rule.ts';
import { parseMarkdown } from '../../src/parse/parse-markdown.ts';

/** A file that the examples of a page stand beside, or an example itself. */
export interface PageFile {
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

/** One example of a page, and what the page says is found in it. */
export interface Example extends PageFile {
  /** Line of the page on which the example's text begins. */
  readonly line: number;
  /** It stands as it is; else it is the body of a document that has opted in. */
  readonly whole: boolean;
  readonly shellCheck: boolean;
  /** One line a finding. */
  readonly expected: string;
  /** What `--fix` makes of it. */
  readonly fixed: string | null;
}

export interface RulePage {
  /** The title and what stands below it, up to the first blank line behind the second paragraph. */
  readonly head: string;
  readonly files: readonly PageFile[];
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

/** What a page has to begin with: the rule's name, its sentence, and how much may be changed about it. */
export function headOf({ id, description, severity, guardsPromise, disabling }: RuleInfo): string {
  const kind = severity === 'error' ? 'Error' : 'Warning';
  const comment = {
    allowed: 'A comment disables it for one place.',
    gates: 'A comment that disables it for one place makes the block there a gate.',
    refused: 'No comment disables it.',
  }[disabling];
  const fixed = guardsPromise
    ? 'It guards a promise: its severity cannot be changed.'
    : 'Its severity is configurable.';
  return `# ${id}\n\n${description}\n\n*${kind}. ${fixed} ${comment}*\n`;
}

/** Reads a page: what its headings, its fences and their info strings say. */
export function readRulePage(text: string): RulePage {
  const page = { files: [] as PageFile[], bad: [] as Example[], good: [] as Example[] };
  let into: Example[] | null = null;
  for (const node of parseMarkdown(text).children) {
    if (node.type === 'heading' && node.depth === 2) {
      const title = text.slice(node.position?.start.offset, node.position?.end.offset);
      into = title === '## Not ok' ? page.bad : page.good;
    }
    if (node.type !== 'code') continue;
    const last = into?.at(-1);
    if (node.lang === 'text' && last) into?.splice(-1, 1, { ...last, expected: node.value });
    else if (node.meta === 'fixed' && last) into?.splice(-1, 1, { ...last, fixed: node.value });
    else if (into !== null) into.push(readExample(node));
    else if (node.meta?.includes('file=')) page.files.push(readExample(node));
  }
  return { head: `${text.split('\n').slice(0, 5).join('\n')}\n`, ...page };
}

function readExample(node: Code): Example {
  const words = node.meta?.split(' ') ?? [];
  const path = words.find((word) => word.startsWith('file='))?.slice(5);
  return {
    path: path ?? 'runbooks/example.md',
    text: node.value,
    executable: words.includes('executable'),
    line: (node.position?.start.line ?? 0) + 1,
    whole: words.includes('careful') || path !== undefined || node.value.startsWith('---\n'),
    shellCheck: words.includes('shellcheck'),
    expected: '',
    fixed: null,
  };
}
