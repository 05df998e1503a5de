import type { CommandSlice } from '../bash/calls/split-commands.ts';
import { quoteBash } from './quote-bash.ts';

/** How one block is to be run; all paths absolute. */
export interface BlockFile {
  readonly slices: readonly CommandSlice[];
  /** 1-based line of the first slice in its document. */
  readonly line: number;
  /** The block's file as bash shall name it, seen from the session's folder of names. */
  readonly name: string;
  /** Options and an EXIT trap that the block before it set hold on. */
  readonly continues: boolean;
  /** `null`: stay where the session is. */
  readonly cwd: string | null;
  /** Its streams are those that its bash was started with, and not the following ones. */
  readonly ownStreams: boolean;
  /** Named pipes; the same one twice when the streams are captured as one. */
  readonly stdout: string;
  readonly stderr: string;
  /** Between two 0x1e bytes it marks the end of each stream. */
  readonly nonce: string;
  /** The variables that the block changes at most; `null`: it may change anything. */
  readonly changes: readonly string[] | null;
  /** Neither `set -x` nor `set -v` is on, nor can the block set it. */
  readonly untraced: boolean;
  /** The block might set an EXIT trap. */
  readonly traps: boolean;
  /** It begins with errexit set. */
  readonly strict: boolean;
}

/** The text put behind each command's own, inside its `eval`: only there are PIPESTATUS and $_ still the author's. */
const afterCommand = {
  none: '__runbook_after 0 "$_"',
  status: '__runbook_after "$?" "$_"',
  pipeline: `__runbook_after "$?" "$_" "\${PIPESTATUS[@]}"`,
} as const;

/** Our own commands are not to be traced. */
function hush({ untraced }: BlockFile, command: string): string {
  return untraced ? command : `{ ${command}; } 2>/dev/null`;
}

/**
 * The file with the block's commands. Each is an `eval` of its own, so that it is parsed when it is reached
 * (aliases, `shopt -s extglob`) and cannot swallow what follows; blank lines put it on its line of the document,
 * which is where bash counts LINENO from.
 */
export function renderCommands(block: BlockFile): string {
  const lines: string[] = [
    // Lines that are continued: bash reads them far faster than empty ones.
    '\\\n'.repeat(block.line - 1),
    '{ __runbook_back "${__runbook_u-}"; } 2>/dev/null; ',
    block.continues ? '\\builtin eval "${__runbook_o-}"; ' : block.strict ? '\\builtin set -e; ' : '',
  ];
  let line = 0;
  for (const [index, slice] of block.slices.entries()) {
    lines.push('\n'.repeat(slice.line - line), renderSlice(block, slice, index));
    line = slice.line;
  }
  return `${lines.join('')}\n`;
}

/** A failed command stops the block by a `return 0`: another status would set off the author's ERR trap again. */
function renderSlice(block: BlockFile, slice: CommandSlice, index: number): string {
  const text = quoteBash(`${slice.code}\n${hush(block, afterCommand[slice.check])}\n`);
  const keep = block.traps ? `__runbook_keep_exit ${quoteBash(exitTrap(block))} "\${__runbook_u-}"; ` : '';
  return (
    `\\builtin eval "\${__runbook_x-}"${text}; ` +
    `__runbook_ok "$?" ${index + 1} "\${__runbook_u-}" || \\builtin return 0; ${keep}`
  );
}

/**
 * The file that bash is told to source for a block. It is sourced and not a function, so that `declare`
 * stays global, and no loop, so that a stray `break` leaves nothing. When bash reports, it holds none of the
 * block's pipes any more, so that a pipe without writers is known to be free.
 */
export function renderEnvelope(block: BlockFile): string {
  const { stdout, stderr, nonce, changes, ownStreams } = block;
  const errors = stdout === stderr ? '2>&1' : `2>${quoteBash(stderr)}`;
  const take = ownStreams ? [] : [`\\exec </dev/null >${quoteBash(stdout)} ${errors}`];
  const release = ownStreams ? [] : ['\\exec </dev/null >/dev/null 2>&1'];
  const marks = `${nonce} ${quoteBash(stdout)} ${quoteBash(stderr)}`;
  const end = (kind: string) => hush(block, `__runbook_end ${kind} "$?" "" ${marks}`);
  const tell = `__runbook_tell ${nonce} "$@"`;
  const lines = [...take];
  if (block.cwd !== null) {
    const leave = [end('no-directory'), ...release, tell, '\\builtin return'].join('; ');
    lines.push(`\\builtin cd -- ${quoteBash(block.cwd)} 2>/dev/null || { ${leave}; }`);
  }
  const trap = block.continues ? '"${__runbook_exit-}"' : "''";
  const same = changes === null ? "''" : quoteBash(changes.join(' ') || '1');
  lines.push(`{ __runbook_enter ${quoteBash(block.name)} ${trap} ${same}; } 2>/dev/null`);
  lines.push(
    `\\builtin trap -- ${quoteBash(exitTrap(block))} EXIT`,
    '\\builtin . "$__runbook_file"',
    end('done'),
    ...release,
    tell,
  );
  return `${lines.join('\n')}\n`;
}

/** The author's own EXIT trap first, with the status that it may read. */
function exitTrap({ nonce, stdout, stderr }: BlockFile): string {
  return (
    `__runbook_s=$? __runbook_command=$BASH_COMMAND; if [[ -n \${__runbook_exit-} ]]; then ` +
    `builtin set +e; builtin eval "(builtin exit \\"$__runbook_s\\"); $__runbook_exit"; fi; ` +
    `{ __runbook_leave "$__runbook_s" "$__runbook_command" ${nonce} ${quoteBash(stdout)} ${quoteBash(stderr)} "$@"; } 2>/dev/null`
  );
}
