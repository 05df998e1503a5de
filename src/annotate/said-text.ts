import type { Paragraph } from 'mdast';
import type { DocumentText } from '../parse/document-text.ts';
import { readPhrasing } from '../parse/phrasing-text.ts';

/** What stands around a text in backticks, once it is read as prose. */
export const codeMarks = { open: '\uE000', close: '\uE001' } as const;

/** A paragraph on one line, with marks around what stands in backticks; `null` where it has such characters itself. */
export function readSaidText(document: DocumentText, node: Paragraph): string | null {
  const { text, code } = readPhrasing(document, node);
  if (/[\uE000\uE001]/.test(text.value)) return null;
  let marked = '';
  let at = 0;
  for (const { start, end } of code) {
    marked += `${text.value.slice(at, start)}${codeMarks.open}${text.value.slice(start, end)}${codeMarks.close}`;
    at = end;
  }
  return (marked + text.value.slice(at)).replace(/\s+/g, ' ').trim();
}

/** Without the marks. */
export function plain(text: string): string {
  return text.replace(/[\uE000\uE001]/g, '');
}

const loosely =
  /\b(?:similar|something like|example|sample|e\.g\.|resembl\w*|looks? like|along the lines)\b/i;
const ahead =
  /(?:\b(?:outputs?|results?|following|this|like|prints?|returns?|shows?|response)\b|\b(?:see|print|return|show|report|display|expect|expected)\b)\s*[^:.]{0,30}:$/i;

/** Whether words say that the fence behind them shows what was printed: just so, or about so. */
export function announcement(text: string | null): 'expected' | 'loosely' | null {
  const last = plain(text ?? '')
    .split(/(?<=[.!?])\s+/)
    .at(-1);
  if (last === undefined || !/:$/.test(last) || last.length > 120 || !speaksOfOutput.test(last)) return null;
  if (!ahead.test(last)) return null;
  return loosely.test(last) ? 'loosely' : 'expected';
}

const speaksOfOutput =
  /\b(?:outputs?|results?|response|expect(?:ed|s)?|(?:should|must|will)\s+(?:now\s+)?(?:see|print|return|show|report|display|get|look)|prints|returns|shows)\b/i;
