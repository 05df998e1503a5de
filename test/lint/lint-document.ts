import type { VFileMessage } from 'vfile-message';
import type { LintContext } from '../../src/lint/rule.ts';
import { type LintedRunbook, lintRunbook } from '../../src/lint/run-rules.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { checkBashSyntax } from '../../src/shell/bash-syntax.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const bash = await loadBashParser();

interface LintOptions extends Partial<LintContext> {
  readonly trusted?: boolean;
}

/** Lints a document that has opted in (unless it says otherwise) and lives where runbooks live. */
export async function lintDocument(
  body: string,
  options: LintOptions = {},
): Promise<readonly VFileMessage[]> {
  const { trusted = true } = options;
  return (await lintText(trusted ? `---\nrunbook: x\n---\n${body}` : body, options)).messages;
}

/** Lints a text as it is. */
export function lintText(text: string, options: LintOptions = {}): Promise<LintedRunbook> {
  const parsed = parseRunbook(text, { file: 'runbooks/x.md', belowRunbooks: true, bash });
  return lintRunbook(parsed, { bash, checkSyntax: checkBashSyntax, ...options });
}

/** A document with one block. */
export function block(info: string, code: string): string {
  return `# T\n\n\`\`\`${info}\n${code}\n\`\`\`\n`;
}

/** `rule line:column-line:column`, as a person would point at it. */
export function placeOf(message: VFileMessage | undefined): string {
  const place = message?.place;
  if (place === undefined || !('end' in place)) return '';
  const { start, end } = place;
  return `${message?.ruleId} ${start.line}:${start.column}-${end.line}:${end.column}`;
}
