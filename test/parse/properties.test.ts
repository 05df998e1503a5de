import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../src/model/position.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { bash } from './parse-document.ts';

const piece = fc.oneof(
  fc.constantFrom(
    '---\nrunbook: x\n---\n',
    '---\nrunbook:\n  id: y\n  needs: [a\n---\n',
    '# A\n',
    '## B (gated)\n',
    '# Rollback\n',
    '```bash readonly\n',
    '```\n',
    '~~~sh id=x\n',
    '~~~\n',
    '```console\n',
    '```output\n',
    '```python gate\n',
    '`````\n',
    '$ a\n',
    '> ',
    '- ',
    '1. ',
    '  ',
    '\t',
    '    ',
    '<!-- runbook: gate -->\n',
    '<!-- runbook: include="a#b" when="$A = b" -->\n\n',
    '<!-- runbook: stop=x -->\n\n',
    '<!-- runbook: when="$A = (" -->\n',
    ' when="$A = b and (not $C != x or $D = y)"',
    '<!-- runbook: gate="x\n',
    '-->\n',
    '<details>\n',
    '> Expect: 3 a lines\n',
    '> Expect: *x*\n',
    '> [!WARNING]\n',
    'GATE: x\n',
    '**GATE:** y. GATE: z',
    'a # expect 3 x lines (.8/.12/.16)\n',
    'a # expect nothing special\n',
    'for i in a; do\n',
    'done # expect x\n',
    'cat <<X\n',
    'X\n',
    "'",
    '"',
    '\\',
    '{',
    '}',
    '=',
    'expect="3 DRIFT; some x lines"',
    ' within=3s every=1m',
    '\r\n',
    '\r',
    '\n',
    '\n\n',
    '\uFEFF',
    '\0',
    '- [ ] a\n',
    '  - [x] b\n\n',
    '# Checklist\n',
    '# C\n<!-- runbook: checklist rollback -->\n',
    ' each="A in a b" capture="B=/(x)/"',
    ' capture="B=$.a"',
    '---\nrunbook:\n  inputs: { A: { default: x, pattern: y }, B: c }\n---\n',
    '| a |\n|---|\n| b |\n',
    '&amp;',
    '\\*',
    '...\n',
    '[^1]: x\n',
    'a <b> <c-d> # expect x\n',
    'a "<b>" > <c>\n',
    '😀',
  ),
  fc.string({ maxLength: 6 }),
);
const document = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

function parse(text: string, belowRunbooks: boolean) {
  return parseRunbook(text, { file: 'x.md', belowRunbooks, bash });
}

/** All `{ file, position }` in a value. */
function sourcesIn(value: unknown): readonly Source[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(sourcesIn);
  return 'file' in value && 'position' in value ? [value as Source, ...inner] : inner;
}

describe('whatever a document holds', () => {
  test('reading it never throws, and every place is inside it', () => {
    fc.assert(
      fc.property(document, fc.boolean(), (text, below) => {
        const { runbook, messages } = parse(text, below);
        const lines = text.replace(/^\uFEFF+/, '').split(/\r\n|\n|\r/);
        const mark = text.length - text.replace(/^\uFEFF+/, '').length;
        const places = [
          ...messages.map(({ place }) => place as Source['position']),
          ...sourcesIn([runbook.steps, runbook.rollback]).map(({ position }) => position),
        ];
        for (const { start, end } of places) {
          expect(start.offset).toBeLessThanOrEqual(end.offset);
          for (const { line, column, offset } of [start, end]) {
            expect(offset).toBeGreaterThanOrEqual(mark);
            expect(offset).toBeLessThanOrEqual(text.length);
            expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 2);
            expect(line).toBeLessThanOrEqual(lines.length);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('what runs is what stands in it, line by line and in order', () => {
    fc.assert(
      fc.property(document, fc.boolean(), (text, below) => {
        const { runbook, messages } = parse(text, below);
        if (messages.some(({ ruleId }) => ruleId === 'code-not-verbatim')) return;
        const lines = text.replace(/^\uFEFF+/, '').split(/\r\n|\n|\r/);
        for (const step of [...runbook.steps, ...runbook.rollback]) {
          if (step.kind !== 'block') continue;
          expect(step.segments.map(({ code }) => code).join('')).toBe(step.code);
          expect(step.code).not.toContain('\r');
          for (const segment of step.segments) {
            for (const { name, start, end } of segment.placeholders)
              expect(segment.code.slice(start, end)).toBe(`<${name}>`);
            for (const [index, line] of segment.code.replace(/\n$/, '').split('\n').entries()) {
              expect(lines[segment.line - 1 + index] ?? '').toContain(line);
            }
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('without trust nothing but manual steps and checkpoints goes without a gate, and ids differ', () => {
    fc.assert(
      fc.property(document, fc.boolean(), (text, below) => {
        const { runbook, messages } = parse(text, below);
        const steps = [...runbook.steps, ...runbook.rollback];
        expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
        for (const step of steps) {
          if (step.kind !== 'block') continue;
          if (!runbook.trusted) expect(step).toMatchObject({ mode: 'gate', polling: null });
          if (step.mode === 'gate') expect(step.gate).not.toBeNull();
          else expect(step.segments.flatMap(({ placeholders }) => placeholders)).toEqual([]);
        }
        expect(messages.some(({ ruleId }) => ruleId === 'no-steps')).toBe(
          runbook.steps.every(({ kind }) => kind === 'stop'),
        );
        expect(messages).toEqual(
          [...messages].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('nested beyond what can be read, it is refused', () => {
    const { runbook, messages } = parse(`${'> '.repeat(20_000)}x\n`, true);
    expect(runbook.steps).toEqual([]);
    expect(messages.some(({ fatal }) => fatal)).toBe(true);
  });
});
