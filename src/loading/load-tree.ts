import { resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { IncludeStep, Runbook } from '../model/runbook.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { findInclude } from '../project/find-include.ts';
import type { Project } from '../project/find-project.ts';
import type { Candidate } from '../project/resolve-name.ts';
import { listConflicts } from './include-conflicts.ts';
import { type IncludeRule, includeError, includeWarning } from './include-message.ts';
import { describeErrors, describeMissingPart, describeUnfound } from './include-problems.ts';
import { startDirectory } from './start-directory.ts';

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
  /** An include in it leads back, be it to itself: from elsewhere it may read differently. */
  readonly cyclic: boolean;
  /** How many documents it is, each include counted anew. */
  readonly size: number;
}

/** More documents than anybody writes by hand; a few that include each other twice come to millions. */
const mostDocuments = 500;

/** Reads what a document includes, and what that includes in turn. Executes nothing. */
export function loadTree(document: ReadDocument, reader: TreeReader): Promise<ReadTree> {
  const known = new Map<string, Below>();
  const readKnown = async (chain: readonly ReadDocument[], each: ReadDocument): Promise<Below> => {
    const below = known.get(each.path) ?? (await readBelow(chain, each, { ...reader, below: readKnown }));
    if (!below.cyclic) known.set(each.path, below);
    return below;
  };
  return readKnown([document], document);
}

interface BelowReader extends TreeReader {
  below(chain: readonly ReadDocument[], document: ReadDocument): Promise<Below>;
}

async function readBelow(
  chain: readonly ReadDocument[],
  { runbook, path }: ReadDocument,
  reader: BelowReader,
): Promise<Below> {
  const includes = new Map<string, RunbookTree>();
  const tree = { runbook, cwd: startDirectory(runbook.requirements, path, reader.project.root), includes };
  const messages: VFileMessage[] = [];
  const cycles: Cycle[] = [];
  let cyclic = false;
  let size = 1;
  for (const step of runbook.steps) {
    if (step.kind !== 'include') continue;
    const found = await readInclude(step, chain, size, reader);
    cyclic ||= found.cyclic;
    size += found.size;
    messages.push(...found.messages);
    cycles.push(...found.cycles);
    if (found.tree === null) continue;
    messages.push(
      ...listConflicts(tree, found.tree).map((each) => includeError(step, 'include-conflict', each)),
    );
    includes.set(step.id, found.tree);
  }
  messages.push(...runbook.rollback.flatMap(refuseInRollback));
  return { tree, messages, cycles, cyclic, size };
}

interface FoundInclude extends Pick<Below, 'messages' | 'cycles' | 'cyclic' | 'size'> {
  /** `null`: it cannot be included. */
  readonly tree: RunbookTree | null;
}

/** `before`: how many documents there are already. */
async function readInclude(
  step: IncludeStep,
  chain: readonly ReadDocument[],
  before: number,
  reader: BelowReader,
): Promise<FoundInclude> {
  const none = { tree: null, cycles: [], cyclic: false, size: 0 };
  const refuse = (rule: IncludeRule, reason: string, found: Partial<FoundInclude> = {}): FoundInclude => {
    return { ...none, ...found, messages: [includeError(step, rule, reason)] };
  };
  const including = chain[chain.length - 1] as ReadDocument;
  const match = findInclude(reader.project, reader.candidates(), step.runbook, including.path);
  if (match.type !== 'found') return refuse('include-missing', describeUnfound(step.runbook, match));
  const path = resolve(reader.project.root, match.candidate.file);
  const above = chain.findIndex((each) => each.path === path);
  if (above >= 0) {
    const cycle = closeCycle(chain.slice(above));
    const cycles = above === chain.length - 1 ? [] : [cycle];
    return refuse('include-cycle', describeCycle(cycle), { cycles, cyclic: true });
  }
  const document = await reader.read(path);
  const below = await reader.below([...chain, document], document);
  const round = below.cycles.find(({ head }) => head === including.path);
  const { cyclic, size } = below;
  const further = { cycles: below.cycles.filter(({ head }) => head !== including.path), cyclic };
  if (round !== undefined) return refuse('include-cycle', describeCycle(round), further);
  const wrong = describeErrors(document.runbook, [...document.messages, ...below.messages]);
  if (wrong !== null) return refuse('include-errors', wrong, further);
  const missing = describeMissingPart(step, document.runbook);
  if (missing !== null) return refuse('include-section', missing);
  if (before + size > mostDocuments) return refuse('include-many', describeTooMany(document.runbook));
  const messages = warnCareful(step, including.runbook, document.runbook);
  return { tree: below.tree, messages, cycles: [], cyclic, size };
}

function closeCycle(documents: readonly ReadDocument[]): Cycle {
  const ids = documents.map(({ runbook }) => runbook.id);
  return { head: documents[0]?.path ?? '', shown: [...ids, ids[0]].join(' → ') };
}

function describeCycle({ shown }: Cycle): string {
  return `Unexpected include that leads back to where it came from: ${shown}`;
}

function describeTooMany({ file }: Runbook): string {
  return `Unexpected include of ${file}: with what it includes there are more than ${mostDocuments} documents`;
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
