import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { makeFifos, openBothEnds, writeFully } from './fifo.ts';
import type { LiveFolder } from './live-folder.ts';
import { readProcess } from './process-table.ts';
import { watchdogScript } from './watchdog-script.ts';

/**
 * A small process that outlives the runner by a moment: when the runner dies, by whatever signal, it ends what the
 * session has started, restores the runner's terminal and removes the session's folder.
 */
export class Watchdog {
  readonly #child: ChildProcess;
  readonly #writer: number;
  readonly #gone: Promise<void>;

  private constructor(child: ChildProcess, writer: number) {
    this.#child = child;
    this.#writer = writer;
    this.#gone = new Promise((resolve) => child.once('exit', () => resolve()));
  }

  /**
   * `marker` is `NAME=value`, in the environment of what the session starts. The descriptors in `holds` stay open for
   * as long as the watchdog lives: a lock that is one of them is free only when nothing of the run is left.
   */
  static async start(
    bash: string,
    folder: LiveFolder,
    marker: string,
    holds: readonly number[],
  ): Promise<Watchdog> {
    const pipe = folder.next('life');
    await makeFifos([pipe]);
    const writer = openBothEnds(pipe);
    // Open before the watchdog is there: a runner that dies meanwhile leaves it a pipe that ends, not one to wait for.
    const reader = openSync(pipe, 'r');
    const { path, number } = controllingTerminal();
    const group = String(readProcess(process.pid)?.group ?? process.pid);
    const script = folder.write('watchdog', watchdogScript);
    const args = [script, pipe, marker, folder.path, path, number, group];
    const child = spawn(bash, args, {
      cwd: '/',
      detached: true,
      stdio: [reader, 'ignore', 'ignore', ...holds],
      env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    });
    child.on('error', () => {});
    closeSync(reader);
    return new Watchdog(child, writer);
  }

  /** From now on this shell and its session are among what is ended. */
  async guard(shell: number): Promise<void> {
    await writeFully(this.#writer, Buffer.from(`shell ${shell}\n`));
  }

  /** From now on what has this in its environment, `NAME=value`, is among it too. */
  async recognise(marker: string): Promise<void> {
    await writeFully(this.#writer, Buffer.from(`marker ${marker}\n`));
  }

  /** Ends the watchdog; nothing else happens. */
  async dismiss(): Promise<void> {
    await writeFully(this.#writer, Buffer.from('bye\n'));
    if (this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) {
      await this.#gone;
    }
    closeSync(this.#writer);
  }
}

/** The runner's own terminal, whatever its streams are; an empty path when it has none. */
function controllingTerminal(): { readonly path: string; readonly number: string } {
  const number = readProcess(process.pid)?.terminal ?? 0;
  // Device numbers of pseudo-terminals start at 136:0, those of consoles at 4:0 (Linux, devices.txt).
  const major = (number >> 8) & 0xfff;
  const minor = (number & 0xff) | ((number >> 12) & 0xfff00);
  const path = major >= 136 && major <= 143 ? `/dev/pts/${(major - 136) * 256 + minor}` : `/dev/tty${minor}`;
  return number !== 0 && existsSync(path) ? { path, number: String(number) } : { path: '', number: '0' };
}
