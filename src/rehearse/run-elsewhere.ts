import { spawn } from 'node:child_process';
import type { PrivateCopy } from './private-copy.ts';

/** What a script outside of the session came to. */
export interface RanElsewhere {
  readonly exit: number | null;
  /** The end of what it printed. */
  readonly output: string;
}

const longest = 60_000;

/** Runs some bash in the private copy, with `node` at hand and no input; it ends at the first failing command. */
export function runElsewhere(
  code: string,
  { bash, root, path }: PrivateCopy,
  env: Readonly<Record<string, string>>,
): Promise<RanElsewhere> {
  const child = spawn(bash, ['-e', '-c', code, 'bash'], {
    cwd: root,
    env: { ...env, PATH: path.withNode },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longest,
    killSignal: 'SIGKILL',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-2_000);
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ exit: null, output: error.message }));
    child.on('close', (exit) => resolve({ exit, output: output.trim() }));
  });
}
