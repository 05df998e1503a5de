import { findPlaceholders } from '../bash/find-placeholders.ts';
import { maskPlaceholders } from '../bash/mask-placeholders.ts';
import { withTree } from '../bash/tree/with-tree.ts';
import type { ParseContext } from './parse-context.ts';

const builtins = new Set(
  (
    '! . : [ [[ alias bg bind break builtin caller case cd command compgen complete continue coproc declare dirs disown ' +
    'echo enable eval exec exit export false fc fg for function getopts hash help history if jobs kill let local logout ' +
    'mapfile popd printf pushd pwd read readarray readonly return select set shift shopt source suspend test time times ' +
    'trap true type typeset ulimit umask unalias unset until wait while { (('
  ).split(' '),
);

/** Whether text without a language reads as shell: it parses, and begins with a builtin, an assignment or a known command. */
export function isShellLike(code: string, context: ParseContext): boolean {
  const first = code.split('\n').find((line) => !/^\s*(?:#|$)/.test(line));
  const [word = ''] = first?.trim().split(/[\s;]/, 1) ?? [];
  const known =
    builtins.has(word) || /^[A-Za-z_]\w*\+?=/.test(word) || (word !== '' && context.isCommand(word));
  if (!known) return false;
  const masked = maskPlaceholders(code, findPlaceholders(context.bash, code).words);
  return !withTree(context.bash, masked, (root) => root.hasError);
}
