import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Run } from '../journal/run-store.ts';
import { sha256 } from '../journal/sha256.ts';
import type { RunStarted } from '../model/event.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { Runbook, Step } from '../model/runbook.ts';
import { parseRunbook } from '../parse/parse-runbook.ts';
import { assemblePlan, everything } from '../plan/assemble-plan.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { findMissingCommands } from '../project/find-commands.ts';
import { resolveName } from '../project/resolve-name.ts';
import type { FindRecordedStep, RecordedStep } from '../report/recorded-step.ts';
import { loadBashParser } from '../shell/load-bash-parser.ts';
import type { World } from './world.ts';

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
  // Whether each of them was trusted is not on record; the hashes tell.
  for (const belowRunbooks of [true, false]) {
    const runbooks = copies.map(
      ({ file, text }) => parseRunbook(text, { file, belowRunbooks, bash, isCommand }).runbook,
    );
    for (const runbook of runbooks) {
      const tree = growTree(runbook, runbooks, []);
      const assembled = assemblePlan(tree, everything, { bash, hashText: sha256 });
      if (assembled.type === 'plan')
        for (const step of allSteps(assembled.plan)) known.set(step.hash, record(step.step));
    }
  }
  return (hash) => known.get(hash) ?? null;
}

/** What a document includes, as far as there are copies of it. */
function growTree(runbook: Runbook, all: readonly Runbook[], above: readonly Runbook[]): RunbookTree {
  const within = [...above, runbook];
  const includes = runbook.steps.flatMap((step): [string, RunbookTree][] => {
    if (step.kind !== 'include') return [];
    const match = resolveName(
      basename(step.runbook, '.md'),
      all.filter((each) => !within.includes(each)),
    );
    const found = match.type === 'found' ? all.find(({ file }) => file === match.candidate.file) : undefined;
    return found === undefined ? [] : [[step.id, growTree(found, all, within)]];
  });
  return { runbook, cwd: '/', includes: new Map(includes) };
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
  /** As the journal has it, where its text is the one that ran. */
  readonly file: string;
  readonly text: string;
}

/** A report is made without them where they cannot be read. */
function readCopies(directory: string, { runbook, includes }: RunStarted): readonly Copy[] {
  const files = new Map([runbook, ...includes].map(({ file, sha256: hash }) => [hash, file]));
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => {
        const text = readFileSync(join(directory, name), 'utf8');
        return { file: files.get(sha256(text)) ?? name, text };
      });
  } catch {
    return [];
  }
}
