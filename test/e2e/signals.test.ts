import { describe, expect, test, vi } from 'vitest';
import { held, hold, letGo } from './held.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const me = ['--as', 'jesse'];
const fence = '```';

const changing = `
${fence}bash gate id=change
echo ran >>ran
cat hold
echo all done
${fence}

${fence}bash gate id=after
echo after
${fence}
`;

describe('at a gate', () => {
  test.each([
    ['Ctrl-C', '\x03', 'interrupted'],
    ['Ctrl-D', '\x04', 'the input ended (Ctrl-D)'],
  ])('%s pauses the run', async (_, keys, says) => {
    const project = makeProject();
    project.runbook(changing);
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.question(/Run change\?/);

    terminal.send(keys);

    expect(await terminal.exit()).toBe(5);
    expect(terminal.text()).toContain(`PAUSED  at change: ${says}`);
    expect(terminal.text()).toContain(`runbook resume ${project.runs()[0]}`);
    expect(typesOf(project)).toEqual(['run-started', 'gate-opened', 'run-paused']);
  });

  test('SIGTERM ends the run with 143', async () => {
    const project = makeProject();
    project.runbook(changing);
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.question(/Run change\?/);

    process.kill(terminal.pid, 'SIGTERM');

    expect(await terminal.exit()).toBe(143);
    expect(project.journal().at(-1)).toMatchObject({ type: 'run-paused', reason: 'terminated' });
  });

  test('a terminal that goes away pauses the run', async () => {
    const project = makeProject();
    project.runbook(changing);
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.question(/Run change\?/);

    terminal.disconnect();

    expect(await terminal.exit()).toBe(5);
    expect(typesOf(project)).toEqual(['run-started', 'gate-opened', 'run-paused']);
    expect(project.journal().at(-1)).toMatchObject({ step: 'change', reason: 'hang-up' });
    await goesOn(project);
  });
});

describe('while a block runs', () => {
  test('Ctrl-C interrupts the block, and the operator says what now', async () => {
    const { project, terminal } = await inside(changing);

    terminal.send('\x03');
    const shown = await terminal.question(/change was interrupted\. What now\?/);
    terminal.type('pause');

    expect(await terminal.exit()).toBe(5);
    expect(shown).toMatch(/interrupted, exit 130/);
    expect(shown).not.toContain('all done');
    const [ended] = project.journal().filter(({ type }) => type === 'block-ended');
    expect(ended.outcome).toMatchObject({ status: 'failed', ending: 'interrupted', exit: 130 });
  });

  test('Ctrl-C twice stops the run with 130, whatever the block does about it', async () => {
    const stubborn = changing.replace('cat hold', `(trap 'echo not yet' INT; until cat hold; do :; done)`);
    const { project, terminal } = await inside(stubborn);

    terminal.send('\x03');
    await terminal.waitFor(/! interrupted; Ctrl-C again stops the run[\s\S]*│ not yet/);
    terminal.send('\x03');

    expect(await terminal.exit()).toBe(130);
    expect(project.processes()).toEqual([]);
    expect(project.journal().filter(({ type }) => type === 'block-ended')).toHaveLength(1);
    expect(project.journal().at(-1)).toMatchObject({ type: 'run-paused', reason: 'interrupted-twice' });
    expect(terminal.text()).toMatch(
      /PAUSED {2}at change: interrupted twice +exit 130\n[\s\S]*runbook resume/,
    );
  });

  test('SIGTERM ends the block, and the run with 143', async () => {
    const { project, terminal } = await inside(changing);

    process.kill(terminal.pid, 'SIGTERM');

    expect(await terminal.exit()).toBe(143);
    expect(terminal.text()).toMatch(/PAUSED {2}at change: it was told to stop +exit 143\n/);
    expect(project.processes()).toEqual([]);
    const [ended] = project.journal().filter(({ type }) => type === 'block-ended');
    expect(ended.outcome.status).toBe('failed');
  });

  test('a terminal that goes away lets the block come to its end, and then pauses', async () => {
    const { project, terminal } = await inside(changing);

    terminal.disconnect();
    await letGo(project);

    expect(await terminal.exit()).toBe(5);
    const [ended] = project.journal().filter(({ type }) => type === 'block-ended');
    expect(ended.outcome).toMatchObject({ status: 'passed', exit: 0 });
    expect(project.journal().at(-1)).toMatchObject({ type: 'run-paused', reason: 'hang-up' });
    expect(project.processes()).toEqual([]);
    const again = project.terminal(['resume', ...me]);
    await again.question(/Run after\?/);
    again.type('y');
    expect(await again.exit()).toBe(0);
    expect(project.read('ran')).toBe('ran\n');
  });

  test('so does a login shell that dies of it', async () => {
    const project = makeProject();
    project.runbook(changing);
    hold(project);
    const terminal = project.shell(`runbook run x ${me.join(' ')}; echo "not reached" >reached`);
    await terminal.question(/Run change\?/);
    terminal.type('y');
    await held(project);

    terminal.disconnect();
    await terminal.exit();
    await letGo(project);
    await ends(project);

    const [ended] = project.journal().filter(({ type }) => type === 'block-ended');
    expect(ended.outcome).toMatchObject({ status: 'passed', exit: 0 });
    expect(project.journal().at(-1)).toMatchObject({ type: 'run-paused', reason: 'hang-up' });
  });
});

/** A run that stands in the middle of the block `change`. */
async function inside(body: string) {
  const project = makeProject();
  project.runbook(body);
  hold(project);
  const terminal = project.terminal(['run', 'x', ...me]);
  await terminal.question(/Run change\?/);
  terminal.type('y');
  await held(project);
  return { project, terminal };
}

/** The run is taken up at the gate where it was left. */
async function goesOn(project: Project): Promise<void> {
  const terminal = project.terminal(['resume', ...me]);
  await terminal.question(/Run change\?/);
  terminal.type('pause');
  expect(await terminal.exit()).toBe(5);
}

async function ends(project: Project): Promise<void> {
  await vi.waitFor(() => expect(project.processes()).toEqual([]), { timeout: 30_000, interval: 20 });
}

function typesOf(project: Project): readonly string[] {
  return project.journal().map(({ type }) => type);
}
