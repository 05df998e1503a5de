import type { Code, Nodes } from 'mdast';
import { readsAsShell } from '../../bash/effects/reads-as-shell.ts';
import { spanOfNode } from '../../parse/mdast-places.ts';
import type { Rule } from '../rule.ts';

const unprompted = 'reads as shell, expected `bash` to make it a step, or `text`';
/** Its prompts make it a step already. */
const prompted = 'holds prompts, expected `console`, or `text` if it is no step';

/** What has no language is text in an opted-in document, and is passed over in silence. */
export const shellWithoutLanguage: Rule = {
  id: 'shell-without-language',
  description: 'A fence without a language whose code reads as shell.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ root, text }, { bash }) =>
    fencesOf(root)
      .filter((node) => node.lang === null && readsAsShell(bash, node.value.replace(/\r\n?/g, '\n')))
      .map((node) => {
        const { start } = spanOfNode(node);
        const marks = /^(?:`+|~+)/.exec(text.text.slice(start, start + 100))?.[0].length ?? 0;
        return {
          reason: `Unexpected fence without a language that ${holdsPrompts(node) ? prompted : unprompted}`,
          place: text.locate({ start, end: start + marks }).position,
        };
      }),
};

function holdsPrompts({ value }: Code): boolean {
  return (
    value
      .split(/\r?\n/)
      .find((line) => !/^\s*(?:#|$)/.test(line))
      ?.startsWith('$ ') === true
  );
}

function fencesOf(node: Nodes): readonly Code[] {
  if (node.type === 'code') return node.data?.fences === undefined ? [] : [node];
  return 'children' in node ? node.children.flatMap(fencesOf) : [];
}
