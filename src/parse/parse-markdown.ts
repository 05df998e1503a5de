import type { Code, Root } from 'mdast';
import type { Extension } from 'mdast-util-from-markdown';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import type { Processor } from 'unified';
import { KeptAnswers } from '../bash/tree/kept-answers.ts';
import type { Span } from './mapped-text.ts';

declare module 'mdast' {
  interface CodeData {
    /** The opening and, where there is one, the closing fence; absent on indented code. */
    fences?: Span[];
  }
}

/** mdast keeps of a fence only what is between: note where the fences themselves stand. */
const noteFences: Extension = {
  enter: {
    codeFencedFence(token) {
      const code = this.stack.findLast((node): node is Code => node.type === 'code');
      if (code === undefined) return;
      code.data = {
        fences: [...(code.data?.fences ?? []), { start: token.start.offset, end: token.end.offset }],
      };
    },
  },
};

function remarkFences(this: Processor): void {
  const data = this.data();
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), noteFences];
}

/**
 * Bare addresses stay text: nothing here looks at them, and finding them is a quarter of the work of reading a
 * document.
 */
function remarkBareAddresses(this: Processor): void {
  const data = this.data();
  const names = ['wwwAutolink', 'protocolAutolink', 'emailAutolink'];
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: names } }];
  const extensions = (data.fromMarkdownExtensions ?? []).flat();
  data.fromMarkdownExtensions = extensions.map(({ transforms: _, ...rest }) => rest);
}

const processor = remark()
  .use(remarkGfm)
  .use(remarkBareAddresses)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkFences)
  .freeze();

/** Characters of documents whose trees are kept: who reads a document shares its tree with who links to it. */
const most = 1 << 18;
const trees = new KeptAnswers<Root>(most);

/** The syntax tree of a document in GitHub's Markdown with YAML frontmatter. Others have the same: it is not to be changed. */
export function parseMarkdown(text: string): Root {
  return trees.get(text, () => processor.parse(text));
}
