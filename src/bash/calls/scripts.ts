import type { BashParser } from '../tree/bash-parser.ts';
import type { ShellCommand } from '../tree/shell-command.ts';
import { findCommands } from './commands.ts';
import { splitArguments } from './options.ts';

const scriptEnding = /\.(sh|bash|zsh|py|pl|rb|js|mjs|cjs|ts|awk|exp)$/;

/**
 * Words of some code that look like paths of local scripts it runs, as they are passed on, each once: a command
 * word with a `/` or a script's ending, and the file given to an interpreter, to `source` or to a shell elsewhere.
 * Behind a `cd` a path is given from there too. What lies on another machine is not among them.
 */
export function scriptPaths(parser: BashParser, code: string): readonly string[] {
  const directories = new Set(['']);
  let last = '';
  const paths = findCommands(parser, code).flatMap((command) => {
    const target = directoryOf(command);
    if (target !== null) {
      last = join(last, target);
      // What came before may have been in a subshell, so it stays possible that it was not left.
      directories.add(target).add(last);
    }
    return scriptOf(command).flatMap((path) => [...directories].map((from) => join(from, path)));
  });
  return [...new Set(paths)];
}

/** Where a `cd` goes; `null`: it is none, or that is known only when it runs. */
function directoryOf({ words, where }: ShellCommand): string | null {
  if (where === 'remote' || !/^(?:cd|pushd)$/.test(words[0]?.literal ?? '')) return null;
  const target = splitArguments(words, {}).operands[0]?.literal ?? null;
  return target === null || /^[-+~]/.test(target) ? null : target;
}

function join(from: string, path: string): string {
  return from === '' || path.startsWith('/') ? path : `${from.replace(/\/$/, '')}/${path}`;
}

function scriptOf({ words, where, script, fed }: ShellCommand): readonly string[] {
  const path = words[0]?.literal;
  if ((where === 'remote' && !fed) || path === undefined || path === null || path.startsWith('/dev/'))
    return [];
  return script || path.includes('/') || scriptEnding.test(path) ? [path] : [];
}
