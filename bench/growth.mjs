// What grows with steps, events, documents and their size: node bench/growth.mjs [rounds] [subject...]
// Prints tables of processor time (which other work on the machine does not lengthen) and memory; where all subjects
// are measured (steps, events, documents, size) it draws bench/growth.svg anew.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { generateDocument, writeProject } from './generate-documents.mjs';
import { plotGrowth } from './growth-plot.mjs';
import { loadJournal, makeLongRun } from './long-run.mjs';
import { machine, measure, summarise, table } from './measure.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const picture = fileURLToPath(new URL('growth.svg', import.meta.url));
const rounds = Number(process.argv[2] ?? 1);
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'runbook-bench-'));

/** A run that nobody answers pauses at its gate, with this. */
const paused = 5;

/** Runs commands in turns; gives for each the medians as a point of the picture. */
function measureAll(commands, count, cwd) {
  const found = commands.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { args, exits }] of commands.entries())
      found[index].push(measure([cli, ...args], { cwd, exits }));
  }
  return commands.map(({ name }, index) => {
    const median = (field) => summarise(found[index].map((each) => each[field])).median;
    const point = { count, seconds: median('processor') / 1000, memory: median('memory') };
    console.error(`${count} ${name}: ${point.seconds.toFixed(1)} s, ${point.memory.toFixed(0)} MiB`);
    return { name, point };
  });
}

/** Series of a subject: `measureAt` gives the points for one count. */
async function grow(counts, measureAt) {
  const series = new Map();
  for (const count of counts) {
    const place = join(folder, String(count));
    mkdirSync(place);
    for (const { name, point } of await measureAt(count, place))
      series.set(name, [...(series.get(name) ?? []), point]);
    rmSync(place, { recursive: true });
  }
  return [...series].map(([name, points]) => ({ name, points }));
}

function writeRunbook(place, text) {
  mkdirSync(join(place, 'runbooks'));
  writeFileSync(join(place, 'runbook.config.yaml'), 'runbooks: runbooks\n');
  writeFileSync(join(place, 'runbooks/bench.md'), `---\nrunbook: bench\n---\n\n# Bench\n\n${text}`);
}

const fence = (n) =>
  `## Step ${n}\n\n\`\`\`bash readonly expect="1 step line"\nX=${n}\necho "step $X"\n\`\`\`\n\n`;

async function measureSteps(count, place) {
  const steps = Array.from({ length: count }, (_, n) => fence(n));
  writeRunbook(place, `${steps.join('')}## Last\n\n\`\`\`bash gate\necho last\n\`\`\`\n`);
  const runs = measureAll(
    [{ name: 'run', args: ['run', 'bench', '--no-input', '--json'], exits: [paused] }],
    count,
    place,
  );
  if (count >= 1000) await tellResident(count, place);
  const resume = { name: 'resume', args: ['resume', '--no-input', '--json'], exits: [paused] };
  return [
    ...runs,
    ...measureAll([{ name: 'plan', args: ['run', 'bench', '--dry-run'] }, resume], count, place),
  ];
}

/** MiB that a run has after 100 of its steps and after all of them. */
async function tellResident(steps, place) {
  const sizes = [];
  let done = 0;
  const args = [cli, '--state-dir', 'resident', 'run', 'bench', '--no-input', '--json'];
  const child = spawn(process.execPath, args, { cwd: place, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    if (JSON.parse(line).type !== 'block-ended') continue;
    done += 1;
    if (done !== 100 && done !== steps) continue;
    const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
    sizes.push(Number(kib) / 1024);
  }
  const [first, all] = sizes.map((size) => size.toFixed(0));
  console.log(`\nResident after 100 of ${steps} steps: ${first} MiB, after all: ${all} MiB\n`);
}

async function measureEvents(journal, count, place) {
  makeLongRun(place, count, journal);
  const report = (format) => ({ name: `report ${format}`, args: ['report', '--format', format] });
  const reports = ['json', 'junit', 'md', 'html'].map(report);
  const others = [
    { name: 'runs', args: ['runs'] },
    { name: 'verify', args: ['verify'] },
    { name: 'resume', args: ['resume', '--no-input', '--json'], exits: [paused] },
  ];
  return measureAll([...reports, ...others], count, place);
}

function measureDocuments(count, place) {
  writeProject(place, count);
  const lint = ['lint', '--format', 'unix'];
  const commands = [
    { name: 'lint', args: [...lint, '--no-cache'] },
    { name: 'lint, first with cache', args: [...lint, '--cache'] },
    { name: 'lint, cached', args: [...lint, '--cache'] },
    { name: 'list', args: ['list', '--no-cache'] },
  ];
  return measureAll(commands, count, place).filter(({ name }) => name !== 'lint, first with cache');
}

function measureSize(mebibytes, place) {
  let text = '';
  for (let index = 0; text.length < mebibytes * 1024 * 1024 - 8192; index += 1)
    text += generateDocument(index).replace(/^---\n.*\n---\n/, '');
  writeRunbook(place, text);
  const commands = [
    { name: 'lint', args: ['lint', '--no-cache', '--format', 'unix'] },
    { name: 'plan', args: ['run', 'bench', '--dry-run'] },
  ];
  return measureAll(commands, mebibytes, place);
}

const subjects = {
  steps: {
    title: 'A runbook of many steps',
    counted: 'steps',
    series: () => grow([10, 100, 1000, 10_000], measureSteps),
  },
  events: {
    title: 'A journal of many events',
    counted: 'events',
    series: async () => {
      const journal = await loadJournal();
      return grow([1000, 10_000, 100_000, 1_000_000], (count, place) => measureEvents(journal, count, place));
    },
  },
  documents: {
    title: 'A repository of many documents',
    counted: 'documents',
    series: () => grow([100, 1000, 10_000], measureDocuments),
  },
  size: {
    title: 'A long document',
    counted: 'MiB; more than 3 are refused',
    series: () => grow([0.1, 0.3, 1, 3], measureSize),
  },
};

function tellTable({ title, counted, series }) {
  const counts = series[0].points.map(({ count }) => count);
  const rows = series.flatMap(({ name, points }) => [
    [`${name}, s`, ...points.map(({ seconds }) => seconds.toFixed(2))],
    [`${name}, MiB`, ...points.map(({ memory }) => memory.toFixed(0))],
  ]);
  return `${title}\n\n${table([[counted, ...counts.map(String)], ...rows])}\n`;
}

const asked = process.argv.slice(3);
const chosen = Object.entries(subjects).filter(([name]) => asked.length === 0 || asked.includes(name));
try {
  const measured = [];
  for (const [, subject] of chosen) {
    measured.push({ ...subject, series: await subject.series() });
    console.log(tellTable(measured.at(-1)));
  }
  const caption = `Processor time and most resident memory, medians of ${rounds} (${machine()}); dashed: in proportion to what is counted`;
  if (measured.length === Object.keys(subjects).length) writeFileSync(picture, plotGrowth(measured, caption));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
