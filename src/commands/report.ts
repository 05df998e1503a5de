import { createHash } from 'node:crypto';
import { readExcerpt } from '../journal/log-excerpt.ts';
import type { Run } from '../journal/run-store.ts';
import { readRunRecord } from '../launch/run-record.ts';
import { exitCode } from '../model/outcome.ts';
import type { ReadLog } from '../report/log-excerpt.ts';
import type { RunRecord } from '../report/run-record.ts';
import { Refusal } from '../world/refusal.ts';
import { existingStateDirectory, findRunOrLatest } from '../world/state-store.ts';
import type { World } from '../world/world.ts';
import type { CommandRun } from './command.ts';

/** Prints a run's report; damage in its journal goes to stderr and makes the exit 1. */
export const report: CommandRun = async (world, [name], options, globals) => {
  const render = renderers.get(String(options.format ?? 'json'));
  if (render === undefined) {
    const known = `the formats are ${[...renderers.keys()].join(', ')}`;
    throw new Refusal(`unknown report format ${options.format}`, known, exitCode.usage);
  }
  const run = findRunOrLatest(existingStateDirectory(world, globals), name);
  const record = await readRunRecord(run);
  world.stdout.write(await render(record, run, world));
  for (const { line, message } of record.faults) {
    world.stderr.write(`runbook: ${run.directory}/journal.jsonl:${line}: ${message}\n`);
  }
  return record.faults.length > 0 ? exitCode.failed : exitCode.done;
};

type Render = (record: RunRecord, run: Run, world: World) => Promise<string>;

const renderers: ReadonlyMap<string, Render> = new Map<string, Render>([
  [
    'json',
    async (record) => {
      const { reportRun } = await import('../report/run-json.ts');
      return `${JSON.stringify(reportRun(record), null, 2)}\n`;
    },
  ],
  [
    'html',
    async (record, run, world) => {
      const { renderRunHtml } = await import('../report/run-html.ts');
      return renderRunHtml(record, await sourcesOf(record, run, world), digest);
    },
  ],
  [
    'md',
    async (record, run, world) => {
      const { renderRunMarkdown } = await import('../report/run-md.ts');
      return renderRunMarkdown(record, await sourcesOf(record, run, world));
    },
  ],
  [
    'junit',
    async (record) => {
      const { renderRunJunit } = await import('../report/run-junit.ts');
      return renderRunJunit(record);
    },
  ],
]);

async function sourcesOf(record: RunRecord, run: Run, world: World) {
  const { readRecordedSteps } = await import('../launch/recorded-steps.ts');
  const started = record.entries.find((entry) => entry.type === 'run-started') ?? null;
  const readLog: ReadLog = (name, recorded, limit) => readExcerpt(run.directory, name, recorded, limit);
  return { readLog, findStep: await readRecordedSteps(run, started, world) };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
