// What a block costs: node bench/blocks.mjs [blocks] [rounds]
// The same trivial blocks in one plain bash, in a run whose journal is on a memory disk, and in a run on a real
// disk; and what of the latter is the journal's own writing, replayed line by line with the same syncs.
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, ms, summarise, table, timeCommand, timeInTurns } from './measure.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
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

const runIn = (folder) => () =>
  timeCommand(process.execPath, [cli, 'run', 'bench', '--no-input', '--json'], { cwd: folder });
const checkOnly = () =>
  timeCommand(process.execPath, [cli, 'lint', 'runbooks/bench.md'], { cwd: folders.memory });

/** Writes the newest journal again, with a sync after each line, and gives the milliseconds. */
function replayJournal(folder) {
  const runs = join(folder, '.runbook/runs');
  const newest = readdirSync(runs).sort().at(-1);
  const lines = readFileSync(join(runs, newest, 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const path = join(folder, 'replay.jsonl');
  const start = process.hrtime.bigint();
  const fd = openSync(path, 'w');
  for (const line of lines) {
    writeSync(fd, `${line}\n`);
    fdatasyncSync(fd);
  }
  closeSync(fd);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

try {
  const results = timeInTurns(
    [
      { name: 'plain bash', run: () => timeCommand('bash', [script], { cwd: folders.memory }) },
      { name: 'start, parse and lint of the same document', run: checkOnly },
      { name: 'run, journal on a memory disk', run: runIn(folders.memory) },
      { name: 'run, journal on a real disk', run: runIn(folders.disk) },
    ],
    rounds,
  );
  const replays = ['memory', 'disk'].map((place) => [
    `journal lines alone, ${place === 'memory' ? 'memory' : 'real'} disk`,
    summarise(Array.from({ length: rounds }, () => replayJournal(folders[place]))),
  ]);
  console.log(`${blocks} trivial blocks, medians of ${rounds} rounds in one run (${machine()})\n`);
  const rows = [...results, ...replays].map(([name, { median, min, max }]) => [
    name,
    ms(median),
    `${ms(min)}–${ms(max)}`,
    ms(median / blocks),
  ]);
  console.log(table([['what', 'ms', 'min–max', 'ms a block'], ...rows]));
} finally {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
}
