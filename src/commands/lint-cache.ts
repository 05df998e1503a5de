import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareState } from '../journal/run-store.ts';
import { sha256 } from '../journal/sha256.ts';
import type { PlainMessage } from '../lint/plain-message.ts';
import type { Read } from '../lint/record-reads.ts';
import { findMissingCommands } from '../project/find-commands.ts';
import { configName, isBelowRunbooks, type Project } from '../project/find-project.ts';
import { type ProjectFiles, type RunbookHead, readProjectFiles } from '../project/project-files.ts';
import type { LintedDocument } from './lint-documents.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** A document as it was linted, and what that depended on. */
interface Entry {
  readonly key: string;
  /** SHA-256 of its text alone. */
  readonly text: string;
  readonly head: RunbookHead | null;
  readonly reads: readonly (readonly [Read['type'], string, string])[];
  readonly messages: readonly PlainMessage[];
}

/** What one file of the project is to the cache. */
export interface CachedFile {
  /** As shown. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/**
 * Remembers what is wrong with documents. What it remembers holds for the same text, configuration and version, as
 * long as everything else that the rules have looked at is as it was.
 */
export class LintCache {
  readonly #state: string;
  readonly #path: string;
  readonly #project: Project;
  readonly #world: Pick<World, 'env'>;
  readonly #context: string;
  readonly #entries: Map<string, Entry>;
  readonly #hashes = new Map<string, string>();
  readonly #files: ProjectFiles;

  /** `state` is the directory in which it keeps its file. */
  constructor(state: string, project: Project, world: Pick<World, 'env'>, { askShellCheck = false } = {}) {
    this.#state = state;
    this.#path = join(state, 'cache/lint.json');
    this.#project = project;
    this.#world = world;
    this.#context = sha256(
      JSON.stringify([
        version,
        built(),
        readOrNothing(join(project.root, configName)),
        askShellCheck,
        toolsIn(world),
      ]),
    );
    this.#entries = readEntries(this.#path);
    this.#files = readProjectFiles(project, (file) => this.#headOf(file));
  }

  /** What is found of the documents as they are now, in their order; `null`: that has to be found out. */
  findAll(files: readonly CachedFile[]): readonly (readonly PlainMessage[] | null)[] {
    // First all texts: what one document is said to be may depend on the head of any other.
    for (const file of files) this.#hash(file);
    return files.map((file) => this.#find(file));
  }

  #find(file: CachedFile): readonly PlainMessage[] | null {
    const text = this.#hash(file);
    const entry = this.#entries.get(file.file);
    if (entry?.text !== text || entry.key !== this.#keyOf(file, text)) return null;
    const same = entry.reads.every(([type, what, digest]) => this.#digest({ type, what }) === digest);
    return same ? entry.messages : null;
  }

  keep(file: CachedFile, { messages, reads }: LintedDocument): void {
    this.#entries.delete(file.file);
    if (reads === null) return;
    const text = this.#hash(file);
    const known = this.#files.at(file.file);
    this.#entries.set(file.file, {
      key: this.#keyOf(file, text),
      text,
      head: known === null ? null : { id: known.id, after: known.after },
      reads: reads.map((read) => [read.type, read.what, this.#digest(read)]),
      messages,
    });
  }

  /** Writes the cache anew. One that cannot be written is no reason to fail. */
  save(): void {
    const passing = `${this.#path}.${process.pid}`;
    try {
      prepareState(this.#state);
      mkdirSync(join(this.#state, 'cache'), { recursive: true, mode: 0o700 });
      writeFileSync(passing, JSON.stringify([...this.#entries]), { mode: 0o600 });
      renameSync(passing, this.#path);
    } catch {
      // The next time takes longer.
    }
  }

  #hash({ file, text }: CachedFile): string {
    const hash = this.#hashes.get(file) ?? sha256(text);
    this.#hashes.set(file, hash);
    return hash;
  }

  #keyOf({ file, path }: CachedFile, text: string): string {
    return sha256(JSON.stringify([this.#context, file, isBelowRunbooks(this.#project, path), text]));
  }

  /** Only of a document whose text has been read now, and is the one that was read then. */
  #headOf(file: string): RunbookHead | null {
    const entry = this.#entries.get(file);
    return entry !== undefined && entry.text === this.#hashes.get(file) ? entry.head : null;
  }

  #digest({ type, what }: Read): string {
    const files = this.#files;
    switch (type) {
      case 'runbooks':
        return sha256(JSON.stringify(files.runbooks));
      case 'id':
        return JSON.stringify(files.withId(what).map(({ file }) => file));
      case 'runbook':
        return JSON.stringify(files.at(what)?.id ?? null);
      case 'look':
        return JSON.stringify(files.look(what));
      case 'text':
        return sha256(files.read(what) ?? '');
      case 'document':
        return sha256(readOrNothing(what));
      case 'command':
        return String(findMissingCommands([what], this.#world.env.PATH ?? '', this.#project.root).length);
      default:
        return type satisfies never;
    }
  }
}

function readEntries(path: string): Map<string, Entry> {
  try {
    return new Map(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return new Map();
  }
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** While it is being built, one version is many. */
function built(): number {
  return statSync(fileURLToPath(import.meta.url)).mtimeMs;
}

/** The programs that are asked about code, as far as they can be told apart without starting them. */
function toolsIn({ env }: Pick<World, 'env'>): readonly string[] {
  const folders = ['/usr/bin', '/bin', ...(env.PATH ?? '').split(':')];
  return ['bash', 'shellcheck'].flatMap((name) =>
    folders.flatMap((folder) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return found === undefined ? [] : [`${folder}/${name} ${found.size} ${found.mtimeMs}`];
    }),
  );
}
