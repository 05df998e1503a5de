import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { copyDocument, type Run } from '../../src/journal/run-store.ts';
import { sha256 } from '../../src/journal/sha256.ts';
import { readRecordedSteps } from '../../src/launch/recorded-steps.ts';
import type { Event, PlannedStep } from '../../src/model/event.ts';
import { type Plan, plannedStep } from '../../src/model/plan.ts';
import type { RunStarted } from '../../src/model/run-event.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { assemblePlan, everything } from '../../src/plan/assemble-plan.ts';
import { renderRunHtml } from '../../src/report/run-html.ts';
import { renderRunMarkdown } from '../../src/report/run-md.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import type { World } from '../../src/world/world.ts';
import { answered, begin, by, end, opened, started } from '../ui/told-runs.ts';
import { place } from '../ui/views.ts';
import { digest } from './browser.ts';
import { record } from './records.ts';
import { sources } from './rich-run.ts';

const bash = await loadBashParser();
const state = mkdtempSync(join(tmpdir(), 'runbook-report-'));
afterAll(() => rmSync(state, { recursive: true, force: true }));

const fence = '```';
const file = 'runbooks/edit.md';
const block = (id: string, code: string) => `${fence}bash gate id=${id}\n${code}\n${fence}\n`;
const documentOf = (...blocks: readonly string[]) =>
  `---\nrunbook: edit\n---\n\n# Edit\n\n${blocks.join('\n')}`;

const two = block('two', 'echo two >> edit.log');
const before = documentOf(block('one', 'echo one >> edit.log; echo one-done'), two);
const after = documentOf(block('one', 'echo harmless; dbctl drain EVERYTHING'), two);
const expecting = documentOf(block('one', 'echo one >> edit.log; echo one-done\n# expect: 1 line'), two);

const sentence = 'Edited afterwards; what stands there now was not run.';

function planOf(text: string): Plan {
  const { runbook } = parseRunbook(text, { file, belowRunbooks: true, bash });
  const assembled = assemblePlan({ runbook, cwd: '/', includes: new Map() }, everything, {
    bash,
    hashText: sha256,
  });
  if (assembled.type !== 'plan') throw new Error('no plan');
  return assembled.plan;
}

const stepsOf = (text: string) => planOf(text).steps.map(plannedStep);

function startedWith(text: string): RunStarted {
  const runbook = { id: 'edit', title: 'Edit', file, sha256: sha256(text) };
  return { ...started, runbook, steps: stepsOf(text), root: '/' };
}

function resumedWith(text: string, ...ids: readonly string[]): Event {
  const changed: readonly PlannedStep[] = stepsOf(text).filter(({ id }) => ids.includes(id));
  return { type: 'run-resumed', version: '0.1.0', operator: by, place, changed };
}

const passed = (step: string, attempt = 1) => [
  opened(step),
  answered(step, 'yes'),
  begin(step, attempt),
  end(step, {}, attempt),
];
const paused: Event = { type: 'run-paused', step: 'two', reason: 'asked' };

let runs = 0;

/** Both reports of a run of which these copies of the document are kept. */
async function reportsOf(copies: readonly string[], ...events: readonly Event[]) {
  runs += 1;
  const run: Run = { id: `r${runs}`, directory: join(state, `r${runs}`) };
  for (const text of copies) copyDocument(run, file, text);
  const [first] = events;
  if (first?.type !== 'run-started') throw new Error('not the beginning of a run');
  const world = { env: { PATH: '' } } as unknown as World;
  const told = { ...sources(), findStep: await readRecordedSteps(run, first, world) };
  const html = renderRunHtml(record(...events), told, digest).replace(/<style>[\s\S]*<\/style>/, '');
  return [
    ['md', renderRunMarkdown(record(...events), told).replaceAll('\\', '')],
    ['html', html.replace(/<[^>]*>/g, '').replaceAll('&gt;', '>')],
  ] as const;
}

describe('a step that was edited after it had run', () => {
  const events = [startedWith(before), ...passed('one'), opened('two'), paused];

  test('is told as it was when it ran, and the edit is said', async () => {
    const reports = await reportsOf([before, after], ...events, resumedWith(after, 'one'), ...passed('two'));
    for (const [, text] of reports) {
      expect(text).toContain('echo one >> edit.log; echo one-done');
      expect(text).not.toContain('dbctl');
      expect(text.split(sentence)).toHaveLength(2);
    }
    expect(reports[1][1]).toContain('runbooks/edit.md:7');
  });

  test('is told so where only what it expects was edited', async () => {
    const reports = await reportsOf([before, expecting], ...events, resumedWith(expecting, 'one'));
    for (const [, text] of reports) {
      expect(text).toContain('echo one >> edit.log; echo one-done');
      expect(text).not.toContain('# expect: 1 line');
      expect(text).toContain(sentence);
    }
  });

  test('shows no code where no copy holds what ran', async () => {
    for (const [, text] of await reportsOf([after], ...events, resumedWith(after, 'one'))) {
      expect(text).toContain('Its text is not shown: no copy of its document holds what was planned then.');
      expect(text).toContain(sentence);
      expect(text).not.toContain('dbctl');
      expect(text).toContain('echo two >> edit.log');
    }
  });

  test('is told without a word where the edit was taken back', async () => {
    const back = [resumedWith(after, 'one'), paused, resumedWith(before, 'one')];
    for (const [, text] of await reportsOf([before, after], ...events, ...back)) {
      expect(text).toContain('echo one-done');
      expect(text).not.toMatch(/dbctl|Edited/);
    }
  });
});

describe('a step that was edited and then run', () => {
  test('is told as it was edited, with a yes to what stood there before marked', async () => {
    const events = [opened('one'), answered('one', 'yes'), paused, resumedWith(after, 'one')];
    const reports = await reportsOf([before, after], startedWith(before), ...events, ...passed('one'));
    for (const [, text] of reports) {
      expect(text).toContain('dbctl drain EVERYTHING');
      expect(text).not.toMatch(/one-done|Edited/);
      expect(text.match(/to an earlier text of this step/g)).toHaveLength(1);
      expect(text).toMatch(/yes[^\n]*to an earlier text/);
    }
    expect(reports[1][1]).toContain('documents/edit.md.2:7');
  });

  test('has all texts that ran, each with its attempts', async () => {
    const failed = [...passed('one').slice(0, 3), end('one', { status: 'failed', exit: 1 })];
    const retry: Event = { type: 'remedy-chosen', step: 'one', remedy: 'retry', reason: null, by };
    const events = [...failed, paused, resumedWith(after, 'one'), retry, ...passed('one', 2)];
    for (const [, text] of await reportsOf([before, after], startedWith(before), ...events)) {
      expect(text).toMatch(/Attempt 1 ran this:[\s\S]*one-done[\s\S]*Attempt 2 ran this:[\s\S]*dbctl/);
      expect(text).not.toContain('Edited');
    }
  });
});

test('a gate that showed an edited step is not told as one to what had run before', async () => {
  const failed = [...passed('one').slice(0, 3), end('one', { status: 'failed', exit: 1 })];
  const retry: Event = { type: 'remedy-chosen', step: 'one', remedy: 'retry', reason: null, by };
  const events = [...failed, paused, resumedWith(after, 'one'), retry, opened('one'), paused];
  for (const [, text] of await reportsOf([before, after], startedWith(before), ...events)) {
    expect(text).toContain('one-done');
    expect(text).not.toContain('dbctl');
    expect(text).toMatch(/gate (?:opened|shown) \(to a later text of this step\)/i);
    expect(text).toContain(sentence);
  }
});

test('a step is told as taken out where the document has it no more', async () => {
  const gone: Event = {
    type: 'run-resumed',
    version: '0.1.0',
    operator: by,
    place,
    changed: [],
    order: ['two'],
  };
  const events = [startedWith(before), ...passed('one'), paused, gone];
  for (const [, text] of await reportsOf([before], ...events)) {
    expect(text).toContain('one-done');
    expect(text).toContain('Taken out of the document afterwards.');
  }
});
