import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { OutputSink } from '../run/ports.ts';
import type { AnnexStart } from './annex.ts';
import { describeEnd, type Launch, type ProcessEnd } from './bash-process.ts';
import { makeFifos, openBothEnds } from './fifo.ts';
import type { LiveFolder } from './live-folder.ts';
import { findRecorder, openControllingTerminal, recordedLine, recorderEnvironment } from './recorder.ts';

/** What a block needs that gets the terminal. */
export interface TerminalAccess {
  /** Absolute path of the program that records what is shown. */
  readonly recorder: string;
  /** Descriptor of the controlling terminal. */
  readonly terminal: number;
}

/** Opens the terminal, or says why no block can have it: a sentence without a full stop. */
export function accessTerminal(): TerminalAccess | string {
  const recorder = findRecorder();
  if (recorder === null) return 'it needs the command script (of util-linux), which is not installed';
  const terminal = openControllingTerminal();
  return terminal === null ? 'it needs a terminal, and there is none' : { recorder, terminal };
}

/**
 * Has a bash start in a pseudo-terminal that leads to the controlling one: it shows what the block prints and takes
 * what is typed, also for sudo and ssh. What it shows is recorded; a password that is typed unseen is not in
 * it. `wrap` are words before bash's own.
 */
export async function prepareTerminal(
  { recorder, terminal }: TerminalAccess,
  folder: LiveFolder,
  wrap: readonly string[],
): Promise<AnnexStart> {
  const recording = folder.next('recording');
  await makeFifos([recording]);
  // Until the block's stream is opened, somebody has to read the recording.
  const held = openBothEnds(recording);
  const launch: Launch = (words, cwd, env) => {
    const marks = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const line = recordedLine(['env', '-i', ...marks, ...wrap, ...words]);
    const stdio = [terminal, terminal, terminal];
    const args = ['-q', '-e', '-f', '-c', line, recording];
    const child = spawn(recorder, args, { stdio, cwd, env: recorderEnvironment() });
    if (child.pid === undefined) throw new Error(`${recorder} could not be started`);
    const ended = new Promise<ProcessEnd>((resolve) => {
      child.once('exit', (code, signal) => resolve(describeEnd(code, signal)));
    });
    return { pid: child.pid, ended };
  };
  const close = () => {
    closeSync(held);
    closeSync(terminal);
  };
  return { launch, recording, close };
}

/** Bytes that are enough for the line that the recorder adds at the end. */
const longestFooter = 256;

/** Leaves out the lines that the recorder adds at the beginning and the end: a claim could find its text in them. */
export function withoutFrame(output: OutputSink): { readonly write: OutputSink; end(): Promise<void> } {
  let held = Buffer.alloc(0);
  let begun = false;
  return {
    async write(stream, chunk) {
      held = Buffer.concat([held, chunk]);
      if (!begun) {
        const end = held.indexOf('\n');
        if (end === -1) return;
        held = held.subarray(end + 1);
        begun = true;
      }
      const sure = Math.max(0, held.length - longestFooter);
      if (sure === 0) return;
      const passed = held.subarray(0, sure);
      held = held.subarray(sure);
      await output(stream, passed);
    },
    async end() {
      const rest = held.toString('latin1').replace(/\nScript done on [^\n]*\n$/, '');
      held = Buffer.alloc(0);
      if (begun && rest !== '') await output('both', Buffer.from(rest, 'latin1'));
    },
  };
}
