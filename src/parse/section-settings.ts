import type { Root } from 'mdast';
import type { Condition } from '../model/condition.ts';
import { spanOfNode } from './mdast-places.ts';
import { parseCondition } from './parse-condition.ts';
import type { ParseContext } from './parse-context.ts';
import { type Annotations, readAnnotations } from './read-annotations.ts';
import { findRunbookComments, roleOf } from './runbook-comment.ts';
import { scanAnnotations } from './scan-annotations.ts';
import { type SectionNode, saysRollback } from './section-tree.ts';
import { readStepMode, type StepMode, underSection } from './step-mode.ts';

/** What the comments below a section's heading, and those above it, say about its blocks. */
export interface SectionSettings {
  /** What is said about this very section. */
  readonly own: Annotations;
  /** Inherited modes included. */
  readonly mode: StepMode | null;
  readonly cwd: string | null;
  /** Its own condition; those of the sections around it count too. */
  readonly when: Condition | null;
  /** It is no part of the sequence. */
  readonly rollback: boolean;
}

const none: SectionSettings = { own: new Map(), mode: null, cwd: null, when: null, rollback: false };

/** Settings of every section, parents first. */
export function readSectionSettings(
  root: Root,
  sections: readonly SectionNode[],
  context: ParseContext,
): ReadonlyMap<SectionNode, SectionSettings> {
  const settings = new Map<SectionNode, SectionSettings>();
  let index = -1;
  for (const section of sections) {
    if (section.heading !== null) index = root.children.indexOf(section.heading, index + 1);
    const outer = section.parent === null ? none : (settings.get(section.parent) ?? none);
    settings.set(
      section,
      section.heading === null ? none : readSettings(root, index, section, outer, context),
    );
  }
  return settings;
}

function readSettings(
  root: Root,
  index: number,
  section: SectionNode,
  outer: SectionSettings,
  context: ParseContext,
): SectionSettings {
  const words = readWords(root, index, context);
  const own = readAnnotations(words, 'section', context.report);
  const span = words[0]?.span ?? section.span;
  const when = own.get('when')?.value;
  return {
    own,
    mode: underSection(outer.mode, readStepMode(own, context.report), span, context.report),
    cwd: own.get('cwd')?.value?.value ?? outer.cwd,
    when: when ? parseCondition(when, context) : null,
    rollback:
      outer.rollback ||
      saysRollback(section.section.title) ||
      words.some(({ name }) => name.value === 'rollback'),
  };
}

function readWords(root: Root, heading: number, context: ParseContext): ReturnType<typeof scanAnnotations> {
  const node = root.children[heading + 1];
  if (node?.type !== 'html') return [];
  const [comment] = findRunbookComments(context.document, node, () => {});
  if (comment === undefined || roleOf(comment, root.children, heading + 1, true) !== 'section') return [];
  const words = scanAnnotations(comment.body, context.report);
  if (words.length === 0) {
    context.report(
      'annotation-without-effect',
      spanOfNode(node),
      'Unexpected empty runbook comment, expected annotations',
    );
  }
  return words;
}
