import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Annotated, annotate as annotateText, type Layer, type Need } from '../annotate/annotate.ts';
import type { AnnotateOptions } from '../annotate/annotate-options.ts';
import type { ProposalKind } from '../annotate/proposal.ts';
import { unifiedDiff } from '../annotate/unified-diff.ts';
import { storing } from '../journal/storage-error.ts';
import { createLoader } from '../loading/load-runbook.ts';
import { refuseLargeFile } from '../loading/refuse-large-file.ts';
import { exitCode } from '../model/outcome.ts';
import { parseRunbook } from '../parse/parse-runbook.ts';
import { findMissingCommands } from '../project/find-commands.ts';
import { isBelowRunbooks, shownPath } from '../project/find-project.ts';
import { Refusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';
import type { CommandRun } from './command.ts';

/** Proposes annotations for a document as a diff, or writes them. Nothing of the document is executed. */
export const annotate: CommandRun = async (world, [name = ''], options) => {
  const loader = await createLoader(world);
  const { project, bash } = loader;
  const path = isFile(resolve(world.cwd, name))
    ? resolve(world.cwd, name)
    : (await loader.loadNamed(name)).path;
  const file = shownPath(project.root, path);
  refuseLargeFile(path, file);
  const text = readText(path, file);
  const asked: AnnotateOptions = {
    file,
    belowRunbooks: isBelowRunbooks(project, path),
    bash,
    isCommand: (word) => findMissingCommands([word], world.env.PATH ?? '', project.root).length === 0,
    commands: project.settings.commands,
    comments: options.comments === true,
  };
  refuseUnreadable(text, asked);
  const needs = needsOf(options);
  const annotated = annotateText(text, asked, options.write === true ? needs.chosen : needs.shown);
  const result = annotated.layers.at(-1)?.after ?? text;
  for (const { line, text } of annotated.notes) world.stderr.write(`${file}:${line}: ${text}\n`);
  if (options.write !== true) {
    world.stdout.write(renderDiff(file, annotated, needs.chosen));
    tell(
      world,
      file,
      annotated.layers,
      '; --write makes the changes that need no flag, or one that is given',
    );
    return exitCode.done;
  }
  if (result !== text) {
    storing('write', path, () => writeFileSync(path, result));
    world.stdout.write(`${file}: ${summary(annotated.layers)}\n`);
  }
  const { layers } = annotateText(result, asked, needs.left);
  if (result === text || summary(layers) !== '') tell(world, file, layers, ' left out');
  return exitCode.done;
};

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

interface Needs {
  /** What the flags name: that much is written. */
  readonly chosen: readonly Need[];
  readonly left: readonly Need[];
  /** Without either flag a diff shows all there is, else what would be written. */
  readonly shown: readonly Need[];
}

function needsOf(options: Record<string, unknown>): Needs {
  const all: readonly Need[] = ['--inputs', '--readonly'];
  const chosen = all.filter((need) => options[need.slice(2)] === true);
  const left = all.filter((need) => !chosen.includes(need));
  return { chosen, left, shown: chosen.length === 0 ? all : chosen };
}

/** What is written back must be what was read, byte for byte, but for the edits. */
function readText(path: string, file: string): string {
  const bytes = storing('read', path, () => readFileSync(path));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal(`${file} is not UTF-8 text`, null, exitCode.document);
  }
}

function refuseUnreadable(text: string, options: AnnotateOptions): void {
  const deep = parseRunbook(text, options).messages.find(({ ruleId }) => ruleId === 'too-deep');
  if (deep !== undefined) throw new Refusal(`${options.file} cannot be read`, deep.reason, exitCode.document);
}

const reasons: Readonly<Record<Need, string>> = {
  '--inputs': 'replaces words of commands with inputs that are asked for at the start',
  '--readonly': 'lets blocks run without a stop',
};

/** What was asked for is a change like any other; what would have to be asked for says so. */
function renderDiff(file: string, { layers }: Annotated, chosen: readonly Need[]): string {
  return layers
    .map(({ needs, before, edits }) => {
      if (needs === null || chosen.includes(needs)) return unifiedDiff(file, before, edits);
      const diff = unifiedDiff(file, before, edits, `needs ${needs}`);
      return diff === '' ? '' : `# needs ${needs}: ${reasons[needs]}\n${diff}`;
    })
    .join('');
}

function tell(world: World, file: string, layers: readonly Layer[], tail: string): void {
  const all = summary(layers);
  world.stderr.write(`${file}: ${all === '' ? 'nothing to propose' : `${all}${tail}`}\n`);
}

const nouns: Readonly<Record<ProposalKind, readonly [one: string, several: string]>> = {
  'opt-in': ['runbook: key', 'runbook: keys'],
  language: ['language', 'languages'],
  gate: ['gate', 'gates'],
  readonly: ['readonly block', 'readonly blocks'],
  expectation: ['expectation', 'expectations'],
  confirm: ['confirmation by eye', 'confirmations by eye'],
  output: ['exact output', 'exact outputs'],
  input: ['input', 'inputs'],
};

function summary(layers: readonly Layer[]): string {
  return layers
    .flatMap(({ kinds, needs }) => {
      const counts = new Map<ProposalKind, number>();
      for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const tail = needs === null ? '' : ` (${needs})`;
      return [...counts].map(([kind, count]) => `${count} ${nouns[kind][count === 1 ? 0 : 1]}${tail}`);
    })
    .join(', ');
}
