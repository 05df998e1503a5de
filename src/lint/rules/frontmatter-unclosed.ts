import type { Rule } from '../rule.ts';

/** Without its end there is no frontmatter: the document has not opted in, and nothing says so. */
export const frontmatterUnclosed: Rule = {
  id: 'frontmatter-unclosed',
  description: 'Frontmatter with a `runbook` key that is never closed.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check({ root, text }) {
    if (root.children[0]?.type === 'yaml' || !/^---[ \t]*\r?\n/.test(text.text)) return [];
    const head =
      /^---[ \t]*\r?\n(?:(?:[ \t]*[\w"'-]+[ \t]*:|[ \t]+|[ \t]*-[ \t]|#).*\r?\n|[ \t]*\r?\n)*/.exec(
        text.text,
      );
    if (!/^["']?runbook["']?[ \t]*:/m.test(head?.[0] ?? '')) return [];
    const reason =
      'Unexpected `---` that opens frontmatter and is never closed, so that the document has not opted in; expected `---` behind its keys';
    return [{ reason, place: text.locate({ start: 0, end: 3 }).position }];
  },
};
