import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Project } from '../e2e/project.ts';

const lines = 400_000;

/** A step that prints 24 MB: after the first 8 a thread writes its log. */
export const longStep = `\`\`\`bash readonly id=much expect="${lines} lines"\nseq -f '%060.0f' ${lines}\n\`\`\`\n`;

/** The log of the latest run, whose step that was, and the hash that its journal has of it are of what was printed. */
export function expectLongLog(project: Project): void {
  const hash = createHash('sha256');
  for (let line = 1; line <= lines; line += 1) hash.update(`${String(line).padStart(60, '0')}\n`);
  const ended = project.journal().find(({ type }) => type === 'block-ended');
  expect(ended.output).toMatchObject({ bytes: lines * 61, sha256: hash.digest('hex') });
}
