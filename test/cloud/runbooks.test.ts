import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { destructions, readonlyViolations } from '../../src/bash/effects/effects.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { readableCode } from '../../src/plan/plan-steps.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

// What becomes of the runbooks in a cloud is for the scenarios in fixtures/rehearsals; here is what they say of themselves.
const folder = new URL('../../runbooks/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.md'));

async function readBlocks(file: string) {
  const bash = await loadBashParser();
  const text = readFileSync(new URL(file, folder), 'utf8');
  const { runbook, messages } = parseRunbook(text, { file, belowRunbooks: true, bash });
  const steps = [...runbook.steps, ...runbook.rollback];
  const blocks = steps.flatMap((step) => (step.kind === 'block' ? [step] : []));
  return { bash, blocks, messages };
}

it.each(files)('reads without a complaint, and does what its annotations say: %s', async (file) => {
  const { bash, blocks, messages } = await readBlocks(file);
  // The number of a machine that lingers is known to nobody before its gate.
  expect(messages.filter(({ ruleId }) => ruleId !== 'placeholder').map(String)).toEqual([]);
  const wrong = blocks.flatMap((block) => {
    if (block.mode === 'gate') return [];
    const find = block.mode === 'auto' ? destructions : readonlyViolations;
    return find(bash, readableCode(block)).map(({ command, why }) => `${block.id}: ${command} ${why}`);
  });
  expect(wrong).toEqual([]);
});

it.each(files)('holds at most one destruction behind a gate: %s', async (file) => {
  const { bash, blocks } = await readBlocks(file);
  const counts = blocks.map((block) => destructions(bash, readableCode(block)).length);
  expect(Math.max(0, ...counts)).toBeLessThanOrEqual(1);
});

it.each(files)(
  'shows at each gate its own prose, not what to do about the check before it: %s',
  async (file) => {
    const { blocks } = await readBlocks(file);
    const strange = blocks.filter(({ gate, prose }) => gate !== null && prose.startsWith('*If '));
    expect(strange.map(({ id }) => id)).toEqual([]);
  },
);
