import { failureSentence } from '../expect/verdict.ts';
import { hasTrait } from '../model/plan.ts';
import { type Markup, markup, nothing, verbatim } from './markup.ts';
import type { RunRecord } from './run-record.ts';
import { type RunStory, type StepStory, tellRun } from './run-story.ts';
import { tellExit, tellFailure, tellOutcome } from './tell-outcome.ts';
import { tellVerdictOf } from './tell-run.ts';

/**
 * A run as JUnit XML: one suite, one case a step. Only what passed is without a mark: what a human skipped, declined
 * or accepted as a deviation is `skipped` with the reason, what nobody knows the outcome of is an `error`.
 */
export function renderRunJunit(record: RunRecord): string {
  const story = tellRun(record);
  const { state, started } = story;
  const journal = record.broken ? [renderJournal(record)] : [];
  const cases = [...journal, ...story.steps.map((step) => renderCase(step, story))];
  const count = (kind: Mark) => story.steps.filter((step) => markOf(step) === kind).length;
  const totals = markup`tests="${cases.length}" failures="${count('failure')}" errors="${count('error') + journal.length}" skipped="${count('skipped')}" time="${seconds(story.time.walked)}"`;
  const host =
    started === null
      ? nothing
      : markup` hostname="${started.place.host}" timestamp="${started.time.slice(0, 19)}"`;
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${totals}>
<testsuite name="${state.runbook?.id ?? 'unknown'}" ${totals}${host}>
<properties>
${propertiesOf(story)}</properties>
${cases}</testsuite>
</testsuites>
`.markup;
}

function propertiesOf(story: RunStory): readonly Markup[] {
  const { state, record, started } = story;
  const { word, sentence } = tellVerdictOf(story);
  const facts = {
    run: state.run ?? 'unknown',
    status: state.status,
    verdict: `${word} ${sentence}`,
    target: state.target ?? '',
    commit: started?.git?.commit ?? '',
    head: record.head,
  };
  return Object.entries(facts).map(
    ([name, value]) => markup`<property name="${name}" value="${value}"/>
`,
  );
}

function renderJournal({ faults }: RunRecord): Markup {
  const lines = faults.map(({ line, message }) => `line ${line}: ${message}`);
  return markup`<testcase classname="runbook" name="journal"><error type="damaged" message="the journal was damaged or changed">${verbatim(lines.join('\n'))}</error></testcase>
`;
}

type Mark = 'passed' | 'failure' | 'error' | 'skipped';

function markOf({ state }: StepStory): Mark {
  switch (state.status) {
    case 'passed':
      return 'passed';
    case 'failed':
    case 'unexpected':
      return 'failure';
    case 'unknown':
      return 'error';
    case 'pending':
    case 'running':
    case 'skipped':
    case 'declined':
    case 'deviated':
      return 'skipped';
    default:
      return state.status satisfies never;
  }
}

function renderCase(step: StepStory, { state }: RunStory): Markup {
  const took = seconds(step.time?.walked ?? 0);
  return markup`<testcase classname="${state.runbook?.id ?? 'unknown'}" name="${step.id}" time="${took}">${renderMark(step)}</testcase>
`;
}

function renderMark(step: StepStory): Markup {
  const { status, outcome, reason } = step.state;
  const { word } = step.word;
  const because = reason === null ? word : `${word}: ${reason}`;
  switch (markOf(step)) {
    case 'passed':
      return nothing;
    case 'failure': {
      const sentence = outcome === null || outcome.status === 'passed' ? because : tellOutcome(outcome);
      return markup`<failure type="${status}" message="${sentence}">${verbatim(evidenceOf(step))}</failure>`;
    }
    case 'error':
      return markup`<error type="unknown" message="what became of it is not on record">${verbatim(evidenceOf(step))}</error>`;
    case 'skipped': {
      const evidence = evidenceOf(step);
      const told = evidence === '' ? nothing : markup`<system-out>${verbatim(evidence)}</system-out>`;
      return markup`<skipped message="${because}"/>${told}`;
    }
  }
}

/** Everything that did not hold, with the lines that show it. */
function evidenceOf({ state, versions }: StepStory): string {
  const { outcome, log } = state;
  const { planned } = versions.told;
  if (outcome === null || outcome.status === 'passed') return '';
  const broken = outcome.verdicts.filter(({ ok }) => !ok);
  const lines = broken.flatMap((verdict) => [
    `${failureSentence(verdict)} (${verdict.at})`,
    ...verdict.evidence.map((line) => `  ${line}`),
  ]);
  const sentences = tellFailure({ ...outcome, verdicts: [] });
  return [
    ...(lines.length > 0 && outcome.exit === 0 ? [] : [tellExit(outcome), ...sentences]),
    ...lines,
    ...(log === null || hasTrait(planned, 'secret') ? [] : [`log: ${log}`]),
    ...(hasTrait(planned, 'secret') ? ['its output is secret: neither kept nor shown'] : []),
  ].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
