import { builtins } from '../calls/builtins.ts';
import { findDefinitions } from '../calls/functions.ts';
import type { BashParser } from '../tree/bash-parser.ts';
import type { Span } from '../tree/shell-command.ts';
import { findTool } from './known-commands.ts';

/** A function or an alias that takes the name of a command, so that what calls the command calls that. */
export interface Shadow extends Span {
  /** The first line of its definition. */
  readonly source: string;
  readonly why: string;
}

/** Functions and aliases of some code that change what words behind it stand for, in order. */
export function findShadows(parser: BashParser, code: string): readonly Shadow[] {
  return findDefinitions(parser, code).flatMap(({ name, line, offset, endOffset }) => {
    const why = whyShadow(name);
    const source = code.slice(offset, endOffset).split('\n', 1)[0] ?? '';
    return why === null ? [] : [{ line, offset, endOffset, source, why }];
  });
}

function whyShadow(name: string): string | null {
  if (name === 'command_not_found_handle') return 'is called by bash for commands that are not found';
  return builtins.has(name) || findTool(name) !== null ? `takes the place of the command \`${name}\`` : null;
}
