import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const checkout = fileURLToPath(new URL('..', import.meta.url));

/** Attempts at a step: all but the last found that what it waits for is not there yet. */
const attempts = 50;

/** The project's own journal code, made of the sources: what it does not accept is not written. */
export async function loadJournal() {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-journal-'));
  const load = async (name) => {
    const file = join(folder, `${name}.mjs`);
    const input = join(checkout, `src/journal/${name}.ts`);
    const output = { file, format: 'esm', codeSplitting: false };
    await build({ input, platform: 'node', logLevel: 'warn', output });
    return import(file);
  };
  try {
    return { ...(await load('open-journal')), ...(await load('sha256')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const block = (info, code) => `\`\`\`bash ${info}\n${code}\n\`\`\`\n`;

function documentOf(steps) {
  const waits = Array.from({ length: steps }, (_, n) => {
    const info = 'readonly within=1h every=1s expect="1 ready line"';
    return `## Wait ${n}\n\n${block(info, `N=${n}\necho "shard $N ready"`)}\n`;
  });
  const gate = (name) => `## ${name}\n\n${block(`gate id=${name}`, `echo ${name}`)}\n`;
  const begin = `## Begin\n\n${block('readonly', 'echo begin')}\n${gate('go')}`;
  return `---\nrunbook: long\n---\n\n# Long\n\n${begin}${waits.join('')}${gate('last')}`;
}

/**
 * Makes a project in a folder with a run of about that many events, paused before the gate of its last step: each step
 * before it waited for something and found it at last. The product begins the run; what it would have recorded over
 * days is added with its journal code, without a sync. All attempts at a step have one log. */
export function makeLongRun(folder, wanted, { reopenJournal, sha256 }) {
  const steps = Math.max(1, Math.round(wanted / (2 * attempts)));
  mkdirSync(join(folder, 'runbooks'), { recursive: true });
  writeFileSync(join(folder, 'runbook.config.yaml'), 'runbooks: runbooks\n');
  writeFileSync(join(folder, 'runbooks/long.md'), documentOf(steps));
  spawnSync(process.execPath, [join(checkout, 'dist/cli.js'), 'run', 'long', '--no-input'], { cwd: folder });
  const runs = join(folder, '.runbook/runs');
  const [run] = readdirSync(runs);
  const directory = join(runs, run);
  let now = Date.now();
  const disk = { write: writeSync, sync() {}, truncate() {} };
  const { journal } = reopenJournal({ directory, run, now: () => now, disk });
  const { entries } = journal;
  const add = (event) => {
    now += 500;
    journal.add(event);
  };
  const [{ version, operator, place, steps: planned }] = entries;
  add({ type: 'run-resumed', version, operator, place, changed: [] });
  const { step, approval } = entries.findLast(({ type }) => type === 'gate-opened');
  add({
    type: 'gate-answered',
    step,
    decision: 'skip',
    approval: approval.hash,
    typed: [],
    reason: 'done',
    by: operator,
  });
  for (const [index, { id }] of planned.slice(2, -1).entries()) {
    const log = `steps/wait-${index}.log`;
    const printed = `shard ${index} ready\n`;
    writeFileSync(join(directory, log), printed);
    const output = { file: log, bytes: printed.length, sha256: sha256(printed) };
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      add({ type: 'block-started', step: id, attempt, log, pid: 1000 });
      add(blockEnded(id, attempt, output, place.cwd));
    }
  }
  add({ type: 'run-paused', step: planned.at(-1).id, reason: 'hang-up' });
  journal.close();
}

function blockEnded(step, attempt, output, directory) {
  const again = attempt < attempts;
  const found = again ? '0 of 1 line' : '1 of 1 line';
  const evidence = again ? [`shard starting, ${attempt} s`] : [];
  const at = 'runbooks/long.md:20:46';
  const verdict = { claim: '1 ready line', ok: !again, expected: '1 ready line', found, evidence, at };
  const outcome = {
    status: again ? 'unexpected' : 'passed',
    ending: 'exited',
    exit: 0,
    failedCommand: null,
    message: null,
    verdicts: [verdict],
  };
  return { type: 'block-ended', step, attempt, took: 4, outcome, output, again, captured: {}, directory };
}
