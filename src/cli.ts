#!/usr/bin/env node
import process from 'node:process';
import { reasonOf, tellRefused } from './journal/storage-error.ts';
import { exitCode } from './model/outcome.ts';
import { releaseStreams } from './ui/release-streams.ts';
import { wrapMessage } from './ui/wrap-message.ts';
import { Refusal } from './world/refusal.ts';
import { version } from './world/version.ts';

const world = { cwd: process.cwd(), env: process.env, stdout: process.stdout, stderr: process.stderr };

/** Why not all that was to be printed could be; a run goes on all the same, because its record is elsewhere. */
let unprinted: Error | null = null;

// A reader that went away (`runbook list | head`) or a terminal that did is no error of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') unprinted ??= error;
  });
}

process.on('exit', () => {
  if (unprinted !== null) {
    say('runbook: ', `not all of it could be printed: ${reasonOf(unprinted)}`);
    // Whoever reads what was printed must not take it for all there is.
    if (process.exitCode === exitCode.done) process.exitCode = exitCode.failed;
  }
  releaseStreams();
});

// What ends before its command does has failed. A single executable's script cannot wait at its top level.
process.exitCode = exitCode.internal;
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  // What the error left open must not keep the process.
  (error) => process.exit(report(error)),
);

async function main(args: readonly string[]): Promise<number> {
  // Scripts ask for it before each use: it waits for no parser of command lines.
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${version}\n`);
    return exitCode.done;
  }
  const { runProgram } = await import('./commands/program.ts');
  return runProgram(world, args);
}

function report(error: unknown): number {
  if (error instanceof Refusal) {
    say('runbook: ', error.message);
    if (error.hint !== null) say('  ', error.hint);
    return error.exit;
  }
  const refused = tellRefused(error);
  if (refused !== null) {
    say('runbook: ', refused);
    return exitCode.failed;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`runbook: internal error; please report it with this text\n${stack}\n`);
  return exitCode.internal;
}

/** On a terminal in rows that fit it; elsewhere each on one line. */
function say(head: string, message: string): void {
  const { stderr } = process;
  stderr.write(wrapMessage(head, message, stderr.columns ?? Number.POSITIVE_INFINITY));
}
