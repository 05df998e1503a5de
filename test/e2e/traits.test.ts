import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { held, hold, holdNoMore } from './held.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const fence = '```';
const me = ['--as', 'jesse'];

function block(info: string, code: string): string {
  return `${fence}bash ${info}\n${code}\n${fence}\n\n`;
}

function ended(project: Project) {
  return project.journal().filter(({ type }) => type === 'block-ended');
}

/** All that is kept of the runs. */
function everythingKept(project: Project): string {
  const state = join(project.directory, '.runbook');
  return readdirSync(state, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'x.md')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('tty', () => {
  const asks = [
    '[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo a terminal',
    `read -p 'Your name: ' name`,
    `read -s -p 'Password: ' password; echo; printf '%s\\n' "\${#password} characters"`,
    `unset password; cd runbooks`,
  ].join('\n');

  test('gives the block the terminal; what it shows is kept, what is typed unseen is not', async () => {
    const project = makeProject();
    project.runbook(
      `${block('auto tty id=ask expect="some terminal lines"', asks)}${block('readonly', 'echo "$name in ${PWD##*/}"')}`,
    );
    const terminal = project.terminal(['run', 'x', ...me]);

    await terminal.waitFor(/Your name: /);
    terminal.type('Ada');
    await terminal.waitFor(/Password: /);
    terminal.type('hunter2-hunter2');

    expect(await terminal.exit()).toBe(0);
    const text = terminal.text();
    expect(text).toMatch(/▸ ask {2}has the terminal now/);
    expect(text).toMatch(/15 characters\n+ {2}✓ ask +some terminal lines/);
    expect(text).toContain('  │ Ada in runbooks');
    expect(terminal.raw).not.toContain('hunter2');
    const [first] = ended(project);
    const log = project.read(`.runbook/runs/${project.runs()[0]}/${first.output.file}`);
    expect(log.replaceAll('\r', '')).toBe('a terminal\nYour name: Ada\nPassword: \n15 characters\n');
    expect(everythingKept(project)).not.toContain('hunter2');
  });

  test('Ctrl-C goes to the block, and the operator says what now', async () => {
    const project = makeProject();
    project.runbook(block('auto tty id=ask', `x=1\nread -p 'Your name: ' name\necho not reached`));
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.waitFor(/Your name: /);

    terminal.send('\x03');
    await terminal.question(/ask failed\. What now\?/);
    terminal.type('pause');

    expect(await terminal.exit()).toBe(5);
    expect(ended(project)[0].outcome).toMatchObject({
      status: 'failed',
      message: 'it was ended by a signal, such as Ctrl-C sends',
    });
    expect(terminal.text()).not.toContain('not reached\n');
  });

  test('is ended when its time is up, and gives the terminal back', async () => {
    const project = makeProject();
    project.runbook(
      block('auto tty id=ask timeout=500ms grace=500ms', `stty raw -echo; printf '\\033[?25l'; sleep 300`),
    );
    const terminal = project.terminal(['run', 'x', ...me]);

    await terminal.question(/ask failed\. What now\?/);
    terminal.type('pause');

    expect(await terminal.exit()).toBe(5);
    expect(ended(project)[0].outcome).toMatchObject({ status: 'failed', ending: 'timed-out' });
    expect(terminal.raw.lastIndexOf('\x1b[?25h')).toBeGreaterThan(terminal.raw.indexOf('\x1b[?25l'));
    expect(project.processes()).toEqual([]);
  });

  test('without a terminal fails and runs nothing', async () => {
    const project = makeProject();
    project.runbook(block('auto tty id=ask', 'touch ran'));

    const { exit, stdout } = await project.run(['run', 'x', ...me]);

    expect(exit).toBe(1);
    expect(stdout).toContain('it needs a terminal, and there is none');
    expect(existsSync(join(project.directory, 'ran'))).toBe(false);
  });

  test('shows what went before first, through a pipe too', async () => {
    const project = makeProject();
    project.runbook(
      `${block('readonly', 'echo before')}${block('auto tty id=ask', `read -p 'Your name: ' name`)}`,
    );
    const terminal = project.shell('runbook run x --as jesse | cat');
    await terminal.waitFor(/before[\s\S]*has the terminal now[\s\S]*Your name: /);
    terminal.type('Ada');
    expect(await terminal.exit()).toBe(0);
  });
});

describe('secret', () => {
  test('output is neither kept nor shown, and claims are checked all the same', async () => {
    const project = makeProject();
    const code = `echo "the key is tr0ub4dor"; (sleep 1; echo "late tr0ub4dor") &`;
    project.runbook(
      `${block('auto secret id=key expect="some key lines"', code)}${block('auto secret id=other expect="/key is (\\d+)/ > 3"', 'echo the key is 2; echo tr0ub4dor')}`,
    );
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.question(/other did not come out as expected/);
    terminal.type('accept known');

    expect(await terminal.exit()).toBe(0);
    expect(terminal.raw).not.toContain('tr0ub4dor');
    expect(terminal.text()).toMatch(/✓ key +some key lines; \d+ bytes of output withheld/);
    expect(terminal.text()).toContain('found something else (withheld)');
    expect(everythingKept(project).replaceAll(code, '')).not.toContain('tr0ub4dor');
    const [first, second] = ended(project);
    expect(first.output).toMatchObject({ bytes: 0, withheld: 21 });
    expect(second.outcome.verdicts[0]).toMatchObject({ ok: false, evidence: [] });
    expect((await project.run(['verify'])).exit).toBe(0);
  });
});

describe('once', () => {
  test('a killed block is settled by a human, though it is readonly, and not offered again', async () => {
    const project = makeProject();
    project.runbook(block('readonly once id=probe', 'cat hold\necho did it'));
    hold(project);
    const killed = project.terminal(['run', 'x', ...me]);
    await held(project);
    process.kill(killed.pid, 'SIGKILL');
    await killed.exit();
    holdNoMore(project);

    const nobody = await project.run(['resume', ...me]);
    expect(nobody.exit).toBe(8);
    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/What became of probe\?/);
    expect(shown.slice(shown.lastIndexOf('What became'))).not.toContain('retry');
    terminal.type('retry');
    await terminal.question(/probe is to run once only[\s\S]*again\s+all\s+the\s+same\?/);
    terminal.type('');
    await terminal.question(/What became of probe\?/);
    expect(project.journal().filter(({ type }) => type === 'block-started')).toHaveLength(1);
    terminal.type('retry');
    await terminal.question(/again\s+all\s+the\s+same\?/);
    terminal.type('y');

    expect(await terminal.exit()).toBe(0);
    expect(project.journal().filter(({ type }) => type === 'block-started')).toHaveLength(2);
  });
});

describe('keep-going', () => {
  test.each([
    ['a failure', 'keep-going', 'false', 1, 'failed'],
    ['an unexpected output', 'keep-going expect="some ready lines"', 'echo no', 4, 'unexpected'],
  ])('%s is on record, the run goes on, and is no success', async (_, annotations, code, exit, status) => {
    const project = makeProject();
    project.runbook(
      `${block(`auto id=first ${annotations}`, code)}${block('auto id=next', 'echo reached >reached')}`,
    );

    const ran = await project.run(['run', 'x', ...me]);

    expect(ran.exit).toBe(exit);
    expect(project.read('reached')).toBe('reached\n');
    expect(ended(project).map(({ outcome }) => outcome.status)).toEqual([status, 'passed']);
    expect(project.journal().at(-1)).toMatchObject({ type: 'run-ended', status, step: 'first', exit });
    // Resumed, the run asks what to do about it, and runs nothing again by itself.
    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/first (failed|did not come out as expected)\. What now\?/);
    terminal.type('accept known');
    expect(await terminal.exit()).toBe(0);
    expect(ended(project)).toHaveLength(2);
  });

  test('--check does not say that all is well either', async () => {
    const project = makeProject();
    project.runbook(`${block('readonly keep-going', 'false')}${block('gate', 'echo x')}`);
    expect((await project.run(['run', 'x', '--check', ...me])).exit).toBe(1);
  });
});

describe('strict', () => {
  const loop = 'for i in 1 2 3; do echo "at $i"; test $i != 2; done\necho behind';
  const nested = 'f() { echo in f; false; echo on; }\nf\necho behind';
  test.each([
    ['a loop', loop, 'at 1\nat 2\n'],
    ['a function', nested, 'in f\n'],
    // Where bash itself asks about the status, a failure is an answer: errexit's own meaning.
    [
      'a condition',
      'f() { false; echo on; }\nif f; then echo yes; fi\nf || echo no\nfalse\necho behind',
      'on\nyes\non\n',
    ],
  ])('stops in %s', async (_, code, printed) => {
    const project = makeProject();
    project.runbook(
      `${block('auto id=plain', code.replace(/\nfalse/, ''))}${block('auto strict id=strict', `x=1\n${code}`)}`,
    );

    const { exit, stdout } = await project.run(['run', 'x', ...me]);

    expect(exit).toBe(1);
    const [plain, strict] = ended(project);
    expect(plain.outcome.status).toBe('passed');
    expect(strict.outcome.status).toBe('failed');
    expect(project.read(`.runbook/runs/${project.runs()[0]}/${strict.output.file}`)).toBe(printed);
    expect(stdout).toContain('✗ FAILED  strict');
  });

  test('ends with its block', async () => {
    const project = makeProject();
    project.runbook(
      `${block('auto strict', 'true')}${block('auto', 'for i in 1 2; do false; echo on $i; done')}`,
    );
    expect((await project.run(['run', 'x', ...me])).exit).toBe(0);
  });
});
