import type { BlockTraits } from '../model/block-traits.ts';

/** What somebody should know about how a block runs before it does, a phrase each. */
export function tellManner({ once, tty, secret, keepGoing, strict }: BlockTraits): readonly string[] {
  return [
    ...(tty ? ['gets the terminal: what it shows there is its own'] : []),
    ...(secret ? ['its output is neither kept nor shown'] : []),
    ...(strict ? ['stops at the first failing command, also inside loops and functions'] : []),
    ...(once ? ['to be run once only'] : []),
    ...(keepGoing ? ['the run goes on if it fails'] : []),
  ];
}
