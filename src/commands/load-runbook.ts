import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { BashParser } from '../bash/bash-parser.ts';
import { storing } from '../journal/storage-error.ts';
import { lintRunbook } from '../lint/run-rules.ts';
import { exitCode } from '../model/outcome.ts';
import type { Runbook } from '../model/runbook.ts';
import { parseRunbook } from '../parse/parse-runbook.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { findMissingCommands } from '../project/find-commands.ts';
import { findProject, isBelowRunbooks, type Project, shownPath } from '../project/find-project.ts';
import { findRunbook } from '../project/find-runbook.ts';
import { readCandidates } from '../project/list-runbooks.ts';
import { loadBashParser } from '../shell/load-bash-parser.ts';
import { createLintContext } from './lint-context.ts';
import { loadTree, type ReadDocument, type TreeReader } from './load-tree.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** A document as it is now with those it includes, and everything that is wrong with it. */
export interface LoadedRunbook {
  readonly runbook: Runbook;
  /** Absolute. */
  readonly path: string;
  /** Where there are no errors it is complete. */
  readonly tree: RunbookTree;
  readonly messages: readonly VFileMessage[];
}

/** What documents are read with. */
export interface Loader {
  readonly project: Project;
  readonly bash: BashParser;
  /** Finds what NAME stands for and reads it. Throws a `Refusal` when there is no such runbook. */
  loadNamed(name: string): Promise<LoadedRunbook>;
  /** Reads the file at that absolute path. Throws a `StorageError`. */
  loadFile(path: string): Promise<LoadedRunbook>;
  /** The same, as if the file at the absolute path `changed.path` held that text. */
  loadChanged(
    path: string,
    changed: { readonly path: string; readonly text: string },
  ): Promise<LoadedRunbook>;
}

/** With `askShellCheck`, documents are held against what ShellCheck says too. */
export async function createLoader(world: World, { askShellCheck = false } = {}): Promise<Loader> {
  const project = findProject(world.cwd);
  const bash = await loadBashParser();
  const context = createLintContext(project, bash, { askShellCheck });
  const isCommand = (word: string) =>
    findMissingCommands([word], world.env.PATH ?? '', project.root).length === 0;
  const parseDocument = async (path: string, text: string): Promise<ReadDocument> => {
    const file = shownPath(project.root, path);
    const belowRunbooks = isBelowRunbooks(project, path);
    const parsed = parseRunbook(text, { file, belowRunbooks, bash, isCommand });
    const { runbook, messages } = await lintRunbook(parsed, context);
    return { runbook, path, messages };
  };
  const readDocument = async (path: string) =>
    parseDocument(
      path,
      storing('read', path, () => readFileSync(path, 'utf8')),
    );
  const reader: TreeReader = {
    project,
    candidates: once(() => readCandidates(project)),
    read: oncePerPath(readDocument),
  };
  const load = async (path: string, documents: TreeReader): Promise<LoadedRunbook> => {
    const document = await documents.read(path);
    const { tree, messages } = await loadTree(document, documents);
    return { ...document, tree, messages: [...project.messages, ...inOrder(document.messages, messages)] };
  };
  const loadFile = (path: string) => load(path, reader);
  return {
    project,
    bash,
    loadFile,
    loadChanged: (path, changed) => {
      const read = oncePerPath((each: string) =>
        each === changed.path ? parseDocument(each, changed.text) : reader.read(each),
      );
      return load(path, { ...reader, read });
    },
    loadNamed: (name) => loadFile(resolve(project.root, findFile(project, name, world.cwd))),
  };
}

function inOrder(...messages: readonly (readonly VFileMessage[])[]): readonly VFileMessage[] {
  return messages.flat().sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** One reading of each document, however often it is included. */
function oncePerPath<Value>(read: (path: string) => Promise<Value>): (path: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (path) => {
    const value = known.get(path) ?? read(path);
    known.set(path, value);
    return value;
  };
}

function findFile(project: Project, name: string, cwd: string): string {
  const match = findRunbook(project, name, cwd);
  if (match.type === 'found') return match.candidate.file;
  if (match.type === 'ambiguous') {
    const names = match.candidates.map(({ id, file }) => (id === null ? file : `${id} (${file})`));
    throw new Refusal(`${name} fits several runbooks`, `one of: ${names.join(', ')}`, exitCode.usage);
  }
  if (/[/]|\.md$/.test(name)) throw new Refusal(`there is no file ${name}`, null, exitCode.usage);
  const hint = match.nearest.length > 0 ? `did you mean ${match.nearest.join(' or ')}?` : 'see runbook list';
  throw new Refusal(`no runbook is called ${name}`, hint, exitCode.usage);
}
