import { findCommands } from '../bash/calls/commands.ts';
import { splitArguments } from '../bash/calls/options.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { unknownText, type Word } from '../bash/tree/word.ts';
import { resolvePath } from './paths.ts';
import type { Repository } from './repository.ts';

/** More would be those of links that lead back to where they stand. */
const mostPlaces = 64;

/**
 * Directories from the project root in which commands of some code may run: `places`, where it may begin, and those
 * that it may change to. Nothing is known of the order in which its functions run, so that none is ever left for certain.
 */
export function placesWithin(
  parser: BashParser,
  code: string,
  places: readonly string[],
  repository: Pick<Repository, 'look'>,
): readonly string[] {
  const found = new Set(places);
  for (const { words, where } of findCommands(parser, code)) {
    if (where === 'remote' || !/^(?:cd|pushd)$/.test(words[0]?.literal ?? '')) continue;
    for (const path of targetsOf(splitArguments(words, {}).operands[0], code, [...found]))
      if (found.size < mostPlaces && isDirectory(repository, path)) found.add(path);
  }
  return [...found];
}

/** What a `cd` may lead to. Of one that is known only when it runs, only what is behind it: `"$(dirname "$0")/.."`. */
function targetsOf(word: Word | undefined, code: string, places: readonly string[]): readonly string[] {
  const { shape, text } = word ?? { shape: unknownText, text: '' };
  if (!shape.startsWith(unknownText)) return from(places, shape);
  const rest = shape.slice(unknownText.length);
  if (!/^(?:\/|$)/.test(rest)) return [''];
  const name = /^"?\$\{?(\w+)\}?/.exec(text)?.[1];
  const values = name === undefined ? [] : valuesOf(name, code);
  return ['', ...from(['', ...places], `.${rest}`), ...values.flatMap((value) => from(places, value + rest))];
}

function from(places: readonly string[], path: string): readonly string[] {
  if (path.includes(unknownText)) return [];
  return places.flatMap((place) => resolvePath(place, path) ?? []);
}

/** Paths that code sets a variable to as they are, or that it goes through by that name. */
function valuesOf(name: string, code: string): readonly string[] {
  const set = code.matchAll(new RegExp(`(?<![\\w$])${name}=["']?([\\w./-]+)`, 'g'));
  const listed = code.matchAll(new RegExp(`\\bfor ${name} in ([^;\\n]+)`, 'g'));
  return [
    ...Array.from(set, ([, value = '']) => value),
    ...Array.from(listed, ([, list = '']) => list).flatMap((list) => list.match(/[\w./-]+/g) ?? []),
  ];
}

function isDirectory(repository: Pick<Repository, 'look'>, path: string): boolean {
  if (path === '') return true;
  const there = repository.look(path);
  return there !== null && there !== 'outside' && there.type === 'directory';
}
