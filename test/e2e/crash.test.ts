import { describe, expect, test, vi } from 'vitest';
import { held, hold, holdNoMore } from './held.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';
import type { Terminal } from './terminal.ts';

const me = ['--as', 'jesse'];

const changing = `
\`\`\`bash gate id=change
echo ran >>ran
echo half done
cat hold
echo all done
\`\`\`

\`\`\`bash readonly id=after
wc -l ran   # expect some ran lines
\`\`\`
`;

const looking = `
\`\`\`bash readonly id=look
echo looking
cat hold
\`\`\`

> Expect: \`some looking lines\`

\`\`\`bash readonly id=after
echo after   # expect some after lines
\`\`\`
`;

describe('kill -9 of the runner while a block changes things', () => {
  test('leaves no process, and a run that nobody takes for finished', async () => {
    const project = await killedInside(changing, true);

    const [listed] = JSON.parse((await project.run(['runs', '--json'])).stdout);
    expect(listed).toMatchObject({ status: 'unknown', step: 'change' });
    const report = JSON.parse((await project.run(['report', listed.run])).stdout);
    expect(report.steps.map(({ status }: { status: string }) => status)).toEqual(['unknown', 'pending']);
    expect([listed.time, report.time]).toMatchObject([{ lost: 1 }, { lost: 1 }]);
    expect((await project.run(['runs'])).stdout).toMatch(/ at least [\d.]+s /);
    expect((await project.run(['verify', listed.run])).exit).toBe(0);
  });

  test('resume without a terminal does not run it again: exit 8', async () => {
    const project = await killedInside(changing, true);

    const { exit, stdout } = await project.run(['resume', ...me]);

    expect(exit).toBe(8);
    expect(stdout).toMatch(/UNKNOWN {2}at change/);
    expect(stdout).toMatch(/go on {2}runbook resume \S+/);
    expect(project.read('ran')).toBe('ran\n');
  });

  test('resume at once asks only when all that was running has ended', async () => {
    const project = await startedInside(
      `\`\`\`bash gate id=change\n(trap '' TERM; cat hold)\n\`\`\`\n`,
      true,
    );
    killRunner(project);

    const { exit } = await project.run(['resume', ...me]);

    expect(exit).toBe(8);
    expect(project.processes()).toEqual([]);
  });

  test('resume shows what it had printed and asks; Enter decides nothing; settled as done it goes on', async () => {
    const project = await killedInside(changing, true);
    const terminal = project.terminal(['resume', ...me]);

    const shown = await terminal.question(/What became of change\?/);
    expect(shown).toMatch(/\? UNKNOWN {2}change/);
    expect(shown).toMatch(/The last it had printed:\n {2}│ half done\n/);
    terminal.type('');
    await terminal.question(/Nothing is decided yet[\s\S]*What became of change\?/);
    terminal.type('yes');
    await terminal.question(/Nothing is decided yet[\s\S]*What became of change\?/);
    terminal.type('done');
    await terminal.question(/Reason for taking change as done/);
    terminal.type('it had written its line');

    expect(await terminal.exit()).toBe(0);
    expect(terminal.text()).toContain('DONE, not all of it passed');
    expect(project.read('ran')).toBe('ran\n');
    expect(settlements(project)).toEqual([['done', 'it had written its line', 'jesse']]);
  });

  test('retry passes the gate again before it runs a second time', async () => {
    const project = await killedInside(changing, true);
    const terminal = project.terminal(['resume', ...me]);

    await terminal.question(/What became of change\?/);
    terminal.type('retry');
    const gate = await terminal.question(/Run change\? {2}y\/N/);
    expect(gate).toContain('┃ echo ran >>ran');
    expect(project.read('ran')).toBe('ran\n');
    terminal.type('y');

    expect(await terminal.exit()).toBe(0);
    expect(project.read('ran')).toBe('ran\nran\n');
  });

  test('skip wants a reason and is on record', async () => {
    const project = await killedInside(changing, true);
    const terminal = project.terminal(['resume', ...me]);

    await terminal.question(/What became of change\?/);
    terminal.type('skip undone by hand');

    expect(await terminal.exit()).toBe(0);
    expect(project.read('ran')).toBe('ran\n');
    expect(settlements(project)).toEqual([['skip', 'undone by hand', 'jesse']]);
    const report = JSON.parse((await project.run(['report', project.runs()[0] ?? ''])).stdout);
    expect(report.steps.map(({ status }: { status: string }) => status)).toEqual(['skipped', 'passed']);
  });
});

describe('kill -9 of the runner while a block only looks', () => {
  test('leaves no process; resume runs it again by itself', async () => {
    const project = await killedInside(looking, false);

    const { exit, stdout } = await project.run(['resume', ...me]);

    expect(exit).toBe(0);
    expect(stdout).toMatch(/✓ DONE {2}2 passed/);
    const types = project.journal().map(({ type, step }) => `${type} ${step}`);
    expect(types.filter((type) => type === 'block-started look')).toHaveLength(2);
    expect(types.filter((type) => type === 'block-ended look')).toHaveLength(1);
  });
});

test('kill -9 at a gate gives the terminal back as a person needs it', async () => {
  const project = makeProject();
  project.runbook(changing);
  const line = `runbook run x ${me.join(' ')}; read -r answer; stty -a; echo "heard $answer"`;
  const terminal = project.shell(line);
  await terminal.question(/Run change\?/);

  killRunner(project);
  await nothingLeft(project, terminal);
  terminal.type('hello');

  expect(await terminal.exit()).toBe(0);
  expect(terminal.text()).toContain('heard hello');
  expect(terminal.text()).toMatch(/ icanon/);
  expect(terminal.text()).toMatch(/ echo /);
  const hidden = terminal.raw.lastIndexOf('\x1b[?25l');
  expect(terminal.raw.lastIndexOf('\x1b[?25h')).toBeGreaterThanOrEqual(hidden);
  // The question was not answered, so nothing is unknown.
  const report = JSON.parse((await project.run(['report', project.runs()[0] ?? ''])).stdout);
  expect(report.steps.map(({ status }: { status: string }) => status)).toEqual(['pending', 'pending']);
});

/** A project whose runner was killed in the middle of its first block; run again that block comes to its end. */
async function killedInside(body: string, gated: boolean): Promise<Project> {
  const project = await startedInside(body, gated);
  killRunner(project);
  await nothingLeft(project);
  holdNoMore(project);
  return project;
}

/** A project whose run stands in the middle of its first block. */
async function startedInside(body: string, gated: boolean): Promise<Project> {
  const project = makeProject();
  project.runbook(body);
  hold(project);
  const terminal = project.terminal(['run', 'x', ...me]);
  if (gated) {
    await terminal.question(/Run change\?/);
    terminal.type('y');
  }
  await held(project);
  return project;
}

const patience = { timeout: 30_000, interval: 20 };

function killRunner(project: Project): void {
  const runner = project.processes().find((line) => line.includes('cli.js run x'));
  if (runner === undefined) throw new Error('there is no runner');
  process.kill(Number.parseInt(runner, 10), 'SIGKILL');
}

/** The watchdog needs a moment: it sees the runner's death and then ends what is left. */
async function nothingLeft(project: Project, terminal?: Terminal): Promise<void> {
  const shell = `${terminal?.pid} `;
  await vi.waitFor(
    () => expect(project.processes().filter((line) => !line.startsWith(shell))).toEqual([]),
    patience,
  );
}

function settlements(project: Project): unknown[] {
  return project
    .journal()
    .filter(({ type }) => type === 'outcome-settled')
    .map(({ settlement, reason, by }) => [settlement, reason, by.name]);
}
