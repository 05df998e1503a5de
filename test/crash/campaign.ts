import type { Kill } from './kill.ts';
import { type Story, tellStory } from './story.ts';

export interface Campaign {
  /** The seed of the first story; each next one has the next number. */
  readonly seed: number;
  /** No further story is begun once so many kills are done. */
  readonly kills: number;
  /** How many stories at a time. */
  readonly beside: number;
  readonly faultyCli: string;
  /** No further story is begun once it is aborted. */
  readonly signal?: AbortSignal;
  /** Told of every story when it is over. */
  onStory?(story: Story): void;
}

export interface CampaignSummary {
  readonly stories: readonly Story[];
  readonly kills: number;
  readonly byType: Readonly<Partial<Record<Kill['type'], number>>>;
  readonly violations: readonly string[];
}

/** Tells stories until the runner was killed often enough. */
export async function runCampaign(campaign: Campaign): Promise<CampaignSummary> {
  const stories: Story[] = [];
  let next = campaign.seed;
  const killed = () => stories.reduce((sum, { kills }) => sum + kills.length, 0);
  const worker = async () => {
    while (killed() < campaign.kills && campaign.signal?.aborted !== true) {
      const story = await tellStory(next++, campaign.faultyCli);
      stories.push(story);
      campaign.onStory?.(story);
    }
  };
  await Promise.all(Array.from({ length: campaign.beside }, worker));
  const byType: Partial<Record<Kill['type'], number>> = {};
  for (const type of stories.flatMap(({ kills }) => kills)) byType[type] = (byType[type] ?? 0) + 1;
  const violations = stories.flatMap(({ seed, violations }) =>
    violations.map((each) => `seed ${seed}: ${each}`),
  );
  return { stories, kills: killed(), byType, violations };
}
