import { captureNeedsSplit } from '../expect/capture-value.ts';
import { needsSplitStreams } from '../expect/needs-split-streams.ts';
import type { BlockTraits } from '../model/block-traits.ts';
import type { BlockStep } from '../model/runbook.ts';
import type { AnnotationName } from './annotation-table.ts';
import type { ParseContext } from './parse-context.ts';
import type { Annotations } from './read-annotations.ts';

/** What the traits of a block have to fit. */
type Around = Pick<BlockStep, 'segments' | 'expectation' | 'exactOutput' | 'confirm' | 'capture'>;

/** Reads `once`, `tty`, `secret`, `keep-going`, `strict` and `about`; what they do not go with is reported. */
export function readTraits(annotations: Annotations, block: Around, context: ParseContext): BlockTraits {
  const complain = (name: AnnotationName, fault: string | null) => {
    const annotation = annotations.get(name);
    if (annotation === undefined || fault === null) return;
    context.report('annotation-conflict', annotation.span, `Unexpected \`${name}\` ${fault}`);
  };
  complain('tty', findTerminalFault(annotations, block));
  if (annotations.has('within')) {
    complain('once', 'beside `within`, which runs the block again and again, expected one of them');
  }
  if (block.confirm !== null) {
    complain('secret', 'on a block whose output is to be confirmed by eye: nothing of it is shown');
  }
  if (annotations.has('secret')) {
    complain('capture', 'beside `secret`: what is captured is journalled, and nothing of a secret output is');
  }
  return {
    once: annotations.has('once'),
    tty: annotations.has('tty'),
    secret: annotations.has('secret'),
    keepGoing: annotations.has('keep-going'),
    strict: annotations.has('strict'),
    about: annotations.get('about')?.duration ?? null,
  };
}

function findTerminalFault(
  annotations: Annotations,
  { segments, expectation, exactOutput, capture }: Around,
): string | null {
  if (annotations.has('within')) return 'beside `within`: nobody answers prompts at every attempt';
  if (segments.length > 1) {
    return 'on a block whose commands have expectations of their own, expected one `expect=` for all of it';
  }
  const own = segments[0]?.expectation ?? null;
  const isApart =
    needsSplitStreams(expectation, exactOutput) || needsSplitStreams(own, null) || captureNeedsSplit(capture);
  if (!isApart) return null;
  return (
    'beside a claim about stdout, stderr, JSON or exact output, or a capture from JSON: on a terminal the streams ' +
    'are one; expected a claim about all of the output'
  );
}
