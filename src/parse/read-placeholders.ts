import { findPlaceholders, isPrinted } from '../bash/find-placeholders.ts';
import type { Placeholder } from '../model/runbook.ts';
import { type MappedText, spanOf } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';

/** The placeholders of a block that its gate can ask for; those that nothing fills are reported. */
export function readPlaceholders(
  code: MappedText,
  gated: boolean,
  { bash, report }: ParseContext,
): readonly Placeholder[] {
  const found = findPlaceholders(bash, code.value);
  const words = found.words.filter(({ name }) => !isPrinted(name));
  const misplaced = found.misplaced.filter(({ name }) => !isPrinted(name));
  for (const { name, start, end } of [...found.words, ...found.misplaced]) {
    if (!isPrinted(name)) continue;
    const message = `Unexpected \`<${name}>\`, which stands in output and bash takes for redirections; expected commands, with what they print in a fence of its own, \`text\` or \`output\``;
    report('placeholder-misplaced', spanOf(code, start, end), message);
  }
  const elsewhere = gated ? [] : words.map((word) => ({ ...word, where: 'in a block without a gate' }));
  for (const { name, start, end, where } of [...misplaced, ...elsewhere]) {
    const message = `Unexpected placeholder \`<${name}>\` ${where}, where nothing fills it; declare an input and write \`"$${variableOf(name)}"\``;
    report('placeholder-misplaced', spanOf(code, start, end), message);
  }
  if (!gated) return [];
  for (const { name, start, end } of words) {
    const message = `Unexpected placeholder \`<${name}>\`, for which the gate asks a value each time; better declare an input and write \`"$${variableOf(name)}"\``;
    report('placeholder', spanOf(code, start, end), message);
  }
  return words;
}

/** The input that a placeholder asks for, by the name that its variable has. */
export function variableOf(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
