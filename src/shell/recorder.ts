import { existsSync, openSync } from 'node:fs';

/** `script` of util-linux, which gives a command a pseudo-terminal and keeps what it shows; `null`: there is none. */
export function findRecorder(): string | null {
  // The BSD command of that name (macOS) has other options.
  return process.platform === 'linux' ? (['/usr/bin/script', '/bin/script'].find(existsSync) ?? null) : null;
}

/** What a recorder is started with; its messages are then in English. */
export const recorderEnvironment = () => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  SHELL: '/bin/sh',
  TERM: process.env.TERM ?? 'dumb',
});

/** The words as one line that a POSIX shell executes in its own place. */
export function recordedLine(words: readonly string[]): string {
  return `exec ${words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')}`;
}

/** A descriptor of the controlling terminal; `null`: there is none. */
export function openControllingTerminal(): number | null {
  try {
    return openSync('/dev/tty', 'r+');
  } catch {
    return null;
  }
}
