import type { BashParser } from '../bash/bash-parser.ts';
import type { Position } from '../model/position.ts';
import type { Runbook } from '../model/runbook.ts';

/** What rules may ask for beyond the document; nothing of it executes anything. */
export interface LintContext {
  readonly bash: BashParser;
  /** What bash itself says against the syntax of some code; `line` counts from 0. Left out: it is not asked. */
  readonly checkSyntax?: (
    code: string,
  ) => Promise<{ readonly line: number; readonly message: string } | null>;
}

/** Something a rule has against a document. */
export interface Finding {
  /** "Unexpected X, expected Y", or what to write instead. */
  readonly reason: string;
  readonly place: Position;
}

/** What a list of rules says of one. */
export interface RuleInfo {
  /** Kebab-case, unique, stable: it stands in messages and configurations. */
  readonly id: string;
  /** One sentence. */
  readonly description: string;
  readonly severity: 'error' | 'warning';
  /** It protects something the product promises, so its severity cannot be lowered. */
  readonly guardsPromise: boolean;
}

/** One thing that can be wrong with a document. */
export interface Rule extends RuleInfo {
  check(runbook: Runbook, context: LintContext): readonly Finding[] | Promise<readonly Finding[]>;
}
