import { resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { IncludeStep, Runbook } from '../model/runbook.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { findInclude } from '../project/find-include.ts';
import type { Project } from '../project/find-project.ts';
import type { Candidate } from '../project/resolve-name.ts';
import { startDirectory } from './check-place.ts';
import { listConflicts } from './include-conflicts.ts';
import { type IncludeRule, includeError, includeWarning } from './include-message.ts';
import { describeErrors, describeMissingPart, describeUnfound } from './include-problems.ts';

/** One document as it is now, with what is wrong with it alone. */
export interface ReadDocument {
  readonly runbook: Runbook;
  /** Absolute. */
  readonly path: string;
  readonly messages: readonly VFileMessage[];
}

/** What included documents are found and read with. */
export interface TreeReader {
  readonly project: Project;
  /** The project's runbooks by name. */
  candidates(): readonly Candidate[];
  /** Throws a `StorageError`. */
  read(path: string): Promise<ReadDocument>;
}

/** A document with those it includes. */
export interface ReadTree {
  readonly tree: RunbookTree;
  /** What is wrong with its includes, one message each at the place of the include. */
  readonly messages: readonly VFileMessage[];
}

/** Includes that lead back to a document above: its path, and the way as it is shown. */
interface Cycle {
  readonly head: string;
  readonly shown: string;
}

interface Below extends ReadTree {
  readonly cycles: readonly Cycle[];
}

/** Reads what a document includes, and what that includes in turn. Executes nothing. */
export function loadTree(document: ReadDocument, reader: TreeReader): Promise<ReadTree> {
  return readBelow([document], document, reader);
}

async function readBelow(
  chain: readonly ReadDocument[],
  { runbook, path }: ReadDocument,
  reader: TreeReader,
): Promise<Below> {
  const includes = new Map<string, RunbookTree>();
  const tree = { runbook, cwd: startDirectory(runbook.requirements, path, reader.project.root), includes };
  const messages: VFileMessage[] = [];
  const cycles: Cycle[] = [];
  for (const step of runbook.steps) {
    if (step.kind !== 'include') continue;
    const found = await readInclude(step, chain, reader);
    messages.push(...found.messages);
    cycles.push(...found.cycles);
    if (found.tree === null) continue;
    messages.push(
      ...listConflicts(tree, found.tree).map((each) => includeError(step, 'include-conflict', each)),
    );
    includes.set(step.id, found.tree);
  }
  messages.push(...runbook.rollback.flatMap(refuseInRollback));
  return { tree, messages, cycles };
}

interface FoundInclude {
  /** `null`: it cannot be included. */
  readonly tree: RunbookTree | null;
  readonly messages: readonly VFileMessage[];
  readonly cycles: readonly Cycle[];
}

async function readInclude(
  step: IncludeStep,
  chain: readonly ReadDocument[],
  reader: TreeReader,
): Promise<FoundInclude> {
  const refuse = (rule: IncludeRule, reason: string, cycles: readonly Cycle[] = []): FoundInclude => {
    return { tree: null, messages: [includeError(step, rule, reason)], cycles };
  };
  const including = chain[chain.length - 1] as ReadDocument;
  const match = findInclude(reader.project, reader.candidates(), step.runbook, including.path);
  if (match.type !== 'found') return refuse('include-missing', describeUnfound(step.runbook, match));
  const path = resolve(reader.project.root, match.candidate.file);
  const above = chain.findIndex((each) => each.path === path);
  if (above >= 0) {
    const cycle = closeCycle(chain.slice(above));
    return refuse('include-cycle', describeCycle(cycle), above === chain.length - 1 ? [] : [cycle]);
  }
  const document = await reader.read(path);
  const below = await readBelow([...chain, document], document, reader);
  const round = below.cycles.find(({ head }) => head === including.path);
  const further = below.cycles.filter(({ head }) => head !== including.path);
  if (round !== undefined) return refuse('include-cycle', describeCycle(round), further);
  const wrong = describeErrors(document.runbook, [...document.messages, ...below.messages]);
  if (wrong !== null) return refuse('include-errors', wrong, further);
  const missing = describeMissingPart(step, document.runbook);
  if (missing !== null) return refuse('include-section', missing);
  return { tree: below.tree, messages: warnCareful(step, including.runbook, document.runbook), cycles: [] };
}

function closeCycle(documents: readonly ReadDocument[]): Cycle {
  const ids = documents.map(({ runbook }) => runbook.id);
  return { head: documents[0]?.path ?? '', shown: [...ids, ids[0]].join(' → ') };
}

function describeCycle({ shown }: Cycle): string {
  return `Unexpected include that leads back to where it came from: ${shown}`;
}

function warnCareful(step: IncludeStep, including: Runbook, included: Runbook): readonly VFileMessage[] {
  if (included.trusted || !including.trusted) return [];
  const reason = `${included.file} has not opted in: it is run in careful mode, every block at a gate`;
  return [includeWarning(step, 'include-careful', reason)];
}

function refuseInRollback(step: Runbook['rollback'][number]): readonly VFileMessage[] {
  if (step.kind !== 'include') return [];
  const reason = 'Unexpected include in a rollback section, expected the blocks that go back';
  return [includeError(step, 'include-misplaced', reason)];
}
