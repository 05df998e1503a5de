import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyFixes } from '../../src/lint/fix.ts';
import type { LintContext } from '../../src/lint/rule.ts';
import type { Position } from '../../src/model/position.ts';
import { lintText } from './lint-document.ts';

/** How many documents of each kind are tried; left out: as many as take seconds. */
const documents = process.env.RUNBOOK_DOCUMENTS;

/** Nothing is asked of bash: a process for every document would take minutes. */
const context: Partial<LintContext> = { checkSyntax: async () => null };

const pieces = [
  '---\nrunbook: x\n---\n',
  '# T\n\n',
  '## T\n\n',
  '```bash\n',
  '```sh readonly\n',
  '```\n',
  '~~~console\n',
  '> ',
  '- ',
  '  ',
  '\t',
  '\r\n',
  '\n\n',
  '\ufeff',
  '<!-- runbook-lint-disable wait-loop: x -->\n',
  '<!-- runbook-lint-disable ',
  ' -->',
  '<!-- runbook: readonly -->\n',
  'until a; do sleep 1; done\n',
  'for i in 1; do rm x; done\n',
  '$ ls\n',
  'cat <<EOF; rm x\nEOF\n',
  'cat <<',
  '[[ a ]]\n',
  'read x\n',
  'exec >x\n',
  'exit 0\n',
  'scripts/x.sh\n',
  '[a](b.md#c)\n',
  '[a]: #b\n',
  'see x.sh:12 and lines 1-2 of `y.py`\n',
  'echo "',
  "'",
  '$(',
  '`',
  '\\\n',
  '😀',
  '\0',
  'GATE: x\n',
];

function isWithin({ start, end }: Position, text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/).length;
  return start.offset >= 0 && start.offset <= end.offset && end.offset <= text.length && end.line <= lines;
}

async function checkText(text: string): Promise<void> {
  const before = process.cpuUsage();
  const { messages } = await lintText(text, context);
  // Of the processor's time, not the clock's: others may be at work on this machine.
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(2000);
  for (const { place, fix } of messages) {
    if (place !== undefined && 'end' in place) expect(isWithin(place as Position, text)).toBe(true);
    for (const edit of fix?.edits ?? []) expect(isWithin(edit.place, text)).toBe(true);
  }
  const fixed = applyFixes(
    text,
    messages.flatMap(({ fix }) => fix ?? []),
  );
  if (fixed === text) return;
  const again = (await lintText(fixed, context)).messages;
  const left = again.flatMap(({ fix }) => fix ?? []);
  expect(left.length).toBeLessThan(messages.flatMap(({ fix }) => fix ?? []).length);
}

test('any text is survived, places lie within it, and fixes leave less to fix', async () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })), {
      maxLength: 30,
    })
    .map((parts) => parts.join(''));
  await fc.assert(fc.asyncProperty(text, checkText), { numRuns: Number(documents ?? 1500) });
});

test('runbooks from which something was cut, or in which something stands twice, are survived too', async () => {
  const folder = new URL('../../runbooks/', import.meta.url);
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const mutated = fc
    .tuple(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.nat({ max: 300 }),
      fc.constantFrom('', ...pieces),
      fc.boolean(),
    )
    .map(([text, at, length, piece, twice]) => {
      const from = at % text.length;
      const part = text.slice(from, from + length);
      return text.slice(0, from) + (twice ? part + part : piece) + text.slice(from + length);
    });
  await fc.assert(fc.asyncProperty(mutated, checkText), { numRuns: Number(documents ?? 150) });
});
