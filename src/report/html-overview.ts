import { type Markup, markup, nothing } from './markup.ts';
import type { RunStory, StepStory } from './run-story.ts';
import { barsOf } from './step-bars.ts';
import { tellIdle, tellWalked } from './time-spent.ts';

/** The name of a step, leading to what is told of it, where something is. */
export type NameStep = (id: string) => Markup;

/** All steps at a glance: what became of each, and when in the run. */
export function renderOverview(story: RunStory, nameStep: NameStep): Markup {
  if (story.steps.length === 0) return nothing;
  const rows = story.steps.map((step) => renderRow(step, story, nameStep(step.id)));
  return markup`<section><h2>Steps</h2>
<ol class="overview card">
${rows}</ol>
<p class="legend quiet">When in the run:<i class="gate"></i>waiting at a gate<i class="block"></i>running${tellIdle(story.time) === '' ? '' : '; time in which nothing was running is left out'}</p></section>
`;
}

function renderRow(step: StepStory, story: RunStory, name: Markup): Markup {
  const { word, glyph, tone } = step.word;
  return markup`<li><span class="${tone}" role="img" aria-label="${word}" title="${word}">${glyph}</span>${name}${renderBars(step, story)}<span class="took quiet">${step.time === null ? '' : tellWalked(step.time)}</span></li>
`;
}

/** Units of the drawing: a stretch is never so short that it could not be seen. */
const width = 1000;
const least = 6;

function renderBars(step: StepStory, story: RunStory): Markup {
  const bars = barsOf(step, story).map(({ type, from, to }) => {
    const long = Math.max(least, Math.round((to - from) * width));
    const x = Math.min(width - long, Math.round(from * width));
    return markup`<rect class="${type}" x="${x}" y="0" width="${long}" height="8"/>`;
  });
  return markup`<svg class="bar" viewBox="0 0 ${width} 8" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>`;
}
