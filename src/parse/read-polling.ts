import type { Duration } from '../model/duration.ts';
import type { Polling } from '../model/runbook.ts';
import { spanOf } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';
import type { Annotation, Annotations } from './read-annotations.ts';
import { readExpectation } from './read-expectation.ts';

const usualPause: Duration = { ms: 10_000, text: '10s' };

/** Reads `within`, `every` and `abort`. A block that stops at a gate is not polled: each attempt would need its own yes. */
export function readPolling(
  annotations: Annotations,
  expects: boolean,
  context: ParseContext,
): Polling | null {
  const within = annotations.get('within');
  if (within === undefined || within.duration === null) {
    reportIdle(annotations, context);
    return null;
  }
  reportUnfit(annotations, within, expects, context);
  const abort = annotations.get('abort')?.value;
  const polling = {
    within: within.duration,
    every: readPause(annotations, within.duration, context),
    abort: abort ? readExpectation(abort, context).expectation : null,
  };
  return context.trusted && annotations.has('readonly') ? polling : null;
}

function reportUnfit(
  annotations: Annotations,
  within: Annotation,
  expects: boolean,
  context: ParseContext,
): void {
  if (!annotations.has('readonly')) {
    context.report(
      'polling',
      within.span,
      'Unexpected `within`, expected it beside `readonly`: only a readonly block may be run again by itself',
    );
  }
  if (!expects) {
    context.report(
      'polling',
      within.span,
      'Unexpected `within` without an expectation to wait for, expected `expect=`',
    );
  }
}

function reportIdle(annotations: Annotations, context: ParseContext): void {
  for (const name of ['every', 'abort'] as const) {
    const annotation = annotations.get(name);
    if (annotation === undefined) continue;
    context.report(
      'annotation-without-effect',
      annotation.span,
      `Unexpected \`${name}\` without \`within\`, expected both or none`,
    );
  }
}

/** Without `every`, ten seconds, or a quarter of the whole time where that is shorter. */
function readPause(annotations: Annotations, within: Duration, context: ParseContext): Duration {
  const every = annotations.get('every');
  if (every === undefined || every.duration === null) {
    const quarter = within.ms / 4;
    return quarter < usualPause.ms ? { ms: quarter, text: `${quarter / 1000}s` } : usualPause;
  }
  // As long as the wait: there would be no second look.
  if (within.ms <= every.duration.ms && every.value !== null) {
    const message = `Unexpected \`every=${every.duration.text}\`, expected less than \`within=${within.text}\``;
    context.report('polling', spanOf(every.value), message);
  }
  return every.duration;
}
