import type { BashParser } from '../tree/bash-parser.ts';
import { findCommands } from './commands.ts';
import { addFunctions, type ShellFunctions } from './functions.ts';
import { addScript, isSourced, noScripts, type ReadScripts, type Script } from './script.ts';

/** How many scripts are read on behalf of one stretch of code. */
const mostScripts = 64;

/** What the session knows after some code has run: `known`, what the code defines, and what scripts define that it sources. */
export function functionsAfter(
  parser: BashParser,
  known: ShellFunctions,
  code: string,
  readScripts: ReadScripts,
): ShellFunctions {
  const own = addFunctions(parser, known, code);
  if (readScripts === noScripts) return own;
  return sourcedBy(parser, code, readScripts).reduce(
    (functions, script) => addFunctions(parser, functions, script.code),
    own,
  );
}

function sourcedBy(parser: BashParser, code: string, readScripts: ReadScripts): readonly Script[] {
  const found = new Map<string, Script>();
  const add = (text: string, script: Script | null) => {
    for (const command of findCommands(parser, text).filter(isSourced))
      for (const read of readScripts(command, script)) addScript(found, read, mostScripts);
  };
  add(code, null);
  // A map that grows while it is walked: a script that sources another brings that one's functions too.
  for (const script of found.values()) add(script.code, script);
  return [...found.values()];
}
