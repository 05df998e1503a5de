import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { allowedExit } from '../../src/expect/allowed-exit.ts';
import { startCheck } from '../../src/expect/check.ts';
import { failureSentence } from '../../src/expect/verdict.ts';
import type { Expectation } from '../../src/model/expectation.ts';
import type { BlockStep, Runbook } from '../../src/model/runbook.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import type { StandInCloud } from './stand-in-cloud.ts';

/** Where a walk came to its end: the step that failed and the claims that did not hold, or neither. */
export interface Walk {
  readonly passed: readonly string[];
  readonly failed: string | null;
  readonly because: readonly string[];
}

/** Reads one of the project's own runbooks. */
export async function readRunbook(file: string) {
  const text = readFileSync(new URL(`../../runbooks/${file}`, import.meta.url), 'utf8');
  const bash = await loadBashParser();
  return parseRunbook(text, { file, belowRunbooks: true, bash });
}

/**
 * Goes through a runbook as an operator would who says yes to everything, up to the first check that fails. Polls
 * look ten times and do not wait. `manual` does what a manual step asks for.
 */
export async function walkRunbook(
  cloud: StandInCloud,
  { steps }: Runbook,
  manual: (id: string) => Promise<void> = async () => {},
): Promise<Walk> {
  const shell = new PlainShell(cloud);
  const passed: string[] = [];
  try {
    for (const step of steps) {
      if (step.kind === 'manual') await manual(step.id);
      const because = step.kind === 'block' ? await tryStep(shell, step) : [];
      if (because.length > 0) return { passed, failed: step.id, because };
      passed.push(step.id);
    }
    return { passed, failed: null, because: [] };
  } finally {
    await shell.end();
  }
}

async function tryStep(shell: PlainShell, step: BlockStep): Promise<readonly string[]> {
  let because = await holdStep(shell, step);
  for (let look = 1; look < 10 && because.length > 0 && step.polling !== null; look += 1) {
    because = await holdStep(shell, step);
  }
  return because;
}

async function holdStep(shell: PlainShell, step: BlockStep): Promise<readonly string[]> {
  const all: Said[] = [];
  for (const segment of step.segments) {
    const said = await shell.run(segment.code);
    const because = hold(segment.expectation, said);
    if (because.length > 0) return because;
    all.push(said);
  }
  const stdout = all.map((said) => said.stdout).join('');
  const stderr = all.map((said) => said.stderr).join('');
  return hold(step.expectation, { stdout, stderr, exit: all.at(-1)?.exit ?? 0 });
}

function hold(expectation: Expectation | null, { stdout, stderr, exit }: Said): readonly string[] {
  const check = startCheck(expectation, null);
  check.write('stdout', Buffer.from(stdout));
  check.write('stderr', Buffer.from(stderr));
  const verdicts = check.end(exit);
  const status = allowedExit(expectation, exit) ? [] : [`exit ${exit}: ${stderr.trim() || stdout.trim()}`];
  return [...status, ...verdicts.filter(({ ok }) => !ok).map(failureSentence)];
}

interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** One bash that keeps its variables from block to block, and nothing more than that. */
class PlainShell {
  readonly #directory: string;
  readonly #bash: ChildProcess;
  readonly #ends: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor({ directory, environment }: StandInCloud) {
    this.#directory = directory;
    this.#bash = spawn('bash', ['-s'], {
      cwd: directory,
      env: environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (this.#bash.stdout === null) throw new Error('bash has no output');
    this.#reader = createInterface(this.#bash.stdout);
    this.#ends = this.#reader[Symbol.asyncIterator]();
  }

  async run(code: string): Promise<Said> {
    const file = (name: string) => join(this.#directory, 'home', name);
    writeFileSync(file('.block'), code);
    const streams = `</dev/null >"$HOME/.stdout" 2>"$HOME/.stderr"`;
    this.#bash.stdin?.write(`set -o pipefail; . "$HOME/.block" ${streams}; echo $?\n`);
    const { value } = await this.#ends.next();
    return {
      stdout: readFileSync(file('.stdout'), 'utf8'),
      stderr: readFileSync(file('.stderr'), 'utf8'),
      exit: Number(value),
    };
  }

  end(): Promise<void> {
    return new Promise((done) => {
      this.#bash.on('close', () => done());
      this.#bash.stdin?.end();
      this.#reader.resume();
    });
  }
}
