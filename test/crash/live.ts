import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import { cli } from '../e2e/project.ts';
import type { CrashProject } from './crash-project.ts';
import type { Kill } from './kill.ts';
import type { ScriptedOperator } from './scripted-operator.ts';

/** How a life of the runner ended. */
export interface Death {
  readonly killed: boolean;
  readonly exit: number;
  readonly screen: string;
}

export interface Life {
  readonly project: CrashProject;
  readonly operator: ScriptedOperator;
  /** The command that is made to crash at its disk. */
  readonly faultyCli: string;
  readonly kill: Kill;
}

const patience = 60_000;
const shownAtMost = 65_536;

/** Lets the runner live once, at a terminal of its own, until it is killed or ends. Rejects when it does neither. */
export async function live(life: Life): Promise<Death> {
  const { project, operator, kill } = life;
  const runner = start(life);
  const assassin = new Assassin(runner, kill, project);
  let screen = '';
  let unread = '';
  runner.onData((data) => {
    const text = plain(data);
    screen = (screen + text).slice(-shownAtMost);
    unread += text;
    if (!unread.includes('› ')) return;
    const line = operator.answer(unread, project.ledger());
    if (line === null) return;
    unread = '';
    if (assassin.asked()) return;
    runner.write(`${line}\r`);
    assassin.answered();
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      assassin.strike();
      reject(new Error(`it neither ended nor asked anything\n${screen}`));
    }, patience);
    runner.onExit(({ exitCode, signal }) => {
      clearTimeout(late);
      assassin.rest();
      resolve({ killed: signal === 9, exit: exitCode, screen });
    });
  });
}

function start({ project, faultyCli, kill }: Life): IPty {
  project.plan(kill);
  const command = project.begun().length > 0 ? ['resume'] : ['run', 'x'];
  const file = kill.type === 'disk' ? faultyCli : cli;
  return spawn(process.execPath, [file, ...command, '--as', 'jesse'], {
    cols: 200,
    rows: 50,
    cwd: project.directory,
    name: 'xterm-256color',
    env: {
      ...project.env,
      NO_COLOR: '1',
      ...(kill.type === 'disk'
        ? { RUNBOOK_CRASH_DISK: `${kill.call}:${kill.moment}:${kill.loss ?? ''}` }
        : {}),
    },
  });
}

/** Kills the runner when its time has come, for the kinds of kill that come from outside. */
class Assassin {
  readonly #runner: IPty;
  readonly #kill: Kill;
  readonly #watchers: FSWatcher[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #questions = 0;
  #growths = 0;
  #over = false;

  constructor(runner: IPty, kill: Kill, project: CrashProject) {
    this.#runner = runner;
    this.#kill = kill;
    if (kill.type === 'time') this.#later(kill.after);
    if (kill.type === 'growth') this.#watchState(project);
  }

  /** A question stands there. Returns whether the runner is dead because of it. */
  asked(): boolean {
    this.#questions += 1;
    if (this.#kill.type !== 'question' || this.#kill.answered !== null) return false;
    if (this.#questions !== this.#kill.count) return false;
    this.strike();
    return true;
  }

  answered(): void {
    if (this.#kill.type !== 'question' || this.#questions !== this.#kill.count) return;
    this.#later(this.#kill.answered ?? 0);
  }

  strike(): void {
    if (this.#over) return;
    try {
      process.kill(this.#runner.pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }

  rest(): void {
    this.#over = true;
    for (const watcher of this.#watchers) watcher.close();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #later(ms: number): void {
    this.#timers.push(setTimeout(() => this.strike(), ms));
  }

  /** The folder of the runs is watched for the first one, and each run's folder for its journal. */
  #watchState(project: CrashProject): void {
    const [run] = project.runDirectories();
    if (run !== undefined) {
      this.#watchJournal(run);
      return;
    }
    const state = join(project.directory, '.runbook');
    const look = setInterval(() => {
      const [begun] = existsSync(state) ? project.runDirectories() : [];
      if (begun === undefined || !hasJournal(begun)) return;
      clearInterval(look);
      this.#watchJournal(begun);
    }, 1);
    this.#timers.push(look);
  }

  #watchJournal(run: string): void {
    if (!existsSync(run)) return;
    const watcher = watch(run, (_, file) => {
      if (this.#kill.type !== 'growth' || file !== 'journal.jsonl') return;
      this.#growths += 1;
      if (this.#growths === this.#kill.times) this.#later(this.#kill.moment);
    });
    watcher.on('error', () => {});
    this.#watchers.push(watcher);
  }
}

function hasJournal(run: string): boolean {
  return readdirSync(run).includes('journal.jsonl');
}

/** Without control sequences. */
function plain(text: string): string {
  return text.replace(/\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[@-_]|\r/g, '');
}
