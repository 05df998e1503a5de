import { describe, expect, test } from 'vitest';
import { held, hold, holdNoMore } from './held.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const me = ['--as', 'jesse'];
const fence = '```';

const gate = (id: string, code: string) => `${fence}bash gate id=${id}\n${code}\n${fence}\n`;

describe('one run a target', () => {
  test('a second one is refused and told who holds it, and at which step; kill -9 sets it free', async () => {
    const target = `test@e2e-${process.pid}`;
    const project = makeProject();
    const document = `---\nrunbook: {id: x, target: ${target}}\n---\n\n# X\n\n${gate('change', 'cat hold')}`;
    project.write('runbooks/x.md', document);
    project.write('runbooks/y.md', document.replace('id: x', 'id: y'));
    hold(project);
    const holder = project.terminal(['run', 'x', ...me]);
    await holder.question(/Run change\?/);
    holder.type('y');
    await held(project);
    const [run] = project.runs();

    const second = await project.run(['run', 'y', ...me]);
    expect([second.exit, second.stdout]).toEqual([7, '']);
    expect(second.stderr).toContain(`the target ${target} is taken`);
    expect(second.stderr).toMatch(
      new RegExp(`run ${run} by .*\\(jesse\\) on .* has it since .*, at step change`),
    );
    expect(project.runs()).toEqual([run]);
    const resumed = await project.run(['resume', run ?? '', ...me]);
    expect(resumed.exit).toBe(7);
    expect(resumed.stderr).toContain(`the run ${run} is taken`);

    process.kill(holder.pid, 'SIGKILL');
    await holder.exit();
    holdNoMore(project);
    expect((await project.run(['run', 'y', ...me])).exit).toBe(5);
    expect((await project.run(['resume', run ?? '', ...me])).exit).toBe(8);
  });
});

test('the target of a killed run is taken until what it left running has ended', async () => {
  const project = targeted(gate('change', `(trap '' TERM; cat hold)`), gate('look', 'echo look'));
  hold(project);
  const holder = project.terminal(['run', 'x', ...me]);
  await holder.question(/Run change\?/);
  holder.type('y');
  await held(project);

  process.kill(holder.pid, 'SIGKILL');
  const { exit } = await project.run(['run', 'y', ...me]);

  expect(exit).toBe(5);
  expect(project.processes()).toEqual([]);
});

describe('a target with an unfinished run', () => {
  const other = gate('look', 'echo look >>ran');

  test('is told without a terminal, and no new run begins', async () => {
    const project = await pausedOnTarget();
    const [run] = project.runs();
    const { exit, stderr } = await project.run(['run', 'y', ...me]);
    expect(exit).toBe(5);
    expect(stderr).toMatch(
      new RegExp(`has an unfinished run: ${run} {2}x, paused at change, begun .* by .*jesse`),
    );
    expect(stderr).toContain(`runbook resume ${run} goes on with it`);
    expect(project.runs()).toEqual([run]);
  });

  test('is named beside others; the one of the runbook that was asked for is gone on with first', async () => {
    const project = await pausedOnTarget();
    const begun = project.terminal(['run', 'y', ...me]);
    await begun.question(/Go on with/);
    begun.type('new');
    await begun.question(/Run look\?/);
    begun.type('pause');
    expect(await begun.exit()).toBe(5);
    const [x = '', y = ''] = project.runs();

    for (const [name, first] of [
      ['x', x],
      ['y', y],
    ] as const) {
      const { exit, stderr } = await project.run(['run', name, ...me]);
      expect([name, exit]).toEqual([name, 5]);
      expect(stderr).toMatch(
        new RegExp(`has unfinished runs: ${y} {2}y, paused at look.*; ${x} {2}x, paused`),
      );
      expect(stderr).toContain(`runbook resume ${first} goes on with it`);
    }
  });

  test('is only mentioned to a run that changes nothing', async () => {
    const project = await pausedOnTarget();
    const { exit, stderr } = await project.run(['run', 'y', '--check', ...me]);
    expect(exit).toBe(0);
    expect(stderr).toContain(`unfinished on this target: ${project.runs()[0]}`);
  });

  test('is only mentioned where it has changed nothing either', async () => {
    const project = targeted(gate('change', 'echo change >>ran'), other);
    expect((await project.run(['run', 'x', ...me])).exit).toBe(5);
    const { exit, stderr, stdout } = await project.run(['run', 'y', ...me]);
    expect(exit).toBe(5);
    expect(stderr).toContain('unfinished on this target: ');
    expect(stdout).toContain('PAUSED');
    expect(project.runs()).toHaveLength(2);
  });

  test('that was killed is told of although nothing had been answered', async () => {
    const project = targeted(gate('change', 'echo change >>ran'), other);
    const killed = project.terminal(['run', 'x', ...me]);
    await killed.question(/Run change\?/);
    killed.kill('SIGKILL');
    await killed.exit();

    const terminal = project.terminal(['run', 'y', ...me]);
    expect(await terminal.question(/Go on with \S+\?/)).toMatch(/x, unknown at change, begun/);
    terminal.type('n');
    expect(await terminal.exit()).toBe(5);
  });

  test('is offered to go on with', async () => {
    const project = await pausedOnTarget();
    const terminal = project.terminal(['run', 'y', ...me]);
    const shown = await terminal.question(/Go on with \S+\? {2}y\/N/);
    expect(shown).toMatch(/Not finished on test@[\s\S]* x, paused at change, begun/);
    terminal.type('y');
    await terminal.question(/Run change\?/);
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
    expect(project.runs()).toHaveLength(1);
    expect(project.read('ran')).toBe('first\nchange\n');
  });

  test('is told of as begun by whoever began it, whoever had it since', async () => {
    const project = await pausedOnTarget();
    expect((await project.run(['resume', '--as', 'kim'])).exit).toBe(5);
    const { stderr } = await project.run(['run', 'y', '--as', 'kim']);
    expect(stderr).toMatch(/x, paused at change, begun .* UTC by .*\(jesse\)\n/);
  });

  test('begins a new one only where that is said, which is on record; a finished one is not told of', async () => {
    const project = await pausedOnTarget();
    const [run] = project.runs();
    const unwilling = project.terminal(['run', 'y', ...me]);
    await unwilling.question(
      /Go on with \S+\?[\s\S]*or: new, to begin another run beside it \(Enter: neither\)/,
    );
    unwilling.type('begin');
    await unwilling.question(/That is no answer here[\s\S]*Go on with/);
    unwilling.type('');
    expect(await unwilling.exit()).toBe(5);
    expect(project.runs()).toEqual([run]);

    const terminal = project.terminal(['run', 'y', ...me]);
    await terminal.question(/Go on with/);
    terminal.type('new');
    await terminal.question(/Run look\?/);
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
    expect(project.journal()[0]).toMatchObject({ type: 'run-started', besides: [run] });

    const third = project.terminal(['run', 'y', ...me]);
    const shown = await third.question(/Go on with/);
    expect(shown).not.toContain(' y, done');
    third.type('n');
    expect(await third.exit()).toBe(5);
  });

  test('is let go of once it was aborted and another one was begun all the same', async () => {
    const project = await pausedOnTarget();
    const aborting = project.terminal(['resume', ...me]);
    await aborting.question(/Run change\?/);
    aborting.type('abort no longer wanted');
    expect(await aborting.exit()).toBe(6);
    const second = project.terminal(['run', 'y', ...me]);
    await second.question(/Go on with/);
    second.type('new');
    await second.question(/Run look\?/);
    second.type('y');
    expect(await second.exit()).toBe(0);

    const third = project.terminal(['run', 'y', ...me]);
    const shown = await third.question(/Run look\?/);
    third.type('pause');
    expect(shown).not.toContain('Go on with');
    expect(await third.exit()).toBe(5);
  });

  async function pausedOnTarget(): Promise<Project> {
    const first = `${fence}bash auto id=first\necho first >>ran\n${fence}\n`;
    const project = targeted(`${first}\n${gate('change', 'echo change >>ran')}`, other);
    expect((await project.run(['run', 'x', ...me])).exit).toBe(5);
    return project;
  }
});

describe('an unfinished run of the same runbook', () => {
  const look = `${fence}bash readonly id=look\necho look\n${fence}\n`;
  const change = `${fence}bash auto id=change\necho change >>ran\n${fence}\n`;
  const before = (run: string) => new RegExp(`${run} {2}x, paused at last, begun .* by .*jesse`);

  test.each([
    ['without a target', makeUntargeted],
    ['on its target', (body: string) => targeted(body, look)],
  ])('that was paused is offered in one question though it has changed nothing: %s', async (_, make) => {
    const project = make(look + gate('last', 'echo last >>ran'));
    expect((await project.run(['run', 'x', ...me])).exit).toBe(5);
    const [run = ''] = project.runs();

    const unwilling = project.terminal(['run', 'x', ...me]);
    expect((await unwilling.question(/Go on with \S+\? {2}y\/N/)).replace(/\s+/g, ' ')).toMatch(
      new RegExp(`${run} x, paused at last, begun .* by .*jesse`),
    );
    unwilling.type('');
    expect(await unwilling.exit()).toBe(5);
    expect(unwilling.text().replace(/\s+/g, ' ')).toContain(`runbook resume ${run} goes on with it`);
    expect(unwilling.text()).not.toContain('said at a terminal');
    expect(project.runs()).toEqual([run]);

    const anew = project.terminal(['run', 'x', ...me]);
    await anew.question(/Go on with/);
    anew.type('new');
    await anew.question(/Run last\?/);
    anew.type('pause');
    expect(await anew.exit()).toBe(5);
    expect(project.journal()[0]).toMatchObject({ type: 'run-started', besides: [run] });

    // The later of the two is the one that counts now.
    const willing = project.terminal(['run', 'x', ...me]);
    await willing.question(new RegExp(`Go on with ${project.runs()[1]}\\?`));
    willing.type('y');
    await willing.question(/Run last\?/);
    willing.type('y');
    expect(await willing.exit()).toBe(0);
    expect([project.runs().length, project.read('ran')]).toEqual([2, 'last\n']);
  });

  test('is taken up by whoever has given a name already', async () => {
    const project = makeUntargeted(look + gate('last', 'echo last >>ran'));
    await project.run(['run', 'x', ...me]);
    const terminal = project.terminal(['run', 'x']);
    await terminal.question(/Your name|Go on with/);
    // Not every account that tests run under is one of several people.
    if (terminal.text().includes('Your name')) terminal.type('kim');
    await terminal.question(/Go on with/);
    terminal.type('y');
    await terminal.question(/Run last\?/);
    expect(terminal.text().split('Your name').length - 1).toBeLessThanOrEqual(1);
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
  });

  test('is only told of where nobody can be asked, and where the new one changes nothing', async () => {
    const project = makeUntargeted(look + change + gate('last', 'echo last >>ran'));
    expect((await project.run(['run', 'x', ...me])).exit).toBe(5);
    const [run = ''] = project.runs();
    for (const [options, exit] of [
      [['--check'], 0],
      [[], 5],
    ] as const) {
      const { exit: found, stderr } = await project.run(['run', 'x', ...options, ...me]);
      expect([options, found]).toEqual([options, exit]);
      expect(stderr).toMatch(before(run));
      expect(stderr).toContain(`runbook: unfinished of this runbook: ${run}`);
    }
  });

  test('that has changed something is offered though it failed, one that only looked is not', async () => {
    const project = makeUntargeted(`${change}\n${fence}bash readonly id=look\ncat there\n${fence}\n`);
    expect((await project.run(['run', 'x', ...me])).exit).toBe(1);
    const terminal = project.terminal(['run', 'x', ...me]);
    expect(await terminal.question(/Go on with \S+\?/)).toContain('x, failed at look, begun');
    terminal.type('n');
    expect(await terminal.exit()).toBe(5);

    const looked = makeUntargeted(`${fence}bash readonly id=look\ncat there\n${fence}\n`);
    expect((await looked.run(['run', 'x', ...me])).exit).toBe(1);
    looked.write('there', '');
    const again = looked.terminal(['run', 'x', ...me]);
    expect(await again.exit()).toBe(0);
    expect(again.text()).not.toContain('Go on with');
  });

  test('that was aborted is told of and not offered', async () => {
    const project = makeUntargeted(`${change}\n${gate('last', 'echo last >>ran')}`);
    const aborted = project.terminal(['run', 'x', ...me]);
    await aborted.question(/Run last\?/);
    aborted.type('abort no longer wanted');
    expect(await aborted.exit()).toBe(6);

    const terminal = project.terminal(['run', 'x', ...me]);
    const shown = await terminal.question(/Run last\?/);
    expect(shown.replace(/\s+/g, ' ')).toMatch(/unfinished of this runbook: \S+ x, aborted at last, begun/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);
  });

  test('is none of another runbook that has no target; one that is being walked is told of', async () => {
    const project = makeUntargeted(gate('last', 'echo last >>ran'));
    project.runbook(gate('other', 'echo other >>ran'), 'z');
    expect((await project.run(['run', 'z', ...me])).exit).toBe(5);
    const walked = project.terminal(['run', 'x', ...me]);
    expect(await walked.question(/Run last\?/)).not.toContain('Go on with');
    const beside = project.terminal(['run', 'x', ...me]);
    const shown = await beside.question(/Run last\?/);
    expect(shown).not.toContain('Go on with');
    expect(shown.replace(/\s+/g, ' ')).toMatch(
      new RegExp(`not yet over: ${project.runs()[1]} x, being walked by another process, at last, begun`),
    );
    for (const each of [walked, beside]) {
      each.type('y');
      expect(await each.exit()).toBe(0);
    }
  });

  function makeUntargeted(body: string): Project {
    const project = makeProject();
    project.runbook(body);
    return project;
  }
});

/** Two runbooks, x and y, on one target that no other test has. */
function targeted(x: string, y: string): Project {
  const project = makeProject();
  const document = (id: string, body: string) =>
    `---\nrunbook: {id: ${id}, target: "test@${project.directory}"}\n---\n\n# ${id}\n\n${body}`;
  project.write('runbooks/x.md', document('x', x));
  project.write('runbooks/y.md', document('y', y));
  return project;
}
