import { exactOutputProblems } from '../expect/exact-output-problems.ts';
import type { Duration } from '../model/duration.ts';
import type { ExactOutput, Expectation } from '../model/expectation.ts';
import type { BlockStep, Segment } from '../model/runbook.ts';
import type { Attachments } from './attachments.ts';
import { findPrompt, type Prompted, readPrompts, reportStrayPrompts } from './console-prompts.ts';
import type { Draft } from './draft.ts';
import { type QuotedExpectation, readExpectQuotes } from './expect-quote.ts';
import { codeOf, type Fence, readFence } from './fence.ts';
import { spanOf } from './mapped-text.ts';
import { spanOfNode } from './mdast-places.ts';
import type { ParseContext } from './parse-context.ts';
import type { Annotations } from './read-annotations.ts';
import { readCapture } from './read-capture.ts';
import { readEach } from './read-each.ts';
import { type Expected, readExpectation, readProseExpectation } from './read-expectation.ts';
import { readPolling } from './read-polling.ts';
import { readSegments } from './read-segments.ts';
import { readTraits } from './read-traits.ts';
import { reportNoCommand } from './report-no-command.ts';
import type { SectionSettings } from './section-settings.ts';
import type { StepMode } from './step-mode.ts';

const defaultGrace: Duration = { ms: 10_000, text: '10s' };

/** Makes a block of a fence; `null` (reported) when there is nothing in it to run. */
export function buildBlock(
  fence: Fence,
  annotations: Annotations,
  mode: StepMode,
  around: Attachments,
  settings: SectionSettings,
  context: ParseContext,
): Draft['content'] | null {
  reportAltered(fence, context);
  const { stretches, shown } = readCommands(fence, context);
  const runs = stretches.map((stretch) => readSegments(stretch, mode.type === 'gate', context));
  const segments = joinSegments(runs.map((run) => run.segments));
  if (segments.every(({ code }) => code.trim() === '')) {
    const isBare = annotations.size === 0 && around.quotes.length === 0 && around.output === null;
    reportNoCommand(fence, isBare, context);
    return null;
  }
  const expected = readExpected(annotations, around, context);
  const exactOutput = readExactOutput(around, context);
  const statements = [
    ...runs.flatMap((run) => run.statements),
    ...expected.flatMap(({ statement }) => statement ?? []),
  ];
  const { type } = mode;
  const expectation = unite(expected);
  const confirm = confirmation(annotations, statements, shown);
  const repetition = readRepetition(annotations, context);
  const { capture } = repetition;
  return {
    kind: 'block',
    mode: type === 'readonly' || type === 'auto' ? type : 'gate',
    gate: mode.gate,
    language: fence.language,
    code: segments.map(({ code }) => code).join(''),
    segments,
    expectation,
    exactOutput,
    polling: readPolling(annotations, hasExpectation(expected, exactOutput, segments), context),
    confirm,
    timeout: annotations.get('timeout')?.duration ?? null,
    grace: annotations.get('grace')?.duration ?? defaultGrace,
    cwd: annotations.get('cwd')?.value?.value ?? settings.cwd,
    ...repetition,
    warnings: around.warnings,
    traits: readTraits(annotations, { segments, expectation, exactOutput, confirm, capture }, context),
  };
}

function readRepetition(
  annotations: Annotations,
  context: ParseContext,
): Pick<BlockStep, 'each' | 'capture'> {
  const each = annotations.get('each')?.value;
  const capture = annotations.get('capture');
  if (each && capture) {
    const message =
      'Unexpected `capture` beside `each`: each item would overwrite what the one before it captured';
    context.report('annotation-conflict', capture.span, message);
  }
  return {
    each: each ? readEach(each, context) : null,
    capture: capture?.value ? readCapture(capture.value, context) : null,
  };
}

function readCommands(fence: Fence, context: ParseContext): Prompted {
  const prompt = findPrompt(fence);
  if (prompt !== null) return readPrompts(fence, prompt, context);
  reportStrayPrompts(fence, context);
  return { stretches: [codeOf(fence)], shown: [] };
}

/** Markdown cuts a tab in two where a container ends inside it, and replaces NUL: what would run is not what stands there. */
function reportAltered(fence: Fence, context: ParseContext): void {
  for (const line of fence.lines) {
    if (line.verbatim) continue;
    const message =
      'Unexpected tab across the indentation of the block (or a NUL), which Markdown replaces; indent with spaces';
    context.report('code-not-verbatim', spanOf(line), message);
  }
}

function joinSegments(runs: readonly (readonly Segment[])[]): readonly Segment[] {
  return runs.flatMap((segments, run) =>
    segments.map((segment, index) => {
      const ends = run < runs.length - 1 && index === segments.length - 1;
      return ends ? { ...segment, code: `${segment.code}\n` } : segment;
    }),
  );
}

function readExpected(
  annotations: Annotations,
  around: Attachments,
  context: ParseContext,
): readonly Expected[] {
  const attribute = annotations.get('expect')?.value ?? null;
  const quote = readExpectQuotes(context.document, around.quotes);
  if (attribute !== null && quote !== null) {
    const message = 'Unexpected `Expect:` below a block that has `expect=`, expected one of them';
    context.report('annotation-conflict', spanOf(quote.text), message);
  }
  return [
    ...(attribute === null ? [] : [readExpectation(attribute, context)]),
    ...(quote === null ? [] : [readQuoted(quote, context)]),
  ];
}

function readQuoted({ text, altered }: QuotedExpectation, context: ParseContext): Expected {
  if (!altered) return readProseExpectation(text, context);
  const message =
    'Unexpected formatting or escape in an expectation, which Markdown shows otherwise than it is written; put the expectation in backticks';
  context.report('expectation-syntax', spanOf(text), message);
  return { expectation: null, statement: context.trusted ? null : text.value };
}

function unite(expected: readonly Expected[]): Expectation | null {
  const claims = expected.flatMap(({ expectation }) => expectation?.claims ?? []);
  return claims.length === 0 ? null : { claims };
}

function readExactOutput({ output }: Attachments, context: ParseContext): ExactOutput | null {
  const fence = output === null ? null : readFence(context.document, output);
  if (fence === null) return null;
  if (fence.info.value.trim() !== '') {
    const message = 'Unexpected annotation on an output fence, expected it on the block above';
    context.report('annotation-misplaced', spanOf(fence.info), message);
  }
  const text = codeOf(fence);
  const lines = fence.lines.map(({ value }) => value);
  for (const { rule, message, start, end } of exactOutputProblems(lines)) {
    context.report(rule, spanOf(text, start, end), message);
  }
  return { lines, source: context.document.locate(spanOfNode(fence.node)) };
}

function hasExpectation(
  expected: readonly Expected[],
  exactOutput: ExactOutput | null,
  segments: BlockStep['segments'],
): boolean {
  return (
    unite(expected) !== null ||
    exactOutput !== null ||
    segments.some(({ expectation }) => expectation !== null)
  );
}

function confirmation(
  annotations: Annotations,
  statements: readonly string[],
  shown: readonly string[],
): string | null {
  const stated = annotations.get('confirm')?.value?.value;
  const output = shown.length === 0 ? [] : [`The output is as the document shows it:\n${shown.join('\n')}`];
  const all = [...(stated === undefined ? [] : [stated]), ...statements, ...output];
  return all.length === 0 ? null : all.join('\n');
}
