import type { Nodes } from 'mdast';
import { spanOfNode } from '../../parse/mdast-places.ts';
import type { Rule } from '../rule.ts';

const file =
  '(?<![\\w./@:-])((?:[\\w.-]+/)*[\\w-][\\w.-]*\\.(?:sh|bash|py|rb|pl|go|rs|java|c|cc|cpp|h|md|markdown|ya?ml|json|toml|tf|tfvars|conf|cfg|ini|j2|tmpl|sql|js|ts)(?![\\w-]))';
const number = '\\d{1,5}(?:\\s*(?:-|–|to|and)\\s*\\d{1,5})?';

const references = [
  new RegExp(`${file}:${number}(?![\\w.:/-]*[\\w/])`, 'g'),
  new RegExp(`${file}#L${number}`, 'g'),
  new RegExp(`\\blines? ${number} (?:of|in) (?:the )?(?:file )?\`?${file}`, 'gi'),
  new RegExp(`${file}\`?,? (?:\\(?at )?\\(?lines? ${number}`, 'gi'),
];

/** What all of them hold; few paragraphs do, and looking for it costs little. */
const numbered = /(?::|#L|\blines? )\d/i;

/** The names of libraries that look like files, as in `node.js:18`. */
const noFile = /^(?:node|next|vue|nuxt|d3|three|express|react|ember)\.js$/i;

/** The next change above that line makes it point at something else. */
export const lineReference: Rule = {
  id: 'line-reference',
  description: 'A reference to a line of another file by its number.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ root, runbook, text }) =>
    proseOf(root).flatMap((node) => {
      const span = spanOfNode(node);
      const source = text.text.slice(span.start, span.end);
      if (!numbered.test(source)) return [];
      return references.flatMap((reference) =>
        Array.from(source.matchAll(reference)).flatMap((match) => {
          const [whole, name = ''] = match;
          if (runbook.file.endsWith(name) || noFile.test(name) || isPermanent(source, match.index)) return [];
          const start = span.start + match.index;
          return [
            {
              reason: `Unexpected line number of ${name}, which the next change moves; expected a name in it (a function, a heading), or the line itself`,
              place: text.locate({ start, end: start + whole.length }).position,
            },
          ];
        }),
      );
    }),
};

/** Paragraphs, headings and the cells of tables. */
function proseOf(node: Nodes): readonly Nodes[] {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') return [node];
  return 'children' in node ? node.children.flatMap(proseOf) : [];
}

/** A link that names a commit stays what it is. */
function isPermanent(source: string, index: number): boolean {
  const start = Math.max(source.lastIndexOf(' ', index), source.lastIndexOf('(', index)) + 1;
  return /^\S*\/[0-9a-f]{7,40}\//.test(source.slice(start));
}
