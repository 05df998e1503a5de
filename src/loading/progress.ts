/** A line that says how far something is. */
export interface Progress {
  step(): void;
  /** Takes the line away. */
  clear(): void;
}

/** What is over before a line can be read needs none. */
const few = 50;

/** Counts up to `total` on a terminal; elsewhere it says nothing. */
export function createProgress(stream: NodeJS.WriteStream, total: number): Progress {
  if (stream.isTTY !== true || total < few) return { step() {}, clear() {} };
  let done = 0;
  let shown = -1;
  return {
    step() {
      done += 1;
      const percent = Math.floor((done / total) * 100);
      if (percent === shown) return;
      shown = percent;
      stream.write(`\r${done} of ${total} documents`);
    },
    clear: () => void stream.write('\r\u001b[K'),
  };
}
