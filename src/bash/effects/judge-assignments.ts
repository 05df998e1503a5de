import { baseName } from '../calls/base-name.ts';
import type { Assignment } from '../tree/assignment.ts';
import type { ShellCommand } from '../tree/shell-command.ts';
import { unknownText, type Word, wordOf } from '../tree/word.ts';
import { assignedWords } from '../variables/assigned-names.ts';
import { decides } from '../variables/deciding-variables.ts';
import type { Judgement } from './known-tool.ts';

const declarators = /^(?:export|declare|typeset|local|readonly)$/;
const namers = /^(?:export|declare|typeset|local|readonly|alias)$/;

/** What it means that a command sets variables: some decide what runs, and a name that is not known may be theirs. */
export function judgeAssignments(command: ShellCommand): readonly Judgement[] {
  const { words } = command;
  const name = baseName(words[0]) ?? '';
  const assigned = assignedWords(words);
  const sets = [
    ...command.assigns,
    ...command.outer.flatMap((outer) => outer.slice(1).flatMap((word) => readPair(word, false))),
    ...(declarators.test(name) ? declared(words) : []),
    ...assigned.flatMap(({ literal }) => readName(literal, name === 'unset')),
  ];
  const whys = sets.flatMap((set) => decides(set.name, textOf(set.value), set.lasting) ?? []);
  const names = [...assigned, ...(namers.test(name) ? declaredNames(words) : [])];
  const unknown = names.some(isUnknownName) ? ['sets something whose name is known only when it runs'] : [];
  return [...whys, ...unknown].map((why) => ({ effect: 'opaque', why }));
}

function readPair(word: Word, lasting: boolean): readonly Assignment[] {
  const [, name, value] = /^([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=([\s\S]*)$/.exec(word.shape) ?? [];
  if (name === undefined || value === undefined) return [];
  const text = word.text.replace(/^["']?\w+(?:\[[^\]]*\])?\+?=/, '');
  return [{ name, value: wordOf(text, value), lasting }];
}

function readName(literal: string | null, unset: boolean): readonly Assignment[] {
  const name = /^[A-Za-z_]\w*/.exec(literal ?? '')?.[0];
  const value = unset ? wordOf('') : null;
  return name === undefined ? [] : [{ name, value, lasting: true }];
}

/** `declare -n a=PATH` makes setting `a` later set `PATH`. */
function declared(words: readonly Word[]): readonly Assignment[] {
  const pairs = words.slice(1).flatMap((word) => readPair(word, true));
  const references = hasLetter(words, 'n') && words[0]?.literal !== 'export';
  return references ? pairs.flatMap(({ value }) => readName(value?.literal ?? null, false)) : pairs;
}

/** Names that a declaration gives without a value, or refers to; none where it only prints. */
function declaredNames(words: readonly Word[]): readonly Word[] {
  if (hasLetter(words, 'pfF')) return [];
  const references = hasLetter(words, 'n') && words[0]?.literal !== 'export';
  return words
    .slice(1)
    .filter(({ shape }) => !/^[-+]/.test(shape))
    .flatMap((word) => (references ? readPair(word, true).flatMap(({ value }) => value ?? []) : [word]));
}

function hasLetter(words: readonly Word[], letters: string): boolean {
  return words.some(({ shape }) => new RegExp(`^-\\w*[${letters}]`).test(shape));
}

function isUnknownName({ shape }: Word): boolean {
  return /^[^=[]*/.exec(shape)?.[0].includes(unknownText) === true;
}

function textOf(value: Word | null): string | null {
  return value === null ? null : value.text.replace(/["']/g, '');
}
