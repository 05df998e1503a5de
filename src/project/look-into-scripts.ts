import { join } from 'node:path';
import { noFunctions } from '../bash/calls/functions.ts';
import type { ReadScripts, Script } from '../bash/calls/script.ts';
import { readonlyViolations, type Violation } from '../bash/effects/effects.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { digestFile, sha256 } from '../journal/sha256.ts';
import { createReaderIn, placesAfter } from '../lint/read-scripts.ts';
import type { LookIntoScripts } from '../run/ports.ts';
import { type Project, shownPath } from './find-project.ts';
import { readProjectFiles } from './project-files.ts';

/**
 * Looks at the project's shell scripts, each read once, as it is then, however many parts of a block lead to it. `cwd` is
 * absolute; outside the project there are none.
 */
export function lookIntoScripts(
  project: Pick<Project, 'root' | 'settings'>,
  bash: BashParser,
  cwd: string,
): LookIntoScripts {
  const directory = cwd === project.root ? '' : shownPath(project.root, cwd);
  const files = readProjectFiles(project, () => []);
  let places: readonly string[] = [directory];
  const read = createReaderIn(bash, files, () => places);
  const own = project.settings.commands;
  const hashes: Record<string, string> = {};
  const effectsOf = (code: string) => {
    const unread = new Map<string, Violation>();
    // What comes later in a block runs where this has gone.
    places = placesAfter(bash, { file: '', code, places }, files);
    const readScripts: ReadScripts = (command, from) => {
      const found = read(command, from);
      for (const script of found) {
        hashes[script.file] ??= hashOf(project.root, script);
        if (script.unread !== undefined) unread.set(script.file, tellUnread(script, script.unread));
      }
      return found;
    };
    const found = readonlyViolations(bash, code, noFunctions, { own, readScripts });
    const known = found.filter(({ script, effect }) => script === true && effect !== 'opaque');
    return [...known, ...unread.values()];
  };
  return { effectsOf, hashes: () => hashes };
}

function hashOf(root: string, { file, code, unread }: Script): string {
  return unread === undefined ? sha256(code) : (digestFile(join(root, file))?.sha256 ?? 'missing');
}

/** It may be a script of a script, so that the block's first line has to do. */
function tellUnread({ file }: Script, why: string): Violation {
  return { command: file, effect: 'opaque', why, line: 0, offset: 0, endOffset: 0 };
}
