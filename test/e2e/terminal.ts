import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const patience = 60_000;

export interface TerminalOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** A command in a pseudo-terminal, and what a person would see there. */
export class Terminal {
  readonly #pty: IPty;
  readonly #screen: InstanceType<typeof xterm.Terminal>;
  readonly #exit: Promise<number>;
  #raw = '';
  /** Everything before this offset in the raw output has been waited for already. */
  #seen = 0;
  #changed: () => void = () => {};

  constructor(file: string, args: readonly string[], options: TerminalOptions) {
    const { columns = 80, rows = 40 } = options;
    this.#screen = new xterm.Terminal({ cols: columns, rows, scrollback: 20_000, allowProposedApi: true });
    this.#pty = spawn(file, [...args], {
      cols: columns,
      rows,
      cwd: options.cwd,
      env: { ...options.env },
      name: 'xterm-256color',
    });
    this.#pty.onData((data) => {
      this.#raw += data;
      this.#screen.write(data, () => this.#changed());
    });
    this.#exit = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#screen.write('', () => {
          resolve(signal ? 128 + signal : exitCode);
          this.#changed();
        });
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Bytes as they came, for looking at control sequences. */
  get raw(): string {
    return this.#raw;
  }

  /** Scrollback and screen as lines of text, without trailing blanks. */
  text(): string {
    const buffer = this.#screen.buffer.active;
    const lines: string[] = [];
    for (let i = 0; i < buffer.length; i += 1) lines.push(buffer.getLine(i)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  }

  /** Waits until `pattern` shows in output that came after what was waited for last. */
  async waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    const found = () => new RegExp(pattern.source, pattern.flags).exec(strip(this.#raw.slice(this.#seen)));
    const match = await this.#until(found, () => `no ${pattern} on the terminal`);
    this.#seen = this.#raw.length;
    return match;
  }

  /** Waits until scrollback and screen, as a person sees them, match. */
  async waitForScreen(pattern: RegExp): Promise<void> {
    await this.#until(
      () => (pattern.test(this.text()) ? true : null),
      () => `no ${pattern} on the terminal`,
    );
  }

  /**
   * Waits for a question and for the cursor behind it: what was typed before that is thrown away. Returns everything
   * that came since what was waited for last.
   */
  async question(pattern: RegExp): Promise<string> {
    const [shown] = await this.waitFor(new RegExp(`[^]*${pattern.source}[^›]*› `, pattern.flags));
    return shown;
  }

  send(keys: string): void {
    this.#pty.write(keys);
  }

  /** A line as a person types it. */
  type(line: string): void {
    this.send(`${line}\r`);
  }

  resize(columns: number, rows: number): void {
    this.#pty.resize(columns, rows);
    this.#screen.resize(columns, rows);
  }

  /** Closes the terminal as a dropped connection does. */
  hangUp(): void {
    this.#pty.kill('SIGHUP');
  }

  /** Closes this end of the terminal, as a network that goes away does: there is nothing there any more. */
  disconnect(): void {
    // Public in node-pty's own class, left out of its interface.
    (this.#pty as IPty & { destroy(): void }).destroy();
  }

  /** Rows that were too long for the terminal, which broke them by itself. */
  brokenRows(): string[] {
    const buffer = this.#screen.buffer.active;
    const broken: string[] = [];
    for (let i = 0; i < buffer.length; i += 1) {
      if (buffer.getLine(i)?.isWrapped) broken.push(buffer.getLine(i - 1)?.translateToString(true) ?? '');
    }
    return broken;
  }

  kill(signal: string): void {
    this.#pty.kill(signal);
  }

  async exit(): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it did not end\n${this.text()}`)), patience);
    });
    try {
      return await Promise.race([this.#exit, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #until<Found>(look: () => Found | null, complaint: () => string): Promise<Found> {
    const first = look();
    if (first !== null) return first;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#changed = () => {};
        reject(new Error(`${complaint()}\n--- on the terminal:\n${this.text()}`));
      }, patience);
      this.#changed = () => {
        const found = look();
        if (found === null) return;
        clearTimeout(timer);
        this.#changed = () => {};
        resolve(found);
      };
    });
  }
}

/** Without control sequences, so that words broken up by colour are found. */
function strip(text: string): string {
  return text.replace(/\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[@-_]|\r/g, '');
}
