import type { BashParser } from './bash-parser.ts';
import { findCommands } from './commands.ts';
import type { ShellCommand } from './shell-command.ts';

const scriptEnding = /\.(sh|bash|zsh|py|pl|rb|js|mjs|cjs|ts|awk|exp)$/;

/**
 * Words of some code that look like paths of local scripts it runs, as they are passed on, each once: a command
 * word with a `/` or a script's ending, and the file given to an interpreter or to `source`.
 * What runs on another machine is not among them.
 */
export function scriptPaths(parser: BashParser, code: string): readonly string[] {
  const paths = findCommands(parser, code).flatMap(scriptOf);
  return [...new Set(paths)];
}

function scriptOf({ words, where, script }: ShellCommand): readonly string[] {
  const path = words[0]?.literal;
  if (where === 'remote' || path === undefined || path === null || path.startsWith('/dev/')) return [];
  return script || path.includes('/') || scriptEnding.test(path) ? [path] : [];
}
