import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptOutput } from '../../src/expect/accept-output.ts';
import { rewriteFence } from '../../src/expect/rewrite-fence.ts';
import { block, parseTrusted } from '../parse/parse-document.ts';

const lines = fc.array(
  fc.oneof(
    fc.constantFrom(
      '',
      'a',
      'b  ',
      '  c',
      '    d',
      '\te',
      '> f',
      '- g',
      '# h',
      '```',
      '````',
      '~~~~',
      '<!-- x',
      '---',
    ),
    fc.string({ maxLength: 6 }).map((text) => text.replace(/[\p{C}\p{Z}]/gu, ' ')),
  ),
  { maxLength: 6 },
);
const container = fc.constantFrom('', '> ', '- ', '1. ', '- > ', '> - ', '> > ', '  - ');
const ending = fc.constantFrom('\n', '\r\n');
const ticks = fc.constantFrom('```', '`````', '~~~');

/** A document with one step and its output fence inside that container, and a step behind it. */
function write(prefix: string, mark: string, fenced: readonly string[], eol: string): string {
  const inner = ['```bash readonly', 'cat x', '```', '', `${mark}output`, ...fenced, mark];
  const rest = prefix.replace(/[-\d.]/g, ' ');
  const body = inner.map((line, index) => `${index === 0 ? prefix : rest}${line}`);
  return `---\nrunbook: t\n---\n\n${body.join('\n')}\n\nThe end.\n\n\`\`\`bash readonly\ntrue\n\`\`\`\n`.replaceAll(
    '\n',
    eol,
  );
}

test('a rewritten fence says what it is to say, wherever it stands, and nothing else is touched', () => {
  let rewrote = 0;
  fc.assert(
    fc.property(container, ticks, lines, lines, ending, (prefix, mark, old, printed, eol) => {
      const document = write(prefix, mark, ['visible', ...old.filter((line) => !/^\s*[`~]/.test(line))], eol);
      const before = parseWhole(document);
      const exact = block(before.steps).exactOutput;
      fc.pre(exact !== null && before.steps.length === 2 && before.problems.length === 0);
      const acceptance = acceptOutput(exact?.lines ?? [], Buffer.from(printed.join('\n')));
      if (exact === null || acceptance.type === 'impossible') return;
      const rewritten = rewriteFence(document, exact.source.position, acceptance.edits);
      const after = parseWhole(rewritten?.text ?? '');
      expect(after.problems).toEqual([]);
      expect(block(after.steps).exactOutput?.lines).toEqual(acceptance.edits.flatMap(({ now }) => now ?? []));
      expect(after.steps.map((_, index) => block(after.steps, index).code)).toEqual(['cat x', 'true']);
      const { start, end } = exact.source.position;
      const untouched = (text: string, from: number, to: number) => text.split(eol).slice(from, to);
      expect(untouched(rewritten?.text ?? '', 0, start.line - 1)).toEqual(
        untouched(document, 0, start.line - 1),
      );
      const behind = document.split(eol).length - end.line;
      expect(rewritten?.text.split(eol).slice(-behind)).toEqual(document.split(eol).slice(-behind));
      expect(rewritten?.text.replaceAll('\r\n', '').includes('\r')).toBe(false);
      if (eol === '\r\n') expect(rewritten?.text.replaceAll('\r\n', '').includes('\n')).toBe(false);
      rewrote += 1;
    }),
    { numRuns: 500 },
  );
  expect(rewrote).toBeGreaterThan(200);
});

function parseWhole(document: string) {
  return parseTrusted(document.replace(/^---\r?\nrunbook: t\r?\n---\r?\n/, ''));
}
