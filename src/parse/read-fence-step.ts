import type { AnnotationName } from './annotation-table.ts';
import { annotationNames, isAnnotationName } from './annotation-table.ts';
import { type Attachments, endOf } from './attachments.ts';
import { buildBlock } from './build-block.ts';
import { findPrompt } from './console-prompts.ts';
import type { Draft } from './draft.ts';
import { mentionsExpect } from './expect-comments.ts';
import { codeOf, type Fence, shellLanguages } from './fence.ts';
import type { Flow } from './flow.ts';
import { isShellLike } from './is-shell-like.ts';
import { type MappedText, type Span, spanOf } from './mapped-text.ts';
import { spanOfNode } from './mdast-places.ts';
import { parseCondition } from './parse-condition.ts';
import type { ParseContext } from './parse-context.ts';
import { type Annotations, readAnnotations } from './read-annotations.ts';
import { type AnnotationWord, scanAnnotations } from './scan-annotations.ts';
import type { SectionSettings } from './section-settings.ts';
import { lineage, saysProcedure } from './section-tree.ts';
import { inCarefulMode, plainGate, readStepMode, type StepMode, underSection } from './step-mode.ts';
import { didYouMean, nearest, oneSlipFrom } from './suggest.ts';

/** What a fence comes to: a step, an example that an author marked as one, or mere text. */
export type FenceResult =
  | { readonly type: 'step'; readonly draft: Draft }
  | { readonly type: 'example' | 'text' };

/** Reads a fence that is no `output` fence. */
export function readFenceStep(
  fence: Fence,
  flow: Flow,
  around: Attachments,
  settings: SectionSettings,
  context: ParseContext,
): FenceResult {
  if (!isStep(fence, flow, around, context)) return { type: 'text' };
  const annotations = readAnnotations(readWords(fence, around, context), 'block', context.report);
  const own = readStepMode(annotations, context.report);
  const mode = underSection(settings.mode, own, modeSpan(annotations, fence), context.report) ?? plainGate;
  if (mode.type === 'doc') {
    reportIdle(annotations, ['doc'], 'on an example, which is never executed', context);
    return { type: 'example' };
  }
  const when = annotations.get('when')?.value;
  const draft = {
    section: flow.section,
    span: fence.span,
    end: endOf(flow, around),
    rollback: settings.rollback,
    when: when ? parseCondition(when, context) : null,
  };
  const id = readId(annotations);
  if (mode.type === 'manual') {
    return {
      type: 'step',
      draft: { ...draft, id, content: readManual(fence, annotations, around, context) },
    };
  }
  if (fence.kind === 'other') {
    context.report('unknown-interpreter', languageSpan(fence, around), unknownInterpreter(fence.language));
    return { type: 'text' };
  }
  const entered: StepMode = context.trusted ? mode : inCarefulMode(mode);
  const content = buildBlock(fence, annotations, entered, around, settings, context);
  return content === null ? { type: 'text' } : { type: 'step', draft: { ...draft, id, content } };
}

function isStep(fence: Fence, flow: Flow, around: Attachments, context: ParseContext): boolean {
  if (fence.kind === 'shell' || fence.kind === 'console') return true;
  if (around.comment !== null || around.quotes.length > 0) return true;
  if (fence.kind === 'other') return meantAnnotations(fence.info).length > 0;
  const directive = readDirective(fence.info);
  if (directive !== null) {
    reportHidden(fence, directive, context);
    return false;
  }
  if (fence.info.value.trim() !== '') return true;
  const code = codeOf(fence).value;
  if (mentionsExpect(code) || findPrompt(fence) !== null) return true;
  if (lineage(flow.section).some(({ section }) => saysProcedure(section.title))) return true;
  return !context.trusted && isShellLike(code, context);
}

/** `{note}`, `{code-block} yaml`: what other tools make of a fence without a language; its words. */
function readDirective({ value }: MappedText): readonly string[] | null {
  const [, name, rest = ''] = /^\{([a-z][\w:-]*)\}(.*)$/i.exec(value.trim()) ?? [];
  if (name === undefined || isAnnotationName(name) || nearest(name, annotationNames) !== null) return null;
  return [name, ...rest.trim().split(/\s+/)];
}

/** `{bash}` and `{code-block} bash` are shell to the tools they are written for. */
function reportHidden(fence: Fence, directive: readonly string[], context: ParseContext): void {
  const language = shellLanguages.find((each) => directive.includes(each));
  if (language === undefined) return;
  const message = `Unexpected ${language} fence as a directive of another tool, which is text and never run; if it is meant to be a block, write \`${language}\` without braces`;
  context.report('hidden-fence', fence.span, message);
}

/** In another language the info string belongs to other tools, but for what can only be ours. */
function meantAnnotations(info: MappedText): readonly AnnotationWord[] {
  return scanAnnotations(info, () => {}).filter(
    ({ name }) => isAnnotationName(name.value) || oneSlipFrom(name.value, distinctive) !== null,
  );
}

/** Names that no other tool's words are near to. */
const distinctive = ['readonly', 'manual', 'confirm', 'timeout', 'expect', 'within'];

function readWords(fence: Fence, around: Attachments, context: ParseContext): readonly AnnotationWord[] {
  const beside =
    fence.kind === 'other' ? meantAnnotations(fence.info) : scanAnnotations(fence.info, context.report);
  if (around.comment === null) return beside;
  const above = scanAnnotations(around.comment.body, context.report);
  if (beside.length > 0) {
    const message =
      'Unexpected annotations in the info string of a block that has a runbook comment, expected them in one place';
    context.report('annotation-conflict', beside[0]?.span ?? fence.span, message);
  }
  if (above.length === 0) {
    const message = 'Unexpected empty runbook comment, expected annotations';
    context.report('annotation-without-effect', around.comment.span, message);
  }
  return [...above, ...beside];
}

function modeSpan(annotations: Annotations, fence: Fence): Span {
  const names: readonly AnnotationName[] = ['readonly', 'auto', 'manual', 'doc', 'gate'];
  return names.map((name) => annotations.get(name)?.span).find((span) => span !== undefined) ?? fence.span;
}

function readId(annotations: Annotations): Draft['id'] {
  const id = annotations.get('id');
  return id?.value ? { value: id.value.value, span: spanOf(id.value), given: true } : null;
}

function readManual(
  fence: Fence,
  annotations: Annotations,
  around: Attachments,
  context: ParseContext,
): Draft['content'] {
  reportIdle(
    annotations,
    ['manual', 'gate', 'id', 'when'],
    'on a manual step, which is never executed',
    context,
  );
  const code = codeOf(fence).value;
  const { output, quotes } = around;
  for (const node of output === null ? quotes : [output, ...quotes]) {
    const message =
      'Unexpected expectation of a manual step, which is never executed; expect it of a readonly block after it';
    context.report('annotation-without-effect', spanOfNode(node), message);
  }
  if (mentionsExpect(code)) {
    const message = 'Unexpected `# expect` in a manual step, which is never executed';
    context.report('expect-comment', fence.span, message);
  }
  return { kind: 'manual', text: code, language: fence.language, warnings: around.warnings };
}

function reportIdle(
  annotations: Annotations,
  allowed: readonly AnnotationName[],
  where: string,
  context: ParseContext,
): void {
  for (const { name, span } of annotations.values()) {
    if (allowed.includes(name)) continue;
    context.report('annotation-without-effect', span, `Unexpected \`${name}\` ${where}; remove it`);
  }
}

function languageSpan(fence: Fence, around: Attachments): Span {
  const end = fence.info.offsets[0] ?? fence.span.start;
  return fence.language === ''
    ? (around.comment?.span ?? fence.span)
    : { start: end - fence.language.length, end };
}

function unknownInterpreter(language: string): string {
  const hint = didYouMean(language, shellLanguages);
  return hint === ''
    ? `Unexpected language \`${language}\` on an annotated block, expected bash (other interpreters are not built yet); \`doc\` makes it an example`
    : `Unexpected language \`${language}\` on an annotated block${hint}`;
}
