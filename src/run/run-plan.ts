import type { SessionRebuilt } from '../model/event.ts';
import { exitCode, type StepStatus } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import type { RunResumed, RunStarted } from '../model/run-event.ts';
import { askConfirm, askPassOver, askRemedy, askSettlement } from './ask.ts';
import { askItem } from './ask-item.ts';
import { decide } from './decide.ts';
import { enterDocument, reasonToStop, stopDocument } from './enter-document.ts';
import { askValues } from './fill-block.ts';
import { holdToDocument } from './hold-to-document.ts';
import { interruptWait } from './interrupt-wait.ts';
import type { Action, RunOptions } from './next.ts';
import { openGate } from './open-gate.ts';
import type { Ports } from './ports.ts';
import { Run } from './run.ts';
import { pollBlock, runBlock } from './run-block.ts';
import { missingFromRollback, rollbackSection } from './steps-of-run.ts';
import { endRun, finishRun, nameFailures, pauseForChanges, pauseRun } from './stop-run.ts';

/**
 * Walks a plan to its end, a stop or a pause, and returns the exit code. `opening`, which may go
 * on with what else is to be known from the beginning, is recorded first; apart from it a resumed run takes the same way
 * as a new one.
 */
export async function runPlan(
  plan: Plan,
  ports: Ports,
  opening: readonly [RunStarted | RunResumed, ...SessionRebuilt[]],
  options: RunOptions,
): Promise<number> {
  const run = new Run(plan, ports, options);
  for (const event of opening) run.record(event);
  try {
    return await walk(run);
  } finally {
    run.tell();
  }
}

async function walk(run: Run): Promise<number> {
  const { ports } = run;
  for (;;) {
    const action = run.next();
    const { stop } = ports.signals;
    // What a block came to shares the way to the disk with the intent of a next one that follows at once.
    if (stop !== null || action.type !== 'run-block' || action.step.stops) run.tell();
    if (stop !== null) {
      if (interruptWait(run, action)) continue;
      return pauseRun(run, run.state.current, stop.reason, stop.exit);
    }
    const exit = (await holdToDocument(run, action)) ?? (await perform(run, action));
    if (exit !== null) return exit;
  }
}

/** Carries out one action; a number is the exit code of a run that stops here. */
async function perform(run: Run, action: Action): Promise<number | null> {
  switch (action.type) {
    case 'pass-over':
      return askPassOver(run, action.steps);
    case 'decide':
      await decide(run, action.step, action.guard);
      return null;
    case 'enter-document':
      enterDocument(run, action.step);
      return null;
    case 'stop-document':
      stopDocument(run, action.planStep, action.step);
      return null;
    case 'ask-item':
      return askItem(run, action.planStep, action.step, action.index);
    case 'ask-values':
      return askValues(run, action.step);
    case 'open-gate':
      return openGate(run, action.step);
    case 'run-block':
      await runBlock(run, action.step, action.state);
      return null;
    case 'poll-block':
      await pollBlock(run, action.step, action.state);
      return null;
    case 'ask-confirm':
      return askConfirm(run, action.step, action.statement);
    case 'ask-remedy':
      return askRemedy(run, action.step, action.state);
    case 'settle':
      return askSettlement(run, action.step, action.state);
    case 'stop-check':
      return finishRun(run, 'checked', action.step.step.id);
    case 'finish':
      return finish(run);
    default:
      return action satisfies never;
  }
}

function finish(run: Run): Promise<number> {
  const { rollback, steps } = run.state;
  if (rollback === null) return finishRun(run, 'done', null, reasonToStop(run));
  const { from } = rollback;
  const missing = missingFromRollback(run.plan, run.state);
  if (missing.length > 0) {
    const changes = missing.map((id) => `${id}: not in the rollback section any more`);
    return pauseForChanges(run, from, changes);
  }
  const walked = [...rollback.steps, ...rollbackSection(run.plan, run.state).map(({ step }) => step.id)];
  const left = steps.get(from)?.status ?? 'pending';
  const said = [
    left === 'unknown' ? `what became of ${from} is not known` : null,
    nameFailures(run, walked),
  ].filter((text) => text !== null);
  return endRun(run, 'rolled-back', from, said.length === 0 ? null : said.join('; '), exitAfter(left));
}

/** The exit code of a run that went back is that of what led to the rollback. */
function exitAfter(left: StepStatus): number {
  const isTrouble = left === 'failed' || left === 'unexpected' || left === 'unknown';
  return isTrouble ? exitCode[left] : exitCode.declined;
}
