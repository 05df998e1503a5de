import { existsSync, readFileSync } from 'node:fs';
import { getAsset, isSea } from 'node:sea';
import { fileURLToPath } from 'node:url';

/**
 * Bytes of a file that is shipped with the code: from inside the single executable, else from beside the bundle.
 * `null`: there is none, as in a source tree.
 */
export function readShipped(name: string): Uint8Array | null {
  if (!isSea()) {
    const path = pathBeside(name);
    return existsSync(path) ? readFileSync(path) : null;
  }
  try {
    return new Uint8Array(getAsset(name));
  } catch {
    return null;
  }
}

/** Where the file is in an installed package. */
export function pathBeside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
