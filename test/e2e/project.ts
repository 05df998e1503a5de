import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Terminal } from './terminal.ts';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));
/** The built command; another build of it where RUNBOOK_CLI says so. */
export const cli = process.env.RUNBOOK_CLI ?? join(checkout, 'dist/cli.js');

/** What a finished command left. */
export interface Finished {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A small project in a folder of its own, and the built command in it. */
export class Project {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), 'runbook-e2e-')));
  readonly env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: this.directory,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
  };

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.write('runbook.config.yaml', 'runbooks: runbooks\n');
    for (const [file, text] of Object.entries(files)) this.write(file, text);
  }

  write(file: string, text: string | Uint8Array): void {
    const path = join(this.directory, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8');
  }

  /** A trusted runbook with this body, at runbooks/x.md. */
  runbook(body: string, id = 'x'): void {
    this.write(`runbooks/${id}.md`, `---\nrunbook: ${id}\n---\n\n# ${id.toUpperCase()}\n\n${body}`);
  }

  /** The command in a pseudo-terminal. */
  terminal(args: readonly string[], size: { columns?: number; rows?: number } = {}): Terminal {
    return new Terminal(process.execPath, [cli, ...args], { cwd: this.directory, env: this.env, ...size });
  }

  /** A shell line in a pseudo-terminal; `runbook` is the built command. */
  shell(line: string, size: { columns?: number; rows?: number } = {}): Terminal {
    const script = `runbook() { "${process.execPath}" "${cli}" "$@"; }; ${line}`;
    return new Terminal('bash', ['-c', script], { cwd: this.directory, env: this.env, ...size });
  }

  /** The command without any terminal: in a session of its own, its streams piped. */
  async run(args: readonly string[], input = ''): Promise<Finished> {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: this.directory,
      env: this.env,
      detached: true,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => (stdout += data));
    child.stderr.on('data', (data) => (stderr += data));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const exit = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { exit, stdout, stderr };
  }

  /** Ids of the project's runs, oldest first: by their journals, for ids of one minute are in no order. */
  runs(): string[] {
    const ids = readdirSync(join(this.directory, '.runbook/runs'));
    const started = new Map(ids.map((id) => [id, this.#startOf(id)]));
    return ids.sort((a, b) => (started.get(a) ?? '').localeCompare(started.get(b) ?? ''));
  }

  #startOf(run: string): string {
    try {
      return this.journal(run)[0].time;
    } catch {
      return '';
    }
  }

  /** The journal's entries of a run; of the latest, if none is named. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever is in there
  journal(run = this.runs().at(-1) ?? ''): any[] {
    const lines = this.read(`.runbook/runs/${run}/journal.jsonl`).trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line));
  }

  /** Processes that carry this project in their environment or on their command line. */
  processes(): string[] {
    const found: string[] = [];
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        const isOurs = environment.includes(`HOME=${this.env.HOME}`) || command.includes(this.directory);
        if (isOurs && command !== '') found.push(`${pid} ${command.slice(0, 160)}`);
      } catch {
        // It ended while we looked.
      }
    }
    return found;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
