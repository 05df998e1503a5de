import { expect } from 'vitest';
import { answer, asJesse, block, goOn, has } from './operator.ts';
import type { Row } from './row.ts';

const waits = `trap 'echo heard you' INT; echo started; while [ ! -e go ]; do sleep 0.05; done`;

export const prompts: readonly Row[] = [
  {
    promise:
      'Prompts are read from the controlling terminal, never from a pipe: `runbook run x | tee log` still asks,',
    async observe(make) {
      const project = make();
      project.runbook(block('id=make', 'touch made'));
      const terminal = project.shell('runbook run x --as jesse | tee log; exit "${PIPESTATUS[0]}"');
      expect((await answer(terminal, [/Run make\?/, 'y'])).exit).toBe(0);
      expect(has(project, 'made')).toBe(true);
      expect(project.read('log')).toMatch(/GATE {2}make[\s\S]*┃ touch made[\s\S]*DONE/);
    },
  },
  {
    promise: 'and `yes | runbook run x` answers nothing.',
    async observe(make) {
      const project = make();
      project.runbook(block('id=make', 'touch made'));
      const terminal = project.shell('yes | runbook run x --as jesse; exit "${PIPESTATUS[1]}"');
      await answer(terminal, [/Run make\?/, 'note still asking'], [/Run make\?/, '']);
      expect([await terminal.exit(), has(project, 'made')]).toEqual([6, false]);
    },
  },
  {
    promise: 'Ctrl-C pauses at a gate;',
    async observe(make) {
      const project = make();
      project.runbook(block('id=make', 'touch made'));
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.question(/Run make\?/);
      terminal.send('\x03');
      expect([await terminal.exit(), has(project, 'made')]).toEqual([5, false]);
      expect(project.journal().at(-1)).toMatchObject({ type: 'run-paused', reason: 'interrupt' });
      expect((await goOn(project, [/Run make\?/, 'y'])).exit).toBe(0);
    },
  },
  {
    promise:
      'While a `within` step waits, two rows tell how much of its time is used and what was found last.',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly id=wait within=1h every=1s expect="some ready lines"', 'echo not yet'));
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.waitFor(/wait {2}waiting {2}attempt \d+ · [1-9]s of 1h\s+[^\n]*found [^\n]*0/);
      terminal.send('\x03');
      await terminal.question(/What now\?/);
      terminal.type('pause');
      expect(await terminal.exit()).toBe(5);
    },
  },
  {
    promise: 'while a `within` step waits it ends the wait, and asks what now;',
    async observe(make) {
      const project = make();
      project.runbook(
        block('readonly id=wait within=1h every=30m expect="some ready lines"', 'echo not yet') +
          block('auto id=after', 'touch made'),
      );
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.waitFor(/attempt 1 · [1-9]s/);
      terminal.send('\x03');
      await terminal.question(/wait was interrupted\. What now\?/);
      terminal.type('skip it never comes');
      expect([await terminal.exit(), has(project, 'made')]).toEqual([0, true]);
      expect(terminal.text()).toMatch(/the wait was interrupted after \d+s of 1h, 1 attempt/);
    },
  },
  {
    promise: 'during a block the first one interrupts the block and the second stops the run.',
    async observe(make) {
      const project = make();
      project.runbook(
        block('auto id=work', `bash -c '${waits.replaceAll("'", `'\\''`)}'`) +
          block('auto id=after', 'touch made'),
      );
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.waitFor(/started/);
      terminal.send('\x03');
      await terminal.waitFor(/heard you/);
      terminal.send('\x03');
      expect([await terminal.exit(), has(project, 'made')]).toEqual([130, false]);
      expect(project.journal().filter(({ type }) => /block-ended|run-paused/.test(type))).toMatchObject([
        { type: 'block-ended', step: 'work', outcome: { status: 'failed', ending: 'interrupted' } },
        { type: 'run-paused', reason: 'interrupted-twice' },
      ]);
    },
  },
];
