import { nameOperator } from '../model/operator-name.ts';
import { textRows } from './agreed-texts.ts';
import { findRemarkable } from './findings.ts';
import { type NameStep, renderOverview } from './html-overview.ts';
import { renderStep } from './html-step.ts';
import { htmlStyle } from './html-style.ts';
import { renderTimeline } from './html-timeline.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { OutputBudget } from './output-budget.ts';
import type { ReportSources } from './report-sources.ts';
import { factsOf } from './run-facts.ts';
import type { RunRecord } from './run-record.ts';
import { type RunStory, tellRun } from './run-story.ts';
import { tellTexts } from './step-texts.ts';
import { tellVerdictOf } from './tell-run.ts';

/** One page that holds everything it shows: no script, no request, nothing that is not text or this style. */
export function renderRunHtml(
  record: RunRecord,
  sources: ReportSources,
  /** SHA-256 of a text in base64, as a content security policy names it. */
  digest: (text: string) => string,
): string {
  const story = tellRun(record);
  const policy = `default-src 'none'; style-src 'sha256-${digest(htmlStyle)}'; base-uri 'none'; form-action 'none'`;
  const title = `${story.state.runbook?.title ?? story.state.run ?? 'A run'} — ${tellVerdictOf(story).word}`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: htmlStyle }}</style>
</head>
<body>
<main>
${renderBody(story, sources)}</main>
</body>
</html>
`.markup;
}

function renderBody(story: RunStory, { readLog, findStep, limits }: ReportSources): readonly Markup[] {
  const budget = new OutputBudget(readLog, limits);
  const told = story.steps.filter(({ entries }) => entries.length > 0);
  const anchors = new Map(told.map(({ id }, index) => [id, `step-${index + 1}`]));
  const nameStep = (id: string) => {
    const anchor = anchors.get(id);
    return anchor === undefined
      ? markup`<span class="iso">${id}</span>`
      : markup`<a class="iso" href="#${anchor}">${id}</a>`;
  };
  const steps = told.map((step) =>
    renderStep(step, anchors.get(step.id) ?? '', tellTexts(step, findStep), budget),
  );
  return [
    renderHead(story),
    renderFindings(story, nameStep),
    renderOverview(story, nameStep),
    steps.length === 0
      ? nothing
      : markup`<section><h2>What happened</h2>
${steps}</section>
`,
    renderTimeline(story.record, nameStep),
    renderFoot(story),
  ];
}

function renderHead(story: RunStory): Markup {
  const { state } = story;
  const { word, tone, sentence } = tellVerdictOf(story);
  const facts = factsOf(story).map(
    ([name, value]) => markup`<dt>${name}</dt><dd class="iso">${value}</dd>
`,
  );
  const texts = textRows(story.texts).map(
    ({ name, file, sha256, said }) =>
      markup`<dt>${name}</dt><dd class="iso">${[file, said].filter((part) => part !== '').join(', ')} <code class="quiet">${sha256}</code></dd>
`,
  );
  return markup`<header>
<p class="kicker">Run report · <bdi>${state.runbook?.id ?? 'unknown runbook'}</bdi></p>
<h1 class="iso">${state.runbook?.title ?? 'A run whose beginning is not on record'}</h1>
<p class="verdict ${tone}"><b>${word}</b> <span class="iso">${sentence}</span></p>
<dl class="facts">
${facts}${texts}<dt>Journal head</dt><dd><code>${story.record.head}</code></dd>
</dl>
</header>
`;
}

function renderFindings(story: RunStory, nameStep: NameStep): Markup {
  const rows = findRemarkable(story).map(({ step, tone, word, text, by }) => {
    const name = step === null ? nothing : markup`${nameStep(step)} `;
    const who = by === null ? nothing : markup` <span class="quiet iso">— ${nameOperator(by)}</span>`;
    return markup`<li><span class="${tone}">${word}</span><span>${name}<span class="iso">${text}</span>${who}</span></li>
`;
  });
  if (rows.length === 0) return nothing;
  return markup`<section><h2>Worth knowing</h2>
<ul class="found card">
${rows}</ul></section>
`;
}

function renderFoot({ record, state }: RunStory): Markup {
  return markup`<footer><p>All times are UTC. Made from the run’s journal, whose last line has the hash <code>${record.head}</code>. Whoever noted the head that the run printed can check the journal with <code>runbook verify ${state.run ?? 'RUN'} --head HASH</code>.</p></footer>
`;
}
