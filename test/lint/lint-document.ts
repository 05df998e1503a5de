import type { VFileMessage } from 'vfile-message';
import { lintRunbook } from '../../src/lint/run-rules.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { checkBashSyntax } from '../../src/shell/bash-syntax.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const bash = await loadBashParser();

/** Lints a document that has opted in (unless it says otherwise) and lives where runbooks live. */
export async function lintDocument(body: string, { trusted = true } = {}): Promise<readonly VFileMessage[]> {
  const text = trusted ? `---\nrunbook: x\n---\n${body}` : body;
  const parsed = parseRunbook(text, { file: 'runbooks/x.md', belowRunbooks: true, bash });
  return lintRunbook(parsed, { bash, checkSyntax: checkBashSyntax });
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
