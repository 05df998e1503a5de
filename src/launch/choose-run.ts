import { listRuns } from '../journal/list-runs.ts';
import type { Run } from '../journal/run-store.ts';
import { nameOperator } from '../model/operator-name.ts';
import { exitCode } from '../model/outcome.ts';
import { tellInstant, tellStanding } from '../report/tell-standing.ts';
import { isNobody } from '../run/is-nobody.ts';
import type { TerminalPrompter } from '../ui/prompter.ts';
import type { Choice } from '../ui/resume-views.ts';
import { Refusal } from '../world/refusal.ts';
import { findRun } from '../world/state-store.ts';
import { isAlive } from './hold-locks.ts';
import {
  describeUnfinished,
  nameRunbook,
  readUnfinished,
  tellWalked,
  type UnfinishedRun,
} from './unfinished-run.ts';

/** More would not be looked through at a prompt. */
const shown = 9;

/**
 * The named run, or the only one that can be taken up; where there are several, the operator says which. Throws a
 * `Refusal` where there is none, and where nobody says which: to take up another run than was meant is no small mistake.
 */
export async function chooseRun(
  name: string | undefined,
  state: string,
  prompter: Pick<TerminalPrompter, 'chooseRun'>,
): Promise<Run> {
  if (name !== undefined) return findRun(state, name);
  const unfinished = listRuns(state).flatMap((run) => readUnfinished(run) ?? []);
  const [first, ...others] = unfinished;
  if (first === undefined) {
    throw new Refusal('there is no unfinished run here', `looked in ${state}`, exitCode.usage);
  }
  return others.length === 0 ? first.run : askWhich(unfinished, prompter);
}

async function askWhich(
  unfinished: readonly UnfinishedRun[],
  prompter: Pick<TerminalPrompter, 'chooseRun'>,
): Promise<Run> {
  const latest = unfinished.slice(0, shown);
  const older = unfinished.length - latest.length;
  const rest =
    older === 0 ? null : `${older} older: runbook runs lists them, runbook resume RUN takes one up`;
  const about = `${unfinished.length} runs here are not finished, the latest first`;
  const answer = await prompter.chooseRun(about, await Promise.all(latest.map(choiceOf)), rest);
  const chosen = typeof answer === 'number' ? latest[answer] : undefined;
  if (chosen !== undefined) return chosen.run;
  if (answer === null || typeof answer === 'number' || !isNobody(answer))
    throw new Refusal('no run was chosen', 'nothing was resumed', exitCode.paused);
  const named = latest.map((each) => describeUnfinished(each));
  throw new Refusal(
    `${unfinished.length} runs here are not finished: say which one goes on`,
    ['runbook resume RUN, where RUN is one of:', ...named, ...(rest === null ? [] : [rest])].join('\n'),
    exitCode.usage,
  );
}

async function choiceOf({ run, state, inputs }: UnfinishedRun): Promise<Choice> {
  const { target, updated, operator } = state;
  return {
    id: run.id,
    what: `${nameRunbook(state)}, ${(await isAlive(run.directory)) ? tellWalked(state) : tellStanding(state)}`,
    facts: [
      ...(target === null ? [] : [target]),
      ...(updated === null ? [] : [`since ${tellInstant(updated)}`]),
      ...(operator === null ? [] : [nameOperator(operator)]),
      ...inputs,
    ],
  };
}
