import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../src/annotate/text-edit.ts';
import { unifiedDiff } from '../../src/annotate/unified-diff.ts';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');

function replace(text: string, old: string, by: string): TextEdit {
  const start = text.indexOf(old);
  return { start, end: start + old.length, text: by };
}

test('a change comes with three lines around it', () => {
  const text = lines(12);
  expect(unifiedDiff('a.md', text, [replace(text, 'line 6', 'six')])).toBe(
    '--- a/a.md\n+++ b/a.md\n@@ -3,7 +3,7 @@\n line 3\n line 4\n line 5\n-line 6\n+six\n line 7\n line 8\n line 9\n',
  );
});

test('changes whose surroundings touch are one hunk, others are several, each with the mark', () => {
  const text = lines(30);
  const diff = (second: string) =>
    unifiedDiff('a.md', text, [replace(text, 'line 2\n', ''), replace(text, second, 'x')], 'needs --x');
  expect(diff('line 9').match(/^@@.*$/gm)).toEqual(['@@ -1,12 +1,11 @@ needs --x']);
  expect(diff('line 20').match(/^@@.*$/gm)).toEqual([
    '@@ -1,5 +1,4 @@ needs --x',
    '@@ -17,7 +16,7 @@ needs --x',
  ]);
});

test('lines that are put in take none away', () => {
  expect(unifiedDiff('a.md', 'a\n', [{ start: 0, end: 0, text: 'x\ny\n' }])).toBe(
    '--- a/a.md\n+++ b/a.md\n@@ -1,1 +1,3 @@\n+x\n+y\n a\n',
  );
  expect(unifiedDiff('a.md', '', [{ start: 0, end: 0, text: 'x\n' }])).toContain('@@ -0,0 +1,1 @@\n+x\n');
});

test('a last line without an ending says so', () => {
  expect(unifiedDiff('a.md', 'a', [{ start: 0, end: 1, text: 'b' }])).toBe(
    '--- a/a.md\n+++ b/a.md\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n',
  );
});

test('nothing changed is nothing shown', () => {
  expect(unifiedDiff('a.md', 'a\n', [])).toBe('');
  expect(unifiedDiff('a.md', 'a\n', [{ start: 0, end: 1, text: 'a' }])).toBe('');
});

const piece = fc.constantFrom('a', 'b', '', '\n', '\r\n', 'x y', '\u00e9', '- ', '+ ', '@@', '\\ ');
const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

const changes = texts.chain((text) =>
  fc
    .uniqueArray(fc.nat(text.length), { maxLength: 8 })
    .chain((cuts) => {
      const at = [...cuts].sort((a, b) => a - b);
      const pairs = at.flatMap((start, index) =>
        index % 2 === 0 ? [{ start, end: at[index + 1] ?? start }] : [],
      );
      return fc.tuple(...pairs.map((pair) => texts.map((by): TextEdit => ({ ...pair, text: by }))));
    })
    .map((edits) => ({ text, edits })),
);

test('patch makes of the old text what the edits make of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-diff-'));
  fc.assert(
    fc.property(changes, ({ text, edits }) => {
      const after = applyEdits(text, edits);
      const diff = unifiedDiff('doc.md', text, edits);
      if (after === text) return;
      writeFileSync(join(folder, 'doc.md'), text);
      execFileSync('patch', ['-p1', '--binary', '--silent', '--no-backup-if-mismatch', '-F0'], {
        cwd: folder,
        input: diff,
      });
      const patched = after === '' ? '' : readFileSync(join(folder, 'doc.md'), 'utf8');
      expect(patched).toBe(after);
    }),
    { numRuns: 60 },
  );
});
