import type { LintBlock } from '../lint-document.ts';
import type { Rule } from '../rule.ts';
import { findScriptCalls } from '../script-calls.ts';

/** A script that a block calls by its path in the repository, and that is not there. */
export const missingScript: Rule = {
  id: 'missing-script',
  description: 'A script of the repository that is not there.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check(document, { repository }) {
    // Where the blocks of any other document run, nobody has said.
    if (repository === undefined || !document.runbook.trusted) return [];
    return findScriptCalls(document, repository)
      .filter(({ found, uncertain }) => found === null && !uncertain)
      .map(({ block, command, path }) => ({
        reason: `Unexpected \`${path}\`, which is no file from where the block runs${isScript(block) ? '; if the block only shows a script, mark it `doc`' : ''}`,
        place: block.place(command.offset, command.endOffset),
      }));
  },
};

/** With its `#!` line it may be one to be saved, or of another program; unmarked it would run here all the same. */
function isScript({ code }: LintBlock): boolean {
  return /^\s*#!/.test(code);
}
