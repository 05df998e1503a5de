import { baseName } from '../calls/base-name.ts';
import { splitArguments } from '../calls/options.ts';
import type { ShellCommand } from '../tree/shell-command.ts';
import { matchPattern } from './call-pattern.ts';
import { findTool } from './known-commands.ts';

/** What a project knows about one of its commands. */
export interface OwnCommand {
  /**
   * The command's name, or its path from the project root with `*` for any text, and a pattern of `matchPattern` for
   * what follows it: `maas list`, `scripts/*.sh --apply`.
   */
  readonly pattern: string;
  /** `reads`: what it runs is not looked into; where the command is known to change something, it still does. */
  readonly effect: 'reads' | 'mutates' | 'destroys' | 'forbidden';
  /** A phrase that follows the command's name: `prints the API key`. */
  readonly why: string;
}

export interface OwnJudgement {
  readonly effect: OwnCommand['effect'];
  readonly why: string;
}

/** What a project says about a command; nothing where none of its patterns fits for certain. */
export function judgeOwn(own: readonly OwnCommand[], command: ShellCommand): readonly OwnJudgement[] {
  if (command.carries) return [];
  return own.filter(({ pattern }) => fits(pattern, command)).map(({ effect, why }) => ({ effect, why }));
}

function fits(pattern: string, { words }: ShellCommand): boolean {
  const [name = '', ...rest] = pattern.trim().split(/\s+/);
  const word = words[0]?.literal ?? null;
  if (word === null || !namesFit(name, word)) return false;
  const syntax = findTool(baseName(words[0]) ?? '') ?? {};
  const match = matchPattern(rest.join(' '), splitArguments(words, syntax));
  return typeof match === 'number';
}

/** A pattern without a directory fits a command wherever it lies; one with a directory fits the end of a path. */
function namesFit(pattern: string, word: string): boolean {
  const path = word.replace(/^\.\//, '');
  const parts = pattern
    .replace(/^\.\//, '')
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(?:.*/)?${parts.join('[^/]*')}$`).test(path);
}
