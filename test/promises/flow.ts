import { expect } from 'vitest';
import type { Project } from '../e2e/project.ts';
import { answer, asJesse, block, goOn, has, report, statuses, walk } from './operator.ts';
import type { Row } from './row.ts';

const comment = (annotations: string) => `\n<!-- runbook: ${annotations} -->\n`;
const condition =
  '| `when="$STATE = dirty"` | runs only where the condition holds, on a block, a section or an include; a variable without a value stops the run |';

/** A trusted runbook with these keys below `runbook:`. */
function write(project: Project, id: string, keys: string, body: string): void {
  project.write(`runbooks/${id}.md`, `---\nrunbook:\n  id: ${id}\n${keys}---\n\n# ${id}\n${body}`);
}

export const flow: readonly Row[] = [
  {
    promise: condition,
    async observe(make) {
      for (const [state, status] of [
        ['dirty', 'passed'],
        ['clean', 'skipped'],
      ] as const) {
        const project = make();
        const when = 'when="$STATE = dirty"';
        project.runbook(block('auto id=inside', 'touch inside'), 'part');
        project.runbook(
          `${block('readonly id=set', `STATE=${state}`)}${block(`auto id=alone ${when}`, 'touch alone')}
${comment(`include="part" ${when}`)}
## Section\n${comment(when)}${block('auto id=below', 'touch below')}`,
        );
        expect((await project.run(['run', 'x'])).exit).toBe(0);
        const { set, ...rest } = await statuses(project);
        expect([set, rest.alone, rest.below, rest['part/inside']]).toEqual([
          'passed',
          status,
          status,
          status,
        ]);
        for (const file of ['alone', 'below', 'inside']) expect(has(project, file)).toBe(status === 'passed');
      }
    },
  },
  {
    promise: condition,
    how: 'a variable without a value',
    async observe(make) {
      const project = make();
      for (const set of ['true', 'STATE=']) {
        const open = block('auto id=make when="$STATE != clean"', 'touch made');
        project.runbook(block('auto', set) + open);
        const { exit, stdout } = await project.run(['run', 'x']);
        expect([set, exit, has(project, 'made')]).toEqual([set, 1, false]);
        expect(stdout).toMatch(/FAILED {2}make\n.*STATE is (unset|empty)/);
      }
    },
  },
  {
    promise: '| `each="HOST in a b c"` | once an item, each with a gate and a verdict of its own |',
    async observe(make) {
      const project = make();
      const loop = block(
        'id=go each="HOST in a b c" gate="restart $HOST" expect="1 good line"',
        'echo "$HOST" >>ran; [ "$HOST" = b ] && echo bad || echo good',
      );
      project.runbook(loop);
      const { exit } = await walk(
        project,
        [/Type {2}restart a {2}to run go\[a\]/, 'restart a'],
        [/Type {2}restart b {2}to run go\[b\]/, 'restart b'],
        [/go\[b\] did not come out as expected/, 'accept b is known'],
        [/Type {2}restart c {2}to run go\[c\]/, 'skip not today'],
      );
      expect([exit, project.read('ran')]).toEqual([0, 'a\nb\n']);
      expect(await statuses(project)).toEqual({ 'go[a]': 'passed', 'go[b]': 'deviated', 'go[c]': 'skipped' });
    },
  },
  {
    promise: '| `capture="ID=/id (\\S+)/"` | a part of the output becomes a variable |',
    async observe(make) {
      const project = make();
      const look = 'capture="ID=/id (\\S+)/"';
      project.runbook(block(`readonly ${look}`, 'cat found') + block('auto', 'echo "$ID" >made'));
      project.write('found', 'the id 4f6a\n');
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      expect(project.read('made')).toBe('4f6a\n');
      for (const none of ['nothing\n', 'id a\nid b\n']) {
        project.write('found', none);
        expect([none, (await project.run(['run', 'x'])).exit]).toEqual([none, 4]);
      }
      expect(project.read('made')).toBe('4f6a\n');
    },
  },
  {
    promise:
      'Runbooks branch and share. `<!-- runbook: include="01-destroy-model" -->` runs another runbook in place, or one of its sections;',
    async observe(make) {
      const project = make();
      const part = `## One\n${block('id=one', 'echo "one $NAME" >>ran')}\n## Two\n${block('auto id=two', 'echo two >>ran; BACK=back')}`;
      project.runbook(part, '01-destroy-model');
      const body = (include: string) =>
        `${block('auto', 'NAME=shared')}${comment(`include="${include}"`)}${block('auto id=last', 'echo "last $BACK" >>ran')}`;
      project.runbook(body('01-destroy-model'));
      expect((await walk(project, [/Run 01-destroy-model\/one\?/, 'y'])).exit).toBe(0);
      project.runbook(body('01-destroy-model#two'));
      expect((await walk(project)).exit).toBe(0);
      expect(project.read('ran')).toBe('one shared\ntwo\nlast back\ntwo\nlast back\n');
    },
  },
  {
    promise: '`stop="..."` ends its document early, as a success.',
    async observe(make) {
      const project = make();
      const stop = comment('stop="nothing to do" when="$DONE = yes"');
      project.runbook(`${block('auto', 'DONE=yes')}${stop}${block('id=never', 'touch never')}`, 'part');
      project.runbook(`${comment('include="part"')}${block('auto', 'touch after')}`);
      const { exit, stdout } = await project.run(['run', 'x']);
      expect([exit, has(project, 'never'), has(project, 'after')]).toEqual([0, false, true]);
      expect(stdout).toMatch(/ends here .*nothing to do/);
      expect((await report(project)).status).toBe('done');
    },
  },
  {
    promise: 'Inputs are asked for before the first step.',
    async observe(make) {
      const project = make();
      const keys = '  inputs:\n    SITE: { prompt: Which site?, choices: [lab, prod] }\n';
      write(project, 'x', keys, block('auto', 'echo "$SITE" >made'));
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.question(/Which site\?/);
      expect(has(project, 'made')).toBe(false);
      terminal.type('mars');
      expect((await answer(terminal, [/none of lab, prod[\s\S]*Which site\?/, 'lab'])).exit).toBe(0);
      expect(project.read('made')).toBe('lab\n');
      expect((await project.run(['run', 'x'])).exit).toBe(5);
    },
  },
  {
    promise: 'The items of a task list under a heading such as Acceptance are confirmed one by one.',
    async observe(make) {
      const project = make();
      project.runbook('## Acceptance\n\n- [x] the model is gone\n- [ ] the hosts are ready\n');
      const first = [/\[1\/2\] the model is gone/, 'y'] as const;
      const no = await walk(project, first, [/\[2\/2\] the hosts are ready/, ''], [/What now\?/, 'pause']);
      expect(no.exit).toBe(5);
      const yes = await goOn(project, [/What now\?/, 'retry'], [/\[2\/2\] the hosts are ready/, 'y']);
      expect(yes.exit).toBe(0);
      expect((await project.run(['run', 'x'])).exit).toBe(5);
    },
  },
  {
    promise:
      'A Rollback section is offered when a step fails, when a crash left it unknown what became of one, and on abort once something has changed.',
    async observe(make) {
      const project = make();
      const undo = `\n## Rollback\n${block('id=undo', 'echo undone >>ran')}`;
      project.runbook(block('auto', 'echo done >>ran') + block('auto id=fail', 'false') + undo);
      const failed = await walk(project, [/fail failed\. What now\?/, 'rollback'], [/Run undo\?/, 'y']);
      expect([failed.exit, project.read('ran')]).toEqual([1, 'done\nundone\n']);
      const more = block('id=more', 'true') + undo;
      project.runbook(block('auto', 'echo done >>ran') + more);
      const aborted = await walk(
        project,
        [/Run more\?/, 'abort wrong cloud'],
        [/Walk the rollback section now, 1 step\?/, 'y'],
        [/Run undo\?/, 'y'],
      );
      expect([aborted.exit, project.read('ran')]).toEqual([6, 'done\nundone\ndone\nundone\n']);
      project.runbook(more);
      expect((await walk(project, [/Run more\?/, 'abort wrong cloud'])).exit).toBe(6);
      project.runbook(block('auto id=half', 'echo half >>ran; kill -9 $PPID; sleep 60') + undo);
      expect((await walk(project)).exit).not.toBe(0);
      const left = project.terminal(['resume', project.runs().at(-1) ?? '', ...asJesse]);
      const unknown = await answer(left, [/half[\s\S]*rollback[\s\S]*/, 'rollback'], [/Run undo\?/, 'y']);
      expect([unknown.exit, project.read('ran')]).toEqual([8, 'done\nundone\ndone\nundone\nhalf\nundone\n']);
    },
  },
];
