import { type Entries, readSnapshot, readVariables, type Snapshot } from './snapshot.ts';

/** What bash says at the end of a block. */
export interface Report {
  /** `exit`: the shell was about to exit and a fresh one took its place. */
  readonly kind: 'done' | 'exit' | 'no-directory';
  readonly status: number;
  /** Index of the command that ran last, counted from 0; `null` when it cannot be told. */
  readonly command: number | null;
  /** The status is that of an earlier part of a pipeline. */
  readonly upstream: boolean;
  /** At an exit: what bash was executing. */
  readonly executing: string;
  readonly changed: ReportedState;
}

/** What the block may have changed: nothing, some variables (those that are set, of the names it was asked for), or anything. */
export type ReportedState =
  | { readonly type: 'same' }
  | ReportedVariables
  | { readonly type: 'whole'; readonly state: ShellState };

export interface ReportedVariables {
  readonly type: 'variables';
  readonly names: readonly string[];
  readonly entries: Entries;
}

/** Where the shell is, and in what state. */
export interface ShellState {
  readonly directory: string;
  readonly snapshot: Snapshot;
}

/** Reads a block's report and what its bash said of its state before. */
export function readReport(fields: readonly string[]): Report {
  // Behind the last field of all nothing is left.
  const [kind, status, command, upstream, executing, extent] = fields.slice(-7);
  return {
    kind: kind === 'exit' || kind === 'no-directory' ? kind : 'done',
    status: Number(status),
    command: command === '' ? null : Number(command),
    upstream: upstream === '1',
    executing: executing ?? '',
    changed: readState(fields.slice(0, -7), extent),
  };
}

function readState(said: readonly string[], extent = ''): ReportedState {
  if (extent === '1') return { type: 'same' };
  if (extent !== '') return { type: 'variables', names: extent.split(' '), entries: readVariables(said[0]) };
  const [directory, ...sections] = said;
  return { type: 'whole', state: { directory: readPath(directory), snapshot: readSnapshot(sections) } };
}

/** What `pwd` printed, its bytes in Latin-1. */
function readPath(printed = ''): string {
  return Buffer.from(printed.replace(/\n$/, ''), 'latin1').toString('utf8');
}
