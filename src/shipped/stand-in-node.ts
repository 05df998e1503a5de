import Module from 'node:module';
import { resolve } from 'node:path';
import process from 'node:process';

/** Whether the single executable was started under the name `node`, as rehearsals do where there is no other Node. */
export function isCalledNode(): boolean {
  return /(?:^|\/)node$/.test(process.argv0);
}

/** Runs a file as Node does; that is all of Node's command line that there is. */
export function runFile([file, ...args]: readonly string[]): void {
  if (file === undefined || file.startsWith('-')) {
    process.stderr.write(
      `node: this is the one inside runbook: it runs files, and knows no ${file ?? 'prompt'}\n`,
    );
    process.exitCode = 9;
    return;
  }
  process.argv = [process.execPath, resolve(file), ...args];
  Module.runMain();
}
