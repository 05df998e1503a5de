import type { Confinement } from '../model/confinement.ts';
import { tellConfinement } from '../model/confinement-words.ts';
import type { Operator, Place } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import type { Plan } from '../model/plan.ts';
import type { RunResumed, RunStarted } from '../model/run-event.ts';
import type { RunState } from '../model/state.ts';
import { tellInstant, tellStanding } from '../report/tell-standing.ts';
import { hangWords, span, spread } from './layout.ts';
import type { Style } from './style.ts';

/** What a run is, where it takes place and who is at it. */
export function startedRows(entry: RunStarted, run: string, width: number, style: Style): readonly string[] {
  const { runbook, git, options, careful } = entry;
  const commit = git === null ? 'no commit known' : `${git.branch ?? 'detached'} ${git.commit.slice(0, 7)}`;
  const clean = git === null ? '' : git.dirty ? ' with uncommitted changes' : ' clean';
  const said = [
    ...(options.stepwise ? ['--step: every step stops at a gate'] : []),
    ...confinementRows(options.confinement),
    ...(options.check ? ['--check: only readonly steps are run, up to the first that needs a human'] : []),
  ];
  return [
    ...titleRows(runbook.id, runbook.title, run, width, style),
    ...placeRows(
      [...whereabouts(entry.place), nameOperator(entry.operator), `${commit}${clean}`],
      width,
      style,
    ),
    ...(careful ? carefulRows(width, style) : []),
    ...said.flatMap((text) => hangWords(style, [], span(style.words(text), 'alert'), width)),
  ];
}

/** A run that is to be taken up again, as far as it is known before anything is on record about that. */
export interface TakenUp {
  readonly run: string;
  readonly plan: Plan;
  readonly place: Place;
  readonly operator: Operator;
  readonly before: RunState;
}

/** The same for a run that is taken up again, and where it stood. */
export function takenUpRows(
  { run, plan, place, operator, before }: TakenUp,
  width: number,
  style: Style,
): readonly string[] {
  const since = before.updated === null ? '' : ` since ${tellInstant(before.updated)}`;
  const stood = style.words(`${tellStanding(before)}${since}`);
  return [
    ...titleRows(plan.id, plan.title, run, width, style),
    ...placeRows([...whereabouts(place), nameOperator(operator)], width, style),
    ...(plan.careful ? carefulRows(width, style) : []),
    ...handOverRows(before.operator, operator, width, style),
    ...hangWords(style, [], span(stood), width),
  ];
}

/** With what a run goes on, once that is on record. */
export function resumedRows(
  entry: RunResumed,
  before: RunState,
  width: number,
  style: Style,
): readonly string[] {
  const steps = [...before.steps.values()];
  const finished = steps.filter(({ phase }) => phase === 'finished').length;
  const changed = entry.changed.map(({ id }) => id).join(', ');
  return [
    ...hangWords(style, [], span(`resumed: ${finished} of ${steps.length} steps are finished`), width),
    ...confinementRows(entry.confinement).flatMap((text) =>
      hangWords(style, [], span(style.words(text)), width),
    ),
    ...(changed === ''
      ? []
      : hangWords(
          style,
          [],
          span(`changed since they were planned: ${style.words(changed)}`, 'alert'),
          width,
        )),
  ];
}

/** Somebody else had the run before: the journal says so, and so does the terminal. */
function handOverRows(
  before: Operator | null,
  now: Operator,
  width: number,
  style: Style,
): readonly string[] {
  if (before === null || nameOperator(before) === nameOperator(now)) return [];
  const names = [before, now].map((operator) => style.words(nameOperator(operator)));
  return hangWords(style, [], span(`handed over from ${names[0]} to ${names[1]}`, 'alert'), width);
}

function confinementRows(confinement: Confinement | undefined): readonly string[] {
  return confinement === undefined ? [] : [`readonly blocks: ${tellConfinement(confinement)}`];
}

function titleRows(id: string, title: string, run: string, width: number, style: Style): readonly string[] {
  const left = [span(style.words(id), 'strong'), span(`  ${style.words(title)}`)];
  return spread(style, left, span(`run ${style.words(run)}`, 'quiet'), width);
}

function placeRows(facts: readonly string[], width: number, style: Style): readonly string[] {
  const text = facts.map((fact) => style.words(fact)).join(` ${style.glyphs.dot} `);
  return hangWords(style, [], span(text), width);
}

function whereabouts({ target, host }: Place): readonly string[] {
  return [...(target === null ? [] : [target]), host];
}

function carefulRows(width: number, style: Style): readonly string[] {
  const text = 'this document has not opted in: every block stops at a gate, its errors are warnings';
  return hangWords(style, [span('CAREFUL MODE  ', 'alert')], span(text), width);
}
