// What a block costs: node bench/blocks.mjs [blocks] [rounds]
// The same trivial blocks in one plain bash, in a run whose records are on a memory disk, and in a run on a real disk.
// "In all" is the whole command divided by the blocks; "block alone" leaves out what start, parse and lint of the same
// document take by themselves. The floor is what no record that is durable before and after each block can be under:
// a line that is written and synced, twice a block, on the same real disk and in the same rounds. Both once more with
// syncs that take some milliseconds longer, because disks differ more in that than in all else.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, ms, table, timeCommand, timeInTurns, times } from './measure.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const slowDisk = fileURLToPath(new URL('slow-disk.cjs', import.meta.url));
const blocks = Number(process.argv[2] ?? 1000);
const rounds = Number(process.argv[3] ?? 5);
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const folders = {
  memory: mkdtempSync(join(memory, 'runbook-bench-')),
  disk: mkdtempSync(join(process.cwd(), '.bench-')),
};
const code = Array.from({ length: blocks }, (_, n) => `X=${n}\necho "block $X"\n`);
const fences = code.map(
  (text, n) => `## Block ${n}\n\n\`\`\`bash readonly expect="1 block line"\n${text}\`\`\`\n`,
);
const document = `---\nrunbook: bench\n---\n\n# Bench\n\n${fences.join('\n')}`;
for (const folder of Object.values(folders)) {
  mkdirSync(join(folder, 'runbooks'));
  writeFileSync(join(folder, 'runbook.config.yaml'), 'runbooks: runbooks\n');
  writeFileSync(join(folder, 'runbooks/bench.md'), document);
}
const script = join(folders.memory, 'blocks.sh');
writeFileSync(script, code.join(''));

/** Milliseconds that a sync takes longer than the disk needs. */
const slower = [2, 5];

const walk = [cli, 'run', 'bench', '--no-input', '--json'];
const runIn = (folder) => () => timeCommand(process.execPath, walk, { cwd: folder });
const runSlower = (wait) => () => {
  const env = { ...process.env, BENCH_SYNC_MS: String(wait) };
  return timeCommand(process.execPath, ['--require', slowDisk, ...walk], { cwd: folders.disk, env });
};
const checkOnly = () =>
  timeCommand(process.execPath, [cli, 'lint', '--no-cache', 'runbooks/bench.md'], { cwd: folders.memory });

/** Milliseconds for two lines a block, each as long as one of the journal's and on disk before the next is written. */
function writeFloor(folder, wait = 0) {
  const line = `${'x'.repeat(400)}\n`;
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const start = process.hrtime.bigint();
  const fd = openSync(join(folder, 'floor'), 'w');
  for (let count = 0; count < 2 * blocks; count += 1) {
    writeSync(fd, line);
    Atomics.wait(sleeper, 0, 0, wait);
    fsyncSync(fd);
  }
  closeSync(fd);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

try {
  const results = timeInTurns(
    [
      { name: 'plain bash', run: () => timeCommand('bash', [script], { cwd: folders.memory }) },
      { name: 'start, parse and lint of the same document', run: checkOnly },
      { name: 'run, records on a memory disk', run: runIn(folders.memory) },
      { name: 'run, records on a real disk', run: runIn(folders.disk) },
      { name: 'two writes with a sync a block, real disk', run: () => writeFloor(folders.disk) },
      ...slower.flatMap((wait) => [
        { name: `run, each sync ${wait} ms longer`, run: runSlower(wait) },
        { name: `two writes, each sync ${wait} ms longer`, run: () => writeFloor(folders.disk, wait) },
      ]),
    ],
    rounds,
  );
  const [bash, check, inMemory, onDisk, floor, ...onSlower] = [...results.values()].map(
    ({ median }) => median,
  );
  console.log(`${blocks} trivial blocks, medians of ${rounds} rounds in one run (${machine()})\n`);
  const rows = [...results].map(([name, { median, min, max }]) => [
    name,
    ms(median),
    `${ms(min)}–${ms(max)}`,
    ms(median / blocks),
    name.startsWith('run') ? ms((median - check) / blocks) : '',
  ]);
  console.log(table([['what', 'ms', 'min–max', 'in all, ms a block', 'block alone, ms'], ...rows]));
  console.log(`
- Memory disk: ${ms((inMemory - bash) / blocks)} ms a block above plain bash, ${ms((inMemory - check - bash) / blocks)} without start, parse and lint.
- Real disk: ${times(onDisk / floor)} the floor of two syncs a block, ${times((onDisk - check) / floor)} without start, parse and lint.
- Real disk beside its floor and the run on a memory disk one after the other: ${times(onDisk / (floor + inMemory))}.`);
  for (const [index, wait] of slower.entries()) {
    const [run, least] = onSlower.slice(2 * index);
    console.log(
      `- Each sync ${wait} ms longer: ${times(run / least)} the floor, ${times((run - check) / least)} without start, parse and lint.`,
    );
  }
} finally {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
}
