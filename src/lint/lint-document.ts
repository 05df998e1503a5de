import type { Root } from 'mdast';
import { findCommands } from '../bash/calls/commands.ts';
import { noFunctions, type ShellFunctions } from '../bash/calls/functions.ts';
import type { ReadScripts } from '../bash/calls/script.ts';
import { functionsAfter } from '../bash/calls/sourced-functions.ts';
import { findForbidden, readonlyViolations, type Violation } from '../bash/effects/effects.ts';
import { maskPlaceholders } from '../bash/mask-placeholders.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import { type Captured, capturedAfter, nothingCaptured } from '../bash/variables/captured-output.ts';
import type { Position } from '../model/position.ts';
import type { BlockStep, Runbook, Segment } from '../model/runbook.ts';
import { type DocumentText, readDocumentText } from '../parse/document-text.ts';
import type { ParsedRunbook } from '../parse/parse-runbook.ts';
import { lazily } from './lazily.ts';
import { placeInBlock } from './place-in-block.ts';
import { createScriptReader } from './read-scripts.ts';
import { defaultSettings, type LintContext } from './rule.ts';
import { findTaskLists, type TaskList } from './task-lists.ts';

/** A block that can run, and what is known of its code; each thing is worked out once, for all rules. */
export interface LintBlock {
  readonly step: BlockStep;
  /** As bash reads it once placeholders are filled in; offsets into it are those of what is written. */
  readonly code: string;
  readonly inRollback: boolean;
  /** Functions that the session knows when it begins. */
  readonly functions: ShellFunctions;
  /** A piece of the code as it is written, with its placeholders. */
  asWritten(text: string): string;
  /** Every simple command, those that others carry included. */
  commands(): readonly ShellCommand[];
  /** What is known to change or destroy, and what cannot be told, in order. */
  effects(): readonly Violation[];
  /** Commands that the project forbids. */
  forbidden(): readonly Omit<Violation, 'effect'>[];
  /** Where a stretch of the code stands in the document; offsets in UTF-16 units of the code, `end` exclusive. */
  place(start: number, end: number): Position;
}

/** What is known of the session from what has run in it. */
interface Session {
  readonly functions: ShellFunctions;
  readonly captured: Captured;
}

/** A document with what several rules need of it. */
export interface LintDocument {
  readonly runbook: Runbook;
  readonly root: Root;
  readonly text: DocumentText;
  /** The blocks that can run, those of its rollback included, in order. */
  readonly blocks: readonly LintBlock[];
  taskLists(): readonly TaskList[];
}

export function readLintDocument({ runbook, root }: ParsedRunbook, context: LintContext): LintDocument {
  const text = readDocumentText(runbook.text, runbook.file);
  const { bash, settings = defaultSettings } = context;
  const readScripts = createScriptReader(bash, () => document, context.repository);
  const knowledge = { own: settings.commands, readScripts };
  const codes: string[] = [];
  const known = lazily(() => sessionsBefore(bash, codes, readScripts));
  const readBlock = (step: BlockStep, inRollback: boolean): LintBlock => {
    const code = step.segments.map(fillSegment).join('');
    const asWritten = (text: string) => showPlaceholders(text, step);
    const show = <T extends { readonly command: string }>(found: T): T => ({
      ...found,
      command: asWritten(found.command),
    });
    const index = codes.push(code) - 1;
    const session = () => known()[index] ?? newSession;
    const functions = () => session().functions;
    return {
      step,
      code,
      asWritten,
      inRollback,
      get functions() {
        return functions();
      },
      commands: lazily(() => findCommands(bash, code)),
      effects: lazily(() =>
        readonlyViolations(bash, code, functions(), { ...knowledge, captured: session().captured }).map(show),
      ),
      forbidden: lazily(() => findForbidden(bash, code, functions(), settings.commands).map(show)),
      place: (start, end) => placeInBlock(text, step, start, end),
    };
  };
  const blocks = [
    ...runbook.steps.flatMap((step) => (step.kind === 'block' ? [readBlock(step, false)] : [])),
    ...runbook.rollback.flatMap((step) => (step.kind === 'block' ? [readBlock(step, true)] : [])),
  ];
  const taskLists = lazily(() => findTaskLists(root, runbook.sections));
  const document: LintDocument = { runbook, root, text, blocks, taskLists };
  return document;
}

const newSession: Session = { functions: noFunctions, captured: nothingCaptured };

/** What the session knows and holds when each of some codes begins. */
function sessionsBefore(
  bash: BashParser,
  codes: readonly string[],
  readScripts: ReadScripts,
): readonly Session[] {
  const known: Session[] = [newSession];
  for (const code of codes) {
    const { functions, captured } = known.at(-1) ?? newSession;
    known.push({
      functions: functionsAfter(bash, functions, code, readScripts),
      captured: capturedAfter(bash, captured, code),
    });
  }
  return known;
}

function fillSegment({ code, placeholders }: Segment): string {
  return maskPlaceholders(code, placeholders);
}

/** A command of the filled code, with its placeholders as they are written. */
function showPlaceholders(command: string, { segments }: BlockStep): string {
  const names = segments.flatMap(({ placeholders }) => placeholders.map(({ name }) => name));
  return names.reduce((text, name) => text.replaceAll(`_${name}_`, `<${name}>`), command);
}
