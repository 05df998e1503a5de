import { relative } from 'node:path';
import process from 'node:process';
import type { Run } from '../journal/run-store.ts';

/** The run's directory as a person can open it from where they are. */
export function shownDirectory(place: Run): string {
  const below = relative(process.cwd(), place.directory);
  return below.startsWith('..') ? place.directory : below;
}
