import { noScripts, type ReadScripts, type Script } from '../bash/calls/script.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import { unknownText } from '../bash/tree/word.ts';
import { lazily } from './lazily.ts';
import type { LintDocument } from './lint-document.ts';
import { directoryOf, resolvePath } from './paths.ts';
import type { Repository } from './repository.ts';
import { findScriptCalls } from './script-calls.ts';

/** A script of more characters is not looked into, so that nothing is known of what it does. */
const longest = 200_000;

const shells = /^(?:bash|sh|dash|zsh|ksh|mksh|ash|rbash|source|\.|ssh)$/;

/** Finds the shell scripts of the repository that the blocks of a document run, and those that these run. */
export function createScriptReader(
  documentOf: () => LintDocument,
  repository: Repository | undefined,
): ReadScripts {
  if (repository === undefined) return noScripts;
  const byPath = lazily(() => {
    const found = new Map<string, Set<string>>();
    for (const { path, found: file } of findScriptCalls(documentOf(), repository))
      if (file !== null) found.set(path, (found.get(path) ?? new Set()).add(file));
    return found;
  });
  return (command, from) => {
    const files =
      from === null
        ? (byPath().get(pathOf(command)) ?? [])
        : near(command, directoryOf(from.file), from.code, repository);
    return [...files].flatMap((file) => readScript(file, command, repository) ?? []);
  };
}

/** Finds those that some code runs in a directory, which is given from the root of the repository. */
export function createReaderIn(directory: string, repository: ScriptFiles): ReadScripts {
  return (command, from) => {
    const place = from === null ? directory : directoryOf(from.file);
    const files = near(command, place, from?.code ?? '', repository);
    return files.flatMap((file) => readScript(file, command, repository) ?? []);
  };
}

type ScriptFiles = Pick<Repository, 'look' | 'read'>;

const pathOf = ({ words }: ShellCommand) => words[0]?.literal ?? '';

/** The file that code in a directory of the repository may mean: there, or where the blocks of documents are. */
function near(
  command: ShellCommand,
  directory: string,
  code: string,
  repository: ScriptFiles,
): readonly string[] {
  const path = pathOf(command) || besideItself(command, code);
  if (path === '' || (!command.script && !path.includes('/'))) return [];
  const places = [directory, ''].flatMap((from) => resolvePath(from, path) ?? []);
  return places.filter((place) => isFile(repository, place)).slice(0, 1);
}

/** `"$(dirname "$0")/x.sh"`, `"${BASH_SOURCE%/*}/x.sh"`, or a variable that the script has set to such. */
function besideItself({ words }: ShellCommand, code: string): string {
  const word = words[0];
  if (word === undefined || !word.shape.startsWith(`${unknownText}/`)) return '';
  const rest = word.shape.slice(2);
  const name = /^"?\$\{?(\w+)\}?"?\//.exec(word.text)?.[1];
  const here = /dirname.*(?:\$0|BASH_SOURCE)|BASH_SOURCE.*%\/\*|\$\{0%\/\*/;
  const set =
    name === undefined ? word.text : (new RegExp(`^\\s*(?:\\w+\\s+)?${name}=.*$`, 'm').exec(code)?.[0] ?? '');
  return here.test(set) && !rest.includes(unknownText) ? `./${rest}` : '';
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
