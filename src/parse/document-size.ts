import { tellBytes } from '../model/size-words.ts';

/**
 * The most bytes that a document, or a file that one refers to, is read with. One of ordinary runbooks takes the
 * memory of a small machine at this size (see bench/README.md), and nobody can read it.
 */
export const largestDocument = 3 * 1024 * 1024;

/** Why a document is not read, and what to do about it; `bytes` is its size. `null`: it is not too large. */
export function refuseSize(bytes: number): string | null {
  if (bytes <= largestDocument) return null;
  const most = `${largestDocument} (${largestDocument / 1024 / 1024} MiB)`;
  return `Unexpected size of ${bytes} bytes (${tellBytes(bytes)}), expected at most ${most}: split the document, and put its parts together with \`include\``;
}
