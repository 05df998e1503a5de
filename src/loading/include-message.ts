import { VFileMessage } from 'vfile-message';
import type { IncludeStep } from '../model/runbook.ts';

/** What can be wrong with an include once it is looked up. */
export type IncludeRule =
  | 'include-missing'
  | 'include-section'
  | 'include-cycle'
  | 'include-errors'
  | 'include-conflict'
  | 'include-many'
  | 'include-misplaced'
  | 'include-careful';

/** An error at the place of an include, in a document that has not opted in too: what it stands for is not known. */
export function includeError(step: IncludeStep, rule: IncludeRule, reason: string): VFileMessage {
  return message(step, rule, reason, true);
}

export function includeWarning(step: IncludeStep, rule: IncludeRule, reason: string): VFileMessage {
  return message(step, rule, reason, false);
}

function message(step: IncludeStep, ruleId: IncludeRule, reason: string, fatal: boolean): VFileMessage {
  const { file, position } = step.named;
  const made = new VFileMessage(reason, { place: position, ruleId, source: 'runbook' });
  made.fatal = fatal;
  made.file = file;
  return made;
}
