import { toString as textOf } from 'mdast-util-to-string';
import { remark } from 'remark';
import { describe, expect, test } from 'vitest';
import type { Event, PlannedStep } from '../../src/model/event.ts';
import type { DocumentRecord, RunResumed } from '../../src/model/run-event.ts';
import { renderRunHtml } from '../../src/report/run-html.ts';
import { reportRun } from '../../src/report/run-json.ts';
import { renderRunMarkdown } from '../../src/report/run-md.ts';
import { by, started } from '../ui/told-runs.ts';
import { place } from '../ui/views.ts';
import { digest } from './browser.ts';
import { hostileText } from './hostile-text.ts';
import { record } from './records.ts';
import { sources } from './rich-run.ts';

const kim = { account: 'ubuntu', sudoFrom: null, name: 'kim' };
const paused: Event = { type: 'run-paused', step: null, reason: 'asked' };
const runbook: DocumentRecord = { file: 'runbooks/phase-00.md', sha256: 'd' };
const part: DocumentRecord = { file: 'runbooks/part.md', sha256: 'p' };
const ids = started.steps.map(({ id }) => id);
const [drift] = started.steps as readonly [PlannedStep];

function resumed(changes: Partial<RunResumed> = {}): RunResumed {
  const documents = [runbook];
  return {
    type: 'run-resumed',
    version: '0.1.0',
    operator: kim,
    place,
    changed: [],
    order: ids,
    documents,
    ...changes,
  };
}

const edited = resumed({
  changed: [{ ...drift, hash: 'other' }],
  documents: [{ ...runbook, sha256: 'e' }, part],
});

/** What the heads of both reports for people say of documents, a line a row. */
function heads(...events: readonly Event[]): readonly (readonly string[])[] {
  const told = record(...events);
  const about = (row: string) => /^(?:Document|Included|Changed to)\b/.test(row);
  const html = renderRunHtml(told, sources(), digest);
  const rows = [...html.matchAll(/<dt>(.*?)<\/dt><dd[^>]*>(.*?)<\/dd>/g)].map(
    ([, name, value]) => `${name}: ${(value ?? '').replace(/<[^>]*>/g, '').trim()}`,
  );
  const list = remark()
    .parse(renderRunMarkdown(told, sources()))
    .children.find(({ type }) => type === 'list');
  const items = list?.type === 'list' ? list.children.map((item) => textOf(item)) : [];
  return [items.filter(about), rows.filter(about)];
}

describe('the head of a report', () => {
  test('has one row for the document of a run that kept to it', () => {
    const [md, html] = heads(started, paused, resumed());
    expect(md).toEqual(['Document: runbooks/phase-00.md, sha256 d']);
    expect(html).toEqual(['Document: runbooks/phase-00.md sha256 d']);
  });

  test('has another one for each included document', () => {
    const [md] = heads({ ...started, includes: [part] });
    expect(md).toEqual(['Document: runbooks/phase-00.md, sha256 d', 'Included: runbooks/part.md, sha256 p']);
  });

  test('shows each text that was agreed to, when and by whom', () => {
    const [md, html] = heads(started, paused, edited, paused, resumed({ ...edited, changed: [] }));
    expect(md).toEqual([
      'Document: runbooks/phase-00.md, begun by ubuntu (jesse), 2026-11-21 14:03:00 UTC, sha256 d',
      'Changed to: runbooks/phase-00.md, agreed to by ubuntu (kim), 2026-11-21 14:03:02 UTC, sha256 e',
      'Changed to: runbooks/part.md, agreed to by ubuntu (kim), 2026-11-21 14:03:02 UTC, sha256 p',
    ]);
    expect(html).toEqual(md?.map((row) => row.replace(', sha256', ' sha256')));
  });

  test('does not say of a text that somebody agreed to it where nobody was asked', () => {
    const [md] = heads(started, paused, resumed({ documents: [{ ...runbook, sha256: 'e' }] }));
    expect(md?.[1]).toBe(
      'Changed to: runbooks/phase-00.md, no step differs, so nobody was asked; taken up by ubuntu (kim), 2026-11-21 14:03:02 UTC, sha256 e',
    );
  });

  test('says that an older journal does not name a text that was agreed to', () => {
    const { documents, ...older } = edited;
    const [md] = heads(started, paused, older);
    expect(md?.slice(1)).toEqual([
      'Changed to: a text that this older journal does not name, agreed to by ubuntu (kim), 2026-11-21 14:03:02 UTC',
    ]);
    const { documents: none, ...unchanged } = resumed();
    expect(heads(started, paused, unchanged)[0]).toHaveLength(1);
  });

  test('shows whatever a file or a person is called as text', () => {
    const hostile = {
      ...edited,
      operator: { ...kim, name: hostileText },
      documents: [{ ...part, file: hostileText }],
    };
    const told = record(started, paused, hostile);
    const nodes = remark().parse(renderRunMarkdown(told, sources())).children;
    expect(nodes.map(({ type }) => type)).not.toContain('html');
    expect(renderRunHtml(told, sources(), digest)).not.toMatch(/<(?:script|img)/);
  });
});

describe('JSON', () => {
  test('has every text, and still the first ones apart', () => {
    const { texts, document, includes } = reportRun(record({ ...started, includes: [part] }, paused, edited));
    expect([document, includes]).toEqual([runbook, [part]]);
    expect(texts.map(({ file, sha256, included, how }) => [file, sha256, included, how])).toEqual([
      ['runbooks/phase-00.md', 'd', false, 'begun'],
      ['runbooks/part.md', 'p', true, 'begun'],
      ['runbooks/phase-00.md', 'e', false, 'agreed'],
    ]);
    expect(texts.map(({ by, since }) => [by.name, since.slice(17, 19)])).toEqual([
      ['jesse', '00'],
      ['jesse', '00'],
      ['kim', '02'],
    ]);
  });

  test('has a text that came back', () => {
    const back = resumed({ changed: [drift] });
    const { texts } = reportRun(record(started, paused, edited, paused, back));
    expect(texts.map(({ sha256 }) => sha256)).toEqual(['d', 'e', 'p', 'd']);
  });
});

test('steps that were taken out were agreed to as well, and are worth knowing', () => {
  const [, ...rest] = ids;
  const { texts, findings } = reportRun(
    record(started, paused, resumed({ order: rest, documents: [{ ...runbook, sha256: 'e' }] })),
  );
  expect(texts.at(-1)).toMatchObject({ sha256: 'e', how: 'agreed' });
  expect(findings).toContainEqual({
    type: 'document-changed',
    step: null,
    text: 'run resumed; taken out of the document, and agreed to: drift',
    by: kim,
    at: '2026-11-21T14:03:02.000Z',
    changed: [],
    removed: ['drift'],
  });
});

test('a step of a rollback that was begun may be taken out too', () => {
  const rollback = { ...drift, id: 'undo', hash: 'u' };
  const begun = { type: 'rollback-begun', step: 'drift', document: 0, steps: [rollback], by } as const;
  const removed = (order: readonly string[]) =>
    reportRun(record(started, begun, paused, resumed({ order }))).findings.find(
      ({ type }) => type === 'document-changed',
    )?.removed;
  expect(removed([...ids, 'undo'])).toBeUndefined();
  expect(removed(ids)).toEqual(['undo']);
});
