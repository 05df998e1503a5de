import { toString as textOf } from 'mdast-util-to-string';
import { lineage } from '../parse/section-tree.ts';
import { type Block, paragraphBefore } from './read-blocks.ts';
import { modeOfComments, modeOfHeading, modeOfProse, type SaidMode } from './said-mode.ts';

/**
 * What words around a block ask for. Words that contradict each other can only make it more careful: they never ask
 * for `readonly`.
 */
export function modeOfBlock(block: Block): SaidMode | null {
  const near = wordsNear(block);
  const heading = modeOfHeadings(block);
  if (near.includes('gate')) return 'gate';
  if (!near.includes('readonly')) return heading === 'readonly' && hasWarning(block) ? null : heading;
  return heading === 'gate' || hasWarning(block) ? null : 'readonly';
}

function wordsNear(block: Block): readonly (SaidMode | null)[] {
  const paragraph = paragraphBefore(block);
  const prose = paragraph === null ? null : modeOfProse(textOf(paragraph, { includeHtml: false }));
  const warnings = block.around.warnings.map((warning) => (modeOfProse(warning) === 'gate' ? 'gate' : null));
  return [modeOfComments(block.code), prose, ...warnings];
}

/** The innermost heading that says anything counts. */
function modeOfHeadings({ flow }: Block): SaidMode | null {
  const said = lineage(flow.section).map(({ section }) => modeOfHeading(section.title));
  return said.find((mode) => mode !== null) ?? null;
}

function hasWarning({ around }: Block): boolean {
  return around.warnings.length > 0;
}
