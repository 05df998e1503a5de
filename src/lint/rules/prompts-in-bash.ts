import type { DocumentText } from '../../parse/document-text.ts';
import { placeOfLanguage } from '../fence-line.ts';
import type { LintBlock } from '../lint-document.ts';
import type { Rule } from '../rule.ts';

/** Lines with a prompt are read as what is typed and what it prints; the fence should say so: `console`. */
export const promptsInBash: Rule = {
  id: 'prompts-in-bash',
  description: 'Prompts in a fence that is called bash.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks, text }) =>
    blocks
      .filter(({ step }) => /^(?:bash|sh|shell)$/i.test(step.language))
      .flatMap((block) => {
        const prompt = findPrompt(text, block);
        if (prompt === null) return [];
        const { offset, first } = prompt;
        const edits = [{ place: placeOfLanguage(text, block.step), text: 'console' }];
        return [
          {
            reason: 'Unexpected prompt in a fence of code, expected the fence to be called `console`',
            place: text.locate({ start: offset, end: offset + 1 }).position,
            // In a console fence a comment above the first prompt would be output.
            ...(first ? { fix: { title: 'Call the fence console', edits } } : {}),
          },
        ];
      }),
};

/** The first prompt of a block, and whether nothing stands above it. */
function findPrompt(
  text: DocumentText,
  { step }: LintBlock,
): { readonly offset: number; readonly first: boolean } | null {
  const { start, end } = step.source.position;
  const segment = step.segments.find(({ code }) => code.trim() !== '');
  if (segment === undefined || segment.line >= end.line) return null;
  const line = text.line(segment.line);
  const code = segment.code.split('\n', 1)[0] ?? '';
  const before = line.text.slice(0, line.text.length - code.length);
  if (!line.text.endsWith(code) || !before.endsWith('$ ')) return null;
  return { offset: line.start + before.length - 2, first: segment.line === start.line + 1 };
}
