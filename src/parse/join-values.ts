import {
  type AnnotationName,
  annotationNames,
  isAnnotationName,
  ruleOf,
  type ValueKind,
} from './annotation-table.ts';
import { parseDuration } from './duration.ts';
import { isIdentifier } from './identifier.ts';
import { join, type MappedText, type Span } from './mapped-text.ts';
import type { Report } from './problem.ts';
import type { AnnotationWord } from './scan-annotations.ts';
import { nearest } from './suggest.ts';

/**
 * Words that follow an unquoted value and are no annotations were meant to belong to it. That is reported once, and
 * the value is read as it was meant, so that nothing else is said of it.
 */
export function joinValues(words: readonly AnnotationWord[], report: Report): readonly AnnotationWord[] {
  const joined: AnnotationWord[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] as AnnotationWord;
    const rest = words.slice(at + 1);
    const stop = rest.findIndex((each) => !isStray(each));
    const strays = stop === -1 ? rest : rest.slice(0, stop);
    const whole = joinValue(word, strays, report);
    joined.push(whole ?? word);
    at += whole === null ? 1 : 1 + strays.length;
  }
  return joined;
}

function isStray({ name, value, quoted }: AnnotationWord): boolean {
  return value === null && !quoted && !isAnnotationName(name.value);
}

function joinValue(
  word: AnnotationWord,
  strays: readonly AnnotationWord[],
  report: Report,
): AnnotationWord | null {
  const [first] = strays;
  const name = word.name.value;
  if (first === undefined || word.value === null || word.value.value === '' || word.quoted) return null;
  if (!isAnnotationName(name)) return null;
  const value = join([word.value, ...strays.map((stray) => stray.name)], ' ');
  const isSlip = nearest(first.name.value, annotationNames) !== null;
  const meant = readMeant(name, ruleOf(name).value, value.value, isSlip);
  if (meant === null) return null;
  const span = { start: word.span.start, end: strays.at(-1)?.span.end ?? word.span.end };
  report('annotation-value', span, `Unexpected blank in \`${name}=${value.value}\`; ${meant.remedy}`);
  return { ...word, value: meant.value === value.value ? value : standFor(meant.value, span), span };
}

interface Meant {
  readonly value: string;
  readonly remedy: string;
}

/** `null`: the words do not make a value of the annotation. */
function readMeant(name: AnnotationName, kind: ValueKind, text: string, isSlip: boolean): Meant | null {
  if (kind === 'duration') {
    const value = shortDuration(text);
    return value === null ? null : { value, remedy: `write \`${value}\`` };
  }
  if (isSlip || kind === 'none') return null;
  if (kind !== 'id') return { value: text, remedy: `quote the value: ${name}="${text}"` };
  const value = text.replaceAll(' ', '-');
  return isIdentifier(value) ? { value, remedy: `write \`${value}\`` } : null;
}

/** `1h30m` of `1 hour 30 minutes`. */
function shortDuration(text: string): string | null {
  const short = text
    .toLowerCase()
    .replace(/ *(?:milliseconds?|msecs?|ms)\b/g, 'ms')
    .replace(/ *(?:seconds?|secs?|s)\b/g, 's')
    .replace(/ *(?:minutes?|mins?|m)\b/g, 'm')
    .replace(/ *(?:hours?|hrs?|h)\b/g, 'h')
    .replace(/ /g, '');
  return parseDuration(short) === null ? null : short;
}

/** A text that is not written: all of it stands where `span` is. */
function standFor(value: string, { start, end }: Span): MappedText {
  return { value, offsets: [...Array<number>(value.length).fill(start), end] };
}
