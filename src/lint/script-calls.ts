import { baseName } from '../bash/calls/base-name.ts';
import { splitArguments } from '../bash/calls/options.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import type { LintBlock, LintDocument } from './lint-document.ts';
import { directoryOf, resolvePath } from './paths.ts';
import type { Repository } from './repository.ts';

/** A script of the repository, as a block calls it. */
export interface ScriptCall {
  readonly block: LintBlock;
  readonly command: ShellCommand;
  /** As written. */
  readonly path: string;
  /** It is started itself, not given to an interpreter. */
  readonly direct: boolean;
  /** From the project root, where it was found. */
  readonly found: string | null;
  /** All that it may be, from there. */
  readonly files: readonly string[];
  /** Where the session may be then, with the block's own directory. */
  readonly places: readonly string[];
  /**
   * It may come into being only when the document runs, or lie where this cannot be told: behind a `cd` to
   * somewhere else, or in a directory that the project does not have at all.
   */
  readonly uncertain: boolean;
  /** A `chmod` stands before it that may be of this script. */
  readonly changesMode: boolean;
}

/** The scripts that the blocks of a document call by a relative path, in order. */
export function findScriptCalls(document: LintDocument, repository: Repository): readonly ScriptCall[] {
  const { cwd } = document.runbook.requirements;
  const start = cwd === null ? '' : resolvePath(directoryOf(document.runbook.file), cwd);
  const search = new Search(repository, start);
  return document.blocks.flatMap((block) => search.visit(block));
}

/** Goes through the blocks in order: the directory is the session's, and so is what earlier commands have made. */
class Search {
  readonly #repository: Repository;
  /** Where the session may be. */
  readonly #directories: Set<string>;
  /** It is somewhere else. */
  #lost: boolean;
  readonly #seen = new Set<string>();
  readonly #changed = new Set<string>();

  constructor(repository: Repository, start: string | null) {
    this.#repository = repository;
    this.#directories = new Set(start === null ? [] : [start]);
    this.#lost = start === null;
  }

  visit(block: LintBlock): readonly ScriptCall[] {
    return block.commands().flatMap((command) => {
      const name = baseName(command.words[0]) ?? '';
      if (/^(?:cd|pushd|popd)$/.test(name) && command.where !== 'remote') this.#move(command);
      const call = this.#readCall(block, command);
      this.#remember(command);
      return call === null ? [] : [call];
    });
  }

  #move({ words }: ShellCommand): void {
    const target = splitArguments(words, {}).operands[0]?.literal ?? null;
    const found = [...this.#directories].flatMap((from) => {
      const path = target === null || /^[-+]/.test(target) ? null : resolvePath(from, target);
      return path !== null && this.#isDirectory(path) ? [path] : [];
    });
    if (found.length === 0) this.#lost = true;
    for (const path of found) this.#directories.add(path);
  }

  #isDirectory(path: string): boolean {
    const there = path === '' ? { type: 'directory' } : this.#repository.look(path);
    return there !== null && there !== 'outside' && there.type === 'directory';
  }

  #readCall(block: LintBlock, command: ShellCommand): ScriptCall | null {
    const path = command.words[0]?.literal ?? null;
    if (path === null || !looksLikePath(path)) return null;
    if (!command.script && !path.includes('/')) return null;
    if ((command.where === 'remote' && !command.fed) || command.opaque !== null) return null;
    const own = block.step.cwd;
    const from = [...this.#directories].flatMap((each) => {
      const directory = own === null ? each : resolvePath(each, own);
      return directory === null ? [] : [directory];
    });
    const places = from.flatMap((each) => resolvePath(each, path) ?? []);
    const files = places.filter((place) => this.#isFile(place));
    const name = path.slice(path.lastIndexOf('/') + 1);
    const made = this.#seen.has(name);
    const near = places.some((place) => this.#isDirectory(directoryOf(place)));
    return {
      block,
      command,
      path,
      direct: !command.script && !command.fed,
      found: files[0] ?? null,
      files,
      places: from,
      uncertain: this.#lost || made || !near || isProgram(path) || places.length < this.#directories.size,
      changesMode: [name, ''].some((each) => this.#changed.has(each)),
    };
  }

  #isFile(path: string): boolean {
    const there = this.#repository.look(path);
    return there !== null && there !== 'outside' && there.type === 'file';
  }

  /** What a command writes, fetches or names may be there afterwards. */
  #remember({ words, redirects, script }: ShellCommand): void {
    if (!script) for (const { shape } of words.slice(1)) this.#seen.add(shape.replace(/^.*[/=]/, ''));
    if (words[0]?.literal === 'chmod')
      for (const { literal } of words.slice(2)) this.#changed.add(literal?.replace(/^.*\//, '') ?? '');
    for (const { target } of redirects) this.#seen.add(target.shape.replace(/^.*\//, ''));
  }
}

/** `./installer` beside the document's files is rather what was built or downloaded than a script of the repository. */
function isProgram(path: string): boolean {
  return /^\.\/[\w-]+$/.test(path);
}

/** Of what an interpreter is given by its bare name, it may have places of its own to look in (`ruby -S gem`). */
function looksLikePath(path: string): boolean {
  return (
    !/^[-/~]|\/$/.test(path) && (path.includes('/') || /\.(?:sh|bash|py|pl|rb|js|mjs|awk|exp)$/.test(path))
  );
}
