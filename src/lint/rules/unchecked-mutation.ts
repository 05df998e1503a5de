import type { Step } from '../../model/runbook.ts';
import type { Rule } from '../rule.ts';

/**
 * The last thing a runbook changes has to be seen to have worked, by a claim or by a person, or the run is called
 * done because a command exited 0.
 */
export const uncheckedMutation: Rule = {
  id: 'unchecked-mutation',
  description: 'A command that changes something, after which nothing is checked any more.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check({ runbook, blocks }) {
    // Who has not opted in has not written checks yet; what would come is one warning a document.
    if (!runbook.trusted) return [];
    const last = runbook.steps.findLastIndex(isCheck);
    return blocks
      .filter(({ step, inRollback }) => !inRollback && runbook.steps.indexOf(step) > last)
      .flatMap((block) => {
        const effect = block
          .effects()
          .findLast(({ effect: kind, why }) => kind !== 'opaque' && !local.test(why));
        if (effect === undefined) return [];
        const { command, why, offset, endOffset } = effect;
        const reason = `Unexpected \`${command}\` after the last check: it ${why}; expected an expectation of it, or a readonly block after it`;
        return [{ reason, place: block.place(offset, endOffset) }];
      });
  },
};

/** What only leaves a file behind, or lets someone look around, is not what a runbook is run for. */
const local = /^writes (?:to |a file|files)|^runs (?:or writes something|a container)|^opens a shell/;

/** A stop that says what has been reached is one too, and what is included checks for itself. */
function isCheck(step: Step): boolean {
  if (step.kind !== 'block') return step.kind !== 'stop';
  const { expectation, exactOutput, confirm, segments } = step;
  return (
    step.mode === 'readonly' ||
    expectation !== null ||
    exactOutput !== null ||
    confirm !== null ||
    segments.some((segment) => segment.expectation !== null)
  );
}
