import { failureSentence } from '../expect/verdict.ts';
import type { Entry } from '../model/event.ts';
import type { Outcome } from '../model/outcome.ts';
import type { RunState } from '../model/state.ts';
import { matchesId } from './match-id.ts';
import { placeOf, type Scenario } from './scenario.ts';
import type { ScriptedOperator } from './scripted-operator.ts';

/** Where a rehearsal did not come out as its scenario says. */
export interface Difference {
  /** file:line:column of what was expected, or of what is wrong. */
  readonly at: string;
  /** One sentence. */
  readonly message: string;
  /** `null`: it is no matter of one value against another. */
  readonly expected: string | null;
  readonly found: string | null;
}

/** What a run came to. */
export interface RunResult {
  readonly state: RunState;
  readonly exit: number;
  readonly entries: readonly Entry[];
}

/** Everything that a scenario says otherwise, what matters most first. */
export function judgeRehearsal(
  scenario: Scenario,
  result: RunResult,
  operator: Pick<ScriptedOperator, 'open' | 'leftOver'>,
): readonly Difference[] {
  return [
    ...judgePrompt(scenario, operator),
    ...judgeEnd(scenario, result),
    ...judgeSteps(scenario, result.state),
    ...operator.leftOver().map(({ step, answers }) => ({
      at: placeOf(scenario, `answers.${step}`),
      message: `${step} has ${answers.length === 1 ? 'an answer' : `${answers.length} answers`} that no prompt asked for`,
      expected: null,
      found: null,
    })),
  ];
}

function judgePrompt(scenario: Scenario, { open }: Pick<ScriptedOperator, 'open'>): readonly Difference[] {
  if (open === null) return [];
  const { step, question, choices, refused } = open;
  const at = placeOf(scenario, `answers.${step}`);
  const answered = refused === null ? 'has no answer' : `answers "${refused}", which is none`;
  const message = `${step} asks "${question}" and the scenario ${answered}; possible: ${listChoices(question, choices)}`;
  return [{ at, message, expected: null, found: null }];
}

/** The prompt of a terminal as a list: without what Enter means, and with the answer that the question itself names. */
function listChoices(question: string, choices: string): string {
  const others = choices.replace(/ ?\(Enter: .*\)$/, '');
  const asked = /\by\/N\b/.test(question) ? 'y, n' : 'what it asks for';
  if (others === '') return asked;
  return others.startsWith('or: ') ? others.replace('or: ', `${asked}, `) : others;
}

function judgeEnd(scenario: Scenario, result: RunResult): readonly Difference[] {
  const { state, exit } = result;
  const why = reasonsOf(result);
  const where = state.current === null || state.status === 'done' ? '' : ` at ${state.current}`;
  const because = why.length === 0 ? '' : `: ${why[0]}`;
  const compare = (key: string, expected: string | null, found: string, message: string) =>
    expected === null || expected === found ? [] : [{ at: placeOf(scenario, key), message, expected, found }];
  const found = why.join('; ');
  const holds = scenario.because === null || why.some((each) => each.includes(scenario.because ?? ''));
  return [
    ...compare(
      'outcome',
      scenario.outcome,
      state.status,
      `the run ended as ${state.status}${where}, not as ${scenario.outcome}${because}`,
    ),
    ...compare(
      'exit',
      scenario.exit === null ? null : String(scenario.exit),
      String(exit),
      `the run ended with exit code ${exit}, not ${scenario.exit}`,
    ),
    ...compare(
      'stopped',
      scenario.stopped,
      state.current ?? '',
      `the run stopped at ${state.current ?? 'no step'}, not at ${scenario.stopped}`,
    ),
    ...(holds
      ? []
      : [
          {
            at: placeOf(scenario, 'because'),
            message: found === '' ? 'nothing went wrong' : `what went wrong is something else: ${found}`,
            expected: scenario.because,
            found,
          },
        ]),
  ];
}

function judgeSteps(scenario: Scenario, { steps }: RunState): readonly Difference[] {
  return Object.entries(scenario.steps).flatMap(([id, expected]) =>
    [...steps].flatMap(([step, { status, outcome }]) => {
      if (!matchesId(id, step) || status === expected) return [];
      const why = outcome === null ? '' : (sentencesOf(outcome)[0] ?? '');
      const message = `${step} came out as ${status}, not as ${expected}${why === '' ? '' : `: ${why}`}`;
      return [{ at: placeOf(scenario, `steps.${id}`), message, expected, found: status }];
    }),
  );
}

/** Why a run stopped, in sentences; empty where it went to its end. */
function reasonsOf({ state, entries }: RunResult): readonly string[] {
  const current = state.current === null ? undefined : state.steps.get(state.current);
  const outcome = current?.outcome ?? null;
  const said = entries.slice(-4).flatMap((entry) => {
    if (entry.type === 'condition-undecidable') return [entry.message];
    if (entry.type === 'run-ended' && entry.reason !== null) return [entry.reason];
    return entry.type === 'run-paused' && entry.reason !== 'asked' ? [entry.reason] : [];
  });
  if (state.status === 'done' || state.status === 'rolled-back') return said;
  return [...(outcome === null ? [] : sentencesOf(outcome)), ...said];
}

function sentencesOf({ verdicts, message, failedCommand, exit }: Outcome): readonly string[] {
  const broken = verdicts.filter(({ ok }) => !ok).map(failureSentence);
  const command = failedCommand === null ? [] : [`\`${failedCommand.text}\` ended with exit ${exit}`];
  return [...broken, ...(message === null ? [] : [message]), ...command];
}
