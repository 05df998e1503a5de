import type { Rule } from '../rule.ts';

/** A stop ends its document, so what stands behind one that always applies is never reached. */
export const stopBeforeSteps: Rule = {
  id: 'stop-before-steps',
  description: 'A stop without a condition, behind which steps can never run.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ runbook }) => {
    const at = runbook.steps.findIndex(({ kind, guards }) => kind === 'stop' && guards.length === 0);
    const [stop, ...behind] = at < 0 ? [] : runbook.steps.slice(at);
    if (stop === undefined || behind.length === 0) return [];
    const steps = behind.length === 1 ? 'the step behind it' : `the ${behind.length} steps behind it`;
    const reason = `Unexpected \`stop\` without \`when\`: ${steps} can never run`;
    return [{ reason, place: stop.source.position }];
  },
};
