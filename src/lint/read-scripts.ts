import { findCommands } from '../bash/calls/commands.ts';
import { isSourced, noScripts, type ReadScripts, type Script } from '../bash/calls/script.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import { pathsBesideItself } from './beside-itself.ts';
import { lazily } from './lazily.ts';
import type { LintDocument } from './lint-document.ts';
import { directoryOf, resolvePath } from './paths.ts';
import type { Repository } from './repository.ts';
import { findScriptCalls } from './script-calls.ts';
import { placesWithin } from './script-places.ts';

/** A script of more characters is not looked into, so that nothing is known of what it does. */
const longest = 200_000;

const shells = /^(?:bash|sh|dash|zsh|ksh|mksh|ash|rbash|source|\.|ssh)$/;

/** Finds the shell scripts of the repository that the blocks of a document run, and those that these run. */
export function createScriptReader(
  bash: BashParser,
  documentOf: () => LintDocument,
  repository: Repository | undefined,
): ReadScripts {
  if (repository === undefined) return noScripts;
  const calls = lazily(() => findScriptCalls(documentOf(), repository));
  const byPath = lazily(() => {
    const found = new Map<string, Set<string>>();
    for (const { path, places } of calls()) {
      const known = found.get(path) ?? new Set();
      found.set(path, known);
      for (const place of places) known.add(place);
    }
    return found;
  });
  // Also where a script leads that a block sources, or a variable; and what a function runs that a script defines.
  const reach = lazily(() => {
    const code = documentOf().blocks.map((block) => block.code);
    const session = calls().filter(({ block }) => block.step.cwd === null);
    const begun = session.length > 0 ? session : calls();
    const places = begun.length === 0 ? [''] : unique(begun.flatMap((call) => call.places));
    return placesAfter(bash, { file: '', code: code.join('\n'), places }, repository);
  });
  return createReaderIn(bash, repository, (command) =>
    unique([...(byPath().get(pathOf(command)) ?? []), ...reach()]),
  );
}

type ScriptFiles = Pick<Repository, 'look' | 'read'>;

/**
 * Finds those that some code runs, and those that these run: every file that the words may stand for. `placesOf` gives the
 * directories, from the root of the repository, in which a command of the code itself may run.
 */
export function createReaderIn(
  bash: BashParser,
  repository: ScriptFiles,
  placesOf: (command: ShellCommand) => readonly string[],
): ReadScripts {
  return (command, from) => {
    if (!mayBeScript(command)) return [];
    const places = from === null ? placesOf(command) : placesInScript(bash, from, repository);
    const files = filesMeant(command, from, places).filter((file) => isFile(repository, file));
    return files.flatMap((file) => {
      const script = readScript(file, command, repository);
      const own = directoryOf(file);
      const started = isSourced(command) ? (from?.started ?? places) : [own];
      return script === null ? [] : [{ ...script, places, started }];
    });
  };
}

/** Where a script may be working: where it begins, beside itself, and where it or what it sources goes. */
function placesInScript(bash: BashParser, script: Script, repository: ScriptFiles): readonly string[] {
  const places = unique([...(script.places ?? ['']), directoryOf(script.file)]);
  return placesAfter(bash, { ...script, places }, repository);
}

/** Where some code may be working that begins in one of its `places`. */
export function placesAfter(bash: BashParser, script: Script, repository: ScriptFiles): readonly string[] {
  const seen = new Set([script.file]);
  const walk = (each: Script, before: readonly string[]): readonly string[] => {
    const places = placesWithin(bash, each.code, before, repository);
    const sourced = findCommands(bash, each.code).filter(isSourced);
    const files = sourced.flatMap((command) => filesMeant(command, each, places));
    return files.reduce((known, file) => {
      if (seen.has(file) || !isFile(repository, file)) return known;
      seen.add(file);
      const code = repository.read(file);
      return whyUnread(code) === null ? walk({ ...each, file, code: code ?? '' }, known) : known;
    }, places);
  };
  return walk(script, script.places ?? []);
}

function pathOf({ words }: ShellCommand): string {
  return words[0]?.literal ?? '';
}

/** What lies on another machine is no file of the repository. */
function mayBeScript({ words, script, where, fed }: ShellCommand): boolean {
  const shape = words[0]?.shape ?? '';
  return shape !== '' && (script || shape.includes('/')) && (where !== 'remote' || fed === true);
}

/** Paths from the root of the repository, where there may be files. */
function filesMeant(
  command: ShellCommand,
  from: Script | null,
  places: readonly string[],
): readonly string[] {
  const path = pathOf(command);
  if (path === '') return from === null ? [] : pathsBesideItself(command, from);
  return unique(places.flatMap((place) => resolvePath(place, path) ?? []));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function isFile(repository: ScriptFiles, path: string): boolean {
  const there = repository.look(path);
  return there !== null && there !== 'outside' && there.type === 'file';
}

function readScript(file: string, command: ShellCommand, repository: ScriptFiles): Script | null {
  const code = repository.read(file);
  const direct = !command.script && !command.fed;
  const isShell = direct ? isShellScript(file, code ?? '') : shells.test(command.through.at(-1) ?? '');
  if (!isShell) return null;
  const unread = whyUnread(code);
  return unread === null ? { file, code: code ?? '' } : { file, code: '', unread };
}

function isShellScript(file: string, code: string): boolean {
  return /^#!.*\b(?:ba|da|z|k|mk|a)?sh\b/.test(code) || (!code.startsWith('#!') && file.endsWith('.sh'));
}

/** `null`: it can be looked into. */
function whyUnread(code: string | null): string | null {
  if (code === null) return 'cannot be read, or is too large to be looked into';
  if (code.length > longest) return 'is too long to be looked into';
  return code.includes('\0') ? 'is no text' : null;
}
