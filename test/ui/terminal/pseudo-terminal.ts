import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll } from 'vitest';

/** Bundles the driver once for a test file; the folder is removed afterwards. */
export function useDriver(): { readonly folder: string; readonly path: string } {
  const driver = { folder: '', path: '' };
  beforeAll(async () => {
    driver.folder = mkdtempSync(join(tmpdir(), 'runbook-ui-'));
    driver.path = join(driver.folder, 'driver.mjs');
    const input = join(import.meta.dirname, 'driver.ts');
    const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
    await bundle.write({ file: driver.path, format: 'esm', codeSplitting: false });
    await bundle.close();
  });
  afterAll(() => rmSync(driver.folder, { recursive: true, force: true }));
  return driver;
}

let calls = 0;

/** Writes what the driver is to do into a file and returns its path. */
export function writeCall(folder: string, call: object): string {
  calls += 1;
  const path = join(folder, `call-${calls}.json`);
  writeFileSync(path, JSON.stringify(call));
  return path;
}

/** A program in a pseudo-terminal of its own. */
export interface Screen {
  readonly pty: IPty;
  /** Everything it has written so far. */
  text(): string;
  /** Resolves once `pattern` matches what was written after the last match. */
  see(pattern: RegExp | string): Promise<string>;
  /** Resolves once the next question takes keys, with what was written up to there since the last match. */
  question(): Promise<string>;
  type(keys: string): void;
  /** Closes the terminal, as a dropped connection does. */
  hangUp(): void;
  /** Resolves with everything written once the program has ended. */
  ended(): Promise<{ readonly text: string; readonly exitCode: number; readonly signal: number }>;
}

/** Variables of the surroundings that would change what the program does. */
const neutral = { CI: '', NO_COLOR: '', LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' };

export function openScreen(
  file: string,
  args: readonly string[],
  options: { readonly env?: Record<string, string>; readonly cols?: number; readonly rows?: number } = {},
): Screen {
  const pty = spawn(file, [...args], {
    cols: options.cols ?? 80,
    rows: options.rows ?? 40,
    env: { ...process.env, ...neutral, ...options.env },
  });
  let text = '';
  let seen = 0;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of [...waiting]) check();
  };
  pty.onData((data) => {
    text += data;
    wake();
  });
  const exit = new Promise<{ exitCode: number; signal: number }>((resolve) => {
    pty.onExit(({ exitCode, signal }) => resolve({ exitCode, signal: signal ?? 0 }));
  });
  const see = (pattern: RegExp | string) =>
    new Promise<string>((resolve, reject) => {
      const check = () => {
        const fresh = text.slice(seen);
        const at = typeof pattern === 'string' ? fresh.indexOf(pattern) : fresh.search(pattern);
        if (at < 0) return;
        const length = typeof pattern === 'string' ? pattern.length : (fresh.match(pattern)?.[0].length ?? 0);
        seen += at + length;
        waiting.delete(check);
        resolve(fresh.slice(0, at + length));
      };
      waiting.add(check);
      check();
      exit.then(() => {
        check();
        if (waiting.delete(check)) reject(new Error(`ended without ${pattern}; it wrote:\n${text}`));
      });
    });
  return {
    pty,
    text: () => text,
    see,
    // Pastes are marked from the moment on that keys count.
    question: () => see(/\x1b\[\?2004h.*?› /s),
    type: (keys) => pty.write(keys),
    hangUp: () => (pty as unknown as { destroy(): void }).destroy(),
    ended: async () => ({ ...(await exit), text }),
  };
}

/** What the driver answered to a call, once it has ended. */
export function answerTo(call: string): unknown {
  return JSON.parse(readFileSync(`${call}.answer`, 'utf8'));
}
