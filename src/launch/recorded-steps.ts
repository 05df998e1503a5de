import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Run } from '../journal/run-store.ts';
import { sha256 } from '../journal/sha256.ts';
import { gateBlocks } from '../lint/gate-blocks.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunStarted } from '../model/run-event.ts';
import type { Runbook, Step } from '../model/runbook.ts';
import { parseRunbook } from '../parse/parse-runbook.ts';
import { assemblePlan, everything } from '../plan/assemble-plan.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { readFileText } from '../project/file-text.ts';
import { findMissingCommands } from '../project/find-commands.ts';
import { type Candidate, type NameMatch, resolveName } from '../project/resolve-name.ts';
import type { FindRecordedStep, RecordedStep } from '../report/recorded-step.ts';
import { loadBashParser } from '../shell/load-bash-parser.ts';
import type { World } from '../world/world.ts';

/**
 * Finds the text of a run's steps in the copies of its documents. A step is known by the hash that the journal has
 * of it, so a copy that was changed afterwards passes for nothing that it is not.
 */
export async function readRecordedSteps(
  { directory }: Run,
  started: RunStarted | null,
  world: World,
): Promise<FindRecordedStep> {
  const known = new Map<string, RecordedStep>();
  if (started === null) return () => null;
  const bash = await loadBashParser();
  const isCommand = (word: string) =>
    findMissingCommands([word], world.env.PATH ?? '', started.root).length === 0;
  const copies = readCopies(join(directory, 'documents'), started);
  const later = copies.filter(({ isFirst }) => !isFirst);
  const ranks = [0, ...later.map((_, index) => index + 1)];
  // Whether each of them was trusted, and which rules were disabled in it, is not on record; the hashes tell.
  const open = [...readings];
  const readOn = () => {
    const reading = open.shift();
    if (reading === undefined) return false;
    const { belowRunbooks, gated } = reading;
    const runbooks = copies.map(({ file, text }) => {
      const { runbook } = parseRunbook(text, { file, belowRunbooks, bash, isCommand });
      return gated ? gateAll(runbook) : runbook;
    });
    const trees = ranks.flatMap((rank) => runbooks.map((runbook) => growTree(runbook, runbooks, [], rank)));
    for (const tree of trees) {
      const assembled = assemblePlan(tree, everything, { bash, hashText: sha256 });
      if (assembled.type === 'plan') for (const step of allSteps(assembled.plan)) remember(step, known);
    }
    return true;
  };
  return (planned) => {
    // Most often the first reading has them all.
    while (!known.has(keyOf(planned)) && readOn());
    return known.get(keyOf(planned)) ?? known.get(planned.hash) ?? null;
  };
}

/** The copy that was made first is the one a text is from; others only repeat it. */
function remember({ step, hash }: PlanStep, known: Map<string, RecordedStep>): void {
  for (const key of [hash, keyOf({ id: step.id, hash })]) if (!known.has(key)) known.set(key, record(step));
}

/** Blocks that do the same have the same hash. */
function keyOf({ id, hash }: { readonly id: string; readonly hash: string }): string {
  return `${hash} ${id}`;
}

const readings = [
  { belowRunbooks: true, gated: false },
  { belowRunbooks: false, gated: false },
  { belowRunbooks: true, gated: true },
];

/** As it is planned where every block has a comment that disables what guarded it. */
function gateAll(runbook: Runbook): Runbook {
  const places = [...runbook.steps, ...runbook.rollback].map(({ source }) => source.position);
  return gateBlocks(runbook, places);
}

/** What a document includes, as far as there are copies of it; of several copies of one, that of this rank. */
function growTree(
  runbook: Runbook,
  all: readonly Runbook[],
  above: readonly Runbook[],
  rank: number,
): RunbookTree {
  const within = [...above, runbook];
  const includes = runbook.steps.flatMap((step): [string, RunbookTree][] => {
    if (step.kind !== 'include') return [];
    const named = new Map(
      all.filter((each) => !within.includes(each)).map((each) => [nameOf(each), each] as const),
    );
    const candidates = candidatesOf(resolveName(basename(step.runbook, '.md'), [...named.keys()]));
    const chosen = candidates[Math.min(rank, candidates.length - 1)];
    const found = chosen === undefined ? undefined : named.get(chosen);
    return found === undefined ? [] : [[step.id, growTree(found, all, within, rank)]];
  });
  return { runbook, cwd: '/', includes: new Map(includes) };
}

/** A later copy, such as `part.md.2`, goes by the name of its document; so does an id that is made of its name. */
function nameOf({ id, file }: Runbook): Candidate {
  const name = file.replace(/\.\d+$/, '');
  return { id: file === name ? id : id.replace(/\.(?:md|markdown)\.\d+$/i, ''), file: name };
}

function candidatesOf(match: NameMatch): readonly Candidate[] {
  if (match.type === 'found') return [match.candidate];
  return match.type === 'ambiguous' ? match.candidates : [];
}

function allSteps({ steps, documents }: Plan): readonly PlanStep[] {
  return [...steps, ...documents.flatMap(({ rollback }) => rollback)];
}

function record(step: Step): RecordedStep {
  const { file, position } = step.source;
  return { section: step.section.title, ...textOf(step), file, line: position.start.line };
}

function textOf(step: Step): Pick<RecordedStep, 'text' | 'isCode'> {
  switch (step.kind) {
    case 'block':
      return { text: step.code, isCode: true };
    case 'checkpoint':
    case 'manual':
      return { text: step.text, isCode: false };
    case 'checklist':
      return { text: step.items.map(({ text }) => text).join('; '), isCode: false };
    case 'include':
      return { text: `Includes ${step.runbook}${step.part === null ? '' : `#${step.part}`}.`, isCode: false };
    case 'stop':
      return { text: `Ends its document: ${step.reason}`, isCode: false };
    default:
      return step satisfies never;
  }
}

interface Copy {
  /** As the journal has it where the run began with it, else its place in the run's directory. */
  readonly file: string;
  readonly text: string;
  /** The run began with it. */
  readonly isFirst: boolean;
}

/** Those the run began with first. A report is made without them where they cannot be read. */
function readCopies(directory: string, { runbook, includes }: RunStarted): readonly Copy[] {
  const files = new Map([runbook, ...includes].map(({ file, sha256: hash }) => [hash, file]));
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => {
        const { text } = readFileText(join(directory, name));
        const file = files.get(sha256(text));
        return { file: file ?? `documents/${name}`, text, isFirst: file !== undefined };
      })
      .sort((a, b) => Number(b.isFirst) - Number(a.isFirst));
  } catch {
    return [];
  }
}
