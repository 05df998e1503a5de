import type { PackedSnapshot } from './snapshot.ts';

/** A state as a whole, as the first line of a snapshot file holds it. */
export interface PackedState {
  readonly snapshot: PackedSnapshot;
  readonly login: PackedSnapshot['variables'];
  readonly withheld: readonly string[];
  readonly parts: readonly string[];
}

/** Variables that are different since the line before; those that have no entry are unset. */
export interface Difference {
  readonly names: readonly string[];
  readonly entries: PackedSnapshot['variables'];
}

export function isPackedState(value: unknown): value is PackedState {
  const { snapshot, login, withheld, parts } = fieldsOf(value);
  const kept = fieldsOf(snapshot);
  return (
    ['options', 'shopt', 'umask', 'functions'].every((name) => typeof kept[name] === 'string') &&
    [kept.directories, kept.functionFlags, kept.positional, withheld, parts].every(isTexts) &&
    [kept.aliases, kept.variables, kept.traps, login].every(isTable)
  );
}

export function isDifference(value: unknown): value is Difference {
  const { names, entries } = fieldsOf(value);
  return isTexts(names) && isTable(entries);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isTable(value: unknown): boolean {
  return Array.isArray(value) && value.every((row) => isTexts(row) && row.length === 2);
}
