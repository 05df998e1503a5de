import { VFileMessage } from 'vfile-message';
import type { Runbook } from '../model/runbook.ts';
import type { ParsedRunbook } from '../parse/parse-runbook.ts';
import { applyDisabling, type RuleFinding } from './disabling.ts';
import { gateBlocks } from './gate-blocks.ts';
import { readLintDocument } from './lint-document.ts';
import { disableComment, listRules, parseRuleInfo, rules } from './registry.ts';
import { defaultSettings, type Finding, type LintContext, type LintSettings, type RuleInfo } from './rule.ts';

export interface LintedRunbook {
  /** As it was read, but with a gate before each block for which a rule that guards a promise was disabled. */
  readonly runbook: Runbook;
  readonly messages: readonly VFileMessage[];
}

/**
 * Everything that is wrong with a document, in its order: what reading it found, and what the rules have against it.
 * `fatal` true is an error, false a warning; in a document that has not opted in, rules only warn. Executes nothing.
 */
export async function lintRunbook(parsed: ParsedRunbook, context: LintContext): Promise<LintedRunbook> {
  const { runbook } = parsed;
  const { settings = defaultSettings } = context;
  const document = readLintDocument(parsed, context);
  const active = rules.filter((rule) => severityOf(rule, settings) !== 'off');
  const found = await Promise.all(
    active.map(async (rule) =>
      (await rule.check(document, context)).map((finding): RuleFinding => ({ rule, finding })),
    ),
  );
  const reading = parsed.messages.map(toFinding);
  const checked = new Set([...active.map(({ id }) => id), ...reading.map(({ rule }) => rule.id)]);
  const { kept, gated, faults } = applyDisabling(
    document,
    [...reading, ...found.flat()],
    listRules(),
    checked,
  );
  const complaints = [...kept, ...faults.map((finding) => ({ rule: disableComment, finding }))];
  const messages = complaints.flatMap((complaint) => toMessage(complaint, runbook, settings));
  return {
    runbook: gateBlocks(
      runbook,
      gated.map(({ finding }) => finding.place),
    ),
    messages: messages.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
  };
}

/** A finding that has its message already. */
interface ReadFinding extends Finding {
  readonly message: VFileMessage;
}

function toFinding(message: VFileMessage): RuleFinding {
  const point = { line: message.line ?? 1, column: message.column ?? 1, offset: 0 };
  const { place } = message;
  const position = place !== undefined && 'end' in place ? place : { start: point, end: point };
  const finding: ReadFinding = {
    reason: message.reason,
    place: {
      start: { ...position.start, offset: position.start.offset ?? 0 },
      end: { ...position.end, offset: position.end.offset ?? 0 },
    },
    message,
  };
  return { rule: parseRuleInfo(message.ruleId ?? ''), finding };
}

function toMessage(
  { rule, finding }: RuleFinding,
  runbook: Runbook,
  settings: LintSettings,
): readonly VFileMessage[] {
  const severity = severityOf(rule, settings);
  if (severity === 'off') return [];
  if ('message' in finding) {
    const { message } = finding as ReadFinding;
    if (severity !== rule.severity) message.fatal = runbook.trusted && severity === 'error';
    return [message];
  }
  const message = new VFileMessage(finding.reason, {
    place: finding.place,
    ruleId: rule.id,
    source: 'runbook',
  });
  message.fatal = runbook.trusted && severity === 'error';
  message.file = runbook.file;
  if (finding.fix !== undefined) message.fix = finding.fix;
  return [message];
}

/** Whoever wrote the settings, a rule that guards a promise stays what it is. */
function severityOf(rule: RuleInfo, { severities }: LintSettings): RuleInfo['severity'] | 'off' {
  return rule.guardsPromise ? rule.severity : (severities.get(rule.id) ?? rule.severity);
}
