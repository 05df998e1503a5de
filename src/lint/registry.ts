import { parseRules } from '../parse/parse-rules.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { autoDestroys } from './rules/auto-destroys.ts';
import { blockSyntax } from './rules/block-syntax.ts';
import { readonlyMutates } from './rules/readonly-mutates.ts';
import { tracedExpectation } from './rules/traced-expectation.ts';
import { trailingBackslash } from './rules/trailing-backslash.ts';
import { unreportedSession } from './rules/unreported-session.ts';
import { unterminatedHeredoc } from './rules/unterminated-heredoc.ts';

/** The rules that are checked on a document that has been read. A new rule is a file beside these and a line here. */
export const rules: readonly Rule[] = [
  readonlyMutates,
  autoDestroys,
  blockSyntax,
  tracedExpectation,
  trailingBackslash,
  unterminatedHeredoc,
  unreportedSession,
];

/** Every rule there is, with those that reading a document checks by itself, by id. */
export function listRules(): readonly RuleInfo[] {
  const parsing = Object.entries(parseRules).map(([id, { severity, doc }]) => ({
    id,
    description: doc,
    severity,
    // An annotation or an expectation that is passed over would be a gate or a check that is not there.
    guardsPromise: severity === 'error',
  }));
  const checking = rules.map(({ id, description, severity, guardsPromise }) => ({
    id,
    description,
    severity,
    guardsPromise,
  }));
  return [...parsing, ...checking].sort((a, b) => (a.id < b.id ? -1 : 1));
}
