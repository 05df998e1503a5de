import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { acceptOutput } from '../expect/accept-output.ts';
import { type RewrittenDocument, rewriteFence } from '../expect/rewrite-fence.ts';
import { readStdout } from '../journal/read-stdout.ts';
import type { Run } from '../journal/run-store.ts';
import { storing } from '../journal/storage-error.ts';
import { readRunRecord } from '../launch/run-record.ts';
import { createLoader } from '../loading/load-runbook.ts';
import { planRun } from '../loading/plan-run.ts';
import { refuseLargeFile } from '../loading/refuse-large-file.ts';
import type { BlockEnded, Entry } from '../model/event.ts';
import type { ExactOutput } from '../model/expectation.ts';
import { exitCode } from '../model/outcome.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunStarted } from '../model/run-event.ts';
import { didYouMean } from '../parse/suggest.ts';
import { everything } from '../plan/assemble-plan.ts';
import { renderEdits } from '../report/edits.ts';
import { foldRun } from '../run/fold-run.ts';
import { Refusal } from '../world/refusal.ts';
import { existingStateDirectory, findRun } from '../world/state-store.ts';
import type { CommandRun } from './command.ts';

/**
 * Rewrites the output fence of a step from what its last attempt in a run printed, and shows what was changed.
 * Executes nothing.
 */
export const accept: CommandRun = async (world, [runName = '', stepName = ''], _options, globals) => {
  const run = findRun(existingStateDirectory(world, globals), runName);
  const entries = await readSound(run);
  const started = entries[0] as RunStarted & Entry;
  const loader = await createLoader(world);
  const root = resolve(started.root, started.runbook.file);
  refuseLargeFile(root, started.runbook.file);
  const before = planRun(await loader.loadFile(root), everything, loader);
  const { step, exact } = findFence(before, stepName);
  const ended = lastAttempt(entries, run, step);
  const path = resolve(loader.project.root, exact.source.file);
  const text = readText(path, exact.source.file);
  const { rewritten, lines } = rewrite(text, exact, readRecorded(run, step, ended), step);
  if (rewritten.text === text) {
    world.stdout.write(`${step.step.id}: the output fence already fits what was printed\n`);
    return exitCode.done;
  }
  const after = planRun(await loader.loadChanged(root, { path, text: rewritten.text }), everything, loader);
  refuseOtherMeaning(before, after, step, lines);
  replaceFile(path, rewritten.text);
  world.stdout.write(renderEdits(exact.source.file, rewritten.edits, globals.color));
  return exitCode.done;
};

/** The journal's entries. Throws a `Refusal` where not all of them are as they were written. */
async function readSound(run: Run): Promise<readonly Entry[]> {
  const { entries, broken, faults } = await readRunRecord(run);
  if (!broken && entries[0]?.type === 'run-started') return entries;
  const [first] = faults;
  const why =
    first === undefined ? 'it does not say how the run began' : `line ${first.line} ${first.message}`;
  throw new Refusal(
    `nothing is accepted from the journal of ${run.id}: ${why}`,
    `see runbook verify ${run.id}`,
    exitCode.failed,
  );
}

/** What could not be read as it stands there could not be written back. */
function readText(path: string, file: string): string {
  const bytes = storing('read', path, () => readFileSync(path));
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text;
  throw new Refusal(`${file} is not UTF-8`, 'convert it first', exitCode.document);
}

/** Every step of a plan, those of rollbacks too. */
function allSteps({ steps, documents }: Plan): readonly PlanStep[] {
  return [...steps, ...documents.flatMap(({ rollback }) => rollback)];
}

function findFence(plan: Plan, name: string): { readonly step: PlanStep; readonly exact: ExactOutput } {
  const steps = allSteps(plan);
  const step = steps.find((each) => each.step.id === name);
  const exact = step === undefined ? null : exactOf(step);
  if (step !== undefined && exact !== null) return { step, exact };
  const others = steps.filter((each) => exactOf(each) !== null).map((each) => each.step.id);
  const hint =
    others.length === 0
      ? 'write one directly after its block, with a line that must appear'
      : `these have one: ${others.join(', ')}`;
  if (step !== undefined)
    throw new Refusal(`${name} has no output fence in ${step.step.source.file}`, hint, exitCode.usage);
  const meant = didYouMean(
    name,
    steps.map((each) => each.step.id),
  );
  throw new Refusal(`${plan.id} has no step ${name}${meant}`, hint, exitCode.usage);
}

function exactOf({ step }: PlanStep): ExactOutput | null {
  return step.kind === 'block' ? step.exactOutput : null;
}

/** The last result of a step, if its text was then what it is now. Throws a `Refusal`. */
function lastAttempt(entries: readonly Entry[], run: Run, { step, hash }: PlanStep): BlockEnded {
  const index = entries.findLastIndex((entry) => isAttempt(entry) && entry.step === step.id);
  const last = entries[index];
  if (last === undefined) {
    throw new Refusal(`${step.id} was not run in ${run.id}`, null, exitCode.usage);
  }
  if (last.type !== 'block-ended') {
    throw new Refusal(
      `the last attempt at ${step.id} has no result on record`,
      'what it printed may not be all of it',
      exitCode.unknown,
    );
  }
  const then = foldRun(entries.slice(0, index + 1), { alive: false }).steps.get(step.id)?.planned.hash;
  if (then !== hash) {
    throw new Refusal(
      `${step.id} was changed in ${step.source.file} since ${run.id} ran it`,
      'run it again, and accept from that run',
      exitCode.usage,
    );
  }
  if (last.outcome.status === 'failed') {
    throw new Refusal(
      `the last attempt at ${step.id} failed; what it printed is nothing to expect`,
      null,
      exitCode.failed,
    );
  }
  return last;
}

function isAttempt(entry: Entry): entry is Extract<Entry, { type: 'block-started' | 'block-ended' }> {
  return entry.type === 'block-started' || entry.type === 'block-ended';
}

function readRecorded(run: Run, { step }: PlanStep, { output }: BlockEnded): Uint8Array {
  if (output.withheld !== undefined) {
    throw new Refusal(`the output of ${step.id} is secret: none of it was kept`, null, exitCode.usage);
  }
  const read = readStdout(run.directory, output);
  switch (read.type) {
    case 'read':
      return read.bytes;
    case 'missing':
      throw new Refusal(
        `the log of ${step.id} is missing: ${run.directory}/${output.file}`,
        null,
        exitCode.failed,
      );
    case 'changed':
      throw new Refusal(
        `the log of ${step.id} is not what the run recorded: ${run.directory}/${output.file}`,
        null,
        exitCode.failed,
      );
    case 'mixed':
      throw new Refusal(
        `stdout and stderr of ${step.id} were not kept apart in ${run.id}`,
        'run it again with its output fence, and accept from that run',
        exitCode.usage,
      );
    case 'too-long':
      throw new Refusal(
        `${step.id} printed more than a document could hold`,
        'expect what matters of it with expect=',
        exitCode.usage,
      );
    default:
      return read satisfies never;
  }
}

function rewrite(
  text: string,
  exact: ExactOutput,
  stdout: Uint8Array,
  { step }: PlanStep,
): { readonly rewritten: RewrittenDocument; readonly lines: readonly string[] } {
  const acceptance = acceptOutput(exact.lines, stdout);
  if (acceptance.type === 'impossible') {
    throw new Refusal(
      `the output fence of ${step.id} cannot hold what was printed: ${acceptance.message}`,
      acceptance.hint,
      exitCode.usage,
    );
  }
  const rewritten = rewriteFence(text, exact.source.position, acceptance.edits);
  const lines = acceptance.edits.flatMap(({ now }) => now ?? []);
  if (rewritten !== null) return { rewritten, lines };
  throw new Refusal(`the output fence of ${step.id} is not closed`, 'see runbook lint', exitCode.document);
}

/** Only this fence may say something else than before (to all steps that share it), and it must say what was meant. */
function refuseOtherMeaning(before: Plan, after: Plan, changed: PlanStep, lines: readonly string[]): void {
  const place = (step: PlanStep) => {
    const source = exactOf(step)?.source;
    return source === undefined ? '' : `${source.file}:${source.position.start.line}`;
  };
  const fence = place(changed);
  const meanings = (plan: Plan) =>
    allSteps(plan).map((step) => `${step.step.id} ${place(step) === fence ? '' : step.hash}`);
  const same = JSON.stringify(meanings(before)) === JSON.stringify(meanings(after));
  const found = allSteps(after).find(({ step }) => step.id === changed.step.id);
  const said = found === undefined ? null : exactOf(found)?.lines;
  if (same && JSON.stringify(said) === JSON.stringify(lines)) return;
  throw new Refusal(
    `the output fence of ${changed.step.id} cannot hold what was printed: the document would mean something else`,
    'expect what matters of it with expect=',
    exitCode.usage,
  );
}

/** The whole file or none of it, even where the disk is full. */
function replaceFile(path: string, text: string): void {
  storing('write', path, () => {
    const real = realpathSync(path);
    const beside = `${real}.accept-${process.pid}`;
    try {
      writeFileSync(beside, text, { flag: 'wx' });
      chmodSync(beside, statSync(real).mode & 0o7777);
      renameSync(beside, real);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  });
}
