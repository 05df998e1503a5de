import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeNonce } from './end-mark.ts';
import { makeFifos, openForWriting, writeFully } from './fifo.ts';
import type { LiveFolder } from './live-folder.ts';
import { quoteBash } from './quote-bash.ts';
import { findRecorder, openControllingTerminal, recordedLine, recorderEnvironment } from './recorder.ts';
import { renderChanges } from './render-changes.ts';
import { readReport } from './report.ts';
import { ReportPipe } from './report-pipe.ts';
import { sessionFunctions } from './session-functions.ts';
import type { Snapshot } from './snapshot.ts';

/** What an interactive shell is opened with. */
export interface InteractiveOptions {
  /** Absolute path. */
  readonly bash: string;
  readonly folder: LiveFolder;
  readonly marker: { readonly name: string; readonly value: string };
  readonly snapshot: Snapshot;
  /** Commands that set the declared secrets, in Latin-1. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Where what the terminal shows is recorded. */
  readonly log: string;
}

/** What came of it; `changes` is the shell's state at its start and its end, `null` when it did not tell. */
export interface InteractiveResult {
  readonly exit: number | null;
  readonly recorded: boolean;
  readonly changes: { readonly before: Snapshot; readonly after: Snapshot } | null;
}

/**
 * An interactive bash on the controlling terminal, in the state of the snapshot. Recorded with util-linux's `script`
 * where there is one; it records what is shown, so no password typed without echo. Without a controlling
 * terminal nothing happens: exit `null`.
 */
export async function openInteractiveShell(options: InteractiveOptions): Promise<InteractiveResult> {
  const terminal = openControllingTerminal();
  if (terminal === null) return { exit: null, recorded: false, changes: null };
  const { folder } = options;
  const report = folder.next('report');
  const state = folder.next('state');
  await makeFifos([report, state]);
  const reports = new ReportPipe(report);
  try {
    return await converse(options, terminal, { report, state, reports });
  } finally {
    closeSync(terminal);
    reports.close();
    rmSync(report, { force: true });
    rmSync(state, { force: true });
  }
}

interface Pipes {
  readonly report: string;
  readonly state: string;
  readonly reports: ReportPipe;
}

/**
 * Bash tells in what state it is at first, is given the changes that lead to the session's, and tells where it is
 * before its first prompt and at its exit: the difference of those two is what the person did.
 */
async function converse(
  options: InteractiveOptions,
  terminal: number,
  pipes: Pipes,
): Promise<InteractiveResult> {
  const nonces = { fresh: makeNonce(), before: makeNonce(), after: makeNonce() };
  const file = options.folder.write('interactive', renderStartFile(options, pipes, nonces));
  const { ended, recorded } = startOnTerminal(options, file, terminal);
  const hear = async (nonce: string) => {
    // What bash has said before it ended may be read a moment after its end.
    const fields = await Promise.race([pipes.reports.next(nonce), ended.then(() => sleep(200))]);
    if (typeof fields !== 'object' || fields === null) return null;
    const { changed } = readReport(fields);
    return changed.type === 'whole' ? changed.state.snapshot : null;
  };
  const fresh = await hear(nonces.fresh);
  if (fresh !== null) await giveState(pipes.state, renderState(options, fresh));
  const before = await hear(nonces.before);
  const after = await hear(nonces.after);
  const exit = await ended;
  rmSync(file, { force: true });
  return { exit, recorded, changes: before === null || after === null ? null : { before, after } };
}

type Nonces = { readonly [moment in 'fresh' | 'before' | 'after']: string };

function renderStartFile({ bash, folder }: InteractiveOptions, pipes: Pipes, nonces: Nonces): string {
  const { report, state } = pipes;
  const paths = {
    bash,
    script: state,
    report,
    state: report,
    envelope: folder.envelope,
    names: folder.names,
    trap: folder.next('trap'),
  };
  const tell = (nonce: string) => `__runbook_report shell 0 '' ${nonce} "$@"`;
  return `${sessionFunctions(paths)}
${tell(nonces.fresh)}
\\. ${quoteBash(state)} 2>/dev/null
PS1='runbook:\\w\\$ '
\\builtin unset -v HISTFILE
\\builtin trap -- ${quoteBash(tell(nonces.after))} EXIT
${tell(nonces.before)}
`;
}

function renderState({ snapshot, secrets }: InteractiveOptions, fresh: Snapshot): string {
  const changes = renderChanges(fresh, snapshot, new Set(secrets.keys()));
  return `${changes}${[...secrets.values()].map((entry) => `${entry}\n`).join('')}`;
}

/** Through the named pipe that bash sources, so that secrets are on no disk. It opens it when it gets there. */
async function giveState(pipe: string, text: string): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    try {
      const writer = openForWriting(pipe);
      await writeFully(writer, Buffer.from(text, 'latin1'));
      closeSync(writer);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await sleep(10);
    }
  }
}

function startOnTerminal({ bash, marker, log }: InteractiveOptions, file: string, terminal: number) {
  const words = ['env', '-i', `${marker.name}=${marker.value}`, bash, '--noprofile', '--rcfile', file, '-i'];
  const recorder = findRecorder();
  const line = recordedLine(words);
  const [program, ...args] = recorder === null ? words : [recorder, '-q', '-e', '-f', '-a', '-c', line, log];
  if (recorder !== null) closeSync(openSync(log, 'a', 0o600));
  const stdio = [terminal, terminal, terminal];
  const child = spawn(program as string, args, { stdio, env: recorderEnvironment() });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (status) => resolve(status));
  });
  return { ended, recorded: recorder !== null };
}
