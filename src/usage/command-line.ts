/** What can stand in a place: one of these words, or one of a kind that the shell or `runbook` itself can list. */
export type Values =
  | readonly string[]
  | 'runbook'
  | 'runbook-or-file'
  | 'run'
  | 'rule'
  | 'file'
  | 'directory';

/** Flags as commander reads them, such as `--format <format>`, and what they do. */
export type FlagText = readonly [flags: string, description: string];

/** A command as it is written down. */
export interface CommandText {
  /** Name and arguments, as commander reads them. */
  readonly usage: string;
  readonly description: string;
  readonly options: readonly FlagText[];
  readonly example: string;
  /** What is known of the values of an argument (`<name>`) or a flag (`--format`). */
  readonly values?: Readonly<Record<string, Values>>;
}

/** The whole command line as it is written down. */
export interface CommandLineText {
  readonly commands: readonly CommandText[];
  /** Flags of every command, which may stand before it as well. */
  readonly flags: readonly FlagText[];
  /** Flags that stand alone, without a command. */
  readonly alone: readonly FlagText[];
  /** What is known of the values of those flags. */
  readonly values: Readonly<Record<string, Values>>;
}

/** What stands behind a flag or as an argument. */
export interface Value {
  readonly name: string;
  readonly optional: boolean;
  /** One or more of it. */
  readonly repeats: boolean;
  readonly values: Values | null;
}

export interface Flag {
  /** `-V, --version`: the long one last. */
  readonly names: readonly [string, ...string[]];
  readonly description: string;
  /** `null`: it takes none. */
  readonly value: Value | null;
}

export interface Command {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  readonly args: readonly Value[];
  readonly example: string;
}

/** The whole command line, for what is made of it besides `--help`. */
export interface CommandLine {
  readonly flags: readonly Flag[];
  readonly alone: readonly Flag[];
  readonly commands: readonly Command[];
}

const help: FlagText = ['-h, --help', 'show how it is used'];

export function describeCommandLine({ commands, flags, alone, values }: CommandLineText): CommandLine {
  return {
    flags: [...flags, help].map((text) => readFlag(text, values)),
    alone: alone.map((text) => readFlag(text, values)),
    commands: commands.map(readCommand),
  };
}

function readCommand({ usage, description, options, example, values = {} }: CommandText): Command {
  const [name = '', ...args] = usage.split(' ');
  return {
    name,
    description,
    example,
    flags: options.map((text) => readFlag(text, values)),
    args: args.map((text) => readValue(text, values[text] ?? null)),
  };
}

function readFlag([flags, description]: FlagText, values: Readonly<Record<string, Values>>): Flag {
  const words = flags.split(/,? /);
  const value = words.find((word) => !word.startsWith('-'));
  const [first = '', ...others] = words.filter((word) => word.startsWith('-'));
  const long = others.at(-1) ?? first;
  return {
    names: [first, ...others],
    description,
    value: value === undefined ? null : readValue(value, values[long] ?? null),
  };
}

/** Reads `<name>`, `[name]` and `<name...>`. */
function readValue(text: string, values: Values | null): Value {
  return {
    name: text.replace(/^[<[]|(?:\.\.\.)?[>\]]$/g, ''),
    optional: text.startsWith('['),
    repeats: text.includes('...'),
    values,
  };
}
