import { findCommands } from '../bash/calls/commands.ts';
import { type Effect, findEffects, readonlyViolations } from '../bash/effects/effects.ts';
import { findPlaceholders } from '../bash/find-placeholders.ts';
import { maskPlaceholders } from '../bash/mask-placeholders.ts';
import type { AnnotateOptions } from './annotate-options.ts';
import type { KnownBlock } from './annotated-document.ts';
import { phraseFor } from './destruction-phrase.ts';
import { modeOfBlock } from './mode-of-block.ts';
import type { Note, Proposal, Proposed } from './proposal.ts';
import type { Block } from './read-blocks.ts';
import { annotation } from './write-proposals.ts';

const modes = ['gate', 'readonly', 'auto', 'manual', 'doc'];

/** Whether a mode may still be given to a block: nobody has said one, and it is executed at all. */
function isOpen({ said, settings }: Block): boolean {
  return (
    !modes.some((mode) => said.has(mode)) && settings.mode?.type !== 'manual' && settings.mode?.type !== 'doc'
  );
}

/** A gate for a block that is known to destroy, or of which its words say so. */
export function proposeGate(block: KnownBlock, options: AnnotateOptions): Proposed {
  if (!isOpen(block)) return { proposals: [], notes: [] };
  const { bash, commands = [] } = options;
  const { words } = findPlaceholders(bash, block.code);
  const code = maskPlaceholders(block.code, words);
  const destroys = findEffects(bash, code, block.functions, { own: commands }).filter(
    ({ effect }) => effect === 'destroys',
  );
  const [only] = destroys;
  const open =
    only === undefined || words.some(({ start }) => start >= only.offset && start < only.endOffset);
  const phrase = destroys.length === 1 && only !== undefined && !open ? phraseFor(bash, code, only) : null;
  const word = phrase === null ? 'gate' : annotation('gate', phrase);
  const wanted = destroys.length > 0 || modeOfBlock(block) === 'gate';
  // A gate that the section asks for is one already; a phrase makes it a better one.
  const section = block.settings.mode?.gate ?? null;
  const adds = wanted && (section === null || (phrase !== null && section.phrase === null));
  const proposal: Proposal = { type: 'annotation', kind: 'gate', block, word };
  return { proposals: adds ? [proposal] : [], notes: severalNotes(block, destroys) };
}

function severalNotes(block: KnownBlock, destroys: readonly Effect[]): readonly Note[] {
  const commands = [
    ...new Set(
      destroys.map(({ offset, endOffset }) =>
        block.code.slice(offset, endOffset).replace(/\s*\\?\n\s*/g, ' '),
      ),
    ),
  ];
  if (commands.length < 2) return [];
  const line = block.fence.node.position?.start.line ?? 1;
  const text = `${commands.length} commands of this block destroy something; one typed phrase each needs a block each: ${commands.map((command) => `\`${command}\``).join(', ')}`;
  return [{ line, text }];
}

/** `readonly` where words say so and nothing in the code speaks against it. */
export function proposeReadonly(block: KnownBlock, options: AnnotateOptions): readonly Proposal[] {
  const { bash, commands = [] } = options;
  if (!isOpen(block) || block.settings.mode !== null || modeOfBlock(block) !== 'readonly') return [];
  const { words, misplaced } = findPlaceholders(bash, block.code);
  if (words.length + misplaced.length > 0 || findCommands(bash, block.code).length === 0) return [];
  if (readonlyViolations(bash, block.code, block.functions, { own: commands }).length > 0) return [];
  return [{ type: 'annotation', kind: 'readonly', block, word: 'readonly' }];
}
