import type { Entry } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import type { NameStep } from './html-overview.ts';
import { clock } from './html-step.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { tellCount } from './plain-text.ts';
import type { RunRecord } from './run-record.ts';
import { tellEntry } from './tell-entry.ts';
import { timelineRows } from './timeline-rows.ts';

/** The entries of the journal, in order, and what is left of it behind a damage. */
export function renderTimeline({ entries, beyond, faults }: RunRecord, nameStep: NameStep): Markup {
  const rows = renderEntries(entries, '', nameStep);
  const first = faults[0];
  const cut =
    beyond.length === 0
      ? nothing
      : markup`<li class="day bad">From here on the journal is not as it was written (line ${first?.line ?? 0}: ${first?.message ?? ''}). ${tellCount(beyond.length, 'entry', 'entries')} can still be read; nothing vouches for them.</li>
${renderEntries(beyond, 'beyond', nameStep)}`;
  return markup`<section><h2>Timeline</h2>
<ol class="log card">
${rows}${cut}</ol></section>
`;
}

function renderEntries(entries: readonly Entry[], kind: string, nameStep: NameStep): readonly Markup[] {
  let day = '';
  return timelineRows(entries).map((entry) => {
    if (typeof entry === 'number')
      return markup`<li class="${kind}"><span></span><span class="quiet">${tellCount(entry, 'attempt')} in between led to nothing; the journal has them</span></li>
`;
    const date = entry.time.slice(0, 10);
    const heading =
      date === day
        ? nothing
        : markup`<li class="day"><time datetime="${date}">${date}</time>, UTC</li>
`;
    day = date;
    return markup`${heading}${renderEntry(entry, kind, nameStep)}`;
  });
}

function renderEntry(entry: Entry, kind: string, nameStep: NameStep): Markup {
  const { step, text, tone, by } = tellEntry(entry);
  const name = step === null ? nothing : markup`${nameStep(step)} `;
  const who = by === null ? nothing : markup` <span class="quiet iso">— ${nameOperator(by)}</span>`;
  return markup`<li class="${kind}">${clock(entry.time)}<span>${name}<span class="iso ${tone}">${text}</span>${who}</span></li>
`;
}
