import { readFileSync, writeFileSync } from 'node:fs';
import type { VFileMessage } from 'vfile-message';
import { storing } from '../journal/storage-error.ts';
import { applyFixes } from '../lint/fix.ts';

/**
 * Makes the fixes that messages about a file bring along. Only the stretches that they name are written anew. Gives
 * whether there was any. Throws a `StorageError`.
 */
export function fixFile(path: string, messages: readonly VFileMessage[]): boolean {
  const fixes = messages.flatMap(({ fix }) => fix ?? []);
  if (fixes.length === 0) return false;
  const text = storing('read', path, () => readFileSync(path, 'utf8'));
  const fixed = applyFixes(text, fixes);
  if (fixed === text) return false;
  storing('write', path, () => writeFileSync(path, fixed));
  return true;
}
