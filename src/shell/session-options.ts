import { accessSync, constants } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { ConfinementSettings } from './confine.ts';
import type { Redaction } from './late-output.ts';
import { UnsupportedBash } from './shell-state.ts';

/** What a session is opened with. */
export interface SessionOptions {
  /**
   * A folder of the session's own in the run's directory (made 0700): the snapshot, late output, and while the
   * session lives its pipes and files.
   */
  readonly directory: string;
  /** Where the session starts; absolute. */
  readonly cwd: string;
  /** The operator's environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly parser: BashParser;
  /** Names of variables whose values are written to no file. */
  readonly secrets: readonly string[];
  /** Go on in the state of the last snapshot in `directory`; that there is none is told as a loss. */
  readonly restore: boolean;
  /** Descriptors to be kept open until nothing of the session runs any more, even when this process is killed. */
  readonly holds?: readonly number[];
  /** Variables to be exported in the restored state, whatever it has. */
  readonly added?: Readonly<Record<string, string>>;
  /** How `readonly` blocks are kept from the file system; `null`: not at all. */
  readonly confinement: ConfinementSettings | null;
  /** Makes a redaction for one stream of late output, the only output that the session itself stores. */
  readonly redact?: () => Redaction;
  /** Default `bash`, looked up in the PATH of `env`. */
  readonly bash?: string;
}

/** Variables that change how bash starts, or how it treats scripts. */
const startVariables = [
  'BASH_ENV',
  'ENV',
  'SHELLOPTS',
  'BASHOPTS',
  'CDPATH',
  'POSIXLY_CORRECT',
  'PS4',
  'BASH_XTRACEFD',
];

/** The operator's environment without what changes bash's start. */
export function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !startVariables.includes(name)));
}

/** The absolute path of bash. Throws UnsupportedBash when there is none. */
export function findBash(name: string, env: NodeJS.ProcessEnv): string {
  const path = `${env.PATH ?? ''}:/usr/local/bin:/usr/bin:/bin`;
  const folders = isAbsolute(name) ? [''] : path.split(':').filter(isAbsolute);
  const found = folders.map((folder) => join(folder, name)).find(isExecutable);
  if (found === undefined) throw new UnsupportedBash(`no ${name} was found; bash 5.0 or later is needed`);
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
