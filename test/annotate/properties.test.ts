import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { annotate, type Need } from '../../src/annotate/annotate.ts';
import { countErrors } from '../../src/annotate/keep-harmless.ts';
import { parseMarkdown } from '../../src/parse/parse-markdown.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { optedIn, options } from './annotate-text.ts';

const real = ['runbooks', 'docs', 'fixtures/cases/annotate'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
);

const fence = fc
  .record({
    marks: fc.constantFrom('```', '~~~', '````'),
    info: fc.constantFrom(
      '',
      '',
      'bash',
      'sh',
      'console',
      'text',
      'output',
      'json',
      'bash readonly',
      'bash {gate}',
      'bash expect="some lines"',
      'readonly',
      'bash nonsense',
    ),
    code: fc.constantFrom(
      'juju status',
      'juju destroy-model web --no-prompt',
      'juju remove-machine <id>',
      'rm -rf "$DIR"',
      '# read-only\nls -la',
      '$ juju status\nweb active',
      'scripts/x.sh   # expect 3 lines',
      'curl localhost   # should print ok',
      'web active',
      'started 12:00:01',
      'for x in 1; do',
      '',
    ),
  })
  .map(({ marks, info, code }) => `${marks}${info}\n${code}\n${marks}`);

const part = fc.oneof(
  { weight: 3, arbitrary: fence },
  fc.constantFrom(
    '# Title',
    '## Audit (read-only)',
    '## Teardown (gated, destructive)',
    '### RUN -- jumphost',
    '## Rollback',
    'Read-only check:',
    'This is destructive.',
    'You should see `active`.',
    'Expected output:',
    'Expect: 3 DRIFT lines',
    'It should print "done".',
    'GATE: look at it.',
    '> CAUTION: it is gone then.',
    '> Expect: some lines',
    '<!-- runbook: gate -->',
    '<!-- runbook: timeout=3m -->',
    '<!-- runbook: manual -->',
    '<details>',
    '---',
    '- [ ] done',
    '    indented code',
  ),
);

const nest = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `- ${text.replaceAll('\n', '\n  ')}`,
  (text) => `1. It:\n\n${text.replace(/^/gm, '   ')}`,
  (text) => text.replace(/^/gm, '> '),
);

const front = fc.constantFrom(
  '',
  '---\nrunbook: x\n---\n',
  '---\nrunbook:\n  id: x\n---\n\n',
  '---\ntitle: T\n---\n',
  '---\n- a\n---\n',
);

const made = fc
  .record({
    front,
    parts: fc.array(fc.tuple(part, nest), { maxLength: 9 }),
    gap: fc.constantFrom('\n', '\n\n', '\n\n'),
    ending: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    mark: fc.constantFrom('', '', '\uFEFF'),
  })
  .map(({ front, parts, gap, ending, mark }) =>
    (mark + front + parts.map(([text, wrap]) => wrap(text)).join(gap)).replaceAll('\n', ending),
  );

/** A stretch of a real document, so that it begins and ends anywhere. */
const cut = fc
  .tuple(
    fc.constantFrom(...real),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 1, max: 80 }),
  )
  .map(([text, from, count]) => {
    const lines = text.split(/(?<=\n)/);
    const start = Math.floor(from * lines.length);
    return lines.slice(start, start + count).join('');
  });

const asked = fc.record({
  text: fc.oneof(made, cut),
  needs: fc.subarray<Need>(['--inputs', '--readonly']),
  comments: fc.boolean(),
});

const resultOf = (text: string, needs: readonly Need[], comments: boolean) =>
  annotate(text, { ...options, comments }, needs).layers.at(-1)?.after;

const runs = { numRuns: 100 };

describe('annotating any document', { timeout: 120_000 }, () => {
  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(asked, ({ text, needs, comments }) => {
        const once = resultOf(text, needs, comments) ?? text;
        expect(resultOf(once, needs, comments)).toBe(once);
      }),
      runs,
    );
  });

  test('makes no error where there was none', () => {
    fc.assert(
      fc.property(asked, ({ text, needs, comments }) => {
        const before = text.startsWith('---') ? text : optedIn(text.replace(/^\uFEFF/, ''));
        const after = resultOf(before, needs, comments) ?? before;
        const had = countErrors(parseRunbook(before, options).messages);
        // A document that opts in brings to light what was in it before.
        if (!/^---\s+runbook/.test(before)) return;
        for (const [error, count] of countErrors(parseRunbook(after, options).messages))
          expect({ error, count }).toEqual({ error, count: Math.min(count, had.get(error) ?? 0) });
      }),
      runs,
    );
  });

  test('leaves all code as it is, and runs nothing unasked, unless told to', () => {
    fc.assert(
      fc.property(asked, ({ text, comments }) => {
        const after = resultOf(text, [], comments) ?? text;
        expect(codeIn(after)).toEqual(codeIn(text));
        // What opting in has made an error of, such as a fence that is never closed, keeps all of it from running.
        if (!hasErrors(after)) expect(unasked(after)).toEqual(unasked(text));
      }),
      runs,
    );
  });

  test('keeps the endings of its lines', () => {
    fc.assert(
      fc.property(asked, ({ text, needs, comments }) => {
        const after = resultOf(text, needs, comments) ?? text;
        const kinds = (of: string) => [...new Set(of.match(/\r\n|\r|\n/g) ?? [])];
        expect([...kinds(text), ...(kinds(text).length === 0 ? ['\n'] : [])]).toEqual(
          expect.arrayContaining(kinds(after)),
        );
      }),
      runs,
    );
  });
});

test.each(real.map((text, index) => [/^# .*$/m.exec(text)?.[0] ?? String(index), text]))(
  'annotating "%s" twice is annotating it once',
  (_, text) => {
    const once = resultOf(text, ['--inputs', '--readonly'], false) ?? text;
    expect(resultOf(once, ['--inputs', '--readonly'], false)).toBe(once);
  },
);

function codeIn(text: string): readonly string[] {
  const codes: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'code') codes.push(node.value);
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(text.replace(/^\uFEFF/, '')));
  return codes;
}

function hasErrors(text: string): boolean {
  return parseRunbook(text, options).messages.some(({ fatal }) => fatal === true);
}

/** Code of the steps that run without a stop. */
function unasked(text: string): readonly string[] {
  const { steps, rollback } = parseRunbook(text, options).runbook;
  return [...steps, ...rollback].flatMap((step) =>
    step.kind === 'block' && step.mode !== 'gate' && step.gate === null ? [step.code] : [],
  );
}
