import { toString as textOf } from 'mdast-util-to-string';
import { findCommands } from '../bash/calls/commands.ts';
import { findPlaceholders } from '../bash/find-placeholders.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import { variablesRead } from '../bash/variables/reads.ts';
import { isReservedVariable } from '../bash/variables/reserved-variables.ts';
import { spanOf } from '../parse/mapped-text.ts';
import type { AnnotateOptions } from './annotate-options.ts';
import type { AnnotatedDocument, KnownBlock } from './annotated-document.ts';
import type { Note } from './proposal.ts';
import { paragraphBefore } from './read-blocks.ts';
import type { TextEdit } from './text-edit.ts';

/** A value that a document needs from its operator. */
export interface FoundInput {
  /** Name of the variable. */
  readonly name: string;
  readonly prompt: string;
  readonly secret: boolean;
  /** Placeholders that become the variable; none where the code has it already. */
  readonly edits: readonly TextEdit[];
}

export interface FoundInputs {
  readonly inputs: readonly FoundInput[];
  /** Placeholders that stay. */
  readonly notes: readonly Note[];
}

/** Words that mean something else in every block. */
const vague = /^(?:id|name|host|hostname|ip|address|value|file|path|node|n|number|x|user|url|port|version)$/i;
const hidden = /(?:^|[_-])(?:password|passwd|passphrase|secret|token|api[_-]?key|private[_-]?key)$/i;

interface Found {
  readonly name: string;
  readonly block: KnownBlock;
  readonly edit: TextEdit | null;
  readonly line: number;
}

/** Placeholders that a variable can stand for, and variables that nothing in the document sets. */
export function findInputs(document: AnnotatedDocument, options: AnnotateOptions): FoundInputs {
  const found = document.blocks.flatMap((block) => placeholdersOf(block, document, options));
  const notes: Note[] = [];
  const inputs: FoundInput[] = [];
  for (const [variable, places] of groupBy(found, ({ name }) => variableOf(name))) {
    const why = reasonToStay(variable, places, document);
    if (why === null) inputs.push(inputOf(variable, places));
    else notes.push({ line: places[0]?.line ?? 1, text: `\`<${places[0]?.name}>\` stays as it is: ${why}` });
  }
  const known = new Set(inputs.map(({ name }) => name));
  const unset = unsetVariables(document, options).filter((name) => !known.has(name));
  return { inputs: [...inputs, ...unset.map((name) => ({ ...describe(name, name), edits: [] }))], notes };
}

function placeholdersOf(
  block: KnownBlock,
  { text }: AnnotatedDocument,
  { bash }: AnnotateOptions,
): readonly Found[] {
  const isRun = !/^(?:manual|doc)$/.test(block.settings.mode?.type ?? '');
  return block.pieces.flatMap((code) => {
    const { words, misplaced } = findPlaceholders(bash, code.value);
    return [...words, ...misplaced].map((placeholder) => {
      const { name, start, end } = placeholder;
      const span = spanOf(code, start, end);
      const asWritten = !('where' in placeholder) && text.text.slice(span.start, span.end) === `<${name}>`;
      return {
        name,
        block,
        edit: asWritten && isRun ? { ...span, text: `"$${variableOf(name)}"` } : null,
        line: text.locate(span).position.start.line,
      };
    });
  });
}

function variableOf(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/** Why a placeholder cannot simply become a variable; `null`: it can. */
function reasonToStay(
  variable: string,
  places: readonly Found[],
  { text, parsed }: AnnotatedDocument,
): string | null {
  if (places.some(({ edit }) => edit === null) || isElsewhere(places, text.text))
    return 'where it stands a variable could mean something else; declare an input by hand';
  if (isReservedVariable(variable)) return `$${variable} means something to the shell`;
  if (places.some(({ block }) => isRepeated(block))) return 'its gate asks for a value each time';
  const [first] = places;
  if (vague.test(first?.name ?? '') && new Set(places.map(({ block }) => block)).size > 1)
    return 'it stands in several blocks and may mean something else in each';
  const declared = parsed.runbook.requirements.inputs.some(({ name }) => name === variable);
  if (!declared && new RegExp(`(?<![\\w])${variable}(?!\\w)`).test(text.text))
    return `${variable} is already the name of something else here`;
  return null;
}

/** A part of a word, or of a synopsis (`[--zone <zone>]`), would be left behind. */
function isElsewhere(places: readonly Found[], text: string): boolean {
  const spans = places.flatMap(({ edit }) => edit ?? []);
  return places.some(({ name, block }) => {
    const { start, end } = block.fence.span;
    return Array.from(text.slice(start, end).matchAll(new RegExp(`<${name}>`, 'g'))).some(
      ({ index }) => !spans.some((span) => span.start === start + index),
    );
  });
}

/** `For each machine:` a value that is given once would be wrong the second time. */
function isRepeated(block: KnownBlock): boolean {
  const paragraph = paragraphBefore(block);
  const comments = block.code.match(/^\s*#.*$/gm) ?? [];
  return /\b(?:each|every)\b/i.test([paragraph === null ? '' : textOf(paragraph), ...comments].join(' '));
}

function inputOf(variable: string, places: readonly Found[]): FoundInput {
  return {
    ...describe(variable, places[0]?.name ?? variable),
    edits: places.flatMap(({ edit }) => edit ?? []),
  };
}

function describe(name: string, said: string): Omit<FoundInput, 'edits'> {
  const words = said.toLowerCase().replace(/[_-]+/g, ' ').trim();
  return { name, prompt: `Which ${words}?`, secret: hidden.test(name) };
}

/** Set by the operator's environment, not by a document. */
const ambient =
  /^(?:HOME|USER|LOGNAME|EDITOR|VISUAL|PAGER|DISPLAY|HOSTNAME|KUBECONFIG|GOPATH|(?:SSH|XDG|SUDO|AWS|OS|VAULT|JUJU|DOCKER|KUBE|GIT|AZURE|ARM|GOOGLE|CLOUDSDK|TF|HELM|CI|GITHUB|GITLAB|HTTP|HTTPS|NO|PG|MYSQL)_\w*)$/;

function unsetVariables(document: AnnotatedDocument, { bash }: AnnotateOptions): readonly string[] {
  const { blocks, parsed, text } = document;
  const commands = blocks.flatMap(({ code }) => findCommands(bash, code));
  // What a file sets that is read here is not known, nor what another runbook leaves behind.
  if (commands.some(readsFile)) return [];
  if (parsed.runbook.steps.some(({ kind }) => kind === 'include')) return [];
  const read = blocks.flatMap(({ code, functions }) => [...variablesRead(bash, code, functions)]);
  return [...new Set(read)].filter(
    (name) =>
      /^[A-Z][A-Z0-9_]{2,}$/.test(name) &&
      !isReservedVariable(name) &&
      !ambient.test(name) &&
      !isSetSomewhere(name, text.text),
  );
}

function readsFile({ words, through }: ShellCommand): boolean {
  return [words[0]?.literal ?? '', ...through].some((name) => /^(?:\.|source|eval)$/.test(name));
}

/** An assignment anywhere, be it in prose, a default, or a declaration: someone has thought of it. */
function isSetSomewhere(name: string, text: string): boolean {
  return new RegExp(
    `(?<![\\w$])${name}(?:\\[[^\\]]*\\])?\\+?=|\\$\\{${name}:?[-=?+]|\\b(?:for|read|mapfile|readarray|getopts|declare|local|typeset|export|select|unset|printf|each|capture|inputs|secrets)\\b.*\\b${name}\\b|^[ \\t]*${name}[ \\t]*:|\\$\\{?${name}\\b[^\\n]* (?:=|!=) ''`,
    'm',
  ).test(text);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
