import { isLongEnough, secretForms } from './secret-forms.ts';
import { concat, indexPatterns, type Pattern, ValueRedaction } from './value-redaction.ts';

export interface Secret {
  /** Shown in place of the value. */
  readonly name: string;
  /** At least `shortestSecret` characters. */
  readonly value: string;
}

/** One stream of bytes on its way to a terminal or a file. */
export interface RedactionStream {
  /** What can be passed on now: a possible beginning of a value is held back. */
  write(chunk: Uint8Array): Uint8Array;
  /** What was held back; afterwards the stream is as new. */
  end(): Uint8Array;
}

/** Replaces the values of secrets, in all their spellings, by `[redacted NAME]`. */
export interface Redactor {
  /** There is nothing to look for. */
  readonly isIdle: boolean;
  text(text: string): string;
  stream(): RedactionStream;
}

/** Throws a `RangeError` for a value that is too short to be told from innocent text. */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  if (secrets.length === 0) return { isIdle: true, text: (text) => text, stream: () => passThrough };
  const patterns = indexPatterns(secrets.flatMap(patternsOf));
  const stream = () => new ValueRedaction(patterns);
  return { isIdle: false, stream, text: (text) => redactText(text, stream()) };
}

const passThrough: RedactionStream = { write: (chunk) => chunk, end: () => new Uint8Array() };

function patternsOf({ name, value }: Secret): readonly Pattern[] {
  if (!isLongEnough(value)) throw new RangeError(`the value of ${name} is too short to be redacted`);
  const encoder = new TextEncoder();
  const marker = encoder.encode(`[redacted ${name}]`);
  return secretForms(value).map((form) => ({ bytes: encoder.encode(form), marker }));
}

function redactText(text: string, stream: RedactionStream): string {
  const before = new TextEncoder().encode(text);
  const after = concat([stream.write(before), stream.end()]);
  // Untouched text stays the same string, even one that is not well-formed Unicode.
  const untouched = after.length === before.length && after.every((byte, index) => byte === before[index]);
  return untouched ? text : new TextDecoder('utf-8', { ignoreBOM: true }).decode(after);
}
