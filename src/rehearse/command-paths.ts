import { baseName } from '../bash/calls/base-name.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import type { Word } from '../bash/tree/word.ts';

const shells = new Set(['bash', 'sh', 'dash', 'source', '.']);

/** The script that a command has bash read, in this shell or another; `null`: it has it read none. */
export function shellScriptOf(command: ShellCommand): Word | null {
  const { script, through, words, fed } = command;
  const [word] = words;
  if (word === undefined) return null;
  if (script) return shells.has(through.at(-1) ?? '') && !(command.where === 'remote' && !fed) ? word : null;
  return word.literal?.includes('/') ? word : null;
}

/** How scripts name the folder they lie in. */
const ownFolder =
  /^"?(?:\$\(dirname (?:-- )?"?\$(?:0|BASH_SOURCE|\{BASH_SOURCE(?:\[0\])?\})"?\)|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\})"?\/([^$`"]+)"?$/;

/** The path below a script's own folder that a word stands for: `lib/x.sh` of `"$(dirname "$0")/lib/x.sh"`. */
export function belowOwnFolder({ text }: Word): string | null {
  return ownFolder.exec(text)?.[1] ?? null;
}

/** Where a `cd` goes, as far as that is known before it runs. */
export function directoryOf({ words, where }: ShellCommand): string | null {
  if (where === 'remote' || !/^(?:cd|pushd)$/.test(baseName(words[0]) ?? '')) return null;
  const target = words.slice(1).find(({ shape }) => !/^-./.test(shape));
  return target?.literal ?? null;
}
