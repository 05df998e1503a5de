import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { held, hold, letGo } from './held.ts';
import { makeProject } from './make-project.ts';
import { cli, type Project } from './project.ts';
import type { Terminal } from './terminal.ts';

// What a signal does at each moment of a run, observed in a pseudo-terminal on the built command. After every row the
// processes of the project are counted: none is left.

const patience = { timeout: 30_000, interval: 20 };
const fence = '```';
const after = `${fence}bash gate id=after\necho after\n${fence}\n`;

/** A moment of a run: a document, and how a run of it gets there. */
interface Moment {
  readonly body: string;
  readonly step: string;
  /** Something waits there and has to be let go before the run can go on. */
  readonly holds: boolean;
  reach(project: Project, terminal: Terminal): Promise<void>;
}

const moments = {
  'at a gate': {
    body: `${fence}bash gate id=change\necho ran >>ran\n${fence}\n`,
    step: 'change',
    holds: false,
    reach: async (_, terminal) => void (await terminal.question(/Run change\?/)),
  },
  'in a block': {
    body: `${fence}bash gate id=change\necho ran >>ran\ncat hold\n${fence}\n\n${after}`,
    step: 'change',
    holds: true,
    reach: async (project, terminal) => {
      await terminal.question(/Run change\?/);
      terminal.type('y');
      await held(project);
    },
  },
  'between polls': {
    body: `${fence}bash readonly id=ready within=10m every=5m expect="some done lines"\necho not yet\n${fence}\n`,
    step: 'ready',
    holds: false,
    reach: async (project) => {
      const tried = () => project.journal().some(({ type, again }) => type === 'block-ended' && again);
      await vi.waitFor(() => expect(tried()).toBe(true), patience);
    },
  },
  'in a polled attempt': {
    body: `${fence}bash readonly id=ready within=10m every=5m expect="some done lines"\ncat hold\n${fence}\n`,
    step: 'ready',
    holds: true,
    reach: async (project) => held(project),
  },
} as const satisfies Readonly<Record<string, Moment>>;

const signals = {
  'Ctrl-C': (terminal: Terminal) => terminal.send('\x03'),
  'Ctrl-C twice': async (terminal: Terminal, first?: RegExp) => {
    terminal.send('\x03');
    if (first !== undefined) await terminal.waitFor(first);
    terminal.send('\x03');
  },
  SIGTERM: (terminal: Terminal) => process.kill(terminal.pid, 'SIGTERM'),
  SIGHUP: (terminal: Terminal) => process.kill(terminal.pid, 'SIGHUP'),
  'the terminal goes away': (terminal: Terminal) => terminal.disconnect(),
} as const;

type Signal = keyof typeof signals;

/** What a row comes to. */
interface Came {
  readonly exit: number;
  /** Of the last event. */
  readonly reason: string;
  /** How the attempt ended that was under way: `ending`, then `status`; `null`: there was none. */
  readonly attempt: readonly [ending: string, status: string] | null;
  /** The operator is asked what now, and pauses. */
  readonly asks?: boolean;
  /** What a first Ctrl-C comes to before there is a second one. */
  readonly first?: RegExp;
}

const paused = (reason: string): Came => ({ exit: 5, reason, attempt: null });
const stopped = (exit: number, reason: string): Came => ({
  exit,
  reason,
  attempt: ['interrupted', 'failed'],
});
const cameTo: Readonly<Record<keyof typeof moments, Readonly<Record<Signal, Came>>>> = {
  'at a gate': {
    'Ctrl-C': paused('interrupt'),
    'Ctrl-C twice': paused('interrupt'),
    SIGTERM: { ...paused('terminated'), exit: 143 },
    SIGHUP: paused('hang-up'),
    'the terminal goes away': paused('hang-up'),
  },
  'in a block': {
    'Ctrl-C': { ...stopped(5, 'asked'), asks: true },
    'Ctrl-C twice': { ...stopped(130, 'interrupted-twice'), first: /Ctrl-C again stops the run/ },
    SIGTERM: stopped(143, 'terminated'),
    SIGHUP: { exit: 5, reason: 'hang-up', attempt: ['exited', 'passed'] },
    'the terminal goes away': { exit: 5, reason: 'hang-up', attempt: ['exited', 'passed'] },
  },
  'between polls': {
    'Ctrl-C': { ...paused('asked'), asks: true },
    'Ctrl-C twice': { ...paused('interrupt'), first: /ready was interrupted\. What now\?[^›]*› / },
    SIGTERM: { ...paused('terminated'), exit: 143 },
    SIGHUP: paused('hang-up'),
    'the terminal goes away': paused('hang-up'),
  },
  'in a polled attempt': {
    'Ctrl-C': { ...stopped(5, 'asked'), asks: true },
    'Ctrl-C twice': { ...stopped(130, 'interrupted-twice'), first: /Ctrl-C again stops the run/ },
    SIGTERM: stopped(143, 'terminated'),
    SIGHUP: { exit: 5, reason: 'hang-up', attempt: ['exited', 'unexpected'] },
    'the terminal goes away': { exit: 5, reason: 'hang-up', attempt: ['exited', 'unexpected'] },
  },
};

const rows = (Object.keys(moments) as (keyof typeof moments)[]).flatMap((moment) =>
  (Object.keys(signals) as Signal[]).map((signal) => ({ moment, signal, came: cameTo[moment][signal] })),
);

describe('a signal and what becomes of the run', () => {
  test.each(rows)('$moment: $signal', async ({ moment, signal, came }) => {
    const { body, step, holds, reach } = moments[moment];
    const project = makeProject();
    project.runbook(body);
    // Twice is only twice for who takes the first one for no end.
    if (holds) hold(project);
    if (holds && signal === 'Ctrl-C twice') {
      project.runbook(body.replace('cat hold', `(trap '' INT; cat hold)`));
    }
    const terminal = project.terminal(['run', 'x', '--as', 'jesse']);
    await reach(project, terminal);

    await signals[signal](terminal, came.first);
    if (came.asks === true) {
      await terminal.question(new RegExp(`${step} was interrupted\\. What now\\?`));
      terminal.type('pause');
    }
    if (came.reason === 'hang-up' && holds) await letGo(project);

    expect(await terminal.exit()).toBe(came.exit);
    const entries = project.journal();
    // A block that ends just before the hang-up is heard of lets the run come as far as the next gate, and no further.
    const mayBeAt = came.reason === 'hang-up' && holds ? [step, 'after'] : [step];
    const last = entries.at(-1);
    expect(last).toMatchObject({ type: 'run-paused', reason: came.reason });
    expect(mayBeAt).toContain(last?.step);
    const others = entries.filter((entry) => entry.type === 'block-started' && entry.step !== step);
    expect(others).toEqual([]);
    const ended = entries.filter(({ type, again }) => type === 'block-ended' && (holds || !again));
    const endings = ended.map(({ outcome }) => [outcome.ending, outcome.status]);
    expect(endings).toEqual(came.attempt === null ? [] : [came.attempt]);
    expect(project.processes()).toEqual([]);
  });
});

describe('a run that is stopped and continued', () => {
  /** The run as a job of an interactive shell: only such a one can be stopped. */
  function startJob(project: Project): Terminal {
    project.write('rc', `PS1='shell> '\nrun() { "${process.execPath}" "${cli}" run x --as jesse; }\n`);
    const terminal = project.shell('exec bash --noprofile --rcfile rc -i');
    terminal.type('run');
    return terminal;
  }

  /** Process id of the run. */
  function findRun(project: Project): number {
    return Number.parseInt(project.processes().find((line) => / run x --as jesse$/.test(line)) ?? '', 10);
  }

  const rows = [
    ['at a gate', 'Ctrl-Z'],
    ['at a gate', 'SIGTSTP'],
    ['in a block', 'Ctrl-Z'],
    ['in a block', 'SIGTSTP'],
    ['between polls', 'Ctrl-Z'],
    ['between polls', 'SIGTSTP'],
  ] as const;
  test.each(rows)('%s by %s', async (moment, how) => {
    const { body, step, holds, reach } = moments[moment];
    const project = makeProject();
    project.runbook(body);
    if (holds) hold(project);
    const terminal = startJob(project);
    await reach(project, terminal);

    if (how === 'Ctrl-Z') terminal.send('\x1a');
    else process.kill(findRun(project), 'SIGTSTP');
    await terminal.waitFor(/Stopped[\s\S]*shell> $/);
    // The shell has the terminal, line by line and with an echo.
    terminal.type('stty -a | grep -o -e "-*icanon" -e "-*echo "');
    await terminal.waitFor(/\nicanon\s+echo\s[\s\S]*shell> $/);
    terminal.type('fg');

    if (moment === 'at a gate') {
      await terminal.question(/Enter: no\)/);
      terminal.type('y');
    } else if (holds) {
      await letGo(project);
      await terminal.question(/Run after\?/);
      terminal.type('y');
    } else {
      await terminal.waitFor(/waiting {2}attempt 1/);
      terminal.send('\x03');
      await terminal.question(/ready was interrupted\. What now\?/);
      terminal.type('pause');
    }
    await terminal.waitFor(/exit [05]\n[\s\S]*shell> $/);
    terminal.type('exit');
    await terminal.exit();
    const entries = project.journal();
    const [ended] = entries.filter((entry) => entry.type === 'block-ended' && entry.step === step);
    expect(ended.outcome.status).toBe(moment === 'between polls' ? 'unexpected' : 'passed');
    expect(entries.at(-1).type).toBe(moment === 'between polls' ? 'run-paused' : 'run-ended');
    if (moment !== 'between polls') expect(project.read('ran')).toBe('ran\n');
    expect(project.processes()).toEqual([]);
  });

  test('takes nothing for an answer that was typed while the shell had the terminal', async () => {
    const { body, reach } = moments['at a gate'];
    const project = makeProject();
    project.runbook(body);
    const terminal = startJob(project);
    await reach(project, terminal);
    terminal.send('\x1a');
    await terminal.waitFor(/Stopped[\s\S]*shell> $/);

    terminal.send('fg\ry\r');
    await terminal.question(/Enter: no\)/);
    terminal.type('n');

    await terminal.waitFor(/exit 6\n[\s\S]*shell> $/);
    terminal.type('exit');
    await terminal.exit();
    expect(existsSync(join(project.directory, 'ran'))).toBe(false);
  });
});

/** What a block starts, and what has to become of it. */
const started: readonly {
  readonly what: string;
  readonly code: string;
  readonly annotation?: string;
  /** Of the run. */
  readonly exit: number;
  readonly outcome: Readonly<Record<string, unknown>>;
  /** Commands that the run names as ended at its end. */
  readonly named: readonly string[];
}[] = [
  {
    what: 'a child that ignores TERM ends with the grace',
    code: `x=1\n(trap '' TERM; sleep 401; sleep 402)`,
    annotation: 'timeout=300ms grace=300ms',
    exit: 1,
    outcome: { status: 'failed', ending: 'timed-out' },
    named: [],
  },
  {
    what: 'a child that becomes a daemon ends with the run',
    code: '(setsid nohup sleep 403 >/dev/null 2>&1 &)\nuntil pgrep -x -f "sleep 403"; do :; done',
    exit: 0,
    outcome: { status: 'passed' },
    named: ['sleep 403'],
  },
  {
    what: 'a grandchild that holds the output pipe does not hold up the block',
    code: '(sleep 404 &)\nuntil pgrep -x -f "sleep 404"; do :; done\necho done',
    exit: 0,
    outcome: { status: 'passed' },
    named: ['sleep 404'],
  },
  {
    what: 'a background job of the session ends with the run',
    code: 'sleep 405 &\nuntil pgrep -x -f "sleep 405"; do :; done\ndisown',
    exit: 0,
    outcome: { status: 'passed' },
    named: ['sleep 405'],
  },
  {
    what: 'a background job that ignores TERM and INT ends with the run',
    code: `(trap '' TERM INT HUP; sleep 406) &\nuntil pgrep -x -f "sleep 406"; do :; done`,
    exit: 0,
    outcome: { status: 'passed' },
    named: ['sleep 406'],
  },
];

describe('what a block starts', () => {
  test.each(started)('$what', async ({ code, annotation = '', exit, outcome, named }) => {
    const project = makeProject();
    project.runbook(
      `${fence}bash auto id=starts ${annotation}\n${code}\n${fence}\n\n${fence}bash readonly\necho "next $x"\n${fence}\n`,
    );
    const terminal = project.terminal(['run', 'x', '--as', 'jesse']);
    if (exit !== 0) {
      await terminal.question(/starts failed\. What now\?/);
      terminal.type('skip of no use');
    }
    expect(await terminal.exit()).toBe(0);

    const entries = project.journal();
    const [ended] = entries.filter(({ type }) => type === 'block-ended');
    expect(ended.outcome).toMatchObject(outcome);
    expect(ended.took).toBeLessThan(30_000);
    const said = entries.flatMap((entry) => (entry.type === 'leftovers-ended' ? entry.ended : []));
    const names = said.map((name: string) => name.replace(/ \(pid \d+\)$/, ''));
    expect(names).toEqual(expect.arrayContaining([...named]));
    const told = terminal.text().replace(/\s+/g, ' ');
    for (const name of named) expect(told).toMatch(new RegExp(`! ended what was still running: .*${name}`));
    expect(project.processes()).toEqual([]);
  });
});
