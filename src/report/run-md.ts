import { nameOperator } from '../model/operator-name.ts';
import { textRows } from './agreed-texts.ts';
import { findRemarkable } from './findings.ts';
import { mdStep } from './md-step.ts';
import { mdCode, mdWords } from './md-text.ts';
import { OutputBudget, type OutputLimits } from './output-budget.ts';
import { tellCount } from './plain-text.ts';
import type { ReportSources } from './report-sources.ts';
import { factsOf } from './run-facts.ts';
import type { RunRecord } from './run-record.ts';
import { type RunStory, type StepStory, tellRun } from './run-story.ts';
import { tellTexts } from './step-texts.ts';
import { tellEntry } from './tell-entry.ts';
import { tellVerdictOf } from './tell-run.ts';
import { tellTimeSpent } from './time-spent.ts';
import { type TimelineRow, timelineRows } from './timeline-rows.ts';

/** Less than a page holds: Markdown is pasted into issues and mails. */
const mdLimits: OutputLimits = { attempt: 8 * 1024, poll: 1024, total: 256 * 1024 };

/** A run as Markdown that forges show as it is meant, whatever was printed or typed in it. */
export function renderRunMarkdown(
  record: RunRecord,
  { readLog, findStep, limits = mdLimits }: ReportSources,
): string {
  const story = tellRun(record);
  const { word, sentence } = tellVerdictOf(story);
  const budget = new OutputBudget(readLog, limits);
  const steps = story.steps
    .filter(({ entries }) => entries.length > 0)
    .map((step) => mdStep(step, tellTexts(step, findStep), budget));
  const title = story.state.runbook?.title ?? 'A run whose beginning is not on record';
  const facts: readonly (readonly [string, string])[] = [
    ...factsOf(story),
    ...textRows(story.texts).map(({ name, file, sha256, said }) => {
      return [name, [file, said, sha256].filter((part) => part !== '').join(', ')] as const;
    }),
    ['Journal head', record.head],
  ];
  return [
    `# Run report: ${mdWords(title)}\n\n**${word}** ${mdWords(sentence)}\n`,
    facts.map(([name, value]) => `- ${name}: ${mdWords(value)}\n`).join(''),
    section('Worth knowing', mdFindings(story)),
    section('Steps', mdOverview(story.steps)),
    section('What happened', steps.join('').trimEnd()),
    section('Timeline', mdTimeline(record)),
    `All times are UTC. With the head that the run printed, \`runbook verify ${story.state.run ?? 'RUN'} --head HASH\` checks the journal.\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function section(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body.trimEnd()}\n`;
}

function mdFindings(story: RunStory): string {
  return findRemarkable(story)
    .map(({ step, word, text, by }) => {
      const name = step === null ? '' : ` ${mdCode(step)}`;
      return `- **${word}**${name}: ${mdWords(text)}${by === null ? '' : ` — ${mdWords(nameOperator(by))}`}\n`;
    })
    .join('');
}

function mdOverview(steps: readonly StepStory[]): string {
  const rows = steps.map((step) => {
    const { id, state } = step;
    const { glyph, word } = step.word;
    const { gate } = state;
    const gated = gate === null ? '' : `${gate.decision}, ${mdWords(nameOperator(gate.by))}`;
    return `| ${glyph} ${word} | ${mdWords(id)} | ${step.time === null ? '' : tellTimeSpent(step.time)} | ${gated} |\n`;
  });
  return rows.length === 0 ? '' : `| Status | Step | Took | Gate |\n|---|---|---|---|\n${rows.join('')}`;
}

function mdTimeline({ entries, beyond, faults }: RunRecord): string {
  const line = (entry: TimelineRow) => {
    if (typeof entry === 'number')
      return `- ${tellCount(entry, 'attempt')} in between led to nothing; the journal has them\n`;
    const { step, text, by } = tellEntry(entry);
    const name = step === null ? '' : ` ${mdCode(step)}`;
    const who = by === null ? '' : ` — ${mdWords(nameOperator(by))}`;
    return `- ${entry.time.slice(0, 19).replace('T', ' ')}${name} ${mdWords(text)}${who}\n`;
  };
  const [first] = faults;
  const cut =
    beyond.length === 0
      ? ''
      : `\nFrom here on the journal is not as it was written (line ${first?.line ?? 0}: ${mdWords(first?.message ?? '')}). ${tellCount(beyond.length, 'entry', 'entries')} can still be read; nothing vouches for them.\n\n${timelineRows(beyond).map(line).join('')}`;
  return timelineRows(entries).map(line).join('') + cut;
}
