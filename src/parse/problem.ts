import { VFileMessage } from 'vfile-message';
import type { DocumentText } from './document-text.ts';
import type { Span } from './mapped-text.ts';
import { type ParseRule, parseRules } from './parse-rules.ts';

/** Something wrong with the document. */
export interface Problem {
  readonly rule: ParseRule;
  readonly span: Span;
  readonly message: string;
}

/** Takes note of a problem; reading goes on. */
export type Report = (rule: ParseRule, span: Span, message: string) => void;

/** The problems as messages in document order. In an untrusted document most errors do not forbid a run. */
export function toMessages(
  problems: readonly Problem[],
  document: DocumentText,
  trusted: boolean,
): readonly VFileMessage[] {
  return [...problems]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ rule, span, message }) => {
      const place = document.locate(span).position;
      const result = new VFileMessage(message, { place, ruleId: rule, source: 'runbook' });
      const { severity, always } = parseRules[rule];
      result.fatal = severity === 'error' && (trusted || always);
      result.file = document.file;
      return result;
    });
}
