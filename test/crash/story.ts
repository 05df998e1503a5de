import { foldRun } from '../../src/run/fold-run.ts';
import { CrashProject } from './crash-project.ts';
import { chooseKill, type Kill } from './kill.ts';
import { live } from './live.ts';
import { Random } from './random.ts';
import { ScriptedOperator } from './scripted-operator.ts';
import { findViolations, type Seen } from './violations.ts';

/** One run from its beginning to its end, with all its crashes. */
export interface Story {
  readonly seed: number;
  readonly kills: readonly Kill['type'][];
  readonly lives: number;
  /** One sentence each. */
  readonly violations: readonly string[];
}

/** After so many lives nobody is killed any more. */
const mostLives = 40;
const lastLife = mostLives + 20;

/** Runs the runbook and kills its runner again and again, as the seed has it, until it is done. */
export async function tellStory(seed: number, faultyCli: string): Promise<Story> {
  const random = new Random(seed);
  const project = new CrashProject();
  // Of its own: how often somebody is asked depends on the machine's timing, what is killed next must not.
  const operator = new ScriptedOperator(new Random(~seed));
  const kills: Kill['type'][] = [];
  const violations: string[] = [];
  const seen: Seen[] = [];
  let number = 0;
  try {
    for (let over = false; !over && violations.length === 0; ) {
      number += 1;
      const kill: Kill = number < mostLives ? chooseKill(random) : { type: 'never' };
      const death = await live({ project, operator, faultyCli, kill });
      if (death.killed) kills.push(kill.type);
      const found = [...judge(project, operator, seen), ...judgeExit(death.killed, death.exit)];
      violations.push(...found.map((each) => `${each} (life ${number}, ${JSON.stringify(kill)})`));
      if (found.length > 0) violations.push(death.screen);
      // Killed between its last word and its own end it is done all the same.
      over = isDone(project);
      if (death.exit === 0 && !death.killed && !over) violations.push('it ended with exit 0 and is not done');
      if (number === lastLife) violations.push(`it was not done after ${number} lives`);
    }
    if (violations.length === 0) violations.push(...(await judgeEnd(project)));
    return { seed, kills, lives: number, violations };
  } finally {
    for (const line of project.processes()) end(Number.parseInt(line, 10));
    project.remove();
  }
}

/** Holds the record against the ledger, and remembers what is finished now. */
function judge(project: CrashProject, operator: ScriptedOperator, seen: Seen[]): readonly string[] {
  const ledger = project.ledger();
  const [run, another] = project.begun();
  if (run === undefined) return ledger.length === 0 ? [] : ['something ran and no journal knows of it'];
  if (another !== undefined) return ['there are two runs'];
  const { scan } = run;
  const violations = findViolations({ ledger, typed: operator.typed, scan, seen });
  const state = foldRun(scan.entries, { alive: false });
  for (const { status, phase, planned } of state.steps.values()) {
    if (phase !== 'finished' || seen.some(({ step }) => step === planned.id)) continue;
    seen.push({ step: planned.id, status, ledger: ledger.length });
  }
  return violations;
}

function isDone(project: CrashProject): boolean {
  return project.begun().some(({ scan }) => foldRun(scan.entries, { alive: false }).status === 'done');
}

/** Done, paused, declined: what the operator asked for. Everything else is no way to end after a crash. */
function judgeExit(killed: boolean, exit: number): readonly string[] {
  return killed || [0, 5, 6].includes(exit) ? [] : [`it ended with exit ${exit}`];
}

/** As the commands tell it at the end, and with nothing left behind. */
async function judgeEnd(project: CrashProject): Promise<readonly string[]> {
  const run = project.begun()[0]?.id ?? '';
  const { exit, stdout, stderr } = await project.run(['verify', run]);
  const listed = JSON.parse((await project.run(['runs', '--json'])).stdout).find(
    (each: { run: string }) => each.run === run,
  );
  const left = project.processes();
  return [
    ...(exit === 0 ? [] : [`verify: ${stdout}${stderr}`]),
    ...(listed?.status === 'done' ? [] : [`runs tells it as ${listed?.status}`]),
    ...left.map((process) => `left running: ${process}`),
  ];
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
