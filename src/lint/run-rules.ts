import { VFileMessage } from 'vfile-message';
import type { Runbook } from '../model/runbook.ts';
import type { ParsedRunbook } from '../parse/parse-runbook.ts';
import { rules } from './registry.ts';
import type { Finding, LintContext, Rule } from './rule.ts';

/**
 * Everything that is wrong with a document, in its order: what reading it found, and what the rules have against it.
 * `fatal` true is an error, false a warning; in a document that has not opted in, rules only warn. Executes nothing.
 */
export async function lintRunbook(
  { runbook, messages }: ParsedRunbook,
  context: LintContext,
): Promise<readonly VFileMessage[]> {
  const found = await Promise.all(rules.map((rule) => checkRule(rule, runbook, context)));
  return [...messages, ...found.flat()].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

async function checkRule(
  rule: Rule,
  runbook: Runbook,
  context: LintContext,
): Promise<readonly VFileMessage[]> {
  const findings = await rule.check(runbook, context);
  return findings.map((finding) => toMessage(finding, rule, runbook));
}

function toMessage({ reason, place }: Finding, rule: Rule, runbook: Runbook): VFileMessage {
  const message = new VFileMessage(reason, { place, ruleId: rule.id, source: 'runbook' });
  message.fatal = runbook.trusted && rule.severity === 'error';
  message.file = runbook.file;
  return message;
}
