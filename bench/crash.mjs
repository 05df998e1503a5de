import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

// Kills the runner again and again: node bench/crash.mjs [KILLS] [SEED] [--record]. Needs `npm run build` before.
const [kills = '1000', seed = String(Math.floor(Math.random() * 1_000_000_000))] = process.argv
  .slice(2)
  .filter((word) => !word.startsWith('--'));
const checkout = fileURLToPath(new URL('..', import.meta.url));

// The harness takes the checkout for what is two folders up, and finds its packages beside it.
const folder = join(checkout, 'node_modules/.crash');
mkdirSync(folder, { recursive: true });
// What is built meanwhile shall not change what is measured.
cpSync(join(checkout, 'dist'), join(folder, `dist-${process.pid}`), { recursive: true });
process.env.RUNBOOK_CLI = join(folder, `dist-${process.pid}`, 'cli.js');
const bundle = async (name) => {
  const file = join(folder, `${name}-${process.pid}.mjs`);
  await build({
    input: join(checkout, `test/crash/${name}.ts`),
    platform: 'node',
    external: ['@lydell/node-pty', '@xterm/headless', 'rolldown'],
    logLevel: 'warn',
    output: { file, format: 'esm', codeSplitting: false },
  });
  return import(file);
};
const { buildFaultyCli } = await bundle('build-faulty-cli');
const { runCampaign } = await bundle('campaign');

// Ctrl-C: the stories that are under way are told to their end.
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const git = (...args) => execFileSync('git', args, { cwd: checkout, encoding: 'utf8' }).trim();
const commit = git('rev-parse', '--short', 'HEAD');
const started = Date.now();
let done = 0;
const { stories, byType, violations } = await runCampaign({
  seed: Number(seed),
  kills: Number(kills),
  beside: 4,
  signal: stop.signal,
  faultyCli: await buildFaultyCli(join(folder, `faulty-${process.pid}`)),
  onStory(story) {
    done += story.kills.length;
    for (const each of story.violations) process.stderr.write(`seed ${story.seed}: ${each}\n`);
    process.stderr.write(`${done} kills\n`);
  },
});
const minutes = ((Date.now() - started) / 60_000).toFixed(0);
const types = Object.entries(byType).sort(([a], [b]) => (a < b ? -1 : 1));
const report = `# A runner that is killed

\`\`\`
node bench/crash.mjs 5000 --record        # this page
RUNBOOK_CRASH_SEED=SEED RUNBOOK_CRASH_KILLS=1 npx vitest run test/crash/crash.test.ts    # one story again
\`\`\`

A story is one run of a small runbook (two steps that look, four that change something: two gates, a typed phrase, one
without a gate), at a terminal with somebody who answers. The runner is killed with SIGKILL at a moment that the seed
chooses, and resumed, until the run is done. Each block writes to a ledger outside of the runner's view; the record is
held against that ledger after every life of the runner, see \`test/crash/violations.ts\`.

| recorded | |
|---|---|
| kills | ${done} |
| stories, lives of a runner | ${stories.length}, ${stories.reduce((sum, { lives }) => sum + lives, 0)} |
| seeds | ${seed} to ${Number(seed) + stories.length - 1} |
| violations | ${violations.length} |
| commit | ${commit} |
| where | Node ${process.versions.node}, ${cpus().length} cores, ${minutes} minutes |

| the runner was killed | times |
|---|---:|
${types.map(([type, count]) => `| ${moments(type)} | ${count} |`).join('\n')}

A seed gives the same kills in the same order. Those of \`disk\` and \`inside\` hit the same place again; where the others hit
depends on the machine.
${violations.length === 0 ? '' : `\n\`\`\`\n${violations.join('\n')}\n\`\`\`\n`}`;
process.stdout.write(report);
if (process.argv.includes('--record')) writeFileSync(join(checkout, 'bench/crash.md'), report);
process.exitCode = violations.length === 0 ? 0 : 1;

function moments(type) {
  return {
    disk: '`disk`: before, after or in the middle of a write or a sync of its record',
    growth: '`growth`: when its journal had grown by so many lines, within 5 ms',
    inside: '`inside`: by the running block, before, between and after what it changes',
    question: '`question`: while a question stood there, or within 20 ms of its answer',
    time: '`time`: within 700 ms of its start',
  }[type];
}
