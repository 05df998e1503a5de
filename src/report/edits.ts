import type { DocumentEdit } from '../expect/rewrite-fence.ts';
import { plainText } from './plain-text.ts';

/** What was changed in a document, as a diff: a heading with the place, two lines around each change. */
export function renderEdits(file: string, edits: readonly DocumentEdit[], colour: boolean): string {
  const shown = edits.map((_, index) =>
    edits.slice(Math.max(0, index - around), index + around + 1).some(isChange),
  );
  const first = edits[shown.indexOf(true)];
  if (first === undefined) return '';
  const rows = edits.flatMap((edit, index) => {
    if (!shown[index]) return shown[index - 1] === true ? ['  …'] : [];
    return rowsOf(edit, colour);
  });
  return [`${file}:${first.line}`, ...rows, ''].join('\n');
}

const around = 2;

function isChange({ old, now }: DocumentEdit): boolean {
  return old !== now;
}

function rowsOf(edit: DocumentEdit, colour: boolean): readonly string[] {
  const { old, now } = edit;
  if (!isChange(edit)) return [`  ${plainText(now ?? '')}`.trimEnd()];
  return [
    ...(old === null ? [] : [paint(`- ${plainText(old)}`, 31, colour)]),
    ...(now === null ? [] : [paint(`+ ${plainText(now)}`, 32, colour)]),
  ];
}

function paint(text: string, code: number, colour: boolean): string {
  return colour ? `\x1b[${code}m${text}\x1b[39m` : text;
}
