import { readSnapshot, type Snapshot } from './snapshot.ts';

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
  /** `null`: the block changed nothing. */
  readonly state: ShellState | null;
}

/** Where the shell is, and in what state. */
export interface ShellState {
  readonly directory: string;
  readonly snapshot: Snapshot;
}

/** Reads a block's report. */
export function readReport(fields: readonly string[]): Report {
  const [kind, status, command, upstream, executing, directory, ...sections] = fields;
  return {
    kind: kind === 'exit' || kind === 'no-directory' ? kind : 'done',
    status: Number(status),
    command: command === '' ? null : Number(command),
    upstream: upstream === '1',
    executing: executing ?? '',
    state:
      sections.length === 0 ? null : { directory: readPath(directory), snapshot: readSnapshot(sections) },
  };
}

/** What `pwd` printed, its bytes in Latin-1. */
function readPath(printed = ''): string {
  return Buffer.from(printed.replace(/\n$/, ''), 'latin1').toString('utf8');
}
