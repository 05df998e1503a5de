import { findLoops, type Loop } from '../../bash/calls/loops.ts';
import { splitArguments } from '../../bash/calls/options.ts';
import type { BashParser } from '../../bash/tree/bash-parser.ts';
import type { ShellCommand, Span } from '../../bash/tree/shell-command.ts';
import type { LintBlock } from '../lint-document.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * A loop ends with the status of its last round. Where an earlier one fails, the rest goes on, and the block passes.
 */
export const silentLoop: Rule = {
  id: 'silent-loop',
  description: 'A loop that changes something and whose earlier rounds may fail unnoticed.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks }, { bash }) => blocks.flatMap((block) => checkBlock(bash, block)),
};

function checkBlock(bash: BashParser, block: LintBlock): readonly Finding[] {
  const loops = findLoops(bash, block.code).filter(({ definedInFunction }) => !definedInFunction);
  if (loops.length === 0) return [];
  const effects = [
    // That a file of the operator's cannot be written shows soon enough.
    ...block.effects().filter(({ effect, why }) => effect !== 'opaque' && !why.startsWith('writes to ')),
    ...block.commands().filter(({ script }) => script),
  ];
  return loops.flatMap((loop) => {
    if (stopsAtFailure(block, loop)) return [];
    const effect = effects.find((each) =>
      loop.unguarded.some((span) => isIn(each, span) && !isInBackground(block, span)),
    );
    if (effect === undefined) return [];
    const command = block.code.slice(effect.offset, effect.endOffset).split('\n', 1)[0] ?? '';
    const reason = `Unexpected loop in which \`${block.asWritten(command)}\` may fail unnoticed unless it is the last round; add \`|| exit 1\`, or \`set -e\` to the block`;
    return [{ reason, place: block.place(effect.offset, effect.endOffset) }];
  });
}

/** What runs in the background has no status there. */
function isInBackground({ code }: LintBlock, { endOffset }: Span): boolean {
  return /^[ \t]*&(?!&)/.test(code.slice(endOffset, endOffset + 20));
}

function isIn({ offset }: Span, around: Span): boolean {
  return offset >= around.offset && offset < around.endOffset;
}

/** `set -e` before the loop, or in it. */
function stopsAtFailure(block: LintBlock, loop: Loop): boolean {
  return block.commands().some((command) => command.offset < loop.endOffset && setsErrexit(command));
}

function setsErrexit({ words, where }: ShellCommand): boolean {
  if (words[0]?.literal !== 'set' || where !== 'session') return false;
  return splitArguments(words, { valued: '-o +o' }).options.some(
    ({ name, value }) => name === '-e' || (name === '-o' && value?.literal === 'errexit'),
  );
}
