// What much output costs: node bench/output.mjs [MiB] [rounds]
// A block that prints it and is held against three claims, beside the same bytes through `cat | tee file > /dev/null`,
// in turns; the run as a whole with start and end, and the block in it; and how much memory the runner took at most.
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, summarise, table } from './measure.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const mebibytes = Number(process.argv[2] ?? 1024);
const rounds = Number(process.argv[3] ?? 3);
const claims = 'some ready lines; no error lines; contains unit-000999';

const folder = mkdtempSync(join(process.cwd(), '.bench-'));
mkdirSync(join(folder, 'runbooks'));
writeFileSync(join(folder, 'runbook.config.yaml'), 'runbooks: runbooks\n');
const block = `\`\`\`bash readonly expect="${claims}"\ncat printed\n\`\`\`\n`;
writeFileSync(join(folder, 'runbooks/bench.md'), `---\nrunbook: bench\n---\n\n# Bench\n\n${block}`);

function writePrinted() {
  const line = (n) =>
    `unit-${String(n).padStart(6, '0')} ready 10.12.8.${n % 250} as it should be ${'.'.repeat(40)}\n`;
  const lines = Buffer.from(Array.from({ length: 10_000 }, (_, n) => line(n)).join(''));
  const fd = openSync(join(folder, 'printed'), 'w');
  let written = 0;
  while (written < mebibytes * 2 ** 20) written += writeSync(fd, lines);
  closeSync(fd);
  return written;
}

/** Seconds that a command took, and the most memory its first process had, in MiB. It has to exit with 0. */
function measure(file, args) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(file, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    let peak = 0;
    const look = setInterval(() => {
      peak = Math.max(peak, readPeak(child.pid));
    }, 50);
    child.on('exit', (status) => {
      clearInterval(look);
      if (status !== 0) reject(new Error(`${file} ${args.join(' ')}: exit ${status}`));
      resolve({ seconds: Number(process.hrtime.bigint() - start) / 1e9, peak });
    });
  });
}

function readPeak(pid) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}

/** Seconds from the block's start until its log and its result are kept, as the journal of the only run tells. */
function readBlock() {
  const runs = join(folder, '.runbook/runs');
  const [run] = readdirSync(runs);
  const lines = readFileSync(join(runs, run, 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const entries = lines.map((line) => JSON.parse(line));
  const at = (wanted) => Date.parse(entries.find(({ type }) => type === wanted).time);
  return { seconds: (at('block-ended') - at('block-started')) / 1000, peak: 0 };
}

/** `of` beside `peer`, round by round. */
function beside(peer, of) {
  const { median, min, max } = summarise(peer.map(({ seconds }, round) => seconds / of[round].seconds));
  return `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}

function row(name, runs) {
  const { median, min, max } = summarise(runs.map(({ seconds }) => seconds));
  const peak = Math.max(...runs.map((run) => run.peak));
  return [name, median.toFixed(1), `${min.toFixed(1)}–${max.toFixed(1)}`, peak.toFixed(0)];
}

try {
  const bytes = writePrinted();
  const tee = [];
  const run = [];
  const block = [];
  for (let round = 0; round < rounds; round += 1) {
    tee.push(await measure('bash', ['-c', 'cat printed | tee copy > /dev/null']));
    rmSync(join(folder, 'copy'));
    run.push(await measure(process.execPath, [cli, 'run', 'bench', '--no-input']));
    block.push(readBlock());
    rmSync(join(folder, '.runbook'), { recursive: true });
  }
  console.log(`${(bytes / 2 ** 20).toFixed(0)} MiB of lines, ${rounds} rounds in turns (${machine()})\n`);
  const rows = [
    row('`cat | tee file > /dev/null`', tee),
    row('a run of one block with three claims', run),
    [...row('the block in it', block).slice(0, 3), ''],
  ];
  console.log(table([['what', 's', 'min–max', 'most MiB'], ...rows]));
  console.log(`\nspeed beside tee: the run ${beside(tee, run)}, the block ${beside(tee, block)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
