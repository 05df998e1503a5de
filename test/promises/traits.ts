import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { held, hold, holdNoMore } from '../e2e/held.ts';
import type { Project } from '../e2e/project.ts';
import { asJesse, block, goOn, has, ofRun, outputs, types, walk } from './operator.ts';
import type { Row } from './row.ts';

const three =
  '| `once`, `strict`, `keep-going` | a resumed run never runs it again by itself, readonly or not; it stops at the first failure in loops and functions too; the run goes on after its failure, and is no success |';
const terminal =
  '| `tty`, `secret` | it gets the terminal; its output is checked, and neither kept nor shown |';
/** What is kept of the latest run, its copies of the document aside. */
function kept(project: Project): string {
  const directory = ofRun(project);
  const files = readdirSync(directory, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile() && file.name !== 'x.md')
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');
}

export const traits: readonly Row[] = [
  {
    promise: '| `about=5m` | says so when it takes longer |',
    async observe(make) {
      const project = make();
      const wait = 'while [ ! -e go ]; do sleep 0.05; done';
      project.runbook(block('auto id=slow about=200ms', wait) + block('auto id=quick about=5m', 'true'));
      const slow = project.terminal(['run', 'x', ...asJesse]);
      await slow.waitFor(/slow takes longer than the 200ms it takes as a rule/);
      project.write('go', '');
      expect(await slow.exit()).toBe(0);
      expect(slow.text()).not.toContain('quick takes longer');
    },
  },
  {
    promise: three,
    how: 'once',
    async observe(make) {
      for (const [annotations, exit] of [
        ['readonly once id=probe', 8],
        ['readonly id=probe', 0],
      ] as const) {
        const project = make();
        project.runbook(block(annotations, 'cat hold'));
        hold(project);
        const killed = project.terminal(['run', 'x', ...asJesse]);
        await held(project);
        process.kill(killed.pid, 'SIGKILL');
        await killed.exit();
        holdNoMore(project);
        expect([annotations, (await project.run(['resume'])).exit]).toEqual([annotations, exit]);
        const started = types(project).filter((type) => type === 'block-started');
        expect(started).toHaveLength(exit === 0 ? 2 : 1);
      }
    },
  },
  {
    promise: three,
    how: 'strict',
    async observe(make) {
      const project = make();
      const loop = 'for i in 1 2 3; do echo "at $i"; test $i != 2; done; echo behind';
      const inside = 'f() { echo in; false; echo on; }; f; echo behind';
      for (const [code, printed] of [
        [loop, 'at 1\nat 2\n'],
        [inside, 'in\n'],
      ] as const) {
        project.runbook(block('auto strict', code));
        expect([(await project.run(['run', 'x'])).exit, outputs(project)]).toEqual([1, printed]);
        project.runbook(block('auto', code));
        expect((await project.run(['run', 'x'])).exit).toBe(0);
        expect(outputs(project)).toContain('behind\n');
      }
    },
  },
  {
    promise: three,
    how: 'keep-going',
    async observe(make) {
      const project = make();
      const next = block('auto id=next', 'echo x >>next');
      project.runbook(block('auto id=first keep-going', 'echo x >>first; false') + next);
      expect((await project.run(['run', 'x'])).exit).toBe(1);
      expect(project.read('next')).toBe('x\n');
      const { exit } = await goOn(project, [/first failed\. What now\?/, 'accept it is known']);
      expect([exit, project.read('first'), project.read('next')]).toEqual([0, 'x\n', 'x\n']);
      project.runbook(block('auto id=first', 'false') + block('auto', 'touch never'));
      expect([(await project.run(['run', 'x'])).exit, has(project, 'never')]).toEqual([1, false]);
    },
  },
  {
    promise: terminal,
    how: 'tty',
    async observe(make) {
      const project = make();
      const ask = ['[ -t 0 ] && [ -t 1 ] && [ -t 2 ]', `read -p 'Your name: ' name`, `echo "$name" >said`];
      project.runbook(block('auto tty id=ask', ...ask));
      const shown = project.terminal(['run', 'x', ...asJesse]);
      await shown.waitFor(/Your name: /);
      shown.type('Ada');
      expect([await shown.exit(), project.read('said')]).toEqual([0, 'Ada\n']);
      const { exit } = await project.run(['run', 'x']);
      expect([exit, project.read('said')]).toEqual([1, 'Ada\n']);
    },
  },
  {
    promise: terminal,
    how: 'secret',
    async observe(make) {
      const project = make();
      project.write('key', 'tr0ub4dor\n');
      const show = 'read -r key <key; echo "the key is $key"; echo "again $key" >&2; unset key';
      project.runbook(block('auto secret id=key expect="1 /key is tr0u/ line"', show));
      const { exit, text } = await walk(project);
      expect([exit, text]).toEqual([0, expect.stringMatching(/✓ key .*bytes of\s+output withheld/)]);
      expect([text.includes('tr0ub4dor'), kept(project).includes('tr0ub4dor')]).toEqual([false, false]);
      project.runbook(block('auto secret id=key expect="no again lines; 1 key line"', show));
      const unexpected = await walk(project, [/What now\?/, 'abort wrong']);
      expect([unexpected.exit, unexpected.text.includes('tr0ub4dor')]).toEqual([6, false]);
      project.runbook(block('auto id=key', show));
      expect([(await walk(project)).exit, kept(project).includes('tr0ub4dor')]).toEqual([0, true]);
    },
  },
];
