import type { BashParser } from '../bash/bash-parser.ts';
import { type Effect, readonlyViolations } from '../bash/effects.ts';
import { noFunctions } from '../bash/functions.ts';
import type { ReadScripts } from '../bash/script.ts';
import { sha256 } from '../journal/sha256.ts';
import { createReaderIn } from '../lint/read-scripts.ts';
import type { ScriptsSeen } from '../run/ports.ts';
import { type Project, shownPath } from './find-project.ts';
import { readProjectFiles } from './project-files.ts';

/** Looks at the project's shell scripts as they are now. `cwd` is absolute; outside the project there are none. */
export function lookIntoScripts(
  project: Pick<Project, 'root' | 'settings'>,
  bash: BashParser,
  cwd: string,
  code: string,
): ScriptsSeen {
  const directory = cwd === project.root ? '' : shownPath(project.root, cwd);
  const read = createReaderIn(
    directory,
    readProjectFiles(project, () => []),
  );
  const hashes: Record<string, string> = {};
  const readScripts: ReadScripts = (command, from) => {
    const found = read(command, from);
    for (const script of found) hashes[script.file] ??= sha256(script.code);
    return found;
  };
  const own = project.settings.commands;
  const found = readonlyViolations(bash, code, noFunctions, { own, readScripts });
  const effects = found.filter(
    (each): each is Effect & typeof each => each.script === true && each.effect !== 'opaque',
  );
  return { effects, hashes };
}
