import { baseName } from '../calls/base-name.ts';
import { type Arguments, splitArguments } from '../calls/options.ts';
import type { Word } from '../tree/word.ts';

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
    wait: { valued: '-p', names: (args) => [optionValue(args, '-p')] },
    unset: { valued: '', names: ({ operands }) => operands },
  } satisfies Record<string, Assigner>),
);

/** Names of the variables that a builtin sets (or unsets) by being called with these words. */
export function assignedNames(words: readonly Word[]): readonly string[] {
  return assignedWords(words).flatMap(({ literal }) => /^[A-Za-z_]\w*$/.exec(literal ?? '')?.[0] ?? []);
}

/** The words of such a call that are those names, as far as they are known. */
export function assignedWords(words: readonly Word[]): readonly Word[] {
  const assigner = assigners.get(baseName(words[0]) ?? '');
  if (assigner === undefined) return [];
  return assigner.names(splitArguments(words, assigner)).flatMap((name) => name ?? []);
}
