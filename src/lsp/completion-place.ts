import type { AnnotationPlace } from '../parse/annotation-table.ts';

/** What could be written where the cursor is, judged by what stands before it; `typed` is its beginning. */
export type CompletionPlace =
  | { readonly type: 'annotation'; readonly places: readonly AnnotationPlace[]; readonly typed: string }
  /** `before`: the claim up to the word that is being typed. */
  | { readonly type: 'claim'; readonly before: string; readonly typed: string }
  | { readonly type: 'include'; readonly typed: string }
  /** The section of a runbook that an include names. */
  | { readonly type: 'section'; readonly runbook: string; readonly typed: string };

/**
 * A document in which somebody is typing is seldom one that can be parsed: a quote is open, a comment has no end. So
 * this looks at the text before the cursor only.
 */
export function completionPlace(before: string): CompletionPlace | null {
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.slice(lineStart);
  const comment = /<!--\s*runbook:((?:(?!-->)[\s\S])*)$/.exec(before);
  if (comment !== null) return inAnnotations(comment[1] ?? '', ['block', 'section', 'alone']);
  const inside = openFence(before.slice(0, lineStart));
  const fence = /^(?:[\s>]|[-*+][ \t]|\d+[.)][ \t])*(?:`{3,}|~{3,})[ \t]*[^\s`{]*([\s{].*)$/.exec(line);
  if (fence !== null && !inside) return inAnnotations(fence[1] ?? '', ['block']);
  const expected = inside
    ? /(?:^|[\s;])#+[ \t]*expect(?:(?:s|ed)?[ \t]*:|(?=[ \t]))[ \t]*(.*)$/i.exec(line)
    : /^[ \t]*(?:>[ \t]*)+expect(?:s|ed)?[ \t]*:[ \t]*`?(.*)$/i.exec(line);
  return expected === null ? null : inExpectation(expected[1] ?? '');
}

/** Whether the text ends within a fenced code block. */
function openFence(text: string): boolean {
  let open: string | null = null;
  for (const [, marks = ''] of text.matchAll(
    /^(?:[\s>]|[-*+][ \t]|\d+[.)][ \t])*(`{3,}(?=[^`]*$)|~{3,})/gm,
  )) {
    if (open === null) open = marks;
    else if (marks.startsWith(open)) open = null;
  }
  return open !== null;
}

function inAnnotations(written: string, places: readonly AnnotationPlace[]): CompletionPlace | null {
  // Quoted values that are complete hold no words; one that is open stays as it is.
  const text = written.replace(/"(?:\\[\s\S]|[^"\\])*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length));
  const value = /(?:^|[\s{])([\w-]+)=(?:"((?:\\[\s\S]|[^"\\])*)|'([^']*)|([^\s"'}]*))$/.exec(text);
  if (value !== null) return inValue(value[1] ?? '', value[2] ?? value[3] ?? value[4] ?? '');
  const name = /(?:^|[\s{])([\w-]*)$/.exec(text);
  return name === null ? null : { type: 'annotation', places, typed: name[1] ?? '' };
}

function inValue(name: string, value: string): CompletionPlace | null {
  if (name === 'expect' || name === 'abort') return inExpectation(value);
  if (name !== 'include') return null;
  const hash = value.indexOf('#');
  if (hash === -1) return { type: 'include', typed: value };
  return { type: 'section', runbook: value.slice(0, hash), typed: value.slice(hash + 1) };
}

function inExpectation(text: string): CompletionPlace | null {
  const claim = text.slice(text.lastIndexOf(';') + 1).trimStart();
  const [, before = '', typed = ''] = /^(.*?)([A-Za-z]*)$/.exec(claim) ?? [];
  return before === '' || /\s$/.test(before) ? { type: 'claim', before: before.trim(), typed } : null;
}
