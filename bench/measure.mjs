import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Middle, smallest and largest of some milliseconds. */
export function summarise(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** Times each task `rounds` times, one after the other in every round, so that noise meets all of them alike. */
export function timeInTurns(tasks, rounds) {
  const times = new Map(tasks.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of tasks) times.get(name).push(run());
  }
  return new Map([...times].map(([name, values]) => [name, summarise(values)]));
}

/** Milliseconds that a command took. It has to exit with 0. */
export function timeCommand(file, args, options = {}) {
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(file, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}: exit ${status}\n${stderr}${error ?? ''}`);
  return took;
}

const probe = fileURLToPath(new URL('probe.cjs', import.meta.url));

/**
 * Milliseconds by the clock (`took`) and of processor time in all threads, and MiB at most, of a Node command; `exits`
 * are those that it may have.
 */
export function measure(args, { cwd, exits = [0] }) {
  const file = join(tmpdir(), `runbook-bench-probe-${process.pid}.json`);
  const env = { ...process.env, NODE_OPTIONS: `--require ${probe}`, BENCH_PROBE: file };
  const start = process.hrtime.bigint();
  const stdio = ['ignore', 'ignore', 'pipe'];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env,
    stdio,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (!exits.includes(status)) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
  const usage = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return { took, ...usage };
}

/** Rows of text as a Markdown table; the first row is its head. */
export function table(rows) {
  const [head, ...body] = rows.map((row) => `| ${row.join(' | ')} |`);
  const rule = `|${rows[0].map((_, index) => (index === 0 ? '---' : '---:')).join('|')}|`;
  return [head, rule, ...body].join('\n');
}

/** Where a figure was taken, without naming the machine. */
export function machine() {
  return `Node ${process.versions.node}, ${cpus().length} cores`;
}

export const ms = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
export const times = (value) => `${value.toFixed(2)}×`;
