import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../journal/run-store.ts';
import { sha256 } from '../journal/sha256.ts';
import type { RunStarted } from '../model/event.ts';
import type { PlanStep } from '../model/plan.ts';
import { parseRunbook } from '../parse/parse-runbook.ts';
import { assemblePlan, everything } from '../plan/assemble-plan.ts';
import { findMissingCommands } from '../project/find-commands.ts';
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
  for (const text of readCopies(join(directory, 'documents'))) {
    const { file } = started.runbook;
    const parsed = parseRunbook(text, { file, belowRunbooks: !started.careful, bash, isCommand });
    const assembled = assemblePlan(parsed.runbook, everything, { bash, hashText: sha256 });
    if (assembled.type !== 'plan') continue;
    for (const step of assembled.plan.steps) if (!known.has(step.hash)) known.set(step.hash, record(step));
  }
  return (hash) => known.get(hash) ?? null;
}

function record({ step }: PlanStep): RecordedStep {
  const isCode = step.kind === 'block';
  const text = isCode ? step.code : step.text;
  const { file, position } = step.source;
  return { section: step.section.title, text, isCode, file, line: position.start.line };
}

/** A report is made without them where they cannot be read. */
function readCopies(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => readFileSync(join(directory, name), 'utf8'));
  } catch {
    return [];
  }
}
