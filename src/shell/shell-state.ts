import type { BashProcess } from './bash-process.ts';
import { makeNonce } from './end-mark.ts';
import type { LiveFolder } from './live-folder.ts';
import { quoteBash } from './quote-bash.ts';
import { renderChanges } from './render-changes.ts';
import { readReport, type ShellState } from './report.ts';
import { sessionFunctions } from './session-functions.ts';
import type { Snapshot } from './snapshot.ts';

/** A bash older than 5.0, or none at all: its traps, arrays and printing are not what a session needs. */
export class UnsupportedBash extends Error {
  override readonly name = 'UnsupportedBash';
}

/** Bash ended while a session was being set up in it. */
export class BashDied extends Error {
  override readonly name = 'BashDied';
}

/** What a shell is set up with. */
export interface SetUp {
  readonly bash: string;
  readonly process: BashProcess;
  readonly folder: LiveFolder;
  /** Exported, so that all that the session starts can be found. */
  readonly marker: { readonly name: string; readonly value: string };
}

/** Waits for an answer that tells of no state. */
export function awaitReport(process: BashProcess, nonce: string): Promise<readonly string[]> {
  return unlessDead(process, process.reports.next(nonce));
}

/** Waits for a report that is no block's: the shell's whole state. */
function awaitState(process: BashProcess, nonce: string): Promise<ShellState> {
  const state = unlessDead(process, process.reports.nextWithState(nonce)).then((fields) => {
    const { changed } = readReport(fields);
    if (changed.type !== 'whole') throw new Error('bash reported no state');
    return changed.state;
  });
  state.catch(() => {});
  return state;
}

function unlessDead<Answer>(process: BashProcess, answer: Promise<Answer>): Promise<Answer> {
  let forget = () => {};
  const died = new Promise<never>((_, reject) => {
    forget = process.onEnd(({ status }) =>
      reject(new BashDied(`bash ended with status ${status} before it was ready`)),
    );
  });
  const first = Promise.race([answer, died]).finally(() => forget());
  // Whoever waits for it may have failed before; bash, ended because of that, is no failure of its own.
  first.catch(() => {});
  return first;
}

/** Makes a bash that has just started one that runs blocks; returns its state. Throws UnsupportedBash. */
export async function setUpShell(setUp: SetUp): Promise<Snapshot> {
  await refuseOldBash(setUp);
  const { process, folder, bash, marker } = setUp;
  const nonce = makeNonce();
  const answer = awaitState(process, nonce);
  const { script, report, state } = process;
  const functions = sessionFunctions({
    bash,
    script,
    report,
    state,
    envelope: folder.envelope,
    names: folder.names,
    trap: folder.next('trap'),
  });
  const text = `
\\builtin shopt -s expand_aliases
\\builtin export ${marker.name}=${marker.value}
BASH_ARGV0=bash
${functions}
__runbook_report ready 0 "" ${nonce}
`;
  await process.send(`\\. ${quoteBash(folder.write('setup', text))}`);
  return (await answer).snapshot;
}

/** Before anything that an old bash would not understand. */
async function refuseOldBash({ process, bash }: SetUp): Promise<void> {
  const nonce = makeNonce();
  const report = awaitReport(process, nonce);
  await process.send(
    `\\builtin printf '%s\\0%s\\0\\036%s\\036' "$BASH_VERSION" "$$" ${nonce} >${quoteBash(process.report)}`,
  );
  const [version = '', pid = ''] = await report;
  if (Number.parseInt(version, 10) < 5)
    throw new UnsupportedBash(`${bash} is version ${version}; 5.0 or later is needed`);
  process.isShell(Number(pid));
}

/** Where a shell is to be, and in what state; secrets as commands that set them, in Latin-1. */
export interface Target {
  readonly snapshot: Snapshot;
  readonly secrets: ReadonlyMap<string, string>;
}

/** Brings a shell from the state `before` to the target. Returns the state it is in then. */
export async function changeState(
  process: BashProcess,
  folder: LiveFolder,
  before: Snapshot,
  { snapshot, secrets }: Target,
): Promise<ShellState> {
  const changes = renderChanges(before, snapshot, new Set(secrets.keys()));
  await process.send(`\\. ${quoteBash(folder.write('restore', changes, 'latin1'))}`);
  // Secrets go through the pipe and never to a file.
  for (const entry of secrets.values()) await process.send(entry, 'latin1');
  return askState(process);
}

/** Has the shell say in what state it is. */
export async function askState(process: BashProcess): Promise<ShellState> {
  const nonce = makeNonce();
  const answer = awaitState(process, nonce);
  await process.send(`__runbook_same= __runbook_report ready 0 '' ${nonce} "$@"`);
  return answer;
}
