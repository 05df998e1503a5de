import { joinValues } from './join-values.ts';
import { cut, type MappedText, type Span, spanOf } from './mapped-text.ts';
import type { Report } from './problem.ts';

/** `name` or `name=value` as it stands, the value without its quotes. */
export interface AnnotationWord {
  readonly name: MappedText;
  readonly value: MappedText | null;
  /** A quote or a backslash is in it, so that its writer knows of them. */
  readonly quoted: boolean;
  /** The whole word. */
  readonly span: Span;
}

const escapable = /["\\$`]/;

/**
 * Reads annotations, bare or in one pair of braces; values are quoted as shell words are (nothing is expanded).
 * What can not be read is reported and left out.
 */
export function scanAnnotations(text: MappedText, report: Report): readonly AnnotationWord[] {
  const inner = stripBraces(text, report);
  const words: AnnotationWord[] = [];
  let at = 0;
  while (at < inner.value.length) {
    if (/\s/.test(inner.value[at] ?? '')) at += 1;
    else {
      const end = wordEnd(inner.value, at);
      const word = readWord(inner, at, end.at, end.open, report);
      if (word !== null) words.push(word);
      at = end.at;
    }
  }
  return joinValues(words, report);
}

function stripBraces(text: MappedText, report: Report): MappedText {
  const start = text.value.search(/\S/);
  if (text.value[start] !== '{') return text;
  const end = text.value.trimEnd().length;
  if (text.value[end - 1] === '}') return cut(text, start + 1, end - 1);
  report('annotation-malformed', spanOf(text, start, end), 'Unexpected end of the annotations, expected `}`');
  return cut(text, start + 1, end);
}

/** Where the word that begins at `start` ends, and the quote it leaves open. */
function wordEnd(text: string, start: number): { readonly at: number; readonly open: string | null } {
  let quote: string | null = null;
  let at = start;
  for (; at < text.length; at += 1) {
    const unit = text[at] ?? '';
    if (unit === '\\' && quote !== "'") at += 1;
    else if (quote !== null) quote = unit === quote ? null : quote;
    else if (unit === '"' || unit === "'") quote = unit;
    else if (/\s/.test(unit)) break;
  }
  return { at: Math.min(at, text.length), open: quote };
}

function readWord(
  text: MappedText,
  start: number,
  end: number,
  open: string | null,
  report: Report,
): AnnotationWord | null {
  const span = spanOf(text, start, end);
  const raw = text.value.slice(start, end);
  const fault = findFault(raw, open);
  if (fault !== null) {
    report('annotation-malformed', span, fault);
    return null;
  }
  const equals = raw.indexOf('=');
  const quoted = /["'\\]/.test(raw);
  if (equals === -1) return { name: cut(text, start, end), value: null, quoted, span };
  const value = unquote(cut(text, start + equals + 1, end));
  return { name: cut(text, start, start + equals), value, quoted, span };
}

function findFault(raw: string, open: string | null): string | null {
  if (open !== null) return `Unexpected end of the annotations, expected a closing ${open}`;
  if (raw.startsWith('=')) return 'Unexpected `=`, expected name=value without blanks around `=`';
  if (/^[{}]/.test(raw))
    return `Unexpected \`${raw[0]}\`, expected all annotations bare or all in one pair of braces`;
  if (/^["']/.test(raw)) return `Unexpected quotes, expected name=${raw}`;
  const bare = raw.replace(/'[^']*'|"(?:\\[\s\S]|[^"\\])*"/g, '');
  if (/[“”„‘’]/.test(bare)) return 'Unexpected typographic quotes, expected straight ones (" or \')';
  if (/\\(?:[A-Za-z0-9]|$)/.test(bare.replaceAll('\\\\', '')))
    return 'Unexpected `\\` outside quotes, expected the value in quotes';
  if (bare.endsWith(',')) return 'Unexpected `,`, expected blanks between annotations';
  return null;
}

/** Removes quotes and backslashes as the shell does. */
function unquote(raw: MappedText): MappedText {
  const kept: number[] = [];
  let quote: string | null = null;
  for (let at = 0; at < raw.value.length; at += 1) {
    const unit = raw.value[at] ?? '';
    const next = raw.value[at + 1] ?? '';
    if (unit === '\\' && quote !== "'" && (quote === null || escapable.test(next))) {
      at += 1;
      kept.push(at);
    } else if (quote === null && (unit === '"' || unit === "'")) quote = unit;
    else if (unit === quote) quote = null;
    else kept.push(at);
  }
  return {
    value: kept.map((at) => raw.value[at] ?? '').join(''),
    offsets: [...kept.map((at) => raw.offsets[at] ?? 0), endOffset(raw, kept.at(-1))],
  };
}

/** The end of the last kept character, before a closing quote. */
function endOffset(raw: MappedText, last: number | undefined): number {
  return last === undefined ? (raw.offsets[0] ?? 0) : (raw.offsets[last] ?? 0) + 1;
}
