import { openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';

/** A process as /proc tells of it. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Device number of its controlling terminal; 0: none. */
  readonly terminal: number;
  /** Clock ticks since the machine started. */
  readonly started: number;
}

/** All processes but those that have ended and wait for their parent. Empty where there is no /proc (macOS). */
export function listProcesses(): readonly ProcessInfo[] {
  return pids().flatMap((pid) => readProcess(pid) ?? []);
}

/** `null`: there is no such process, or it has ended. */
export function readProcess(pid: number): ProcessInfo | null {
  const stat = readText(`/proc/${pid}/stat`);
  // The name, in parentheses, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group, session, terminal] = fields;
  if (state === undefined || state === 'Z' || state === 'X' || stat === '') return null;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    terminal: Number(terminal),
    started: Number(fields[19]),
  };
}

/** Now, in clock ticks since the machine started: the kernel writes hundredths, which no binary fraction holds exactly. */
export function clockTicks(): number {
  uptime ??= openUptime();
  if (uptime < 0) return 0;
  // From its beginning, which the kernel writes anew each time.
  const length = readSync(uptime, uptimeText, 0, uptimeText.length, 0);
  return Math.round(Number.parseFloat(uptimeText.toString('latin1', 0, length)) * 100);
}

/** Stays open: the time is asked for after each block. -1: there is none (macOS). */
let uptime: number | undefined;
const uptimeText = Buffer.alloc(64);

function openUptime(): number {
  try {
    return openSync('/proc/uptime', 'r');
  } catch {
    return -1;
  }
}

/** Numbers of the processes whose command line, word by word, is as wanted. */
export function findProcesses(wanted: (words: readonly string[]) => boolean): readonly number[] {
  return pids().filter((pid) => wanted(readText(`/proc/${pid}/cmdline`).split('\0')));
}

/** Its command line, on one line and shortened, or its name. */
export function describeProcess(pid: number): string {
  const line = readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  const text = (line === '' ? readText(`/proc/${pid}/comm`).trim() : line).replace(/\s+/g, ' ');
  return `${text.length > 80 ? `${text.slice(0, 79)}…` : text} (pid ${pid})`;
}

/** Whether the process was started with this in its environment, `NAME=value`. */
export function hasInEnvironment(pid: number, entry: string): boolean {
  return readText(`/proc/${pid}/environ`, 'latin1').split('\0').includes(entry);
}

/** Whether the process waits to read from this named pipe. */
export function waitsToRead(pid: number, pipe: string): boolean {
  const [call, descriptor] = readText(`/proc/${pid}/syscall`).split(' ');
  // "running", or -1 between two system calls.
  if (descriptor === undefined || call === '-1') return false;
  try {
    // Not by name: the process may see the pipe elsewhere.
    const open = statSync(`/proc/${pid}/fd/${Number(descriptor)}`);
    const wanted = statSync(pipe);
    return open.dev === wanted.dev && open.ino === wanted.ino;
  } catch {
    return false;
  }
}

function pids(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Empty when the process is gone, or another user's. */
function readText(path: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  try {
    return readFileSync(path, encoding);
  } catch {
    return '';
  }
}
