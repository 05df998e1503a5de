import { isReservedVariable } from '../bash/variables/reserved-variables.ts';
import type { Each } from '../model/runbook.ts';
import { type MappedText, spanOf } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';

const head = /^\s*(\S+)\s+in(?=\s|$)/;

/** Reads the value of `each=`; `null`, and reported, where it is none. Items are words as they stand: nothing is expanded. */
export function readEach(text: MappedText, { report }: ParseContext): Each | null {
  const [opening, variable = ''] = head.exec(text.value) ?? [];
  if (opening === undefined) {
    report('each', spanOf(text), `Unexpected \`${text.value}\`, expected each="NAME in one two three"`);
    return null;
  }
  const start = text.value.indexOf(variable);
  const variableFault = findVariableFault(variable);
  if (variableFault !== null) {
    report('each', spanOf(text, start, start + variable.length), variableFault);
    return null;
  }
  const items: string[] = [];
  let sound = true;
  for (const { 0: item, index } of text.value.slice(opening.length).matchAll(/\S+/g)) {
    const fault = findItemFault(item, items);
    items.push(item);
    if (fault === null) continue;
    sound = false;
    const at = opening.length + index;
    report('each', spanOf(text, at, at + item.length), fault);
  }
  if (items.length === 0)
    report(
      'each',
      spanOf(text),
      `Unexpected end, expected what \`${variable}\` is to be, one word after another`,
    );
  return sound && items.length > 0 ? { variable, items } : null;
}

/** Why a block may not set a variable of that name. */
export function findVariableFault(name: string): string | null {
  if (!/^[A-Za-z_]\w*$/.test(name)) return `Unexpected \`${name}\`, expected the name of a variable`;
  return isReservedVariable(name)
    ? `Unexpected variable \`${name}\`, which means something to the shell; expected a name of your own`
    : null;
}

function findItemFault(item: string, before: readonly string[]): string | null {
  if (before.includes(item)) return `Unexpected second \`${item}\`, expected each item once`;
  if (/[$`*?[\]{}~]/.test(item))
    return `Unexpected \`${item}\`, expected a word as it stands: nothing is expanded here`;
  if (!/^[A-Za-z0-9_./][A-Za-z0-9._:/@+-]*$/.test(item))
    return `Unexpected item \`${item}\`, expected letters, digits and . _ - : / @ + without quotes`;
  return null;
}
