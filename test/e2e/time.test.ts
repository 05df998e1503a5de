import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';

const fence = '```';
const me = ['--as', 'jesse'];

describe('polling', () => {
  test('shows attempts, the time that has passed and what is still missing', async () => {
    const project = makeProject();
    // The session keeps what the attempts before have set.
    const count = 'n=x$n; echo "${#n} of 4 Ready"; [ ${#n} -lt 4 ] || echo done';
    project.runbook(
      `${fence}bash readonly id=ready within=60s every=1s expect="some done lines"\n${count}\n${fence}\n`,
    );
    const terminal = project.terminal(['run', 'x', ...me], { columns: 110 });

    await terminal.waitFor(
      /▸ ready {2}waiting {2}attempt 3 · [1-9]\d*s of 60s\n {4}expected some done lines — found 0 of 1 line/,
    );

    expect(await terminal.exit()).toBe(0);
    expect(terminal.text()).toMatch(/✓ ready +some done lines/);
    expect(terminal.text().match(/waiting|attempt/g)).toBeNull();
    expect(terminal.brokenRows()).toEqual([]);
  });

  test('the deadline ends an attempt that is running, and what it has started', async () => {
    const project = makeProject();
    project.runbook(
      `${fence}bash readonly id=ready within=1s every=500ms grace=500ms expect="some done lines"\necho begun\nsleep 411\n${fence}\n`,
    );

    const { exit, stdout } = await project.run(['run', 'x', ...me]);

    expect(exit).toBe(1);
    expect(stdout).toMatch(/it did not come true within 1s/);
    const ended = project.journal().filter(({ type }) => type === 'block-ended');
    expect(ended).toHaveLength(1);
    expect(ended[0].outcome).toMatchObject({ status: 'failed', ending: 'timed-out' });
    expect(ended[0].took).toBeGreaterThanOrEqual(900);
    expect(project.processes()).toEqual([]);
  });

  test('ends at once when waiting longer is pointless', async () => {
    const project = makeProject();
    project.runbook(
      `${fence}bash readonly id=ready within=10m every=5m expect="some done lines" abort="some Failed lines"\necho Failed\n${fence}\n`,
    );
    const { exit, stdout } = await project.run(['run', 'x', ...me]);
    expect(exit).toBe(4);
    expect(stdout).toContain('its abort condition holds');
  });
});

describe('a wait that is interrupted', () => {
  const within = 'within=10m every=5m expect="some done lines"';

  test('between two attempts says what it came to, and is left by any answer', async () => {
    const project = makeProject();
    project.runbook(
      `${fence}bash readonly id=ready ${within}\necho not yet\n${fence}\n\n${fence}bash auto id=after\ntouch made\n${fence}\n`,
    );
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.waitFor(/attempt 1 · [1-9]s/);

    terminal.send('\x03');
    const shown = await terminal.question(/ready was interrupted\. What now\?/);
    terminal.type('skip it never comes');

    expect(await terminal.exit()).toBe(0);
    expect(shown.replace(/\s+/g, ' ')).toMatch(
      /✗ FAILED ready .* interrupted the wait was interrupted after [1-9]\d*s of 10m, 1 attempt; last found: 0 of 1 line/,
    );
    expect(shown).not.toContain('did not come true');
    expect(shown).toMatch(/retry, skip, accept, note, shell, pause, abort/);
    const types = project.journal().map(({ type }) => type);
    expect(types).toContain('wait-interrupted');
    expect(
      project.journal().filter(({ step, type }) => step === 'after' && type === 'block-ended'),
    ).toHaveLength(1);
    const { stdout } = await project.run(['report', project.runs()[0] ?? '', '--format', 'md']);
    expect(stdout).toContain('the wait was interrupted after');
  });

  test('without anybody to ask pauses the run, which then waits anew', async () => {
    const project = makeProject();
    project.runbook(
      `${fence}bash readonly id=ready ${within}\necho not yet; [ ! -e go ] || echo done\n${fence}\n`,
    );
    const terminal = project.terminal(['run', 'x', '--no-input', ...me]);
    await terminal.waitFor(/attempt 1 · [1-9]s/);

    terminal.send('\x03');

    expect(await terminal.exit()).toBe(5);
    expect(project.journal().at(-1)).toMatchObject({
      type: 'run-paused',
      step: 'ready',
      reason: 'interrupt',
    });
    project.write('go', '');
    expect((await project.run(['resume', ...me])).exit).toBe(0);
  });
});

describe('a time-out', () => {
  test('rebuilds a session that had to be killed from its snapshot, and says what is lost', async () => {
    const project = makeProject();
    project.runbook(
      `${fence}bash auto id=before\nx=kept; cd runbooks\n${fence}\n\n` +
        `${fence}bash auto id=slow timeout=300ms grace=300ms keep-going\nx=lost; trap '' TERM; (trap '' TERM; sleep 412; sleep 413)\n${fence}\n\n` +
        `${fence}bash readonly id=after expect="contains 'kept in runbooks'"\necho "$x in \${PWD##*/}"\n${fence}\n`,
    );

    const { exit, stdout } = await project.run(['run', 'x', ...me]);

    expect(exit).toBe(1);
    expect(stdout).toContain('the shell was started again from its snapshot');
    const outcomes = project.journal().filter(({ type }) => type === 'block-ended');
    expect(outcomes.map(({ outcome }) => outcome.ending)).toEqual(['exited', 'timed-out', 'exited']);
    expect(outcomes[2].outcome.status).toBe('passed');
    expect(project.processes()).toEqual([]);
  });

  test('what takes longer than it takes as a rule is told, and goes on', async () => {
    const project = makeProject();
    project.runbook(`${fence}bash auto id=slow about=200ms\nsleep 1.5\n${fence}\n`);
    const { exit, stdout } = await project.run(['run', 'x', ...me]);
    expect(exit).toBe(0);
    expect(stdout.match(/! slow takes longer than the 200ms it takes as a rule/g)).toHaveLength(1);
  });
});
