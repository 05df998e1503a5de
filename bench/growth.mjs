// What many steps cost: node bench/growth.mjs [steps] [rounds]
// Resident memory of a run after 100 steps and after all of them; and how soon `resume` of a run in which all of them
// are done comes to its next one, beside reading and planning the same document.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { machine, ms, summarise, table } from './measure.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const steps = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 3);
const early = Math.min(100, steps);
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'runbook-bench-'));

const fences = Array.from(
  { length: steps },
  (_, n) => `## Step ${n}\n\n\`\`\`bash readonly expect="1 step line"\nX=${n}\necho "step $X"\n\`\`\`\n`,
);
const last = '## Last\n\n```bash gate\necho last\n```\n';
mkdirSync(join(folder, 'runbooks'));
writeFileSync(join(folder, 'runbook.config.yaml'), 'runbooks: runbooks\n');
writeFileSync(
  join(folder, 'runbooks/bench.md'),
  `---\nrunbook: bench\n---\n\n# Bench\n\n${fences.join('\n')}\n${last}`,
);

/** Runs a command and hands over its events; gives the milliseconds until the first that `isGoal` takes. */
async function follow(args, onEvent) {
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let reached = null;
  for await (const line of createInterface({ input: child.stdout })) {
    if (onEvent(line.startsWith('{') ? JSON.parse(line) : {}, child.pid)) {
      reached ??= Number(process.hrtime.bigint() - start) / 1e6;
    }
  }
  await ended;
  const whole = Number(process.hrtime.bigint() - start) / 1e6;
  return { reached, whole };
}

/** MiB. */
function residentSize(pid) {
  const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

async function measureMemory() {
  const sizes = [];
  let done = 0;
  await follow(['run', 'bench', '--no-input', '--json'], ({ type }, pid) => {
    if (type !== 'block-ended') return;
    done += 1;
    if (done === early || done === steps) sizes.push(residentSize(pid));
  });
  if (sizes.length !== 2) throw new Error(`${done} steps were done`);
  return sizes;
}

try {
  const [first, all] = await measureMemory();
  const [run] = readdirSync(join(folder, '.runbook/runs'));
  const times = { plan: [], resume: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.plan.push((await follow(['run', 'bench', '--dry-run'], () => false)).whole);
    const { reached } = await follow(
      ['resume', run, '--no-input', '--json'],
      ({ type }) => type === 'gate-opened',
    );
    if (reached === null) throw new Error('the run did not come to its next step');
    times.resume.push(reached);
  }
  const plan = summarise(times.plan).median;
  const resume = summarise(times.resume).median;
  const mib = (value) => `${value.toFixed(1)} MiB`;
  console.log(`${steps} steps, medians of ${rounds} rounds in one run (${machine()})\n`);
  console.log(
    table([
      ['what', 'figure'],
      [`resident memory after ${early} steps`, mib(first)],
      [`resident memory after ${steps} steps`, mib(all)],
      ['difference', mib(all - first)],
      ['reading and planning the document (`run --dry-run`)', `${ms(plan)} ms`],
      [`\`resume\` with ${steps} steps done, to the gate of the next`, `${ms(resume)} ms`],
      ['difference', `${ms(resume - plan)} ms`],
    ]),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
