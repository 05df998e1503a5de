import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const newCloud = fileURLToPath(new URL('../../fixtures/cloud/new-cloud.mjs', import.meta.url));

/** What a command printed, and how it ended. */
interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
}

export interface StandInCloud {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Runs a line of bash in the project, with the stand-ins first on PATH. */
  run(line: string): Answer;
  /** The same, without waiting for it. */
  start(line: string): Promise<Answer>;
  /** The state file as it is now. */
  state(): CloudState;
}

interface CloudState {
  readonly ticks: number;
  readonly maas: { readonly machines: readonly { readonly hostname: string; readonly status: string }[] };
}

/** A project with a cloud of its own, removed when the test is over; `options` as on the command line. */
export function makeCloud(...options: readonly string[]): StandInCloud {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const made = spawnSync(process.execPath, [newCloud, directory, ...options], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const environment = { ...process.env, ...JSON.parse(made.stdout), MAAS_PROFILE: 'admin' };
  return {
    directory,
    environment,
    run: (line) => {
      const ended = spawnSync('bash', ['-c', line], { cwd: directory, env: environment, encoding: 'utf8' });
      return { stdout: ended.stdout, stderr: ended.stderr, exit: ended.status };
    },
    start: (line) => startIn(directory, environment, line),
    state: () => JSON.parse(readFileSync(join(directory, 'cloud.json'), 'utf8')),
  };
}

function startIn(cwd: string, env: NodeJS.ProcessEnv, line: string): Promise<Answer> {
  const child = spawn('bash', ['-c', line], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  return new Promise((done) => child.on('close', (exit) => done({ ...said, exit })));
}

/** Lines with something in them. */
export function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** The second words of the lines that begin with `word`: the resources a script is talking about. */
export function linesWith(word: string, text: string): readonly string[] {
  return lines(text).filter((line) => line.startsWith(`${word} `));
}
