import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds: what a run begins with is on the screen by then. */
const settled = 1000;

/**
 * Gives back, once the run goes on, what reading its document has left behind: several times what a run needs, and V8
 * would keep it for as long as nothing else asks for memory, which in a run that waits at gates is hours. Returns what
 * calls that off.
 */
export function giveBackMemory(): () => void {
  const timer = setTimeout(collect, settled);
  // Whoever is done before that needs none of it.
  timer.unref();
  return () => clearTimeout(timer);
}

/** Node has no other way to ask for it. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof gc === 'function') gc();
}
