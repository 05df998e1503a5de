import { closeSync, fstatSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';

/**
 * Points standard streams that lead to a terminal that has vanished elsewhere. Node resets its terminals when it
 * ends, and aborts where that fails (`ResetStdio` in its node.cc); streams that were opened anew it leaves alone.
 */
export function releaseStreams(): void {
  for (const stream of [0, 1, 2]) {
    try {
      if (!fstatSync(stream).isCharacterDevice() || isatty(stream)) continue;
      closeSync(stream);
      // The lowest free descriptor: the one that has just been closed.
      openSync('/dev/null', 'r+');
    } catch {
      // It was closed from the start.
    }
  }
}
