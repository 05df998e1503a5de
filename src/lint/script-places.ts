import { findCommands } from '../bash/calls/commands.ts';
import { splitArguments } from '../bash/calls/options.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { unknownText } from '../bash/tree/word.ts';
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
    for (const path of targetsOf(splitArguments(words, {}).operands[0]?.shape, [...found]))
      if (found.size < mostPlaces && isDirectory(repository, path)) found.add(path);
  }
  return [...found];
}

/** What a `cd` may lead to. Of one that is known only when it runs, only what is behind it: `"$(dirname "$0")/.."`. */
function targetsOf(shape: string | undefined, places: readonly string[]): readonly string[] {
  if (shape === undefined || shape === unknownText) return [''];
  const unknown = shape.startsWith(`${unknownText}/`);
  const path = unknown ? shape.slice(unknownText.length + 1) : shape;
  if (path.includes(unknownText)) return [''];
  return [...places, ...(unknown ? [''] : [])].flatMap((from) => resolvePath(from, path) ?? []);
}

function isDirectory(repository: Pick<Repository, 'look'>, path: string): boolean {
  if (path === '') return true;
  const there = repository.look(path);
  return there !== null && there !== 'outside' && there.type === 'directory';
}
