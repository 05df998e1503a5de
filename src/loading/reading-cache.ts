import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareState } from '../journal/run-store.ts';
import { sha256 } from '../journal/sha256.ts';
import type { PlainMessage } from '../lint/plain-message.ts';
import type { Read } from '../lint/record-reads.ts';
import type { Plan } from '../model/plan.ts';
import { readFileText } from '../project/file-text.ts';
import { findMissingCommands } from '../project/find-commands.ts';
import { isBelowRunbooks, type Project } from '../project/find-project.ts';
import { type ProjectFiles, readProjectFiles } from '../project/project-files.ts';
import type { RunbookHead } from '../project/read-id.ts';
import type { Candidate } from '../project/resolve-name.ts';
import { stateDirectoryOf } from '../world/state-store.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import { type Heads, learnHeads } from './learn-heads.ts';
import type { LintedDocument } from './lint-documents.ts';
import type { DocumentFile } from './read-document.ts';
import { readingContext } from './reading-context.ts';

/** A document as it was read, and what that depended on. */
interface Entry {
  readonly key: string;
  readonly reads: readonly (readonly [Read['type'], string, string])[];
  readonly messages: readonly PlainMessage[];
}

/** What is said by a document as it is, with everything that it depends on. */
export interface Reading extends LintedDocument {
  /** All its steps; `null`: nobody has asked for them, or it has errors. */
  readonly plan: Plan | null;
}

interface Kept {
  readonly entries: readonly (readonly [string, Entry])[];
  readonly heads: readonly (readonly [string, RunbookHead])[];
}

/**
 * Remembers what documents say for those who look: what is wrong with them, and their plans. It holds for the same
 * text, configuration and version, as long as everything else that was looked at is as it was. What runs is never
 * taken from it.
 */
export class ReadingCache {
  readonly #state: string;
  readonly #folder: string;
  readonly #path: string;
  readonly #project: Project;
  readonly #world: Pick<World, 'env'>;
  readonly #context: string;
  readonly #entries: Map<string, Entry>;
  #heads: Heads;
  /** By their file, those that are not on disk yet. */
  readonly #plans = new Map<string, Plan>();
  #files: Promise<ProjectFiles> | null = null;

  /** `state` is the directory in which it keeps its file. */
  constructor(state: string, project: Project, world: Pick<World, 'env'>, askShellCheck: boolean) {
    this.#state = state;
    this.#folder = join(state, 'cache');
    this.#path = join(this.#folder, 'readings.json');
    this.#project = project;
    this.#world = world;
    this.#context = readingContext(project, world, askShellCheck);
    const { entries, heads } = readKept(this.#path);
    this.#entries = new Map(entries);
    this.#heads = new Map(heads);
  }

  /** The runbooks of the project, by the ids that they give themselves. */
  readonly candidates = async (): Promise<readonly Candidate[]> => (await this.#look()).runbooks;

  /** What is found of the documents as they are now, in their order; `null`: that has to be found out. */
  async findAll(files: readonly DocumentFile[]): Promise<readonly (readonly PlainMessage[] | null)[]> {
    const found = await Promise.all(files.map((file) => this.#find(file)));
    return found.map((entry) => entry?.messages ?? null);
  }

  /** The plan of a document as it is now; `null`: that has to be found out. */
  async findPlan(file: DocumentFile): Promise<Plan | null> {
    const entry = await this.#find(file);
    return entry === null ? null : readPlan(this.#planFile(entry));
  }

  async #find(file: DocumentFile): Promise<Entry | null> {
    const entry = this.#entries.get(file.file);
    if (entry?.key !== this.#keyOf(file)) return null;
    const files = await this.#look();
    const same = entry.reads.every(([type, what, digest]) => this.#digest(files, { type, what }) === digest);
    return same ? entry : null;
  }

  async keep(file: DocumentFile, { messages, reads, plan }: Reading): Promise<void> {
    this.#entries.delete(file.file);
    if (reads === null) return;
    const files = await this.#look();
    const entry: Entry = {
      key: this.#keyOf(file),
      reads: reads.map((read) => [read.type, read.what, this.#digest(files, read)]),
      messages,
    };
    this.#entries.set(file.file, entry);
    if (plan !== null) this.#plans.set(this.#planFile(entry), plan);
  }

  /** Writes the cache anew. One that cannot be written is no reason to fail. */
  save(): void {
    try {
      prepareState(this.#state);
      mkdirSync(join(this.#folder, 'plans'), { recursive: true, mode: 0o700 });
      for (const [file, plan] of this.#plans) replaceFile(file, JSON.stringify(plan));
      const kept: Kept = { entries: [...this.#entries], heads: [...this.#heads] };
      replaceFile(this.#path, JSON.stringify(kept));
      this.#forgetPlans();
    } catch {
      // The next time takes longer.
    }
  }

  /** Plans of documents that have changed since. */
  #forgetPlans(): void {
    const current = new Set([...this.#entries.values()].map((entry) => this.#planFile(entry)));
    for (const name of readdirSync(join(this.#folder, 'plans'))) {
      const file = join(this.#folder, 'plans', name);
      if (!current.has(file)) rmSync(file, { force: true });
    }
  }

  /** Named by all that the plan depends on: another reading of the same text has another file. */
  #planFile({ key, reads }: Entry): string {
    return join(this.#folder, 'plans', `${sha256(JSON.stringify([key, reads]))}.json`);
  }

  #keyOf({ file, path, text, bytes }: DocumentFile): string {
    return sha256(JSON.stringify([this.#context, file, isBelowRunbooks(this.#project, path), bytes, text]));
  }

  /** The files of the project as they are now, each looked at once. */
  #look(): Promise<ProjectFiles> {
    this.#files ??= learnHeads(this.#project, this.#heads).then(({ heads, runbooks }) => {
      this.#heads = heads;
      return readProjectFiles(this.#project, () => runbooks);
    });
    return this.#files;
  }

  #digest(files: ProjectFiles, { type, what }: Read): string {
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
        return sha256(documentOrNothing(what));
      case 'command':
        return String(findMissingCommands([what], this.#world.env.PATH ?? '', this.#project.root).length);
      default:
        return type satisfies never;
    }
  }
}

/**
 * What is remembered in a state directory: one that is there, or asked for by `--cache`. `null`: there is none, or
 * `--no-cache` was given.
 */
export function openReadingCache(
  project: Project,
  world: World,
  globals: GlobalOptions,
  { cache, askShellCheck = false }: { readonly cache?: unknown; readonly askShellCheck?: boolean },
): ReadingCache | null {
  const state = stateDirectoryOf(world, globals);
  const isWanted = cache !== false && (cache === true || existsSync(state));
  return isWanted ? new ReadingCache(state, project, world, askShellCheck) : null;
}

function readKept(path: string): Kept {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { entries: [], heads: [] };
  }
}

function readPlan(path: string): Plan | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Whoever reads it meanwhile reads the one before. */
function replaceFile(path: string, text: string): void {
  const passing = `${path}.${process.pid}`;
  writeFileSync(passing, text, { mode: 0o600 });
  renameSync(passing, path);
}

function documentOrNothing(path: string): string {
  try {
    return readFileText(path).text;
  } catch {
    return '';
  }
}
