import { closeSync, openSync, readSync } from 'node:fs';

/** The bytes of one line, without its newline. */
export interface RawLine {
  readonly bytes: Uint8Array;
  /** Where in the file it begins. */
  readonly offset: number;
  /** A newline follows; `false` only for what stands after the last one. */
  readonly whole: boolean;
}

const newline = 0x0a;

/** The lines of a file as bytes, one at a time, for files of any size. Throws what the file system throws. */
export function* readLines(path: string, chunkSize = 65_536): Generator<RawLine> {
  const fd = openSync(path, 'r');
  try {
    yield* splitLines(readChunks(fd, chunkSize));
  } finally {
    closeSync(fd);
  }
}

function* readChunks(fd: number, size: number): Generator<Uint8Array> {
  for (;;) {
    const chunk = new Uint8Array(size);
    const read = readSync(fd, chunk);
    if (read === 0) return;
    yield chunk.subarray(0, read);
  }
}

function* splitLines(chunks: Iterable<Uint8Array>): Generator<RawLine> {
  let begun: Uint8Array[] = [];
  let offset = 0;
  for (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      const bytes = Buffer.concat([...begun, chunk.subarray(from, end)]);
      yield { bytes, offset, whole: true };
      offset += bytes.length + 1;
      begun = [];
      from = end + 1;
    }
    begun.push(chunk.subarray(from));
  }
  const rest = Buffer.concat(begun);
  if (rest.length > 0) yield { bytes: rest, offset, whole: false };
}
