import type { Launch } from './bash-process.ts';
import type { LiveFolder } from './live-folder.ts';
import type { SessionOptions } from './session-options.ts';
import type { SessionProcesses } from './session-processes.ts';
import type { Watchdog } from './watchdog.ts';

/** What a session's shell lives among. */
export interface Surroundings {
  readonly options: SessionOptions;
  /** Absolute path. */
  readonly bash: string;
  readonly marker: { readonly name: string; readonly value: string };
  readonly folder: LiveFolder;
  readonly processes: SessionProcesses;
  readonly watchdog: Watchdog;
  /** How its bash is started. */
  readonly launch: Launch;
}
