import { baseName } from './base-name.ts';
import { type Arguments, splitArguments } from './options.ts';
import type { Word } from './word.ts';

interface Assigner {
  readonly valued: string;
  names(args: Arguments): readonly (Word | null | undefined)[];
}

const optionValue = ({ options }: Arguments, name: string) =>
  options.find((option) => option.name === name)?.value;

const assigners: ReadonlyMap<string, Assigner> = new Map(
  Object.entries({
    read: {
      valued: '-a -d -i -n -N -p -t -u',
      names: (args) => [optionValue(args, '-a'), ...args.operands],
    },
    mapfile: { valued: '-d -n -O -s -u -C -c', names: ({ operands }) => operands.slice(0, 1) },
    readarray: { valued: '-d -n -O -s -u -C -c', names: ({ operands }) => operands.slice(0, 1) },
    printf: { valued: '-v', names: (args) => [optionValue(args, '-v')] },
    getopts: { valued: '', names: ({ operands }) => operands.slice(1, 2) },
    unset: { valued: '', names: ({ operands }) => operands },
  } satisfies Record<string, Assigner>),
);

/** Names of the variables that a builtin sets (or unsets) by being called with these words. */
export function assignedNames(words: readonly Word[]): readonly string[] {
  const assigner = assigners.get(baseName(words[0]) ?? '');
  if (assigner === undefined) return [];
  const names = assigner.names(splitArguments(words, assigner));
  return names.flatMap((name) => /^[A-Za-z_]\w*$/.exec(name?.literal ?? '')?.[0] ?? []);
}
