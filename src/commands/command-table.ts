import type { RunStatus } from '../model/outcome.ts';
import type { CommandLineText } from '../usage/command-line.ts';
import type { CommandEntry } from './command.ts';

const asOption = [
  '--as <name>',
  'who you are, where an account is shared; recorded with every answer',
] as const;
const input = [
  '--input <name=value>',
  'the value of an input, so that it is not asked for; may be repeated; never for a secret',
] as const;
const noInput = ['--no-input', 'never ask; the run pauses at the first gate'] as const;
/** Both, so that neither is the default: whether there is a state directory decides. */
const caching = [
  ['--cache', 'remember what is read, and read again only what changed; the default with a state directory'],
  ['--no-cache', 'read everything anew, and remember nothing'],
] as const;
const statuses: readonly RunStatus[] = [
  ...(['running', 'paused', 'done', 'checked', 'failed', 'unexpected'] as const),
  ...(['declined', 'aborted', 'rolled-back', 'unknown'] as const),
];
const events = ['--json', 'print events to stdout, one JSON object a line'] as const;

export const commandTable: readonly CommandEntry[] = [
  {
    usage: 'run <name>',
    description: 'Run a runbook, by its id, its file name, a unique prefix of either, or a path.',
    options: [
      ['--dry-run', 'print the plan and execute nothing'],
      ['--check', 'run readonly steps up to the first that would change something or needs a human'],
      ['--from <step>', 'begin at this step'],
      ['--only <step...>', 'only these steps; what is passed over is listed at one typed gate'],
      ['--step', 'stop at a gate before every step'],
      ['--confine', 'run readonly blocks under bubblewrap: they can write only to a /tmp of their own'],
      input,
      noInput,
      asOption,
      events,
    ],
    example: 'runbook run phase-00',
    values: { '<name>': 'runbook-or-file' },
    load: async () => (await import('./run.ts')).run,
  },
  {
    usage: 'resume [run]',
    description:
      'Go on with a paused, crashed or failed run; without an id, with the only such run, or with the one that is chosen.',
    options: [input, noInput, asOption, events],
    example: 'runbook resume 20261121-1403-a1f3',
    values: { '[run]': 'run' },
    load: async () => (await import('./resume.ts')).resume,
  },
  {
    usage: 'list',
    description: 'List the runbooks: ids, titles, steps, gates, sequence.',
    options: [['--json', 'print one JSON array'], ...caching],
    example: 'runbook list',
    load: async () => (await import('./list.ts')).list,
  },
  {
    usage: 'show <name>',
    description: "Show a runbook's plan; nothing is executed.",
    options: [['--json', 'print one JSON object'], ...caching],
    example: 'runbook show phase-00 --json',
    values: { '<name>': 'runbook-or-file' },
    load: async () => (await import('./show.ts')).show,
  },
  {
    usage: 'lint [path...]',
    description:
      'Check files, folders or runbooks by name for errors, or all of the project; nothing is executed.',
    options: [
      ['--format <format>', 'pretty (default), json, sarif, github, junit or unix'],
      ['--fix', 'make the changes that are safe; only the stretches concerned are written anew'],
      ['--max-warnings <count>', 'exit 3 with more warnings than that'],
      ...caching,
      ['--shellcheck', 'ask ShellCheck about every block too, where it is installed'],
      ['--rules', 'list the rules'],
      ['--explain <rule>', 'show the page of a rule'],
    ],
    example: 'runbook lint --format sarif --max-warnings 0 runbooks > lint.sarif',
    values: {
      '[path...]': 'runbook-or-file',
      '--format': ['pretty', 'json', 'sarif', 'github', 'junit', 'unix'],
      '--explain': 'rule',
    },
    load: async () => (await import('./lint.ts')).lint,
  },
  {
    usage: 'annotate <file>',
    description:
      'Propose annotations for an ordinary runbook, as a diff; nothing is executed. Exits 0 with proposals or without.',
    options: [
      ['--write', 'make the changes, but for those that need a flag of their own'],
      ['--readonly', 'also mark blocks readonly, where words and commands agree: they run without a stop'],
      ['--inputs', 'also declare inputs, and put them in the place of words such as <id>'],
      ['--comments', 'write comments before the fences, whose info strings stay bare'],
    ],
    example: 'runbook annotate runbooks/restore.md | less',
    values: { '<file>': 'file' },
    load: async () => (await import('./annotate.ts')).annotate,
  },
  {
    usage: 'lsp',
    description: 'Answer an editor as a language server over stdin and stdout; nothing is executed.',
    options: [['--stdio', 'over stdin and stdout, which is the only way; some editors say so']],
    example: 'runbook lsp --stdio',
    load: async () => (await import('./lsp.ts')).lsp,
  },
  {
    usage: 'rehearse [name...]',
    description:
      'Run scenarios against their stand-ins and check how they end; by runbook, scenario or file, else all.',
    options: [
      ['--format <format>', 'tap (default) or junit'],
      ['--jobs <number>', 'how many at a time (default: one a core)'],
      ['--update', 'rewrite what failing scenarios expect from what happened; never an answer'],
      ['--keep', 'leave the private copies where they are, and say where'],
    ],
    example: 'runbook rehearse phase-00',
    values: { '[name...]': 'runbook-or-file', '--format': ['tap', 'junit'] },
    load: async () => (await import('./rehearse.ts')).rehearse,
  },
  {
    usage: 'runs',
    description: 'List the runs, the latest first.',
    options: [
      ['--runbook <name>', 'only of runbooks whose id or file begins with this'],
      ['--status <status...>', 'only with one of these statuses'],
      ['--since <time>', 'only those begun since then: 12h, 7d, 2026-11-21 or an ISO 8601 time'],
      ['--operator <name>', 'only those that this account or person had a hand in'],
      ['--json', 'print one JSON array'],
    ],
    example: 'runbook runs --runbook phase-00 --since 7d',
    values: { '--runbook': 'runbook', '--status': statuses },
    load: async () => (await import('./runs.ts')).runs,
  },
  {
    usage: 'report [run]',
    description: 'Report on a run from its journal; without an id, on the latest.',
    options: [['--format <format>', 'json (default), html, md or junit']],
    example: 'runbook report 20261121-1403-a1f3 --format html >report.html',
    values: { '[run]': 'run', '--format': ['json', 'html', 'md', 'junit'] },
    load: async () => (await import('./report.ts')).report,
  },
  {
    usage: 'verify [run]',
    description:
      "Check a run's journal, its logs and the copy of its document; without an id, of the latest.",
    options: [['--head <hash>', 'the head hash that the run printed; finds a journal whose end was cut off']],
    example: 'runbook verify 20261121-1403-a1f3',
    values: { '[run]': 'run' },
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    usage: 'accept <run> <step>',
    description: "Rewrite a step's output fence from what it printed in a run; nothing is executed.",
    options: [],
    example: 'runbook accept 20261121-1403-a1f3 status',
    values: { '<run>': 'run' },
    load: async () => (await import('./accept.ts')).accept,
  },
  {
    usage: 'new <name>',
    description: 'Write a runbook to begin with, and scenarios that rehearse it; never over a file.',
    options: [['--title <title>', 'its heading (default: made from the name)']],
    example: "runbook new restart-web --title 'Restart the web tier'",
    load: async () => (await import('./new.ts')).newRunbook,
  },
  {
    usage: 'completion <shell>',
    description: 'Print what a shell completes this command line by: bash, zsh or fish.',
    options: [],
    example: 'runbook completion bash > ~/.local/share/bash-completion/completions/runbook',
    values: { '<shell>': ['bash', 'zsh', 'fish'] },
    load: async () => (await import('./completion.ts')).completionOf(commandLine),
  },
  {
    usage: 'man',
    description: 'Print the man page, for hosts where it is not installed.',
    options: [],
    example: 'runbook man | man -l -',
    load: async () => (await import('./man.ts')).manOf(commandLine),
  },
  {
    usage: 'licences',
    description: 'Print the licences of all that is built in.',
    options: [],
    example: 'runbook licences | less',
    load: async () => (await import('./licences.ts')).licences,
  },
];

/** The command line as a whole. */
export const commandLine = {
  commands: commandTable,
  flags: [
    ['--state-dir <dir>', 'where runs are kept (default: .runbook in the project root)'],
    ['--no-color', 'no colour, as with NO_COLOR in the environment'],
  ],
  alone: [['-V, --version', 'print the version']],
  values: { '--state-dir': 'directory' },
} as const satisfies CommandLineText;
