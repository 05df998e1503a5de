import type { Command, CommandLine, Flag, Value } from './command-line.ts';
import { exitCodes } from './exit-codes.ts';

const description = [
  'Runs a Markdown runbook step by step, in one bash session: readonly blocks by themselves, everything else at a gate ' +
    'that shows exactly what is about to happen. It holds each output against what its author expects, and keeps a ' +
    'journal of every step and every answer that survives a crash.',
  'NAME is an id, a file name without .md, a unique prefix of either, or a path; RUN is the id of a run, what it ' +
    'begins with, or its last part. Prompts are read from the controlling terminal, never from a pipe.',
];

const files: readonly (readonly [path: string, what: string])[] = [
  ['runbooks/', 'where runbooks are looked for, unless the configuration says otherwise'],
  ['runbook.config.yaml', 'the configuration of a project, at its root'],
  [
    '.runbook/runs/RUN/',
    'a run: its journal, its logs, the documents as they were run, the state of its shell',
  ],
  ['*.rehearsal.yaml', 'scenarios for runbook rehearse, beside the runbooks or below fixtures/'],
];

const environment: readonly (readonly [name: string, what: string])[] = [
  ['NO_COLOR', 'no colour, unless it is empty'],
  ['CI', 'with the value true, nobody is asked: a run pauses at its first gate'],
  ['TERM', 'dumb: no colour either'],
];

/** The man page, in the macros of man(7), which every formatter of man pages reads. */
export function manPage({ flags, alone, commands }: CommandLine, version: string): string {
  const lines = [
    `.TH RUNBOOK 1 "" ${argument(`runbook ${version}`)} "User Commands"`,
    ...['.SH NAME', 'runbook \\- run a Markdown runbook step by step and stop at every gate for a human'],
    '.SH SYNOPSIS',
    ...commands.flatMap((command, at) => [...(at === 0 ? [] : ['.br']), synopsis(command)]),
    '.SH DESCRIPTION',
    ...description.flatMap((text, at) => [...(at === 0 ? [] : ['.PP']), ...prose(text)]),
    ...['.SH OPTIONS', ...[...flags, ...alone].flatMap(flagEntry)],
    ...['.SH COMMANDS', ...commands.flatMap(section)],
    ...['.SH FILES', ...files.flatMap(([path, what]) => entry(`.I ${argument(path)}`, what))],
    ...['.SH ENVIRONMENT', ...environment.flatMap(([name, what]) => entry(`.B ${argument(name)}`, what))],
    ...['.SH EXIT STATUS', ...exitCodes.flatMap(([code, what]) => entry(`.B ${argument(code)}`, what))],
    ...['.SH SEE ALSO', '.BR bash (1),', '.BR bwrap (1),', '.BR shellcheck (1)'],
  ];
  return `${lines.join('\n')}\n`;
}

function synopsis({ name, flags, args }: Command): string {
  const options = flags.length === 0 ? '' : ' [\\fIoptions\\fR]';
  return `\\fBrunbook ${roff(name)}\\fR${options}${args.map((value) => ` ${placeholder(value)}`).join('')}`;
}

function section({ name, description, flags, args, example }: Command): readonly string[] {
  const head = `\\fBrunbook ${roff(name)}\\fR${args.map((value) => ` ${placeholder(value)}`).join('')}`;
  return [
    ...[`.SS ${argumentOf(head)}`, ...prose(description)],
    ...flags.flatMap(flagEntry),
    ...['.PP', 'Example:', '.PP', '.RS 4', '.nf', line(example), '.fi', '.RE'],
  ];
}

function flagEntry({ names, description, value }: Flag): readonly string[] {
  const written = names.map((name) => `\\fB${roff(name)}\\fR`).join(', ');
  return entry(`${written}${value === null ? '' : ` ${placeholder(value)}`}`, description);
}

const entry = (term: string, text: string): readonly string[] => ['.TP', term, ...prose(text)];

function placeholder({ name, optional, repeats }: Value): string {
  const word = `\\fI${roff(name.toUpperCase())}\\fR${repeats ? '...' : ''}`;
  return optional ? `[${word}]` : word;
}

/** A sentence a line, as formatters want it. */
function prose(text: string): readonly string[] {
  return text.split(/(?<=[.:!?]) (?=[A-Z])/).map(line);
}

/** A line of text that no formatter takes for a request. */
function line(text: string): string {
  return roff(text).replace(/^(?=[.'])/, '\\&');
}

/** A text in which nothing is markup, and every hyphen is one that can be copied into a shell. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga');
}

const argument = (text: string): string => argumentOf(roff(text));
const argumentOf = (text: string): string => `"${text.replaceAll('"', '\\(dq')}"`;
