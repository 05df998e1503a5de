import { rmSync } from 'node:fs';
import { refuseAssignments, renderAssignments } from './assign-variables.ts';
import { BashProcess } from './bash-process.ts';
import { findMissingState } from './compare-states.ts';
import { pickLogin } from './login-variables.ts';
import { describeProcess } from './process-table.ts';
import type { ReportedState, ReportedVariables } from './report.ts';
import { SecretVariables } from './secret-variables.ts';
import { cleanEnvironment } from './session-options.ts';
import { askState, BashDied, changeState, setUpShell } from './shell-state.ts';
import { type Entries, type Snapshot, withoutVariables, withVariables } from './snapshot.ts';
import { type KeptSnapshot, SnapshotFile } from './snapshot-file.ts';
import type { Surroundings } from './surroundings.ts';
import { takeUpState } from './take-up-state.ts';
import { withholdSecrets } from './withhold-secrets.ts';

/** The bash of a session, whichever process it is at the moment, and the last known state of it. */
export class SessionShell {
  process!: BashProcess;
  readonly #around: Surroundings;
  /** `null`: this shell's state is not kept. */
  readonly #file: SnapshotFile | null;
  readonly #secretVariables: SecretVariables;
  /** Commands that set the declared secrets and what holds a value of theirs, in Latin-1; in memory only. */
  #secrets = new Map<string, string>();
  #snapshot!: Snapshot;
  #login: Entries = new Map();
  #directory = '';
  #missing: string | null = null;
  readonly #lost: string[] = [];

  private constructor(around: Surroundings, file: SnapshotFile | null) {
    this.#around = around;
    this.#file = file;
    this.#secretVariables = new SecretVariables(around.options.secrets);
  }

  /** Starts bash: in the state of the last snapshot, or fresh with the operator's environment. */
  static async start(around: Surroundings): Promise<SessionShell> {
    const { restore, directory } = around.options;
    const file = new SnapshotFile(directory);
    const shell = new SessionShell(around, file);
    const kept = restore ? await file.read() : null;
    if (kept !== null) await shell.#startFrom(kept);
    else {
      await file.remove();
      await shell.#startFresh();
      // Written now, so that one that is not there is known to be lost.
      file.write(shell.#kept());
    }
    if (restore && kept === null)
      shell.#lost.push('all that earlier blocks had set: the snapshot of it is gone');
    return shell;
  }

  /** Starts another bash in the state that a shell is in; its own is kept nowhere. */
  static async startLike(other: SessionShell, around: Surroundings): Promise<SessionShell> {
    const shell = new SessionShell(around, null);
    shell.#snapshot = other.#snapshot;
    shell.#secrets = new Map(other.#secrets);
    await shell.#startProcess({});
    await shell.#restore();
    return shell;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get secrets(): ReadonlyMap<string, string> {
    return this.#secrets;
  }

  get directory(): string {
    return this.#directory;
  }

  /** What could not be brought back since the last call. */
  takeLost(): readonly string[] {
    return this.#lost.splice(0);
  }

  /** The directory the session should be in and is not, because it is gone; `null`: all is well. */
  get missingDirectory(): string | null {
    return this.#missing;
  }

  /** Processes that blocks have started and that still run, by name. */
  listJobs(): readonly string[] {
    const jobs = this.#around.processes.find(() => this.process.own);
    return jobs.map(({ pid }) => describeProcess(pid));
  }

  /** Whether a word that begins a command is a function. */
  isFunction(word: string): boolean {
    return this.#snapshot.functionFlags.some((flag) => flag.endsWith(` ${word}`));
  }

  /** Whether assigning a variable changes nothing but its value and that is a text. */
  isPlain(name: string): boolean {
    return !/^declare -\S*[aAfin]/.test(this.#secrets.get(name) ?? this.#snapshot.variables.get(name) ?? '');
  }

  /** Takes over what a block has made of the shell; on disk after `sync`. */
  async keep(changed: ReportedState): Promise<void> {
    if (changed.type === 'same') return;
    if (changed.type === 'variables' && this.#secretVariables.none) return this.#keepVariables(changed);
    if (changed.type === 'whole') {
      this.#take(changed.state.snapshot);
      this.#directory = changed.state.directory;
      this.#missing = null;
    } else {
      const variables = new Map([...this.#snapshot.variables, ...this.#secrets]);
      this.#take(withVariables({ ...this.#snapshot, variables }, changed.names, changed.entries));
    }
    this.#file?.write(this.#kept());
  }

  /** Has the last known state on disk. */
  sync(): void {
    this.#file?.sync();
  }

  /** Lets go of the file; the shell is used no more. */
  close(): void {
    this.#file?.close();
  }

  #keepVariables({ names, entries }: ReportedVariables): void {
    const different = names.filter((name) => this.#snapshot.variables.get(name) !== entries.get(name));
    if (different.length === 0) return;
    this.#snapshot = withVariables(this.#snapshot, different, entries);
    const changed = new Map([...entries].filter(([name]) => different.includes(name)));
    this.#file?.add(different, changed, this.#kept());
  }

  #kept(): KeptSnapshot {
    const secrets = this.#secretVariables;
    const { snapshot, parts } = withholdSecrets(this.#snapshot, (text) => secrets.isHeldBy(text));
    return { snapshot, login: this.#login, withheld: [...this.#secrets.keys()], parts };
  }

  /** Brings a fresh bash in the same process (see `__runbook_leave`) into the last known state. */
  async comeBack(): Promise<void> {
    try {
      await this.#restore();
    } catch (error) {
      if (!(error instanceof BashDied)) throw error;
      await this.replace();
    }
  }

  /** A new process, in the last known state. */
  async replace(): Promise<void> {
    const old = this.process;
    old.close();
    rmSync(old.script, { force: true });
    rmSync(old.report, { force: true });
    await this.#startProcess({});
    await this.#restore();
  }

  /** Makes in the living shell the changes between two states of another one; jobs and descriptors stay. */
  async change(before: Snapshot, after: Snapshot): Promise<void> {
    await changeState(this.process, this.#around.folder, before, { snapshot: after, secrets: new Map() });
    await this.keep({ type: 'whole', state: await askState(this.process) });
  }

  /**
   * Sets variables in the living shell; through the pipe and by no file, for a value may be a secret. Gives the reason
   * where they cannot be set; then none is.
   */
  async assign(values: Readonly<Record<string, string>>): Promise<string | null> {
    const find = (name: string) => this.#secrets.get(name) ?? this.#snapshot.variables.get(name);
    const refused = refuseAssignments(values, find);
    const line = refused === null ? renderAssignments(values, find) : '';
    if (line === '') return refused;
    await this.process.send(line);
    await this.keep({ type: 'whole', state: await askState(this.process) });
    return null;
  }

  /** The same for what another shell has made of the state `before`, its secrets included. */
  async adopt(before: Snapshot, other: SessionShell): Promise<void> {
    const snapshot = other.#snapshot;
    if (snapshot === before) return;
    const secrets = new Map([...other.#secrets].filter(([name, entry]) => this.#secrets.get(name) !== entry));
    await changeState(this.process, this.#around.folder, before, { snapshot, secrets });
    await this.keep({ type: 'whole', state: await askState(this.process) });
  }

  async #startFresh(): Promise<void> {
    const { env, cwd } = this.#around.options;
    await this.#startProcess(cleanEnvironment(env));
    const fresh = await this.#setUpShell();
    this.#login = pickLogin(fresh.variables);
    const variables = new Map(fresh.variables);
    variables.delete('OLDPWD');
    this.#take({ ...fresh, variables, directories: [Buffer.from(cwd, 'utf8').toString('latin1')] });
    await this.#bring(fresh);
  }

  async #startFrom(kept: KeptSnapshot): Promise<void> {
    const { secrets, snapshot, login, lost } = takeUpState(kept, this.#around.options, this.#secretVariables);
    this.#secrets = secrets;
    this.#snapshot = snapshot;
    this.#login = login;
    this.#lost.push(...lost);
    await this.#startProcess({});
    await this.#restore();
  }

  async #startProcess(env: NodeJS.ProcessEnv): Promise<void> {
    const { bash, folder, marker, processes, watchdog, launch } = this.#around;
    const given = { ...env, [marker.name]: marker.value };
    this.process = await BashProcess.start(bash, folder, given, launch);
    processes.add(this.process.pid);
    await watchdog.guard(this.process.pid);
  }

  async #restore(): Promise<void> {
    await this.#bring(await this.#setUpShell());
  }

  async #setUpShell(): Promise<Snapshot> {
    const { bash, folder, marker, processes, watchdog } = this.#around;
    const fresh = await setUpShell({ bash, folder, marker, process: this.process });
    const { pid, shell } = this.process;
    if (shell !== pid) {
      processes.add(shell);
      await watchdog.guard(shell);
    }
    return fresh;
  }

  #take(snapshot: Snapshot): void {
    const names = this.#secretVariables.findIn(snapshot.variables);
    this.#secrets = new Map([...snapshot.variables].filter(([name]) => names.has(name)));
    this.#snapshot = withoutVariables(snapshot, names);
  }

  async #bring(before: Snapshot): Promise<void> {
    const target = { snapshot: this.#snapshot, secrets: this.#secrets };
    const { directory, snapshot } = await changeState(this.process, this.#around.folder, before, target);
    this.#directory = directory;
    const wanted = Buffer.from(this.#snapshot.directories[0] ?? '', 'latin1').toString('utf8');
    this.#missing = directory === wanted ? null : wanted;
    const apart = new Set([...this.#around.options.secrets, ...this.#secrets.keys()]);
    this.#lost.push(...findMissingState(this.#snapshot, snapshot, apart));
  }
}
