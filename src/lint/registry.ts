import { type ParseRule, parseRules } from '../parse/parse-rules.ts';
import { otherRules } from './other-rules.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { autoDestroys } from './rules/auto-destroys.ts';
import { autoOpaque } from './rules/auto-opaque.ts';
import { backgroundJob } from './rules/background-job.ts';
import { bashSyntaxInSh } from './rules/bash-syntax-in-sh.ts';
import { blockSyntax } from './rules/block-syntax.ts';
import { brokenLink } from './rules/broken-link.ts';
import { capturedSecret } from './rules/captured-secret.ts';
import { commandBehindHeredoc } from './rules/command-behind-heredoc.ts';
import { duplicateHeading } from './rules/duplicate-heading.ts';
import { duplicateRunbookId } from './rules/duplicate-runbook-id.ts';
import { endsSession } from './rules/ends-session.ts';
import { forbiddenCommand } from './rules/forbidden-command.ts';
import { frontmatterUnclosed } from './rules/frontmatter-unclosed.ts';
import { lineReference } from './rules/line-reference.ts';
import { missingRunbook } from './rules/missing-runbook.ts';
import { missingScript } from './rules/missing-script.ts';
import { nearHeading } from './rules/near-heading.ts';
import { phraseWithoutTarget } from './rules/phrase-without-target.ts';
import { promptsInBash } from './rules/prompts-in-bash.ts';
import { readonlyMutates } from './rules/readonly-mutates.ts';
import { retiredScript } from './rules/retired-script.ts';
import { scriptNotExecutable } from './rules/script-not-executable.ts';
import { sequenceCycle } from './rules/sequence-cycle.ts';
import { severalDestructions } from './rules/several-destructions.ts';
import { shellWithoutLanguage } from './rules/shell-without-language.ts';
import { shellCheck } from './rules/shellcheck.ts';
import { silentLoop } from './rules/silent-loop.ts';
import { stopBeforeSteps } from './rules/stop-before-steps.ts';
import { taskList } from './rules/task-list.ts';
import { tracedExpectation } from './rules/traced-expectation.ts';
import { trailingBackslash } from './rules/trailing-backslash.ts';
import { uncheckedMutation } from './rules/unchecked-mutation.ts';
import { unreportedSession } from './rules/unreported-session.ts';
import { unterminatedHeredoc } from './rules/unterminated-heredoc.ts';
import { unusedVariable } from './rules/unused-variable.ts';
import { variableMisspelt } from './rules/variable-misspelt.ts';
import { variableNeverSet } from './rules/variable-never-set.ts';
import { waitLoop } from './rules/wait-loop.ts';
import { wantsInput } from './rules/wants-input.ts';

/** The rules that are checked on a document that has been read. A new rule is a file beside these, a page and a line here. */
export const rules: readonly Rule[] = [
  readonlyMutates,
  autoDestroys,
  autoOpaque,
  severalDestructions,
  forbiddenCommand,
  phraseWithoutTarget,
  uncheckedMutation,
  blockSyntax,
  tracedExpectation,
  trailingBackslash,
  unterminatedHeredoc,
  unreportedSession,
  endsSession,
  backgroundJob,
  waitLoop,
  wantsInput,
  silentLoop,
  commandBehindHeredoc,
  bashSyntaxInSh,
  promptsInBash,
  shellCheck,
  missingRunbook,
  missingScript,
  scriptNotExecutable,
  retiredScript,
  brokenLink,
  lineReference,
  sequenceCycle,
  duplicateRunbookId,
  duplicateHeading,
  shellWithoutLanguage,
  nearHeading,
  taskList,
  variableMisspelt,
  variableNeverSet,
  unusedVariable,
  stopBeforeSteps,
  capturedSecret,
  frontmatterUnclosed,
];

/** What is wrong with a comment that disables other rules. */
export const disableComment: RuleInfo = {
  id: 'disable-comment',
  description: 'A comment that disables a rule without need, without a reason, or that there is not.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'refused',
};

/** A rule that reading a document checks by itself. */
export function parseRuleInfo(id: string): RuleInfo {
  const { severity, doc } = parseRules[id as ParseRule] ?? { severity: 'error', doc: id };
  return {
    id,
    description: doc,
    severity,
    // An annotation or an expectation that is passed over would be a gate or a check that is not there.
    guardsPromise: severity === 'error',
    disabling: severity === 'error' ? 'refused' : 'allowed',
  };
}

const infos: readonly RuleInfo[] = [
  ...Object.keys(parseRules).map(parseRuleInfo),
  ...otherRules,
  disableComment,
  ...rules.map(({ id, description, severity, guardsPromise, disabling }) => ({
    id,
    description,
    severity,
    guardsPromise,
    disabling,
  })),
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Every rule there is, with those that reading a document checks by itself, by id. */
export function listRules(): readonly RuleInfo[] {
  return infos;
}
