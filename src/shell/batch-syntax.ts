import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPlainCode } from '../bash/calls/plain-code.ts';
import { type BashSyntaxError, checkBashSyntax, readWithBash } from './bash-syntax.ts';

type Check = (code: string) => Promise<BashSyntaxError | null>;

interface Waiting {
  readonly code: string;
  resolve(error: BashSyntaxError | null): void;
  reject(error: unknown): void;
}

/** Codes that one bash reads. */
const most = 100;

/**
 * Checks as `checkBashSyntax` does, but has one bash read many codes, since starting one costs more than reading a
 * hundred. Each is followed by a command that nobody can foresee; only where bash prints all of these as commands of
 * their own, at the outermost level, has every code been complete and right by itself. Otherwise they are asked about one
 * by one. Executes nothing.
 */
export function createBatchCheck(single: Check = checkBashSyntax, bash = 'bash'): Check {
  let waiting: Waiting[] = [];
  const flush = () => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) void settle(batch, single, bash);
  };
  return (code) => {
    if (isPlainCode(code)) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      waiting.push({ code, resolve, reject });
      if (waiting.length >= most) flush();
      else if (waiting.length === 1) setImmediate(flush);
    });
  };
}

async function settle(batch: readonly Waiting[], single: Check, bash: string): Promise<void> {
  const right = batch.length > 1 && (await areRight(batch, bash));
  if (right) for (const { resolve } of batch) resolve(null);
  else if (batch.length > 8) {
    // One that is wrong spoils it for its neighbours only.
    const middle = batch.length >> 1;
    await Promise.all([
      settle(batch.slice(0, middle), single, bash),
      settle(batch.slice(middle), single, bash),
    ]);
  } else {
    for (const { code, resolve, reject } of batch) await single(code).then(resolve, reject);
  }
}

async function areRight(batch: readonly Waiting[], bash: string): Promise<boolean> {
  if (batch.some(({ code }) => code.includes('\0'))) return false;
  const mark = `end-${randomBytes(16).toString('hex')}`;
  // In a text, three blanks stay three. In a compound command the line is indented; in a substitution, whose lines are
  // printed as they are, something follows the `&`.
  const text = batch.map(({ code }, index) => `${code}\n:   ${mark}-${index} &\n`).join('');
  const folder = mkdtempSync(join(tmpdir(), 'runbook-syntax-'));
  try {
    const file = join(folder, 'codes');
    writeFileSync(file, text, { mode: 0o600 });
    const { exit, stdout, stderr } = await readWithBash(bash, ['--pretty-print'], file);
    if (exit !== 0 || stderr !== '') return false;
    const marks = new Set(stdout.split('\n').filter((line) => line.startsWith(`: ${mark}-`)));
    return batch.every((_, index) => marks.has(`: ${mark}-${index} &`));
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
