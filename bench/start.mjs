// Start-up beside bare Node: node bench/start.mjs [rounds]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCloud, environmentOf } from '../fixtures/cloud/new-cloud.mjs';
import { machine, ms, summarise, table, timeCommand, timeInTurns, times } from './measure.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const checkout = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.argv[2] ?? 15);

const commands = {
  'node -e 0': ['-e', '0'],
  'runbook --version': [cli, '--version'],
  'runbook lint phase-00': [cli, 'lint', 'phase-00', '--cache'],
  'runbook show phase-00': [cli, 'show', 'phase-00', '--cache'],
  'runbook lint phase-00 --no-cache': [cli, 'lint', 'phase-00', '--no-cache'],
  'runbook show phase-00 --no-cache': [cli, 'show', 'phase-00', '--no-cache'],
};
const tasks = Object.entries(commands).map(([name, args]) => ({
  name,
  run: () => timeCommand(process.execPath, args, { cwd: checkout }),
}));

const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'));
const cloud = join(folder, 'cloud');
createCloud(cloud, { start: 'dirty', pace: '0', name: `bench-${process.pid}` });
const inCloud = { cwd: cloud, env: { ...process.env, ...environmentOf(cloud) }, encoding: 'utf8' };
const walk = ['run', 'phase-00', '--no-input', '--json'];
/** Milliseconds that the blocks before the first gate took, of each run. */
const blocks = [];

/** Milliseconds until a run shows a gate, its blocks left out. */
function timeToFirstGate() {
  const start = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...walk], inCloud);
  if (status !== 5) throw new Error(`no gate, but exit ${status}\n${stderr}`);
  const events = stdout.trim().split('\n').map(JSON.parse);
  const gate = events.find(({ type }) => type === 'gate-opened');
  const ofBlocks = events.reduce((sum, { took = 0 }) => sum + took, 0);
  blocks.push(ofBlocks);
  return Date.parse(gate.time) - start - ofBlocks;
}

tasks.push({ name: 'runbook run phase-00, first gate', run: timeToFirstGate });
const results = timeInTurns(tasks, rounds);
rmSync(folder, { recursive: true });
const floor = results.get('node -e 0').median;
console.log(`Start-up, medians of ${rounds} rounds in one run (${machine()})\n`);
console.log(
  table([
    ['command', 'ms', 'min–max', 'beside node -e 0'],
    ...[...results].map(([name, { median, min, max }]) => [
      `\`${name}\``,
      ms(median),
      `${ms(min)}–${ms(max)}`,
      times(median / floor),
    ]),
  ]),
);
console.log(
  `\nThe blocks before the first gate took ${ms(summarise(blocks).median)} ms more; their stand-ins are Node processes.`,
);
