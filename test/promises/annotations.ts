import { expect } from 'vitest';
import { answer, asJesse, block, goOn, has, outputs, statuses, types, walk } from './operator.ts';
import type { Row } from './row.ts';

export const annotations: readonly Row[] = [
  {
    promise: '| `gate`, or nothing | stops, shows everything, asks y/N; Enter means No |',
    async observe(make) {
      const project = make();
      project.runbook(block('id=plain', 'touch plain') + block('gate id=gated', 'touch gated'));
      const first = await walk(project, [/Run plain\? {2}y\/N/, '']);
      expect([first.exit, has(project, 'plain')]).toEqual([6, false]);
      expect(first.text).toMatch(/■ GATE {2}plain[\s\S]*┃ touch plain\n[\s\S]*│ where/);
      const second = await goOn(project, [/Run plain\? {2}y\/N/, 'y'], [/Run gated\? {2}y\/N/, '']);
      expect([second.exit, has(project, 'plain'), has(project, 'gated')]).toEqual([6, true, false]);
      expect((await goOn(project, [/Run gated\?/, 'y'])).exit).toBe(0);
      expect(has(project, 'gated')).toBe(true);
    },
  },
  {
    promise: '| `gate="destroy $MODEL"` | the operator types that phrase |',
    async observe(make) {
      const project = make();
      const code = 'echo "destroys $MODEL"; touch gone';
      project.runbook(block('auto', 'MODEL=lab') + block('id=destroy gate="destroy $MODEL"', code));
      const typed = await walk(
        project,
        [/Type {2}destroy lab {2}to run destroy/, 'y'],
        [/\(1 of 3\)\.\s+Type {2}destroy lab/, 'destroy $MODEL'],
        [/\(2 of 3\)\.\s+Type {2}destroy lab/, 'DESTROY lab'],
      );
      expect([typed.exit, has(project, 'gone')]).toEqual([6, false]);
      expect((await goOn(project, [/Type {2}destroy lab/, 'destroy lab'])).exit).toBe(0);
      expect(has(project, 'gone')).toBe(true);
    },
  },
  {
    promise: '| `readonly` | runs without a stop; a block with a known mutating command is refused |',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly', 'echo looked'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      for (const code of ['touch made', 'echo x > made', 'bash apply.sh --apply', 'juju destroy-model lab']) {
        project.runbook(block('readonly', code));
        const { exit, stderr } = await project.run(['run', 'x']);
        expect([exit, has(project, 'made')]).toEqual([3, false]);
        expect(stderr).toContain('in a readonly block');
      }
    },
  },
  {
    promise: '| `auto` | changes something harmless without a stop; what is known to destroy is refused |',
    async observe(make) {
      const project = make();
      project.runbook(block('auto', 'touch made'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      expect(has(project, 'made')).toBe(true);
      project.runbook(block('auto', 'rm made'));
      const { exit, stderr } = await project.run(['run', 'x']);
      expect([exit, has(project, 'made')]).toEqual([3, true]);
      expect(stderr).toContain('Unexpected `rm made` in an auto block');
    },
  },
  {
    promise: '| `manual` | never executed; the operator does it elsewhere and says done |',
    async observe(make) {
      const project = make();
      project.runbook(block('manual id=cable', 'touch made'));
      const { exit, text } = await walk(project, [/then answer {2}done/, 'done']);
      expect([exit, has(project, 'made')]).toEqual([0, false]);
      expect(text).toContain('┃ touch made');
      expect(types(project)).not.toContain('block-started');
      expect(await statuses(project)).toEqual({ cable: 'passed' });
    },
  },
  {
    promise: '| `doc` | an example, no step |',
    async observe(make) {
      const project = make();
      project.runbook(block('doc', 'touch made') + block('readonly id=look', 'echo x'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      expect(await statuses(project)).toEqual({ look: 'passed' });
      expect(has(project, 'made')).toBe(false);
    },
  },
  {
    promise:
      '| `expect="..."` | what the output has to be; also `# expect ...` behind a command and `> Expect: ...` below a block |',
    async observe(make) {
      const project = make();
      const behind = block('readonly id=behind', 'echo one   # expect 2 one lines', 'echo never');
      const below = `${block('readonly id=below', 'echo one')}\n> Expect: 2 one lines\n`;
      project.runbook(block('readonly id=inside expect="2 one lines"', 'echo one') + behind + below);
      const stuck = (id: string) =>
        [new RegExp(`${id} did not come out as expected`), 'accept known'] as const;
      const { exit, text } = await walk(project, stuck('inside'), stuck('behind'), stuck('below'));
      expect(exit).toBe(0);
      expect(text.match(/expected 2 one lines/g)).toHaveLength(3);
      expect(text).not.toContain('never');
    },
  },
  {
    promise:
      '| `within=20m every=10s abort="..."` | a readonly block is tried again until its expectation holds |',
    async observe(make) {
      const project = make();
      const look = 'cat state';
      project.write('state', 'waiting\n');
      const polls = 'within=20m every=100ms abort="1 broken line" expect="1 ready line"';
      project.runbook(block(`readonly id=wait ${polls}`, look));
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.waitFor(/wait {2}[\s\S]*expected 1 ready line/);
      project.write('state', 'ready\n');
      expect(await terminal.exit()).toBe(0);
      expect(types(project).filter((type) => type === 'block-ended').length).toBeGreaterThan(1);
      project.write('state', 'broken\n');
      const { exit, stdout } = await project.run(['run', 'x']);
      expect(exit).toBe(4);
      expect(stdout).toContain('its abort condition holds');
      project.write('state', 'waiting\n');
      project.runbook(block('readonly within=300ms every=100ms expect="1 ready line"', look));
      // The time may also end an attempt that had just begun.
      expect([1, 4]).toContain((await project.run(['run', 'x'])).exit);
    },
  },
  {
    promise: '| `confirm="..."` | the operator confirms the statement by eye, after the output |',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly id=look confirm="it is green"', 'echo green indeed'));
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      const shown = await terminal.question(/look: does this hold\? {2}it is green {2}y\/N/);
      expect(shown).toContain('green indeed');
      terminal.type('');
      const { exit } = await answer(terminal, [/What now\?/, 'retry'], [/does this hold\?/, 'y']);
      expect(exit).toBe(0);
      const judged = project.journal().filter(({ type }) => type === 'statement-confirmed');
      expect(judged.map(({ holds }) => holds)).toEqual([false, true]);
    },
  },
  {
    promise: '| `timeout=10m grace=10s` | TERM after the time, KILL after the grace |',
    async observe(make) {
      const project = make();
      const stubborn = `trap '' TERM; echo stubborn; while :; do sleep 0.1; done`;
      project.runbook(
        block(
          'id=polite gate timeout=500ms grace=1m',
          `bash -c "trap 'echo asked; exit 1' TERM; while :; do sleep 0.1; done"`,
        ) + block('id=stubborn gate timeout=500ms grace=500ms', `bash -c "${stubborn}"`),
      );
      const { exit, text } = await walk(
        project,
        [/Run polite\?/, 'y'],
        [/polite failed\. What now\?/, 'accept it was asked'],
        [/Run stubborn\?/, 'y'],
        [/stubborn failed\. What now\?/, 'accept it was killed'],
      );
      expect(exit).toBe(0);
      expect(text).toContain('│ stubborn');
      expect(outputs(project)).toContain('asked');
      const ended = project.journal().filter(({ type }) => type === 'block-ended');
      expect(ended.map(({ outcome }) => outcome.ending)).toEqual(['timed-out', 'timed-out']);
      expect(project.processes()).toEqual([]);
    },
  },
  {
    promise: '| `id=`, `cwd=` | a stable name; a directory to run in |',
    async observe(make) {
      const project = make({ 'sub/here': '' });
      project.runbook(block('readonly id=named cwd=sub', 'ls') + block('readonly', 'ls cwd-is-gone'));
      const { exit, stdout } = await project.run(['run', 'x', '--only', 'named', '--no-input']);
      expect([exit, stdout]).toEqual([5, expect.stringContaining('PAUSED')]);
      const { steps } = JSON.parse((await project.run(['show', 'x', '--json'])).stdout);
      expect(steps[0].id).toBe('named');
      project.runbook(block('readonly id=named cwd=sub expect="1 here line"', 'ls'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
    },
  },
];
