import { tellBytes } from '../model/size-words.ts';
import type { LogExcerpt } from './log-excerpt.ts';
import { type Markup, markup, nothing, verbatim } from './markup.ts';
import type { OutputBudget } from './output-budget.ts';
import { capital, tellWithheld } from './plain-text.ts';
import type { AttemptStory } from './run-story.ts';

/** What an attempt printed, folded in, with a word about everything that is not there. */
export function renderOutput(attempt: AttemptStory, budget: OutputBudget): Markup {
  const excerpt = budget.take(attempt);
  const { state, bytes } = excerpt;
  const file = attempt.begun.log;
  if (state === 'missing') {
    const recorded = attempt.ended?.output.bytes;
    const size = recorded === undefined ? '' : ` (${tellBytes(recorded)} on record)`;
    return markup`<p class="bad">Its output${size} is missing: <code>${file}</code> is not there or cannot be read.</p>`;
  }
  const withheld = attempt.ended?.output.withheld;
  if (withheld !== undefined && state === 'intact') {
    return markup`<p class="quiet">${capital(tellWithheld(withheld))}.</p>`;
  }
  if (bytes === 0 && state === 'intact') return markup`<p class="quiet">It printed nothing.</p>`;
  const warning = {
    intact: nothing,
    changed: markup`<p class="bad">This is not what the run recorded: <code>${file}</code> was changed afterwards.</p>`,
    unrecorded: markup`<p class="alert">The record broke off while it ran: nothing vouches for this output, and it may go on.</p>`,
  }[state];
  return markup`${warning}${renderFolded('Output', excerpt, file)}`;
}

/** A file beside the journal that has no hash on record. */
export function renderRecording(name: string, budget: OutputBudget): Markup {
  const excerpt = budget.takeFile(name);
  if (excerpt.state === 'missing')
    return markup`<p class="bad"><code>${name}</code> is not there or cannot be read.</p>`;
  return renderFolded('Recording without a hash in the journal', excerpt, name);
}

function renderFolded(what: string, { head, tail, bytes, leftOut }: LogExcerpt, file: string): Markup {
  const cut = markup`<p class="cut">${tellBytes(leftOut)} left out here; all of it is in ${file}</p>`;
  const rest = leftOut === 0 ? nothing : markup`${cut}<pre class="out">${verbatim(tail)}</pre>`;
  return markup`<details><summary>${what}, ${tellBytes(bytes)}</summary>
<pre class="out">${verbatim(head)}</pre>${rest}</details>`;
}
