import { expect, test } from 'vitest';
import { fence, killRunner, makeRunbooks, statuses } from './flow-project.ts';
import { held, hold, holdNoMore } from './held.ts';

const me = ['--as', 'jesse'];

test('a run killed inside an included runbook is settled and goes on there', async () => {
  const project = makeRunbooks({
    main: [
      '',
      fence('auto id=before', 'echo before >>ran; STATE=present') +
        '<!-- runbook: include="part" when="$STATE = present" id=it -->\n' +
        fence('auto id=after', 'echo "after $SEEN" >>ran'),
    ],
    part: [
      '',
      fence('auto id=first', 'echo first >>ran; SEEN=yes') +
        fence('gate id=change', 'echo change >>ran; cat hold') +
        fence('auto id=last', 'echo last >>ran'),
    ],
  });
  hold(project);
  const killed = project.terminal(['run', 'main', ...me]);
  await killed.question(/Run it\/change\?/);
  killed.type('y');
  await held(project);
  await killRunner(project, killed);
  holdNoMore(project);
  expect(await statuses(project)).toMatchObject({
    it: 'passed',
    'it/first': 'passed',
    'it/change': 'unknown',
  });

  const terminal = project.terminal(['resume', ...me]);
  await terminal.question(/What became of it\/change\?/);
  terminal.type('done it wrote its line');

  expect(await terminal.exit()).toBe(0);
  expect(terminal.text()).toMatch(/→ part {2}PART +runbooks\/part\.md/);
  expect(terminal.text()).toMatch(/← main {2}MAIN, again +runbooks\/main\.md/);
  expect(project.read('ran')).toBe('before\nfirst\nchange\nlast\nafter yes\n');
  expect(project.journal().filter(({ type }) => type === 'condition-decided')).toHaveLength(1);
  expect((await project.run(['verify', project.runs()[0] ?? ''])).exit).toBe(0);
});

test('a block that was killed is gone back from at once, and what became of it stays unknown', async () => {
  const project = makeRunbooks({
    main: [
      '',
      fence('gate id=change', 'echo change >>ran; cat hold') +
        fence('gate id=more', 'echo more >>ran') +
        `## Rollback\n${fence('gate="take it back" id=undo', 'echo undone >>ran')}`,
    ],
  });
  hold(project);
  const killed = project.terminal(['run', 'main', ...me]);
  await killed.question(/Run change\?/);
  killed.type('y');
  await held(project);
  await killRunner(project, killed);
  holdNoMore(project);

  const terminal = project.terminal(['resume', ...me]);
  const asked = await terminal.question(/What became of change\?/);
  expect(asked.replace(/\s+/g, ' ')).toContain('skip, rollback (go back, whatever became of it), note');
  terminal.type('?');
  await terminal.question(/rollback: go back by the steps[\s\S]*What became of change\?/);
  terminal.type('rollback');
  await terminal.question(/Type {2}take it back {2}to run undo/);
  terminal.type('take it back');

  expect(await terminal.exit()).toBe(8);
  const end = terminal.text().replace(/\s+/g, ' ');
  expect(end).toContain('↻ ROLLED BACK at change; what became of change is not known; 1 passed, 1 unknown');
  expect(project.read('ran')).toBe('change\nundone\n');
  expect(await statuses(project)).toEqual({ change: 'unknown', more: 'pending', undo: 'passed' });
  expect(project.journal().map(({ type }) => type)).not.toContain('outcome-settled');
  const [run = ''] = project.runs();
  const { stdout } = await project.run(['report', run, '--format', 'md']);
  expect(stdout).toContain('it was begun, and what became of it is not on record');
  expect((await project.run(['verify', run])).exit).toBe(0);
  expect((await project.run(['resume', run, ...me])).exit).toBe(2);
});

test('a run killed inside a loop goes on with the item it was at', async () => {
  const project = makeRunbooks({
    main: [
      '',
      fence('gate id=go each="HOST in a b c"', 'echo "$HOST" >>ran; if [ $HOST = b ]; then cat hold; fi'),
    ],
  });
  hold(project);
  const killed = project.terminal(['run', 'main', ...me]);
  for (const item of ['a', 'b']) {
    expect(await killed.question(new RegExp(`Run go\\[${item}\\]\\?`))).toContain(`HOST=${item}`);
    killed.type('y');
  }
  await held(project);
  await killRunner(project, killed);
  holdNoMore(project);
  expect(await statuses(project)).toEqual({ 'go[a]': 'passed', 'go[b]': 'unknown', 'go[c]': 'pending' });

  const terminal = project.terminal(['resume', ...me]);
  await terminal.question(/What became of go\[b\]\?/);
  terminal.type('retry');
  for (const item of ['b', 'c']) {
    expect(await terminal.question(new RegExp(`Run go\\[${item}\\]\\?`))).toContain(`HOST=${item}`);
    terminal.type('y');
  }

  expect(await terminal.exit()).toBe(0);
  expect(project.read('ran')).toBe('a\nb\nb\nc\n');
});

test('a run killed at an item of a checklist asks for that item, and for none before it', async () => {
  const list =
    '## Go / no-go\n\n- [ ] the lights are green\n- [x] the door is shut\n- [ ] somebody is there\n';
  const project = makeRunbooks({ main: ['', `${fence('auto id=before', 'true')}\n${list}`] });
  const killed = project.terminal(['run', 'main', ...me]);
  await killed.question(/\[1\/3\] the lights are green/);
  killed.type('y');
  await killed.question(/\[2\/3\] the door is shut/);
  await killRunner(project, killed);

  const terminal = project.terminal(['resume', ...me]);
  const shown = await terminal.question(/\[2\/3\] the door is shut/);
  expect(shown).not.toContain('[1/3]');
  terminal.type('skip it has no door');
  await terminal.question(/\[3\/3\] somebody is there/);
  terminal.type('y');

  expect(await terminal.exit()).toBe(0);
  const answers = project.journal().filter(({ type }) => type === 'item-answered');
  expect(answers.map(({ item, answer, reason }) => [item, answer, reason])).toEqual([
    [1, 'yes', null],
    [2, 'skip', 'it has no door'],
    [3, 'yes', null],
  ]);
  expect(Object.values(await statuses(project))).toEqual(['passed', 'deviated']);
});
