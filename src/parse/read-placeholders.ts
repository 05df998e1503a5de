import { findPlaceholders } from '../bash/find-placeholders.ts';
import type { Placeholder } from '../model/runbook.ts';
import { type MappedText, spanOf } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';

/** The placeholders of a block that its gate can ask for; those that nothing fills are reported. */
export function readPlaceholders(
  code: MappedText,
  gated: boolean,
  { bash, report }: ParseContext,
): readonly Placeholder[] {
  const { words, misplaced } = findPlaceholders(bash, code.value);
  const elsewhere = gated ? [] : words.map((word) => ({ ...word, where: 'in a block without a gate' }));
  for (const { name, start, end, where } of [...misplaced, ...elsewhere]) {
    const message = `Unexpected placeholder \`<${name}>\` ${where}, where nothing fills it; declare an input and write \`"$${variable(name)}"\``;
    report('placeholder-misplaced', spanOf(code, start, end), message);
  }
  if (!gated) return [];
  for (const { name, start, end } of words) {
    const message = `Unexpected placeholder \`<${name}>\`, for which the gate asks a value each time; better declare an input and write \`"$${variable(name)}"\``;
    report('placeholder', spanOf(code, start, end), message);
  }
  return words;
}

function variable(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
