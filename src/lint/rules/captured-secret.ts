import type { Rule } from '../rule.ts';

/**
 * A secret is redacted from where its value is known, which is when its block has ended: the block's own log would hold
 * what was captured.
 */
export const capturedSecret: Rule = {
  id: 'captured-secret',
  description: 'A declared secret that is captured from an output, which is kept.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'refused',
  check: ({ runbook }) => {
    const secrets = new Set(runbook.requirements.secrets);
    return runbook.steps.flatMap((step) => {
      const capture = step.kind === 'block' ? step.capture : null;
      if (capture === null || !secrets.has(capture.variable)) return [];
      const { variable, source } = capture;
      const reason = `Unexpected \`capture\` of the secret ${variable}, whose value the log of this block would hold; assign it in a block that prints nothing, such as \`${variable}=$(...)\``;
      return [{ reason, place: source.position }];
    });
  },
};
