import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPlainCode } from '../bash/calls/plain-code.ts';

/** What a bash that executes nothing says about a text. */
export interface Reading {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Bytes as Latin-1; English messages, no start-up files, nothing of the operator's environment. */
export function readWithBash(bash: string, options: readonly string[], file: string): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const settings = {
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      encoding: 'latin1',
      maxBuffer: 64 << 20,
    } as const;
    execFile(bash, [...options, file], settings, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ exit: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** Where bash stopped understanding a text; `line` counts from 0. */
export interface BashSyntaxError {
  readonly line: number;
  readonly message: string;
}

/**
 * What bash itself says against a text, or `null`. Executes nothing. A here-document without its end and a
 * backslash at the very end are errors too, though bash lets them pass. Extended patterns are accepted:
 * whether `extglob` is set is only known when the text runs.
 */
export async function checkBashSyntax(code: string, bash = 'bash'): Promise<BashSyntaxError | null> {
  if (isPlainCode(code)) return null;
  if (code.includes('\0')) return { line: lineOf(code, code.indexOf('\0')), message: 'a NUL byte' };
  const folder = mkdtempSync(join(tmpdir(), 'runbook-syntax-'));
  try {
    const file = join(folder, 'code');
    writeFileSync(file, code, { mode: 0o600 });
    const error = (await checkFile(bash, [], file)) && (await checkFile(bash, ['-O', 'extglob'], file));
    return error ?? (await checkEnd(bash, code, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkFile(
  bash: string,
  options: readonly string[],
  file: string,
): Promise<BashSyntaxError | null> {
  const { exit, stderr } = await readWithBash(bash, [...options, '-n'], file);
  const open = /here-document at line (\d+) .*wanted (.*)\)/.exec(stderr);
  if (exit === 0 && open === null) return null;
  if (open !== null)
    return { line: Number(open[1]) - 1, message: `a here-document without its end ${open[2]}` };
  const found = /: line (\d+): (.*)$/m.exec(stderr);
  const message = Buffer.from(found?.[2] ?? 'bash does not accept it', 'latin1').toString('utf8');
  return { line: Number(found?.[1] ?? 1) - 1, message };
}

/** A backslash at the end of a comment continues nothing; bash's own printing tells the two apart. */
async function checkEnd(bash: string, code: string, file: string): Promise<BashSyntaxError | null> {
  const text = code.replace(/\n+$/, '');
  if (!text.endsWith('\\')) return null;
  writeFileSync(file, `${text}\n:   end\n`);
  const { stdout } = await readWithBash(bash, ['--pretty-print'], file);
  if (/^: end$/m.test(stdout)) return null;
  return { line: lineOf(text, text.length), message: 'a backslash at the end continues nothing' };
}

function lineOf(code: string, offset: number): number {
  return code.slice(0, offset).split('\n').length - 1;
}
