import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { BlockResult, BlockRun, Session } from '../../src/run/ports.ts';
import { ordinary } from '../../src/run/run-manner.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import { openSession } from '../../src/shell/session.ts';
import type { SessionOptions } from '../../src/shell/session-options.ts';

/** What a block came to, with what it printed; merged output is in `stdout`. */
export interface Ran extends BlockResult {
  readonly stdout: string;
  readonly stderr: string;
}

export interface TestSession {
  readonly session: Session;
  /** The session's folder. */
  readonly directory: string;
  /** What every process of the session has in its environment. */
  readonly mark: string;
  run(code: string, options?: Partial<BlockRun>): Promise<Ran>;
  close(): ReturnType<Session['close']>;
}

/** A folder that goes away with the test, and with which nothing must be left running. */
export function makeFolder(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'runbook-session-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Opens a session that is closed when the test is finished; nothing of it may be left then. */
export async function openTestSession(options: Partial<SessionOptions> = {}): Promise<TestSession> {
  const directory = options.directory ?? makeFolder();
  const mark = `RUNBOOK_TEST_ID=${randomUUID()}`;
  const session = await openSession({
    directory,
    cwd: directory,
    parser: await loadBashParser(),
    secrets: [],
    restore: false,
    confinement: null,
    ...options,
    env: { ...(options.env ?? process.env), RUNBOOK_TEST_ID: mark.split('=')[1] },
  });
  let closed: ReturnType<Session['close']> | null = null;
  const close = () => {
    closed ??= session.close();
    return closed;
  };
  onTestFinished(async () => {
    await close();
    expect(findLeftovers(mark, directory)).toEqual([]);
    expect(readdirSync(directory)).not.toContain('session');
  });
  return { session, directory, mark, close, run: (code, more) => runBlock(session, code, more) };
}

async function runBlock(session: Session, code: string, more: Partial<BlockRun> = {}): Promise<Ran> {
  const chunks: { stdout: Uint8Array[]; stderr: Uint8Array[] } = { stdout: [], stderr: [] };
  const result = await session.run({
    code,
    file: 'runbooks/x.md',
    line: 1,
    continues: false,
    cwd: null,
    split: false,
    timeout: 60_000,
    grace: 2_000,
    manner: ordinary,
    output: (stream, chunk) => {
      chunks[stream === 'stderr' ? 'stderr' : 'stdout'].push(Uint8Array.from(chunk));
    },
    ...more,
  });
  const text = (stream: 'stdout' | 'stderr') => Buffer.concat(chunks[stream]).toString('utf8');
  return { ...result, stdout: text('stdout'), stderr: text('stderr') };
}

/**
 * Command lines of living processes with this in their environment, or this path in their arguments; `null`: not
 * looked for. Both have to be unique to the test: any process of the machine may hold an ordinary word.
 */
export function findLeftovers(mark: string | null, path: string | null): readonly string[] {
  const has = (file: string, text: string | null) => text !== null && read(file).includes(text);
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => has(`/proc/${pid}/environ`, mark) || has(`/proc/${pid}/cmdline`, path))
    .map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
