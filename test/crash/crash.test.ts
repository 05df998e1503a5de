import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkout } from '../e2e/project.ts';
import { buildFaultyCli } from './build-faulty-cli.ts';
import { runCampaign } from './campaign.ts';
import { tellStory } from './story.ts';

const kills = Number(process.env.RUNBOOK_CRASH_KILLS ?? 100);
const seed = Number(process.env.RUNBOOK_CRASH_SEED ?? Math.floor(Math.random() * 1_000_000_000));

/** Stories that found a fault once, in which each kill hits the same place again. */
const known = [20261543];

async function makeFaultyCli(): Promise<string> {
  const folder = join(checkout, 'node_modules/.cache/crash', String(process.pid));
  mkdirSync(folder, { recursive: true });
  return buildFaultyCli(folder);
}

test.each(known)('the story of seed %i', { timeout: 120_000 }, async (story) => {
  expect((await tellStory(story, await makeFaultyCli())).violations).toEqual([]);
});

test(`a runner that is killed ${kills} times at any moment`, { timeout: 600_000 }, async () => {
  const faultyCli = await makeFaultyCli();
  const { stories, byType, violations, ...summary } = await runCampaign({
    seed,
    kills,
    beside: 4,
    faultyCli,
  });
  const types = Object.entries(byType).map(([type, count]) => `${type} ${count}`);
  process.stdout.write(
    `crash: seeds ${seed} to ${seed + stories.length - 1}, ${summary.kills} kills (${types.join(', ')}), ` +
      `again with RUNBOOK_CRASH_SEED=${seed}\n`,
  );
  expect(violations).toEqual([]);
  expect(summary.kills).toBeGreaterThanOrEqual(kills);
});
