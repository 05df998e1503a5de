import { expect, test } from 'vitest';
import { fence, makeRunbooks, statuses } from './flow-project.ts';

const me = ['--as', 'jesse'];
const rollback = `## Rollback\n${fence('gate id=undo', 'echo undone >>ran')}`;

test('placeholders are asked for, shown quoted at the gate, and run as shown', async () => {
  const project = makeRunbooks({
    main: ['', fence('gate id=delete', 'printf "%s|" delete <id> --name <name> >>ran')],
  });
  const terminal = project.terminal(['run', 'main', ...me]);
  const asked = await terminal.question(/Value of <id>/);
  expect(asked).toContain('┃ printf "%s|" delete <id> --name <name> >>ran');
  terminal.type('');
  await terminal.question(/<id> needs a value[\s\S]*Value of <id>/);
  terminal.type('4f6a');
  await terminal.question(/Value of <name>/);
  terminal.type("$(id) it's");
  const gate = await terminal.question(/Run delete\?/);
  expect(gate).toContain(`┃ printf "%s|" delete 4f6a --name '$(id) it'\\''s' >>ran`);
  terminal.type('y');

  expect(await terminal.exit()).toBe(0);
  expect(project.read('ran')).toBe("delete|4f6a|--name|$(id) it's|");
});

test('without a terminal a block with placeholders pauses: exit 5', async () => {
  const project = makeRunbooks({ main: ['', fence('gate id=delete', 'echo delete <id> >>ran')] });
  expect((await project.run(['run', 'main', ...me])).exit).toBe(5);
  expect(() => project.read('ran')).toThrow();
});

test('a failure offers the rollback section; its gates ask, and the run is over then', async () => {
  const project = makeRunbooks({
    main: ['', fence('auto id=change', 'echo changed >>ran') + fence('readonly id=look', 'false') + rollback],
  });
  const terminal = project.terminal(['run', 'main', ...me]);
  expect(await terminal.question(/look failed\. What now\?/)).toContain('accept, rollback, note');
  terminal.type('rollback');
  await terminal.question(/Run undo\?/);
  terminal.type('y');

  expect(await terminal.exit()).toBe(1);
  expect(terminal.text()).toContain('↻ ROLLBACK  look  1 step to go back, ');
  expect(terminal.text()).toMatch(/↻ ROLLED BACK {2}at look/);
  expect(terminal.text()).not.toContain('go on');
  expect(project.read('ran')).toBe('changed\nundone\n');
  expect(await statuses(project)).toMatchObject({ change: 'passed', look: 'failed', undo: 'passed' });
  expect((await project.run(['resume', project.runs()[0] ?? '', ...me])).exit).toBe(2);
});

test('an abort offers it too; a run paused within it goes on within it', async () => {
  const project = makeRunbooks({
    main: [
      '',
      fence('auto id=change', 'echo changed >>ran') + fence('gate id=more', 'echo more >>ran') + rollback,
    ],
  });
  const first = project.terminal(['run', 'main', ...me]);
  await first.question(/Run more\?/);
  first.type('abort wrong cloud');
  await first.question(/Walk the rollback section now, 1 step\?/);
  first.type('y');
  await first.question(/Run undo\?/);
  first.type('pause');
  expect(await first.exit()).toBe(5);

  const second = project.terminal(['resume', ...me]);
  await second.question(/Run undo\?/);
  second.type('y');
  expect(await second.exit()).toBe(6);
  expect(project.read('ran')).toBe('changed\nundone\n');
});

test('an abort without going back ends the run as it is', async () => {
  const project = makeRunbooks({
    main: ['', fence('auto id=change', 'echo changed >>ran') + fence('gate id=more', 'true') + rollback],
  });
  const terminal = project.terminal(['run', 'main', ...me]);
  await terminal.question(/Run more\?/);
  terminal.type('abort wrong cloud');
  await terminal.question(/Walk the rollback section now/);
  terminal.type('');
  expect(await terminal.exit()).toBe(6);
  expect(terminal.text()).toContain('ABORTED');
  expect(project.read('ran')).toBe('changed\n');
});

test('an item that does not hold stops the list, and is asked for again', async () => {
  const project = makeRunbooks({
    main: ['', '## Acceptance\n\n- [ ] the model is gone\n- [ ] the hosts are ready\n'],
  });
  const terminal = project.terminal(['run', 'main', ...me]);
  await terminal.question(/\[1\/2\] the model is gone/);
  terminal.type('y');
  await terminal.question(/\[2\/2\] the hosts are ready/);
  terminal.type('');
  await terminal.question(/did not come out as expected\. What now\?/);
  terminal.type('retry');
  await terminal.question(/\[2\/2\] the hosts are ready/);
  terminal.type('y');
  expect(await terminal.exit()).toBe(0);
  expect(terminal.text()).toContain('✓ [1/2] the model is gone');
  expect(terminal.text()).toContain('✗ no [2/2] the hosts are ready');
});
