import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { isatty, ReadStream, WriteStream } from 'node:tty';

const device = '/dev/tty';
export const usualColumns = 80;

/** The controlling terminal, held open until it is closed. Once it has vanished, writing goes nowhere. */
export class Terminal {
  readonly #path: string;
  readonly #output: number;
  #input: ReadStream | null = null;

  constructor(path: string) {
    this.#path = path;
    this.#output = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  }

  /** Returns `false` when the terminal has vanished. */
  write(text: string): boolean {
    const bytes = Buffer.from(text);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#output, bytes, at);
      return true;
    } catch {
      return false;
    }
  }

  /** Columns as they are now. */
  columns(): number {
    let probe: WriteStream | null = null;
    try {
      probe = new WriteStream(openSync(this.#path, constants.O_RDWR | constants.O_NOCTTY));
      return probe.columns || usualColumns;
    } catch {
      return usualColumns;
    } finally {
      probe?.destroy();
    }
  }

  /**
   * Takes the keyboard: raw mode, and everything that was typed before is thrown away. From then on `keys` gets
   * what is typed, and `gone` is called when the terminal vanishes. Throws when it has vanished already.
   */
  listen(keys: (input: string) => void, gone: () => void): void {
    const input = new ReadStream(openSync(this.#path, constants.O_RDWR | constants.O_NOCTTY));
    this.#input = input;
    input.on('error', gone);
    input.on('end', gone);
    input.on('close', gone);
    input.setRawMode(true);
    discardTyped(this.#path);
    const decoder = new TextDecoder();
    input.on('data', (chunk: Buffer) => keys(decoder.decode(chunk, { stream: true })));
  }

  /** Takes the keyboard again, and nothing that was typed while a shell had it and this process was stopped. */
  retake(): void {
    // Asked for a mode that it believes to be set, Node does nothing.
    this.#input?.setRawMode(false);
    this.#input?.setRawMode(true);
    if (this.#input !== null) discardTyped(this.#path);
  }

  /** Gives the keyboard back for as long as this process, with all of its group, is stopped. */
  suspend(): void {
    this.#input?.setRawMode(false);
    process.kill(0, 'SIGTSTP');
    this.retake();
  }

  /** Gives the keyboard back as it was found. */
  release(): void {
    const input = this.#input;
    this.#input = null;
    if (input === null) return;
    input.removeAllListeners();
    input.on('error', () => {});
    try {
      input.setRawMode(false);
    } finally {
      input.destroy();
    }
  }

  close(): void {
    this.release();
    closeSync(this.#output);
  }
}

/** Opens the process's controlling terminal; `null` when it has none. */
export function openTerminal(path: string = device): Terminal | null {
  try {
    return new Terminal(path);
  } catch {
    return null;
  }
}

/** In raw mode even an unfinished line is there to be read. */
function discardTyped(path: string): void {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  const buffer = Buffer.alloc(4096);
  try {
    while (readSync(descriptor, buffer) > 0);
    throw new Error('the terminal has vanished');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** The descriptor leads to the terminal that prompts are asked at. */
export function isControllingTerminal(descriptor: number): boolean {
  if (!isatty(descriptor)) return false;
  const own = controllingDevice();
  const { rdev } = fstatSync(descriptor);
  return own === null || rdev === own || rdev === 0x500;
}

/** Device number of the controlling terminal, as Linux tells it; `null` elsewhere. See proc(5), `tty_nr`. */
function controllingDevice(): number | null {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[5]);
  } catch {
    return null;
  }
}
