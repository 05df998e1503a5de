import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShellCheckComment } from '../lint/rule.ts';

/**
 * What does not hold for a block: it goes on where others have left off (variables, directories, functions), stops at
 * a failing command by itself, and is no file with a first line.
 */
const notForBlocks = 'SC1090,SC1091,SC2034,SC2103,SC2148,SC2154,SC2164,SC2317';

interface Comment {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly code: number;
  readonly message: string;
}

/**
 * What ShellCheck says about each of some codes, read as bash, in their order; nothing but ShellCheck is executed, and
 * it reads no settings. `null`: it is not installed.
 */
export async function runShellCheck(
  codes: readonly string[],
  program = 'shellcheck',
): Promise<readonly (readonly ShellCheckComment[])[] | null> {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-shellcheck-'));
  try {
    const files = codes.map((code, index) => {
      const file = join(folder, `${index}`);
      writeFileSync(file, code, { mode: 0o600 });
      return file;
    });
    const output = await execute(program, files);
    if (output === null) return null;
    const { comments } = JSON.parse(output) as { readonly comments: readonly Comment[] };
    return codes.map((code, index) =>
      comments.filter(({ file }) => file === files[index]).map((comment) => place(comment, code)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function execute(program: string, files: readonly string[]): Promise<string | null> {
  const options = ['--norc', '--shell=bash', '--format=json1', `--exclude=${notForBlocks}`];
  return new Promise((resolve, reject) => {
    const settings = { env: { LC_ALL: 'C.UTF-8', PATH: process.env.PATH }, maxBuffer: 64 << 20 };
    execFile(program, [...options, '--', ...files], settings, (error, stdout) => {
      // Status 1: it has found something.
      if (error === null || error.code === 1) resolve(stdout);
      else if (error.code === 'ENOENT') resolve(null);
      else reject(error);
    });
  });
}

function place(
  { line, endLine, column, endColumn, code: number, message }: Comment,
  code: string,
): ShellCheckComment {
  const lines = code.split('\n');
  const start = offsetOf(lines, line, column);
  return { code: number, message, start, end: Math.max(start, offsetOf(lines, endLine, endColumn)) };
}

/** Lines and columns count from 1, columns in characters; in the format `json1` a tab is one. */
function offsetOf(lines: readonly string[], line: number, column: number): number {
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const characters = [...(lines[line - 1] ?? '')].slice(0, column - 1);
  return before + characters.join('').length;
}
