import type { Entry } from '../model/event.ts';
import type { RunReporter } from './reporter.ts';

/**
 * Tells what is put on record a moment later, so that a block that begins then has not to wait for it; everything
 * else comes behind that, in the order in which it happened.
 */
export function tellMeanwhile(reporter: RunReporter): RunReporter {
  const untold: Entry[] = [];
  const catchUp = () => {
    for (const entry of untold.splice(0)) reporter.entry(entry);
  };
  const behind =
    <Args extends unknown[], Result>(tell: (...args: Args) => Result) =>
    (...args: Args): Result => {
      catchUp();
      return tell(...args);
    };
  return {
    entry(entry) {
      if (untold.push(entry) === 1) setImmediate(catchUp);
    },
    output: behind(reporter.output),
    approach: behind(reporter.approach),
    gate: behind(reporter.gate),
    notice: behind(reporter.notice),
    brokenOff: behind(reporter.brokenOff),
    end: behind(reporter.end),
    flush: behind(reporter.flush),
    settle: behind(reporter.settle),
  };
}
