/** What a command may use of the process it runs in; handed in at the top so that tests can stand in for it. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WriteStream & { readonly fd: number };
  readonly stderr: NodeJS.WriteStream;
}

/** Options that every command takes. */
export interface GlobalOptions {
  /** Directory that holds `runs/`; `null`: `.runbook` in the project root. */
  readonly stateDir: string | null;
  readonly color: boolean;
}
