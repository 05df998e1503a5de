import type { Violation } from '../../bash/effects/effects.ts';
import type { LintBlock } from '../lint-document.ts';
import type { Rule } from '../rule.ts';

/**
 * One yes stands for one destruction: with two in one block, the operator cannot stop between them, and whoever reads
 * the journal cannot tell which of them was agreed to. Deleting files counts once however many commands do it, and
 * what only clears away temporary files does not count.
 */
export const severalDestructions: Rule = {
  id: 'several-destructions',
  description: 'More than one destructive command under one gate.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks }) =>
    blocks
      .filter(({ step }) => step.mode === 'gate')
      .flatMap((block) => {
        const [first, ...others] = distinct(block);
        if (first === undefined) return [];
        return others.map(({ command, why, offset, endOffset }) => ({
          reason: `Unexpected \`${command}\` under the gate of \`${first.command}\`: it ${why}; put it in a block of its own`,
          place: block.place(offset, endOffset),
        }));
      }),
};

function distinct(block: LintBlock): readonly Violation[] {
  const seen = new Set<string>();
  return block
    .effects()
    .filter(({ effect, command }) => effect === 'destroys' && !clearsTemporary(command))
    .filter(({ command, why, offset }) => {
      const key = deletesFiles.test(why) ? 'files' : `${offset} ${command}`;
      return !seen.has(key) && seen.add(key);
    });
}

const deletesFiles = /deletes (?:the )?files|^(?:overwrites files|cuts files off)/;

function clearsTemporary(command: string): boolean {
  return /^(?:sudo\s+)?rm(?:\s+-\S+)*(?:\s+"?(?:\/(?:var\/)?tmp\/|\$\{?(?:tmp|TMP|temp|TEMP)\w*)\S*)+$/.test(
    command,
  );
}
