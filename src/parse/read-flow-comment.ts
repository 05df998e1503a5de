import type { Draft } from './draft.ts';
import type { Flow } from './flow.ts';
import { cut, type MappedText, spanOf, trim } from './mapped-text.ts';
import { parseCondition } from './parse-condition.ts';
import type { ParseContext } from './parse-context.ts';
import type { Report } from './problem.ts';
import { type Annotation, type Annotations, readAnnotations } from './read-annotations.ts';
import type { RunbookComment } from './runbook-comment.ts';
import { scanAnnotations } from './scan-annotations.ts';
import type { SectionSettings } from './section-settings.ts';

/** Reads a comment that includes a runbook or ends the document; `null` where it can not be read. */
export function readFlowComment(
  comment: RunbookComment,
  flow: Flow,
  settings: SectionSettings,
  context: ParseContext,
): Draft | null {
  let faults = 0;
  const report: Report = (...problem) => {
    faults += 1;
    context.report(...problem);
  };
  const draft = readDraft(comment, flow, settings, { ...context, report });
  if (faults === 0) return draft;
  if (!context.trusted) {
    const message =
      'Unexpected include or stop that can not be read as it stands: what it leaves out or adds would be a guess';
    report('flow-comment', comment.span, message);
  }
  return null;
}

function readDraft(
  comment: RunbookComment,
  flow: Flow,
  settings: SectionSettings,
  context: ParseContext,
): Draft | null {
  const { report } = context;
  const annotations = readAnnotations(scanAnnotations(comment.body, report), 'alone', report);
  const include = annotations.get('include');
  const stop = annotations.get('stop');
  reportPlace(include ?? stop, flow, settings, report);
  if (include !== undefined && stop !== undefined) {
    const message = 'Unexpected `stop` beside `include`, expected a comment for each';
    report('annotation-conflict', stop.span, message);
  }
  const content = include?.value
    ? readInclude(include.value, context)
    : stop?.value
      ? ({ kind: 'stop', reason: trim(stop.value).value } as const)
      : null;
  if (content === null) return null;
  const when = annotations.get('when')?.value;
  return {
    content: { ...content, warnings: [] },
    section: flow.section,
    span: comment.span,
    end: comment.span.end,
    id: readId(annotations),
    rollback: settings.rollback,
    when: when ? parseCondition(when, context) : null,
  };
}

function reportPlace(
  annotation: Annotation | undefined,
  { atTop }: Flow,
  { mode, rollback }: SectionSettings,
  report: Report,
): void {
  if (annotation === undefined) return;
  const { name, span } = annotation;
  if (!atTop) {
    const message = `Unexpected \`${name}\` in a list or quote, expected it in a comment of the document itself`;
    report('annotation-misplaced', span, message);
  }
  if (rollback)
    report('annotation-misplaced', span, `Unexpected \`${name}\` in a rollback section, expected only steps`);
  if (mode?.type === 'doc') {
    const message = `Unexpected \`${name}\` in a section that is \`doc\`, where nothing is executed`;
    report('annotation-without-effect', span, message);
  } else if (name === 'include' && mode !== null) {
    const message = `Unexpected \`include\` in a section that is \`${mode.type}\`, which does not reach into another document; put it below a heading of its own`;
    report('looser-than-section', span, message);
  }
}

function readInclude(value: MappedText, { document, report }: ParseContext) {
  const text = trim(value);
  const hash = text.value.indexOf('#');
  const name = trim(cut(text, 0, hash === -1 ? text.value.length : hash));
  const part = hash === -1 ? null : trim(cut(text, hash + 1));
  if (name.value === '') {
    const message = 'Unexpected `#`, expected the name of a runbook before it: include="01-destroy#section"';
    report('include', spanOf(text), message);
    return null;
  }
  if (part?.value === '') {
    const message = 'Unexpected `#` without a section, expected its slug behind it, or no `#`';
    report('include', spanOf(text, hash, hash + 1), message);
    return null;
  }
  const named = document.locate(spanOf(name));
  return { kind: 'include', runbook: name.value, part: part?.value ?? null, named } as const;
}

/** What is included gives its name to the step, so that it stays what it is when sections move. */
function readId(annotations: Annotations): Draft['id'] {
  const id = annotations.get('id')?.value;
  if (id) return { value: id.value, span: spanOf(id), given: true };
  const name = annotations.get('include')?.value;
  if (!name) return null;
  const value = name.value
    .replace(/#.*$/, '')
    .trim()
    .replace(/\.(?:md|markdown)$/i, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  return value === '' ? null : { value, span: spanOf(name), given: false };
}
