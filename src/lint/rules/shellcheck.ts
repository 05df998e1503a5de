import type { Rule } from '../rule.ts';

/** What ShellCheck finds, where it is installed and asked for: `shellcheck: true` in the configuration, or `--shellcheck`. */
export const shellCheck: Rule = {
  id: 'shellcheck',
  description: 'Something that ShellCheck has against the code of a block.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  async check({ blocks }, context) {
    if (context.shellCheck === undefined || blocks.length === 0) return [];
    const found = await context.shellCheck(blocks.map(({ code }) => code));
    return blocks.flatMap((block, index) =>
      (found[index] ?? []).map(({ code, message, start, end }) => ({
        reason: `SC${code}: ${message}`,
        place: block.place(start, end),
      })),
    );
  },
};
