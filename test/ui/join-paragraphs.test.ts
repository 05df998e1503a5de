import { expect, test } from 'vitest';
import { joinParagraphs } from '../../src/ui/join-paragraphs.ts';

test('makes one line of a paragraph, and keeps what has a form of its own', () => {
  const markdown = [
    'Creates what D-058 has,',
    'beyond the move.',
    '',
    '- one item',
    '  goes on',
    '- another',
    '',
    '| a | b |',
    '| 1 | 2 |',
    '```bash',
    'echo 1',
    '  echo 2',
    '```',
    'After.',
  ].join('\n');
  const lines = joinParagraphs(markdown);
  expect(lines.filter(({ verbatim }) => verbatim).map(({ text }) => text)).toEqual([
    '```bash',
    'echo 1',
    '  echo 2',
    '```',
  ]);
  expect(lines.map(({ text }) => text)).toEqual([
    'Creates what D-058 has, beyond the move.',
    '',
    '- one item goes on',
    '- another',
    '',
    '| a | b |',
    '| 1 | 2 |',
    '```bash',
    'echo 1',
    '  echo 2',
    '```',
    'After.',
  ]);
});
