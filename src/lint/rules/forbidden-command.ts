import type { Rule } from '../rule.ts';

/** What a project has forbidden, with its reason, in `runbook.config.yaml`. */
export const forbiddenCommand: Rule = {
  id: 'forbidden-command',
  description: "A command that the project's configuration forbids.",
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks }) =>
    blocks.flatMap((block) =>
      block.forbidden().map(({ command, why, offset, endOffset }) => ({
        reason: `Unexpected \`${command}\`, which this project forbids: it ${why}`,
        place: block.place(offset, endOffset),
      })),
    ),
};
