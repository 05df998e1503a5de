import type { BlockTraits } from '../model/block-traits.ts';

/** What somebody should know about a block before it runs, a phrase each. */
export function tellTraits({ once, tty, secret, keepGoing, strict, about }: BlockTraits): readonly string[] {
  return [
    ...(about === null ? [] : [`takes about ${about.text}`]),
    ...(tty ? ['gets the terminal: what it shows there is its own'] : []),
    ...(secret ? ['its output is neither kept nor shown'] : []),
    ...(strict ? ['stops at the first failing command, also inside loops and functions'] : []),
    ...(once ? ['to be run once only'] : []),
    ...(keepGoing ? ['the run goes on if it fails'] : []),
  ];
}
