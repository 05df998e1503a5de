import { join } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { type Read, Reads, recordReads } from '../lint/record-reads.ts';
import { lintRunbook } from '../lint/run-rules.ts';
import type { Runbook } from '../model/runbook.ts';
import { parseRunbook } from '../parse/parse-runbook.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { type FileText, readFileText } from '../project/file-text.ts';
import { findMissingCommands } from '../project/find-commands.ts';
import { findProject, isBelowRunbooks, type Project, shownPath } from '../project/find-project.ts';
import { readCandidates } from '../project/read-candidates.ts';
import type { Candidate } from '../project/resolve-name.ts';
import { loadBashParser } from '../shell/load-bash-parser.ts';
import type { World } from '../world/world.ts';
import { findNamed } from './find-named.ts';
import { createLintContext } from './lint-context.ts';
import { loadTree, type ReadDocument, type TreeReader } from './load-tree.ts';

/** A document as it is now with those it includes, and everything that is wrong with it. */
export interface LoadedRunbook {
  readonly runbook: Runbook;
  /** Absolute. */
  readonly path: string;
  /** Where there are no errors it is complete. */
  readonly tree: RunbookTree;
  readonly messages: readonly VFileMessage[];
  /** What beside its text the messages depend on; `null`: this cannot be told. */
  readonly reads: readonly Read[] | null;
  /** The other files that were looked for, the scripts of its blocks among them, as they were then. */
  readonly files: readonly FileAsRead[];
}

/** A file as it was when something was made of it. */
export interface FileAsRead {
  /** Absolute. */
  readonly path: string;
  /** `null`: it was not there. */
  readonly text: string | null;
}

/** What documents are read with. */
export interface Loader {
  readonly project: Project;
  readonly bash: BashParser;
  /** Finds what NAME stands for and reads it. Throws a `Refusal` when there is no such runbook. */
  loadNamed(name: string): Promise<LoadedRunbook>;
  /** Reads the file at that absolute path. Throws a `StorageError`. */
  loadFile(path: string): Promise<LoadedRunbook>;
  /** The project's runbooks by name, as they were when first asked for. */
  candidates(): readonly Candidate[];
  /** The same, as if the file at the absolute path `changed.path` held that text. */
  loadChanged(
    path: string,
    changed: { readonly path: string; readonly text: string },
  ): Promise<LoadedRunbook>;
}

interface RecordedDocument extends ReadDocument {
  readonly reads: readonly Read[];
}

export interface LoaderOptions {
  /** Documents are held against what ShellCheck says too. */
  readonly askShellCheck?: boolean;
  /** Text of a document that is not, or not as it is, on disk; `null`: it is read from there. */
  readonly textOf?: (path: string) => string | null;
}

export async function createLoader(
  world: Pick<World, 'cwd' | 'env'>,
  options: LoaderOptions = {},
): Promise<Loader> {
  const { askShellCheck = false, textOf = () => null } = options;
  const project = await findProject(world.cwd);
  const bash = await loadBashParser();
  const context = createLintContext(project, bash, { askShellCheck });
  const isCommand = (word: string) =>
    findMissingCommands([word], world.env.PATH ?? '', project.root).length === 0;
  const readText = (path: string): FileText => asFile(textOf(path)) ?? readFileText(path);
  const parseDocument = async (path: string, { text, bytes }: FileText): Promise<RecordedDocument> => {
    const file = shownPath(project.root, path);
    const belowRunbooks = isBelowRunbooks(project, path);
    const reads = new Reads();
    const isKnown = (word: string) => {
      reads.note({ type: 'command', what: word });
      return isCommand(word);
    };
    const parsed = parseRunbook(text, { file, belowRunbooks, bytes, bash, isCommand: isKnown });
    const { runbook, messages } = await lintRunbook(parsed, {
      ...context,
      repository: recordReads(context.repository, reads.note),
    });
    return { runbook, path, messages, reads: reads.list() };
  };
  const read = oncePerText(readText, parseDocument);
  const filesReadFor = ({ reads }: RecordedDocument): readonly FileAsRead[] =>
    reads.flatMap(({ type, what }) => {
      const text = type === 'text' ? context.repository.read(what) : null;
      const isMissing = type === 'look' && context.repository.look(what) === null;
      return text === null && !isMissing ? [] : [{ path: join(project.root, what), text }];
    });
  const candidates = once(() => readCandidates(project));
  const load = async (path: string, readOne: typeof read): Promise<LoadedRunbook> => {
    const document = await readOne(path);
    const included: RecordedDocument[] = [];
    const reader: TreeReader = {
      project,
      candidates,
      async read(each) {
        const found = await readOne(each);
        included.push(found);
        return found;
      },
    };
    const { tree, messages } = await loadTree(document, reader);
    return {
      ...document,
      tree,
      messages: [...project.messages, ...inOrder(document.messages, messages)],
      reads: readsOf(document, included, messages),
      files: [document, ...included].flatMap(filesReadFor),
    };
  };
  const loadFile = (path: string) => load(path, read);
  return {
    project,
    bash,
    loadFile,
    candidates,
    loadChanged: (path, changed) =>
      load(
        path,
        oncePerText(
          (each) => asFile(each === changed.path ? changed.text : null) ?? readText(each),
          (each, file) => (each === changed.path ? parseDocument(each, file) : read(each)),
        ),
      ),
    loadNamed: async (name) => loadFile(await findNamed(project, name, world.cwd)),
  };
}

/** An include that leads nowhere may lead somewhere as soon as any file appears. */
function readsOf(
  document: RecordedDocument,
  included: readonly RecordedDocument[],
  problems: readonly VFileMessage[],
): readonly Read[] | null {
  const includes = document.runbook.steps.filter((step) => step.kind === 'include');
  if (includes.length === 0) return document.reads;
  if (problems.some(({ fatal }) => fatal === true) || includes.some((step) => step.runbook.includes('/')))
    return null;
  const others = included.flatMap(({ path, reads }) => [{ type: 'document', what: path } as const, ...reads]);
  return [...document.reads, { type: 'runbooks', what: '' }, ...others];
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

function asFile(text: string | null): FileText | null {
  return text === null ? null : { text, bytes: Buffer.byteLength(text) };
}

/** Readings that are kept for the next document that includes them; thousands are linted one after the other. */
const mostKept = 128;

/** One reading of each document, however often it is included; another one when its text has changed. */
function oncePerText<Value>(
  readText: (path: string) => FileText,
  read: (path: string, file: FileText) => Promise<Value>,
): (path: string) => Promise<Value> {
  const known = new Map<string, { readonly file: FileText; readonly value: Promise<Value> }>();
  return async (path) => {
    const file = readText(path);
    const before = known.get(path);
    const isSame = before?.file.text === file.text && before.file.bytes === file.bytes;
    const reading = isSame ? before : { file, value: read(path, file) };
    // The latest is the last one to go.
    known.delete(path);
    known.set(path, reading);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size > mostKept) known.delete(oldest);
    return reading.value;
  };
}
