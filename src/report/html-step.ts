import type { Approval, BlockEnded, Entry, WaitAnew } from '../model/event.ts';
import type { Verdict } from '../model/expectation.ts';
import { nameOperator } from '../model/operator-name.ts';
import { tellDuration } from '../model/time-words.ts';
import { tellAnew } from '../model/wait-words.ts';
import { countPolls, elidePolls, outputKey } from './elide-polls.ts';
import { renderOutput, renderRecording } from './html-output.ts';
import { type Markup, markup, nothing, verbatim } from './markup.ts';
import type { OutputBudget } from './output-budget.ts';
import { capital, tellCount } from './plain-text.ts';
import type { AttemptStory, StepStory } from './run-story.ts';
import { stepWords } from './status-words.ts';
import { noText, type StepTexts, tellOtherText } from './step-texts.ts';
import { tellEntry } from './tell-entry.ts';
import { tellFailure, tellOutcome } from './tell-outcome.ts';
import { spanOf, tellTimeSpent } from './time-spent.ts';

/** One step: what it was, who decided what about it, and each attempt with its claims and its output. */
export function renderStep(
  step: StepStory,
  anchor: string,
  { texts, note }: StepTexts,
  budget: OutputBudget,
): Markup {
  const { word, glyph, tone } = step.word;
  const { planned } = step.versions.told;
  const title = planned.title === planned.id ? '' : planned.title;
  const kind = [planned.kind === 'block' ? planned.mode : planned.kind, ...(planned.traits ?? [])].join(', ');
  return markup`<article class="step card" id="${anchor}">
<header><span class="status ${tone}">${glyph} ${word}</span><h3 class="iso">${step.id}</h3><span class="quiet iso">${title}</span><span class="quiet">${kind}</span><span class="took quiet">${step.time === null ? '' : tellTimeSpent(step.time)}</span></header>
${texts.map(renderText)}${note === '' ? nothing : markup`<p class="alert">${note}</p>`}
${renderActs(step, budget)}
</article>
`;
}

function renderText({ heading, step }: StepTexts['texts'][number]): Markup {
  const head = heading === '' ? nothing : markup`<p class="quiet">${heading}</p>`;
  if (step === null) return markup`<div>${head}<p class="alert">${noText}</p></div>`;
  const { text, isCode, file, line } = step;
  const body = isCode
    ? markup`<pre class="code">${verbatim(text)}</pre>`
    : markup`<p class="iso">${text}</p>`;
  return markup`<div>${head}${body}<p class="quiet"><small>${file}:${line}</small></p></div>`;
}

/** In the order in which it happened; polls that led to nothing yet are one row together. */
function renderActs(step: StepStory, budget: OutputBudget): readonly Markup[] {
  const acts: Markup[] = [];
  let polls: AttemptStory[] = [];
  const flush = () => {
    if (polls.length > 0) acts.push(renderPolls(polls, budget));
    polls = [];
  };
  const attempts = new Map<Entry, AttemptStory>(step.attempts.map((attempt) => [attempt.begun, attempt]));
  for (const entry of step.entries) {
    const attempt = attempts.get(entry);
    if (attempt?.begun.anew !== undefined) {
      flush();
      acts.push(act(attempt.begun, renderAnew(attempt.begun.anew, attempt.begun.attempt)));
    }
    if (attempt?.ended?.again === true) polls.push(attempt);
    else if (attempt !== undefined) {
      flush();
      acts.push(act(attempt.ended ?? attempt.begun, renderAttempt(attempt, budget)));
    } else if (entry.type !== 'block-ended' && entry.type !== 'gate-opened') {
      flush();
      acts.push(
        act(entry, entry.type === 'gate-answered' ? renderAnswer(entry, step) : renderPlain(entry, budget)),
      );
    }
  }
  flush();
  const open = step.entries.at(-1);
  if (open?.type === 'gate-opened') {
    const other = tellOtherText(step, open);
    const shown = other === '' ? 'Gate shown' : `Gate shown ${other}`;
    acts.push(act(open, markup`<p>${shown}, and not answered.</p>`));
  }
  return acts;
}

function renderAnew(anew: WaitAnew, attempt: number): Markup {
  return markup`<p class="iso">${capital(tellAnew(anew, attempt))}</p>`;
}

function act({ time }: { readonly time: string }, body: Markup): Markup {
  return markup`<div class="act">${clock(time)}<div>${body}</div></div>
`;
}

export function clock(time: string): Markup {
  return markup`<time datetime="${time}" title="${time}">${time.slice(11, 19)}</time>`;
}

function renderPlain(entry: Entry, budget: OutputBudget): Markup {
  const { text, tone, by } = tellEntry(entry);
  const who = by === null ? nothing : markup` <span class="quiet">— ${nameOperator(by)}</span>`;
  const file = entry.type === 'shell-closed' || entry.type === 'late-output-seen' ? entry.log : null;
  const recording = file === null ? nothing : renderRecording(file, budget);
  return markup`<p class="iso"><span class="${tone}">${capital(text)}</span>${who}</p>${recording}`;
}

function renderAnswer(entry: Extract<Entry, { type: 'gate-answered' }>, step: StepStory): Markup {
  const at = step.entries.indexOf(entry);
  const opened = step.entries.slice(0, at).findLast((each) => each.type === 'gate-opened');
  const waited =
    opened === undefined
      ? nothing
      : markup` <span class="quiet">after ${tellDuration(spanOf(opened.time, entry.time))}</span>`;
  const other =
    tellOtherText(step, entry) === ''
      ? nothing
      : markup` <span class="alert">${tellOtherText(step, entry)}</span>`;
  const word = { yes: 'yes', skip: 'skip', decline: 'no' }[entry.decision];
  const typed = entry.typed.map(
    (line, index) => markup`, ${index === 0 ? 'typed' : 'then'} <code class="iso">${line}</code>`,
  );
  const reason = entry.reason === null ? nothing : markup`<p>Reason: <bdi>${entry.reason}</bdi></p>`;
  const shown = opened === undefined ? nothing : renderApproval(opened.approval, entry.decision === 'yes');
  return markup`<p>Gate: <b class="${entry.decision === 'yes' ? 'plain' : 'alert'}">${word}</b> by <bdi>${nameOperator(entry.by)}</bdi>${waited}${typed}${other}</p>${reason}${shown}`;
}

/** What the yes was given to. */
function renderApproval({ reads, place, scripts, dangers = [], hash }: Approval, given: boolean): Markup {
  const where = `${place.user}@${place.host}:${place.cwd}`;
  const values = Object.entries(reads).map(
    ([name, value]) =>
      markup`<dt><code>${name}</code></dt><dd>${value === null ? markup`<span class="alert">unset</span>` : value === '' ? markup`<span class="alert">empty</span>` : markup`<code class="iso">${value}</code>`}</dd>`,
  );
  const files = Object.entries(scripts).map(
    ([name, sha]) => markup`<dt><code>${name}</code></dt><dd><code class="quiet">sha256 ${sha}</code></dd>`,
  );
  const changes = dangers.map(
    ({ command, effect, why, line }) =>
      markup`<dt class="alert">${effect}</dt><dd><code class="iso">${command}</code> (line ${line}: <bdi>${why}</bdi>)</dd>`,
  );
  return markup`<details><summary>What the gate showed</summary><dl class="reads"><dt class="quiet">where</dt><dd>${where}${place.target === null ? '' : `, target ${place.target}`}</dd>${values}${files}${changes}<dt class="quiet">${given ? 'approved' : 'shown'}</dt><dd><code class="quiet">${hash}</code></dd></dl></details>`;
}

function renderPolls(polls: readonly AttemptStory[], budget: OutputBudget): Markup {
  const last = polls.at(-1) as AttemptStory;
  const outcome = last.ended?.outcome;
  const first = polls[0] as AttemptStory;
  const told = elidePolls(polls, outputKey);
  const taken = budget.takePolls(told.length);
  const shown = told.slice(-taken);
  const earlier = countPolls(told.slice(0, -taken));
  const more =
    earlier === 0
      ? nothing
      : markup`<p class="cut">${tellCount(earlier, 'earlier attempt')} left out here; the journal has them</p>`;
  const inner = shown.map((poll) =>
    typeof poll === 'number'
      ? markup`<p class="cut">${tellCount(poll, 'attempt')} in between printed the same and came to the same</p>`
      : act(poll.ended ?? poll.begun, renderAttempt(poll, budget)),
  );
  const all = told.length === polls.length ? 'Each of them' : 'Those that differ';
  const summary = earlier === 0 ? all : `The last ${polls.length - earlier}`;
  const said = outcome === undefined ? '' : tellOutcome(outcome);
  return act(
    first.begun,
    markup`<p class="quiet">${tellCount(polls.length, 'attempt')} not there yet, the last: <span class="iso">${said}</span></p><details><summary>${summary}</summary>${more}${inner}</details>`,
  );
}

function renderAttempt(attempt: AttemptStory, budget: OutputBudget): Markup {
  const { begun, ended } = attempt;
  if (ended === null) {
    return markup`<p class="bad">Attempt ${begun.attempt} was begun; its result is not on record.</p>${renderOutput(attempt, budget)}`;
  }
  return markup`${renderEnding(ended, begun.confined === true)}${renderClaims(ended.outcome.verdicts)}${renderOutput(attempt, budget)}`;
}

function renderEnding({ attempt, took, outcome, again }: BlockEnded, confined: boolean): Markup {
  const number = `${attempt === 1 ? 'Ran' : `Attempt ${attempt} ran`}${confined ? ' confined' : ''}`;
  if (again) return markup`<p class="quiet">${number} ${tellDuration(took)}, not there yet</p>`;
  const { word, tone } = stepWords[outcome.status];
  const failures = tellFailure(outcome).map(
    (sentence) => markup`<p class="bad iso">${capital(sentence)}</p>`,
  );
  const hint = outcome.failedCommand?.hint;
  const advice =
    hint === null || hint === undefined ? nothing : markup`<p class="alert iso">Hint: ${hint}</p>`;
  const exit = outcome.exit === null ? '' : `, exit ${outcome.exit}`;
  return markup`<p>${number} ${tellDuration(took)}: <b class="${tone}">${word}</b>${exit}</p>${failures}${advice}`;
}

function renderClaims(verdicts: readonly Verdict[]): Markup {
  if (verdicts.length === 0) return nothing;
  const rows = verdicts.map(({ claim, ok, found, at, evidence }) => {
    const lines = evidence.length === 0 ? nothing : markup`<pre>${verbatim(evidence.join('\n'))}</pre>`;
    return markup`<tr><td class="${ok ? 'good' : 'bad'}">${ok ? '✓' : '✗'}</td><td><span class="iso" title="${at}">${claim}</span></td><td><span class="iso">${found}</span>${lines}</td></tr>
`;
  });
  return markup`<table class="claims"><thead><tr><th></th><th>expected</th><th>found</th></tr></thead><tbody>
${rows}</tbody></table>`;
}
