import { plainText, plainWords } from './plain-text.ts';

/** HTML or XML that is whole in itself. Only `markup` makes it, so nothing gets in unescaped. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | readonly Markup[];

/**
 * A template of markup. Strings put into it become words on one line: escaped, with everything that would be hidden
 * or obeyed spelled out. That holds in text and in quoted attributes; nowhere else may anything be put in.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const text = strings.map((fixed, index) => fixed + render(parts[index] ?? ''));
  return { markup: text.join('') };
}

/** Text with its lines, for a `pre`. */
export function verbatim(text: string): Markup {
  return { markup: escapeMarkup(plainText(text)) };
}

export const nothing: Markup = { markup: '' };

function render(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeMarkup(plainWords(part));
  if ('markup' in part) return part.markup;
  return part.map((each) => each.markup).join('');
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => named[character] ?? '');
}
