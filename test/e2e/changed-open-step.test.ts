import { describe, expect, test } from 'vitest';
import { fence, killRunner, statuses } from './flow-project.ts';
import { held, hold, holdNoMore } from './held.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const me = ['--as', 'jesse'];
const doit = fence('gate id=doit', 'echo ran >>ran; cat hold');
const next = fence('gate id=next', 'echo next >>ran');
const stop = `<!-- runbook: stop="all there already" when="$HOME != ''" -->\n\n`;
const goOn = /Go on with it as it is now\?/;

describe('a document that was edited while what became of a killed block is unknown', () => {
  test.each([
    ['a stop above it', `## Early\n\n${stop}## Do\n\n${doit}${next}`, true],
    ['a section with a condition', `## Do\n\n<!-- runbook: when="$HOME = ''" -->\n\n${doit}${next}`, true],
    [
      'a condition on the step',
      `${fence(`gate id=doit when="$HOME = ''"`, 'echo ran >>ran; cat hold')}${next}`,
      false,
    ],
  ])('and has %s: that is settled before anything else', async (name, body, leavesOutNext) => {
    const project = await killedInside();
    project.runbook(body);

    const unwilling = project.terminal(['resume', ...me]);
    // Whether a condition alone is a change that is asked about is told elsewhere.
    const first = await unwilling.question(/(?:Go on with it as it is now|What became of doit)\?/);
    if (name === 'a stop above it') expect(first).toContain('early-1: new\n');
    if (goOn.test(first)) {
      unwilling.type('y');
      await unwilling.question(/What became of doit\?/);
    }
    unwilling.type('pause');
    expect(await unwilling.exit()).toBe(5);
    expect(await statuses(project)).toMatchObject({ doit: 'unknown' });
    expect((await project.run(['resume', ...me])).exit).toBe(8);

    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/What became of doit\?/);
    terminal.type('done its line is there');
    if (!leavesOutNext) {
      await terminal.question(/Run next\?/);
      terminal.type('y');
    }
    expect(await terminal.exit()).toBe(0);
    expect(terminal.text()).toContain('DONE, not all of it passed');
    expect(await statuses(project)).toMatchObject({ doit: 'deviated' });
    expect(project.read('ran').match(/^ran$/gm)).toHaveLength(1);
    const { stdout } = await project.run(['report', '--format', 'md']);
    expect(stdout).toMatch(/## Worth knowing[\s\S]*doit[\s\S]*its line is there/);
    expect((await project.run(['verify', project.runs()[0] ?? ''])).exit).toBe(0);
  });

  test('and only looks now: what it was is told and settled, and it is not run by itself', async () => {
    const project = await killedInside();
    project.runbook(fence('readonly id=doit', 'echo ran again') + next);

    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(goOn);
    expect(shown).toContain('doit: changed, and what became of it is unknown\n');
    terminal.type('y');
    await terminal.question(/What became of doit\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);
    expect((await project.run(['resume', ...me])).exit).toBe(8);
    expect(await statuses(project)).toMatchObject({ doit: 'unknown', next: 'pending' });
    const { stdout } = await project.run(['report', '--format', 'md']);
    expect(stdout).toMatch(/## Worth knowing[\s\S]*what became of it is not on record/);

    const settled = project.terminal(['resume', ...me]);
    await settled.question(/What became of doit\?/);
    settled.type('skip undone by hand');
    await settled.question(/Run next\?/);
    settled.type('y');
    expect(await settled.exit()).toBe(0);
    expect(project.read('ran')).toBe('ran\nnext\n');
    expect(project.journal().filter(({ type }) => type === 'block-started')).toHaveLength(2);
  });
});

test('a stop above a step that failed does not make its run done', async () => {
  const project = makeProject();
  const fails = fence('gate id=doit', 'echo ran >>ran; false');
  project.runbook(`## Do\n\n${fails}${next}`);
  const first = project.terminal(['run', 'x', ...me]);
  await first.question(/Run doit\?/);
  first.type('y');
  await first.question(/What now\?/);
  first.type('pause');
  expect(await first.exit()).toBe(5);

  project.runbook(`## Early\n\n${stop}## Do\n\n${fails}${next}`);
  const terminal = project.terminal(['resume', ...me]);
  await terminal.question(goOn);
  terminal.type('y');
  await terminal.question(/What now\?/);
  terminal.type('pause');
  expect(await terminal.exit()).toBe(5);
  expect((await project.run(['resume', ...me])).exit).toBe(1);
  expect(await statuses(project)).toMatchObject({ doit: 'failed', next: 'pending' });
});

/** A run whose runner was killed in its first block, of which nothing is left. */
async function killedInside(): Promise<Project> {
  const project = makeProject();
  project.runbook(`## Do\n\n${doit}${next}`);
  hold(project);
  const terminal = project.terminal(['run', 'x', ...me]);
  await terminal.question(/Run doit\?/);
  terminal.type('y');
  await held(project);
  await killRunner(project, terminal);
  holdNoMore(project);
  return project;
}
