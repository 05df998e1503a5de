import type { VFileMessage } from 'vfile-message';
import { type PlainMessage, toPlainMessage } from '../lint/plain-message.ts';
import type { Read } from '../lint/record-reads.ts';
import { inParallel } from '../rehearse/in-parallel.ts';
import type { World } from '../world/world.ts';
import { createLoader, type LoadedRunbook, type Loader } from './load-runbook.ts';

/** What is wrong with a document, as data. */
export interface LintedDocument {
  readonly messages: readonly PlainMessage[];
  /** What beside its text this depends on; `null`: that cannot be told. */
  readonly reads: readonly Read[] | null;
}

export interface LintOptions {
  readonly askShellCheck: boolean;
}

/** While bash reads the code of some documents, others are parsed. */
const atOnce = 32;

/** Lints files by their absolute paths, in their order; `told` is called after each. Throws a `StorageError`. */
export async function lintDocuments(
  world: Pick<World, 'cwd' | 'env'>,
  paths: readonly string[],
  { askShellCheck }: LintOptions,
  told: () => void,
): Promise<readonly LintedDocument[]> {
  const loader = await createLoader(world, { askShellCheck });
  return inParallel(paths, atOnce, async (path) => {
    const linted = toLinted(await loader.loadFile(path), loader);
    told();
    return linted;
  });
}

/** Without what is wrong with the configuration, which is told once for all documents. */
export function toLinted({ runbook, messages, reads }: LoadedRunbook, { project }: Loader): LintedDocument {
  const own = messages.filter((message) => !project.messages.includes(message));
  return { messages: own.map((message) => lower(message, runbook.trusted)), reads };
}

/** A document that has not opted in need not be a runbook at all; only who wants to run it needs steps. */
function lower(message: VFileMessage, trusted: boolean): PlainMessage {
  const plain = toPlainMessage(message);
  return plain.rule === 'no-steps' && !trusted ? { ...plain, fatal: null } : plain;
}
