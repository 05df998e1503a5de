import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPlainCode } from '../bash/plain-code.ts';
import { type BashSyntaxError, checkBashSyntax, readWithBash } from './bash-syntax.ts';

/** What bash says against a text, or `null`. */
export type CheckSyntax = (code: string) => Promise<BashSyntaxError | null>;

interface Request {
  readonly code: string;
  answer(error: Promise<BashSyntaxError | null>): void;
}

/**
 * `checkBashSyntax` for many texts: those that are asked about in one go are read by one bash, which has a small one
 * look at each. Starting a process from Node costs several times as much as starting it from bash.
 */
export function createSyntaxChecker(bash = 'bash'): CheckSyntax {
  let waiting: Request[] = [];
  const checkWaiting = () => {
    const requests = waiting;
    waiting = [];
    void answerAll(bash, requests);
  };
  return (code) => {
    if (isPlainCode(code)) return Promise.resolve(null);
    return new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(checkWaiting);
      waiting.push({ code, answer: resolve });
    });
  };
}

/** What bash takes without a word is well; each of the others is looked at by itself. */
async function answerAll(bash: string, requests: readonly Request[]): Promise<void> {
  const clean = requests.length > 1 ? await findClean(bash, requests) : new Set<number>();
  for (const [index, { code, answer }] of requests.entries()) {
    answer(clean.has(index) ? Promise.resolve(null) : checkBashSyntax(code, bash));
  }
}

/** Says of each file whether bash takes it: its number when it does. */
const script = `
for file in "$1"/*; do
  said=$("$BASH" -n "$file" 2>&1) && [[ -z $said ]] && printf '%s\\n' "\${file##*/}"
done
`;

/** Numbers of those that hold no error, and no here-document without its end. */
async function findClean(bash: string, requests: readonly Request[]): Promise<ReadonlySet<number>> {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-syntax-'));
  try {
    for (const [index, { code }] of requests.entries()) {
      // What bash reads another way than it looks needs more than one question.
      const doubtful = code.includes('\0') || code.trimEnd().endsWith('\\');
      if (!doubtful) writeFileSync(join(folder, String(index)), code, { mode: 0o600 });
    }
    const { stdout } = await readWithBash(bash, ['-c', script, 'check'], folder);
    return new Set(stdout.split('\n').slice(0, -1).map(Number));
  } catch {
    // Looked at one by one, what is wrong is told.
    return new Set();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
