import { describe, expect, test } from 'vitest';
import { fence, makeRunbooks, statuses } from './flow-project.ts';
import type { Project } from './project.ts';

const me = ['--as', 'jesse'];
const goOn = /Go on with it as it is now\?/;

describe('a rollback that has begun', () => {
  const part = (name: string) =>
    fence(`gate id=${name}`, `echo ${name} >>ran; ${name === 'doit' ? 'false' : 'true'}`);
  const undo = (name: string) => `## Rollback\n${fence('gate id=undo', `echo undo ${name} >>ran`)}`;
  const include = (name: string) => `<!-- runbook: include="${name}" id=${name} -->\n\n`;

  /** A run that goes back in the first of two parts, paused at the gate of the step that takes it back. */
  async function pausedInRollback(): Promise<Project> {
    const project = makeRunbooks({
      main: ['', include('parta')],
      parta: ['', part('doit') + undo('a')],
      partb: ['', part('other') + undo('b')],
    });
    const terminal = project.terminal(['run', 'main', ...me]);
    await terminal.question(/Run parta\/doit\?/);
    terminal.type('y');
    await terminal.question(/parta\/doit.*rollback/s);
    terminal.type('rollback');
    await terminal.question(/Run parta\/undo\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);
    expect(project.read('ran')).toBe('doit\n');
    return project;
  }

  test('is walked by its own steps where another document was put before its own', async () => {
    const project = await pausedInRollback();
    const main = project.read('runbooks/main.md');
    project.write('runbooks/main.md', main.replace(include('parta'), include('partb') + include('parta')));

    const terminal = project.terminal(['resume', ...me]);
    expect(await terminal.question(goOn)).toContain('partb/other: new');
    terminal.type('y');
    await terminal.question(/Run parta\/undo\?/);
    terminal.type('y');
    expect(await terminal.exit()).toBe(1);
    expect(terminal.text()).toContain('ROLLED BACK');
    expect(terminal.text()).not.toContain('Run partb/undo');
    expect(project.read('ran')).toBe('doit\nundo a\n');
    expect(await statuses(project)).toMatchObject({ 'parta/doit': 'failed', 'parta/undo': 'passed' });
  });

  test('is not over, nor resumed, where its section is gone, until that is put back', async () => {
    const project = await pausedInRollback();
    const whole = project.read('runbooks/parta.md');
    project.write('runbooks/parta.md', whole.replace(undo('a'), ''));
    const recorded = project.journal().length;

    const refused = project.terminal(['resume', ...me]);
    expect(await refused.exit()).toBe(5);
    const said = refused.text().replace(/\s+/g, ' ');
    expect(said).toContain(
      'the rollback that this run has begun is not over, and parta/undo is not in the Rollback section of runbooks/parta.md any more',
    );
    const [, copy = ''] =
      /put it back there, under its id, and resume again; as it was: (\S+)/.exec(said) ?? [];
    expect(project.read(copy)).toBe(whole);
    expect(said).not.toContain('ROLLED BACK');
    expect(project.journal()).toHaveLength(recorded);

    project.write('runbooks/parta.md', whole);
    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/Run parta\/undo\?/);
    terminal.type('y');
    expect(await terminal.exit()).toBe(1);
    expect(terminal.text()).toContain('ROLLED BACK');
    expect(project.read('ran')).toBe('doit\nundo a\n');
    expect((await project.run(['verify', project.runs()[0] ?? ''])).exit).toBe(0);
  });
});

describe('the condition of a section', () => {
  const section = (condition: string) =>
    `## Part\n\n<!-- runbook: when="${condition}" -->\n` +
    fence('gate id=first', 'echo first >>ran') +
    fence('gate id=second', 'echo second >>ran');

  async function pausedAtSecond(condition: string): Promise<Project> {
    const project = makeRunbooks({ main: ['', section(condition)] });
    const terminal = project.terminal(['run', 'main', ...me]);
    await terminal.question(/Run first\?/);
    terminal.type('y');
    await terminal.question(/Run second\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);
    return project;
  }

  test('that was edited is decided anew before the next step under it, which is told', async () => {
    const project = await pausedAtSecond("$HOME != ''");
    const main = project.read('runbooks/main.md');
    project.write('runbooks/main.md', main.replace("$HOME != ''", "$HOME = '/nowhere'"));

    const terminal = project.terminal(['resume', ...me]);
    expect(await terminal.question(goOn)).toContain('second: changed');
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
    const said = terminal.text().replace(/\s+/g, ' ');
    expect(said).toContain("left out second $HOME = '/nowhere' (HOME=");
    expect(said).not.toContain('Run second?');
    expect(project.read('ran')).toBe('first\n');
    expect(await statuses(project)).toEqual({ first: 'passed', second: 'skipped' });
    const decided = project.journal().filter(({ type }) => type === 'condition-decided');
    expect(decided.map(({ condition, holds }) => [condition, holds])).toEqual([
      ["$HOME != ''", true],
      ["$HOME = '/nowhere'", false],
    ]);
    expect((await project.run(['verify', project.runs()[0] ?? ''])).exit).toBe(0);
  });

  test('that is as it was is not decided again', async () => {
    const project = await pausedAtSecond("$HOME != ''");
    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/Run second\?/);
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
    expect(project.read('ran')).toBe('first\nsecond\n');
    expect(project.journal().filter(({ type }) => type === 'condition-decided')).toHaveLength(1);
  });
});
