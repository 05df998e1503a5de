import type { AnnotatedDocument } from './annotated-document.ts';
import type { FoundInput } from './find-inputs.ts';
import type { TextEdit } from './text-edit.ts';
import { endingAt } from './write-proposals.ts';

/** The edit that declares inputs in a document that has opted in; `null` where its frontmatter is written otherwise. */
export function declareInputs(
  { root, text: document }: AnnotatedDocument,
  inputs: readonly FoundInput[],
): TextEdit | null {
  const first = root.children[0];
  if (first?.type !== 'yaml' || inputs.length === 0) return null;
  const last = first.position?.end.line ?? 1;
  const lines = Array.from({ length: last - 2 }, (_, index) => document.line(index + 2));
  const at = lines.findIndex(({ text }) => /^runbook[ \t]*:/.test(text));
  const key = lines[at];
  if (key === undefined) return null;
  const ending = endingAt(document.text, key.start);
  const scalar = /^runbook[ \t]*:[ \t]+([A-Za-z0-9][\w.-]*)[ \t]*$/.exec(key.text)?.[1];
  if (scalar !== undefined) {
    const end = key.start + key.text.length;
    const below = [`runbook:`, `  id: ${scalar}`, '  inputs:', ...entries(inputs, '    ')];
    return { start: key.start, end, text: below.join(ending) };
  }
  if (!/^runbook[ \t]*:[ \t]*(?:#.*)?$/.test(key.text)) return null;
  return belowKey(lines, at, inputs, ending);
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** Behind the line `inputs:`, or as the first entry below `runbook:`. */
function belowKey(
  lines: readonly Line[],
  at: number,
  inputs: readonly FoundInput[],
  ending: string,
): TextEdit | null {
  const below = lines.slice(at + 1);
  const length = below.findIndex(({ text }) => /^[^\s#]/.test(text));
  const own = length < 0 ? below : below.slice(0, length);
  const indent = own.map(({ text }) => /^( +)[^\s#]/.exec(text)?.[1]).find((found) => found !== undefined);
  if (indent === undefined) return null;
  const there = own.findIndex(
    ({ text }) => text.startsWith(`${indent}inputs`) && /^ +inputs[ \t]*:/.test(text),
  );
  if (there < 0) {
    const next = own[0] as Line;
    const added = [`${indent}inputs:`, ...entries(inputs, `${indent}  `)];
    return insert(next.start, added, ending);
  }
  const child = own[there + 1];
  const deeper = /^( +)[^\s#]/.exec(child?.text ?? '')?.[1] ?? '';
  if (!/:[ \t]*$/.test(own[there]?.text ?? '') || deeper.length <= indent.length || child === undefined)
    return null;
  return insert(child.start, entries(inputs, deeper), ending);
}

function insert(start: number, lines: readonly string[], ending: string): TextEdit {
  return { start, end: start, text: lines.map((line) => line + ending).join('') };
}

function entries(inputs: readonly FoundInput[], indent: string): readonly string[] {
  return inputs.map(({ name, prompt, secret }) =>
    secret ? `${indent}${name}: { prompt: ${prompt}, secret: true }` : `${indent}${name}: ${prompt}`,
  );
}
