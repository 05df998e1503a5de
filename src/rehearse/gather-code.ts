import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { findCommands } from '../bash/calls/commands.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { type CheckedCode, placeInText } from './checked-code.ts';
import { belowOwnFolder, directoryOf, shellScriptOf } from './command-paths.ts';
import { findFile } from './copy-paths.ts';

const isShell = /^#!\s*(?:\/usr\/bin\/env\s+(?:-S\s+)?|\S*\/)(?:bash|sh|dash)\b/;

/** The code itself and, after it, the scripts of the copy that it leads to, each once. */
export function gatherCode(
  parser: BashParser,
  first: readonly CheckedCode[],
  root: string,
): readonly CheckedCode[] {
  const all = [...first];
  const known = new Set<string>();
  // A list that grows while it is walked: scripts lead to scripts.
  for (const code of all) {
    for (const path of scriptsOf(parser, code, root)) {
      if (known.has(path)) continue;
      known.add(path);
      const text = readFileSync(path, 'utf8');
      if (!isRead(path, text)) continue;
      const shown = relative(root, path);
      const starts = [...code.starts, ...directoriesIn(parser, code)];
      all.push({ code: text, at: placeInText(shown, text), directory: dirname(path), starts });
    }
  }
  return all;
}

/** A file without a first line that names another interpreter is read by the shell it is given to. */
function isRead(path: string, text: string): boolean {
  return isShell.test(text) || (!text.startsWith('#!') && !/\.(?:py|mjs|cjs|js|ts|pl|rb)$/.test(path));
}

function scriptsOf(parser: BashParser, code: CheckedCode, root: string): readonly string[] {
  const starts = [...code.starts, ...directoriesIn(parser, code)];
  return findCommands(parser, code.code).flatMap((command) => {
    const word = shellScriptOf(command);
    const path = word === null ? null : findScript(word, { ...code, starts }, root);
    return path === null ? [] : [path];
  });
}

/** The script of the copy that a word names; `null`: it names none, or what it names is not known. */
export function findScript(
  word: Parameters<typeof belowOwnFolder>[0],
  { starts, directory }: Pick<CheckedCode, 'starts' | 'directory'>,
  root: string,
): string | null {
  const own = belowOwnFolder(word);
  if (own !== null) return directory === null ? null : findFile(own, [directory], root);
  return word.literal === null || word.literal.startsWith('/') ? null : findFile(word.literal, starts, root);
}

/** Directories that code changes to, from wherever it may start. */
export function directoriesIn(parser: BashParser, { code, starts }: CheckedCode): readonly string[] {
  const found: string[] = [];
  for (const command of findCommands(parser, code)) {
    const target = directoryOf(command);
    if (target !== null && !/^[-~]/.test(target))
      found.push(...[...starts, ...found].map((from) => resolve(from, target)));
  }
  return [...new Set(found)];
}
