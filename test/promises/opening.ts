import { expect } from 'vitest';
import { readGate } from '../e2e/gate-text.ts';
import { answer, asJesse, block, has, outputs, walk } from './operator.ts';
import type { Row } from './row.ts';

export const opening: readonly Row[] = [
  {
    promise: 'Runs a Markdown runbook step by step, in one bash session:',
    async observe(make) {
      const project = make();
      project.runbook(
        block('readonly', 'echo "pid $$"; NAME=kept; greet() { echo "hello $NAME"; }') +
          block('auto', 'mkdir sub && cd sub && umask 027') +
          block('readonly', 'greet; echo "in ${PWD##*/} $(umask)"; echo "pid $$"'),
      );
      const { exit } = await project.run(['run', 'x']);
      expect(exit).toBe(0);
      expect(outputs(project)).toMatch(/^pid (\d+)\nhello kept\nin sub 0027\npid \1\n$/);
    },
  },
  {
    promise:
      'readonly blocks by themselves, everything else at a gate that shows exactly what is about to happen;',
    async observe(make) {
      const project = make();
      const code = ['for name in one two', 'do', '\ttouch "made $name"  ', 'done'];
      project.runbook(`${block('readonly id=look', 'echo looked')}\n${block('id=make', ...code)}`);
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      const shown = await terminal.question(/Run make\?/);
      expect(shown).toMatch(/✓ look +.*\n/);
      // A tab is shown as it looks, and blanks at a line's end as what they are.
      const seen = ['for name in one two', 'do', '        touch "made $name"<U+0020><U+0020>', 'done'];
      expect(readGate(shown, 'make').command.split('\n')).toEqual(seen);
      expect(has(project, 'made one')).toBe(false);
      terminal.type('y');
      expect(await terminal.exit()).toBe(0);
      expect([has(project, 'made one'), has(project, 'made two')]).toEqual([true, true]);
    },
  },
  {
    promise: 'holds each output against what its author expects;',
    async observe(make) {
      const project = make();
      project.runbook(
        `${block('readonly expect="1 READY lines"', 'echo READY')}${block('readonly expect="2 READY lines"', 'echo READY')}`,
      );
      const { exit, stdout } = await project.run(['run', 'x']);
      expect(exit).toBe(4);
      expect(stdout).toContain('expected 2 READY lines');
      expect(stdout).not.toContain('expected 1 READY lines');
    },
  },
  {
    promise: 'and keeps a journal of every step and every answer that survives a crash.',
    async observe(make) {
      const project = make();
      project.runbook(
        block('readonly id=look', 'echo seen') + block('id=make', 'touch made') + block('id=last', ':'),
      );
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.question(/Run make\?/);
      terminal.type('note before the crash');
      await terminal.question(/Run make\?/);
      terminal.type('y');
      await terminal.question(/Run last\?/);
      terminal.kill('SIGKILL');
      await terminal.exit();
      const told = project.journal().map(({ type, step, decision, text }) => [type, step, decision ?? text]);
      expect(told.slice(1)).toEqual([
        ['block-started', 'look', undefined],
        ['block-ended', 'look', undefined],
        ['gate-opened', 'make', undefined],
        ['note-added', 'make', 'before the crash'],
        ['gate-opened', 'make', undefined],
        ['gate-answered', 'make', 'yes'],
        ['block-started', 'make', undefined],
        ['block-ended', 'make', undefined],
        ['gate-opened', 'last', undefined],
      ]);
      expect((await project.run(['verify', project.runs()[0] ?? ''])).exit).toBe(0);
      const resumed = project.terminal(['resume', ...asJesse]);
      expect((await answer(resumed, [/Run last\?/, 'y'])).exit).toBe(0);
    },
  },
  {
    promise: 'The file stays what it was: Markdown that reads well on a forge.',
    async observe(make) {
      const project = make();
      project.runbook(
        `${block('readonly expect="1 two lines"', 'echo one')}\n- [ ] an item\n\n${block('readonly', 'echo x')}\n\`\`\`output\ny\n\`\`\`\n`,
      );
      const before = project.read('runbooks/x.md');
      const { exit } = await walk(
        project,
        [/What now\?/, 'accept as it is'],
        [/What now\?/, 'accept as it is'],
      );
      expect(exit).toBe(0);
      expect(project.read('runbooks/x.md')).toBe(before);
    },
  },
];
