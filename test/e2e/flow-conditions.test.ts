import { expect, test } from 'vitest';
import { fence, makeRunbooks, statuses } from './flow-project.ts';

const me = ['--as', 'jesse'];

test('a condition on a variable that is not set stops with its position: exit 1', async () => {
  const project = makeRunbooks({
    main: [
      '',
      fence('auto id=first', 'true') + fence('auto id=next when="$STATE = absent"', 'echo ran >>ran'),
    ],
  });
  const { exit, stdout } = await project.run(['run', 'main', ...me]);

  expect(exit).toBe(1);
  expect(stdout).toContain('✗ FAILED  next');
  expect(stdout).toContain('STATE is unset');
  expect(stdout).toContain('at runbooks/main.md:13:28');
  expect(() => project.read('ran')).toThrow();
});

test('the same at a terminal can be put right in a shell and tried again, and not be accepted', async () => {
  const project = makeRunbooks({
    main: ['', fence('auto id=next when="$STATE = absent"', 'echo ran >>ran')],
  });
  const terminal = project.terminal(['run', 'main', ...me]);
  const asked = await terminal.question(/next failed\. What now\?/);
  expect(asked).toContain('retry, skip, note, shell, pause, abort');
  terminal.type('accept as it is');
  await terminal.question(/Nothing is decided yet/);
  terminal.type('shell');
  await terminal.waitFor(/\$ |# /);
  terminal.type('STATE=absent; exit');
  await terminal.question(/next failed\. What now\?/);
  terminal.type('retry');

  expect(await terminal.exit()).toBe(0);
  expect(terminal.text()).toContain('· holds  next  $STATE = absent (STATE=absent)');
  expect(project.read('ran')).toBe('ran\n');
});

test('what a condition leaves out is told in a line, counted at the end, and no flaw of the run', async () => {
  const project = makeRunbooks({
    main: [
      '',
      `${fence('readonly id=probe expect="some state lines" capture="STATE=/state (\\S+)/"', 'echo state absent')}
## Destroy

<!-- runbook: when="$STATE = present" -->
${fence('gate id=destroy', 'echo destroy >>ran')}${fence('readonly id=gone', 'echo gone')}
## Build
${fence('auto id=build', 'echo build >>ran')}`,
    ],
  });
  const { exit, stdout } = await project.run(['run', 'main', ...me]);

  expect(exit).toBe(0);
  expect(stdout).toContain('captured STATE=absent');
  expect(stdout).toContain('– left out  destroy and 1 more step  $STATE = present (STATE=absent)');
  expect(stdout).toMatch(/✓ DONE {2}2 passed, 2 left out/);
  expect(await statuses(project)).toEqual({
    probe: 'passed',
    destroy: 'skipped',
    gone: 'skipped',
    build: 'passed',
  });
  expect(project.read('ran')).toBe('build\n');
});

test('a stop ends its own document early, as a success', async () => {
  const project = makeRunbooks({
    main: ['', `<!-- runbook: include="part" -->\n${fence('auto id=after', 'echo after >>ran')}`],
    part: [
      '',
      `${fence('auto id=look', 'STATE=done')}
<!-- runbook: stop="already on D-058" when="$STATE = done" -->
${fence('gate id=change', 'echo change >>ran')}`,
    ],
  });
  const { exit, stdout } = await project.run(['run', 'main', ...me]);

  expect(exit).toBe(0);
  expect(stdout).toMatch(/– ends here {2}part\/\S+ {2}already on D-058; 1 step left out/);
  expect(stdout).toContain('← main  MAIN, again');
  expect(stdout).toMatch(/✓ DONE {2}\d passed, 1 left out/);
  expect(project.read('ran')).toBe('after\n');
});
