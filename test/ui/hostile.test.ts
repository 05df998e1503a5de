import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import type { PlanStep } from '../../src/model/plan.ts';
import { renderGate } from '../../src/ui/gate-view.ts';
import { renderPassOver, renderSettlement } from '../../src/ui/other-views.ts';
import { renderChoices } from '../../src/ui/resume-views.ts';
import { createStyle } from '../../src/ui/style.ts';
import { textWidth } from '../../src/ui/text-width.ts';
import { readScreen, type ScreenReading } from './screen.ts';
import {
  answered,
  begin,
  by,
  end,
  opened,
  output,
  plan,
  started,
  steps,
  tell,
  verdict,
} from './told-runs.ts';
import { block, expectation, gateView, manual, place, planned, section, source } from './views.ts';

/** What a program or a document might use to write outside its own line. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\x1b[2J',
        '\x1b[H',
        '\x1b[A\x1b[2K',
        '\x1b[?1049h',
        '\x1b]0;title\x07',
        '\x1b]0;title',
        '\x1b]8;;http://x\x1b\\link',
        '\x1bP1;1|17/ab\x1b\\',
        '\x1bc',
        '\x1b',
        '\x9b2J',
        '\x9d0;t\x9c',
        '\x1b[31m',
        '\r',
        '\b\b\b',
        '\x07',
        '\0',
        '\v',
        '\f',
        '\t',
        '\n',
        '\u2028',
        '\u202e',
        '\u2066',
        '\u200b',
        '\ufeff',
        '\u0301',
        '日本',
        '🙂',
        '👩‍💻',
        '⚠️',
        '🇩🇪',
        '  ',
        'x'.repeat(100),
        'words and more ',
      ),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const widths = fc.constantFrom(20, 40, 80, 132);
const styles = fc.record({ colour: fc.boolean(), unicode: fc.boolean() });

/** Rows are where they belong: only newlines and our own colours, and nothing wider than it may be. */
function expectTame(text: string, width: number): void {
  const plain = text.replace(/\x1b\[(?:1;)?\d{1,2}(?:;39)?m/g, '');
  expect(plain).not.toMatch(
    /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/,
  );
  expect(plain.split('\n').filter((row) => textWidth(row) > width)).toEqual([]);
}

function expectUntouched({ wrapped, title, bells, alternate }: ScreenReading): void {
  expect({ wrapped, title, bells, alternate }).toEqual({ wrapped: 0, title: '', bells: 0, alternate: false });
}

function hostileStep(text: string): PlanStep {
  const step = block({
    id: text,
    title: `t${text}`,
    section: section(text),
    prose: text,
    warnings: [text],
    code: text,
    language: text,
    expectation: expectation(text),
    confirm: text,
    cwd: text,
    timeout: { ms: 1, text },
  });
  return planned(step, { dangers: [{ command: text, effect: 'destroys', why: text, line: 1 }] });
}

const hostilePlace = (text: string) => ({ ...place, host: text, cwd: text, user: text, target: text });

describe('a gate', () => {
  test('keeps everything in its place', () => {
    fc.assert(
      fc.property(hostile, widths, styles, (text, width, style) => {
        const view = gateView({
          step: hostileStep(text),
          reads: [{ name: text, value: text }],
          place: hostilePlace(text),
          since: [{ title: text, ok: true, established: text, ago: 5 }],
          changed: [text],
        });
        expectTame(renderGate(view, width, createStyle(style)), width);
        const byHand = gateView({ step: planned(manual(text)) });
        expectTame(renderGate(byHand, width, createStyle(style)), width);
      }),
      { numRuns: 300 },
    );
  });

  test('leaves nothing of the code out', () => {
    const seen = fc.string({ unit: fc.constantFrom(...'abc $"\'|é日\u202e\x1b\r') });
    fc.assert(
      fc.property(seen, widths, (text, width) => {
        const style = createStyle({ colour: false, unicode: true });
        const shown = renderGate(gateView({ step: planned(block({ code: `${text}x\n` })) }), width, style);
        const rows = shown.split('\n').filter((row) => /^ {2}[┃↪]/.test(row));
        const code = rows.map((row) => row.slice(4).padEnd(width - 4)).join('');
        const squeeze = (line: string) => line.replace(/ /g, '');
        const spelled = `${text}x`.replace(/[\u202e\x1b\r]/g, (character) => {
          return `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;
        });
        expect(squeeze(code)).toBe(squeeze(spelled));
      }),
    );
  });
});

const broken = (text: string) => ({
  output: Buffer.from(text),
  begun: text,
  isEdited: text.length % 2 === 0,
});

test('other questions keep everything in its place', () => {
  fc.assert(
    fc.property(hostile, widths, styles, (text, width, style) => {
      expectTame(renderSettlement(hostileStep(text), broken(text), width, createStyle(style)), width);
      expectTame(renderPassOver([hostileStep(text)], width, createStyle(style)), width);
      const choice = { id: text, what: text, facts: [text, text] };
      expectTame(renderChoices(text, [choice, choice], text, width, createStyle(style)), width);
    }),
  );
});

describe('a run', () => {
  test('told with hostile words keeps everything in its place', () => {
    fc.assert(
      fc.property(hostile, widths, styles, (text, width, style) => {
        const operator = { account: text, sudoFrom: text, name: text };
        const hostilePlan = { ...plan, steps: [hostileStep(text), ...steps] };
        const broken = verdict({
          ok: false,
          claim: text,
          expected: text,
          found: text,
          evidence: [text],
          at: text,
        });
        const failed = { line: 1, text, hint: text };
        const events: readonly Event[] = [
          { ...started, operator, place: hostilePlace(text), runbook: { ...started.runbook, title: text } },
          {
            type: 'run-resumed',
            version: '',
            operator,
            place: hostilePlace(text),
            changed: [{ ...started.steps[0], id: text } as never],
          },
          opened(text),
          { ...answered(text, 'yes', [text]), by: operator } as Event,
          { ...answered('recidr', 'skip', [text], text), by: operator } as Event,
          begin(text),
          end(text, { status: 'failed', exit: 1, failedCommand: failed, message: text, verdicts: [broken] }),
          begin('hosts-ready'),
          end('hosts-ready', { status: 'unexpected', verdicts: [broken] }, 1, true),
          { type: 'note-added', step: text, text, by: operator },
          { type: 'shell-closed', step: text, exit: 0, log: text },
          { type: 'session-rebuilt', lost: [text] },
          { type: 'late-output-seen', step: text, bytes: 1, log: text },
          { type: 'leftovers-ended', ended: [text], unreachable: [text] },
          { type: 'steps-passed-over', steps: [text], by },
          { type: 'run-paused', step: text, reason: 'asked' },
          { type: 'run-ended', status: 'aborted', step: text, exit: 6, reason: text },
        ];
        const told = tell(events, {
          width,
          style: createStyle(style),
          plan: hostilePlan,
          gates: 'here',
          directory: text,
        });
        expectTame(told, width);
      }),
      { numRuns: 200 },
    );
  });

  test('output of any bytes stays on its rows', () => {
    const bytes = fc.oneof(
      hostile.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 300 }),
    );
    fc.assert(
      fc.property(fc.array(bytes), widths, styles, (chunks, width, style) => {
        const told = tell([begin('status'), ...chunks.map((chunk) => output(chunk)), end('status')], {
          width,
          style: createStyle(style),
        });
        expectTame(told, width);
        const rows = told.split('\n');
        const last = rows.findLastIndex((row) => row.includes('status'));
        for (const row of rows.slice(3, last)) expect(row).toMatch(/^(\x1b\[2m)?( {2}| 2)[│:↪\\]/);
      }),
    );
  });

  test('a terminal shows what was meant, with a row that changes below it', async () => {
    const chunks = fc.array(
      hostile.map((text) => Buffer.from(text)),
      { maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(chunks, fc.constantFrom(40, 80), async (all, cols) => {
        const happenings = [started, begin('status'), ...all.map((chunk) => output(chunk)), end('status')];
        const still = await readScreen(tell(happenings, { width: cols }), { cols });
        const moving = await readScreen(tell(happenings, { width: cols, motion: true, colour: true }), {
          cols,
        });
        expectUntouched(still);
        expectUntouched(moving);
        expect(moving.rows).toEqual(still.rows);
      }),
      { numRuns: 100 },
    );
  });

  test('a line of 300 KB takes a few rows and says how much more there is', () => {
    const told = tell([begin('status'), output(`${'x'.repeat(300_000)}\nnext\n`), end('status')]);
    const rows = told.split('\n');
    expect(rows.length).toBeLessThan(14);
    expect(told).toMatch(/ ↪ … and 299\d{3} more; all of it in\s[\s↪]*\S+\.log\n/);
    expect(rows).toContain('  │ next');
  });
});

test('the source of a step is shown where it failed, not obeyed', () => {
  const step = planned(block({ id: 'recidr', source: { ...source, file: 'run\x1b[2Jbooks/x.md' } }));
  const failed = { status: 'failed', exit: 1, failedCommand: { line: 1, text: 'x', hint: null } } as const;
  expectTame(
    tell([started, begin('recidr'), end('recidr', failed)], { plan: { ...plan, steps: [step] } }),
    80,
  );
});
