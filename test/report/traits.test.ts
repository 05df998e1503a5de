import { expect, test } from 'vitest';
import type { Event, PlannedStep } from '../../src/model/event.ts';
import { renderRunHtml } from '../../src/report/run-html.ts';
import { renderRunJunit } from '../../src/report/run-junit.ts';
import { renderRunMarkdown } from '../../src/report/run-md.ts';
import { begin, end, started } from '../ui/told-runs.ts';
import { record } from './records.ts';
import { sources } from './rich-run.ts';

const planned = (id: string, traits: PlannedStep['traits']): PlannedStep => ({
  id,
  kind: 'block',
  mode: 'readonly',
  title: id,
  confirm: null,
  hash: id,
  traits,
});

const confinement = { writable: ['/var/tools'] };

const events: readonly Event[] = [
  {
    ...started,
    steps: [planned('token', ['once', 'secret']), planned('probe', ['keep-going'])],
    options: { ...started.options, confinement },
  },
  { ...begin('token'), confined: true } as Event,
  { ...end('token'), output: { file: 'token-1.log', bytes: 0, sha256: '', withheld: 42 } } as Event,
  begin('probe'),
  end('probe', { status: 'failed', exit: 1 }),
  { type: 'run-ended', status: 'failed', step: 'probe', exit: 1, reason: 'the run went on after probe' },
];

const nothingKept = sources('', { bytes: 0 });

test('a report in Markdown tells of traits, confinement and what is withheld', () => {
  const text = renderRunMarkdown(record(...events), nothingKept);
  expect(text).toMatch(/Readonly blocks: confined by bubblewrap, can write only to .* and .*tools/);
  expect(text).toContain('attempt 1 started, confined');
  expect(text).toMatch(/its output is secret: 42 bytes neither kept nor shown/);
  expect(text).toContain('`once`, `secret`');
  expect(text).toMatch(/probe.*the run went on all the same \\?\(keep/);
});

test('so does one as a page', () => {
  const text = renderRunHtml(record(...events), nothingKept, () => '');
  expect(text).toContain('readonly, once, secret');
  expect(text).toContain('Ran confined');
  expect(text).toContain('Its output is secret: 42 bytes neither kept nor shown.');
  expect(text).toContain('the run went on all the same (keep-going)');
  expect(text).toContain('/var/tools');
});

test('JUnit has a failure that the run went past as a failure', () => {
  const text = renderRunJunit(record(...events));
  expect(text).toContain('failures="1"');
  expect(text).toMatch(/name="probe"[^>]*><failure/);
});
