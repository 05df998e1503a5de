import type { VFileMessage } from 'vfile-message';
import type { EditedRunbook } from './workspace.ts';

/**
 * The messages about the document itself that are worth an author's eye. A Markdown file that is no runbook and does
 * not speak of one is left in peace.
 */
export function messagesOf({ belowRunbooks, tree, messages }: EditedRunbook): readonly VFileMessage[] {
  const { file, text, trusted, steps } = tree.runbook;
  if (!belowRunbooks && !/^runbook:|<!--\s*runbook\b/m.test(text)) return [];
  const isRunbook = trusted || steps.some(({ kind }) => kind !== 'stop');
  return messages.filter((message) => message.file === file && (isRunbook || message.ruleId !== 'no-steps'));
}
