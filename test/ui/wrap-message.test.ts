import { expect, test } from 'vitest';
import { wrapMessage } from '../../src/ui/wrap-message.ts';

const message = 'the document changed since the run began: second: changed';

test('a message is broken at its blanks, below its first word', () => {
  expect(wrapMessage('runbook: ', message, 40)).toBe(
    'runbook: the document changed since the\n         run began: second: changed\n',
  );
});

test('where there are no columns it is one line', () => {
  expect(wrapMessage('runbook: ', message, Number.POSITIVE_INFINITY)).toBe(`runbook: ${message}\n`);
});

test('a word that is longer than a row is all there', () => {
  const rows = wrapMessage('  ', `see ${'x'.repeat(50)} for it`, 30);
  expect(rows.replace(/\s/g, '')).toBe(`see${'x'.repeat(50)}forit`);
  expect(Math.max(...rows.split('\n').map((row) => row.length))).toBeLessThanOrEqual(30);
});
