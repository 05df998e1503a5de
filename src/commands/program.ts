import { Command, CommanderError, Option } from 'commander';
import { exitCode } from '../model/outcome.ts';
import { tellExitCodes } from '../usage/exit-codes.ts';
import { version } from '../world/version.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import type { CommandEntry, CommandRun } from './command.ts';
import { commandLine, commandTable } from './command-table.ts';

/** Runs the command that the arguments name, which is imported only then; gives its exit code. */
export async function runProgram(world: World, args: readonly string[]): Promise<number> {
  let exit: number = exitCode.done;
  const program = new Command('runbook')
    .description('Runs a Markdown runbook step by step and stops at every gate for a human.')
    .version(version, ...commandLine.alone[0])
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
    })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText('after', tellExitCodes());
  for (const [flags, description] of commandLine.flags) program.option(flags, description);
  for (const entry of askedFor(args[0])) {
    addCommand(program, entry, async (run, args, options) => {
      exit = await run(world, args, options, globalOptions(program, world));
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    throw error;
  }
}

/** To describe all commands takes a while, and one is enough where its name comes first. */
function askedFor(first: string | undefined): readonly CommandEntry[] {
  const named = commandTable.filter(({ usage }) => usage.split(' ')[0] === first);
  return named.length > 0 ? named : commandTable;
}

type Execute = (run: CommandRun, args: readonly string[], options: Record<string, unknown>) => Promise<void>;

function addCommand(program: Command, entry: CommandEntry, execute: Execute): void {
  const command = program.command(entry.usage).description(entry.description);
  for (const [flags, description] of entry.options) command.addOption(makeOption(flags, description));
  command.configureOutput({ outputError: (text, write) => write(nameValues(text, entry)) });
  command.addHelpText('after', `\nExample:\n  $ ${entry.example}\n`);
  command.action(async () => {
    await execute(await entry.load(), command.args, command.opts());
  });
}

/** An argument that is missing and has few values is named with them. */
function nameValues(text: string, { values = {} }: CommandEntry): string {
  return text.replace(/missing required argument '([^']+)'/, (message, name: string) => {
    const known = values[`<${name}>`];
    return Array.isArray(known) ? `${message}: ${known.join(', ').replace(/, ([^,]*)$/, ' or $1')}` : message;
  });
}

/** `--input` may be given several times, and beside `--no-input`, which commander would take for its opposite. */
function makeOption(flags: string, description: string): Option {
  const option = new Option(flags, description);
  if (option.long !== '--input') return option;
  option.attributeName = () => 'inputs';
  return option.argParser((value: string, before: readonly string[] = []) => [...before, value]);
}

function globalOptions(program: Command, world: World): GlobalOptions {
  const { stateDir, color } = program.opts<{ stateDir?: string; color: boolean }>();
  const plain = !color || (world.env.NO_COLOR ?? '') !== '' || world.env.TERM === 'dumb';
  return { stateDir: stateDir ?? null, color: !plain && world.stdout.isTTY === true };
}
