import type { OwnCommand } from '../bash/effects/own-commands.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { Position } from '../model/position.ts';
import type { Fix } from './fix.ts';
import type { LintDocument } from './lint-document.ts';
import type { Repository } from './repository.ts';

export type Severity = 'error' | 'warning';

/** What a project says about rules; all of it from its configuration. */
export interface LintSettings {
  /** By rule. A rule that guards a promise is never among them. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** Commands that the project knows more about than this tool does. */
  readonly commands: readonly OwnCommand[];
}

export const defaultSettings: LintSettings = { severities: new Map(), commands: [] };

/** What ShellCheck says about a stretch of some code; offsets in UTF-16 units, `end` exclusive. */
export interface ShellCheckComment {
  /** `2086` of SC2086. */
  readonly code: number;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** What rules may ask for beyond the document; nothing of it executes anything of the document's. */
export interface LintContext {
  readonly bash: BashParser;
  /** What bash itself says against the syntax of some code; `line` counts from 0. Left out: it is not asked. */
  readonly checkSyntax?: (
    code: string,
  ) => Promise<{ readonly line: number; readonly message: string } | null>;
  /** The files around the document. Left out: what it refers to is taken for granted. */
  readonly repository?: Repository;
  readonly settings?: LintSettings;
  /** What ShellCheck says about each of some codes. Left out: it is not asked. */
  readonly shellCheck?: (codes: readonly string[]) => Promise<readonly (readonly ShellCheckComment[])[]>;
}

/** Something a rule has against a document. */
export interface Finding {
  /** "Unexpected X, expected Y", or what to write instead. */
  readonly reason: string;
  readonly place: Position;
  readonly fix?: Fix;
}

/** What a list of rules says of one. */
export interface RuleInfo {
  /** Kebab-case, unique, stable: it stands in messages and configurations. */
  readonly id: string;
  /** One sentence. */
  readonly description: string;
  readonly severity: Severity;
  /** It protects something the product promises, so its severity cannot be lowered. */
  readonly guardsPromise: boolean;
  /**
   * What a comment that disables it for one place does: nothing more; it makes the block a gate, where a person can
   * see to what the rule saw to; or it is refused, since no person could.
   */
  readonly disabling: 'allowed' | 'gates' | 'refused';
}

/** One thing that can be wrong with a document. */
export interface Rule extends RuleInfo {
  check(document: LintDocument, context: LintContext): readonly Finding[] | Promise<readonly Finding[]>;
}
