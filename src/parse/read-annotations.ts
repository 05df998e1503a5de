import { readAnswerWord } from '../model/answer-words.ts';
import type { Duration } from '../model/duration.ts';
import {
  type AnnotationName,
  type AnnotationPlace,
  annotationNames,
  isAnnotationName,
  namesAllowed,
  ruleOf,
  type ValueKind,
} from './annotation-table.ts';
import { parseDuration } from './duration.ts';
import { isIdentifier } from './identifier.ts';
import { type MappedText, type Span, spanOf, trim } from './mapped-text.ts';
import type { Report } from './problem.ts';
import type { AnnotationWord } from './scan-annotations.ts';
import { didYouMean } from './suggest.ts';

/** An annotation that may stand where it stands, with a value of the right kind. */
export interface Annotation {
  readonly name: AnnotationName;
  readonly value: MappedText | null;
  readonly duration: Duration | null;
  readonly span: Span;
}

/** What is said about one block, section or place; by name. */
export type Annotations = ReadonlyMap<AnnotationName, Annotation>;

/** Checks words against the table; what is wrong is reported and left out. */
export function readAnnotations(
  words: readonly AnnotationWord[],
  place: AnnotationPlace,
  report: Report,
): Annotations {
  const found = new Map<AnnotationName, Annotation>();
  for (const word of words) {
    const annotation = readAnnotation(word, place, report);
    if (annotation === null) continue;
    if (found.has(annotation.name)) {
      report('annotation-duplicate', word.span, `Unexpected second \`${annotation.name}\`, expected it once`);
    } else found.set(annotation.name, annotation);
  }
  return found;
}

function readAnnotation(word: AnnotationWord, place: AnnotationPlace, report: Report): Annotation | null {
  const name = word.name.value;
  if (!isAnnotationName(name)) {
    report('annotation-unknown', spanOf(word.name), unknown(name, place));
    return null;
  }
  const rule = ruleOf(name);
  if (!rule.places.some((allowed) => allowed === place)) {
    report('annotation-misplaced', word.span, misplaced(name, place));
    return null;
  }
  const fault = findValueFault(name, rule.value, word.value);
  if (fault !== null) {
    report(
      'annotation-value',
      word.value === null || word.value.value === '' ? word.span : spanOf(word.value),
      fault,
    );
    return null;
  }
  const duration = rule.value === 'duration' ? parseDuration(word.value?.value ?? '') : null;
  return { name, value: word.value, duration, span: word.span };
}

function unknown(name: string, place: AnnotationPlace): string {
  const hint = didYouMean(name, [...namesAllowed(place), ...annotationNames]);
  const known = namesAllowed(place).join(', ');
  return hint === ''
    ? `Unexpected annotation \`${name}\`, expected one of ${known}`
    : `Unexpected annotation \`${name}\`${hint}`;
}

function misplaced(name: AnnotationName, place: AnnotationPlace): string {
  const belongs = ruleOf(name).places.map((allowed) => placeNames[allowed]);
  const remedy =
    place === 'section'
      ? '; directly below a heading a comment is about the section: write it in the info string of the block, or in a second comment directly before the block'
      : '';
  return `Unexpected \`${name}\` on ${placeNames[place]}, expected it on ${belongs.join(' or ')}${remedy}`;
}

const placeNames = { block: 'a block', section: 'a section', alone: 'a comment that stands alone' } as const;

function findValueFault(name: AnnotationName, kind: ValueKind, value: MappedText | null): string | null {
  if (kind === 'none') return value === null ? null : `Unexpected value, expected \`${name}\` alone`;
  if (value === null)
    return kind === 'phrase'
      ? null
      : `Unexpected \`${name}\` without a value, expected ${example(name, kind)}`;
  const text = value.value;
  if (text.trim() === '') return `Unexpected empty value, expected ${example(name, kind)}`;
  if (/[\r\n]/.test(text) && kind !== 'expectation')
    return 'Unexpected line ending in a value, expected one line';
  if (kind === 'phrase') return findPhraseFault(value);
  if (kind === 'id' && !isIdentifier(text))
    return `Unexpected id \`${text}\`, expected letters and digits joined by - . or _, as in re-cidr`;
  if (kind === 'duration') return findDurationFault(name, text);
  return null;
}

/** A phrase that nobody can type, or that says something else at a prompt, is no gate. */
function findPhraseFault(value: MappedText): string | null {
  const text = value.value;
  if (trim(value).value !== text) return 'Unexpected blank at the end of the phrase to type, expected none';
  if (readAnswerWord(text) !== null)
    return `Unexpected phrase \`${text}\`, which means something else at a gate; expected words that name the target`;
  if (/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u.test(text))
    return 'Unexpected character in the phrase that cannot be seen or typed, expected letters and single blanks';
  if (/\$(?:\((?!\))|\{(?!\w+\}))/.test(text))
    return 'Unexpected expansion in the phrase, expected $NAME or ${NAME} of a variable';
  return null;
}

function findDurationFault(name: AnnotationName, text: string): string | null {
  const duration = parseDuration(text);
  if (duration === null)
    return `Unexpected duration \`${text}\`, expected one such as 10s, 30m, 1h30m or 250ms`;
  return duration.ms === 0 && name !== 'grace'
    ? `Unexpected \`${text}\`, expected a time longer than nothing`
    : null;
}

function example(name: AnnotationName, kind: ValueKind): string {
  switch (kind) {
    case 'id':
      return `${name}=some-name`;
    case 'duration':
      return `${name}=10m`;
    case 'expectation':
      return `${name}="3 DRIFT lines"`;
    default:
      return `${name}="..."`;
  }
}
