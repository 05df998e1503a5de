import { expect } from 'vitest';
import { answer, asJesse, block, report, types, walk } from './operator.ts';
import type { Row } from './row.ts';

const table =
  '| `runbook runs`, `report RUN`, `verify RUN` | the history, with filters; one run as `json`, `md`, `junit` or one `html` page; its journal checked (`--head HASH`) |';
const three = ['one', 'two', 'three'].map((id) => block(`auto id=${id}`, `touch ${id}`)).join('');

export const evidence: readonly Row[] = [
  {
    promise: table,
    how: 'the history',
    async observe(make) {
      const project = make();
      project.runbook(three);
      project.runbook(block('auto', 'false'), 'other');
      expect((await walk(project)).exit).toBe(0);
      const [id = ''] = project.runs();
      expect(
        (await answer(project.terminal(['run', 'other', '--as', 'kim']), [/What now/, 'pause'])).exit,
      ).toBe(5);
      const other = project.runs().find((run) => run !== id) ?? '';
      const listed = async (...filter: readonly string[]) => {
        const { exit, stdout } = await project.run(['runs', ...filter]);
        expect([filter, exit]).toEqual([filter, 0]);
        return stdout.split('\n').flatMap((line) => [id, other].filter((run) => line.startsWith(run)));
      };
      expect(await listed()).toEqual([other, id]);
      expect((await project.run(['runs'])).stdout).toMatch(new RegExp(`^${id} .*x .*done`, 'm'));
      expect(await listed('--runbook', 'oth')).toEqual([other]);
      expect(await listed('--status', 'done')).toEqual([id]);
      expect(await listed('--operator', 'kim')).toEqual([other]);
      expect(await listed('--since', '1h')).toEqual([other, id]);
      expect(await listed('--since', '2099-01-01')).toEqual([]);
    },
  },
  {
    promise: table,
    how: 'one run',
    async observe(make) {
      const project = make();
      project.runbook(`${three}${block('readonly id=look', "echo '<b>here</b>'")}`);
      expect((await walk(project)).exit).toBe(0);
      const [id = ''] = project.runs();
      expect(await report(project)).toMatchObject({ run: id, runbook: 'x', status: 'done' });
      const as = async (format: string) => {
        const { exit, stdout } = await project.run(['report', id, '--format', format]);
        expect([format, exit]).toEqual([format, 0]);
        return stdout;
      };
      expect(await as('md')).toMatch(/```bash\ntouch two\n```/);
      expect(await as('junit')).toMatch(/<testsuite\b[^>]*tests="4"[^>]*failures="0"/);
      const html = await as('html');
      expect(html).toMatch(
        /^<!doctype html>[\s\S]*touch two[\s\S]*&lt;b&gt;here&lt;\/b&gt;[\s\S]*<\/html>\s*$/i,
      );
      // One page: it asks for nothing else.
      expect(html.match(/<(?:script|link|img|iframe)\b[^>]*(?:src|href)=/gi)).toBeNull();
    },
  },
  {
    promise: table,
    how: 'its journal',
    async observe(make) {
      const project = make();
      project.runbook(three);
      expect((await walk(project)).exit).toBe(0);
      const [id = ''] = project.runs();
      const { exit, stdout } = await project.run(['verify', id]);
      const head = /head ([0-9a-f]{64})/.exec(stdout)?.[1] ?? '';
      expect([exit, stdout]).toEqual([
        0,
        expect.stringContaining(`intact, ${types(project).length} entries`),
      ]);
      expect((await project.run(['verify', id, '--head', head])).exit).toBe(0);
      const other = head.replace(/^./, (first) => (first === '0' ? '1' : '0'));
      expect((await project.run(['verify', id, '--head', other])).exit).toBe(1);
    },
  },
  {
    promise:
      "| `runbook accept RUN STEP` | put a past run's output into the step's `output` fence; executes nothing |",
    async observe(make) {
      const project = make();
      project.runbook(`${block('auto id=look', 'echo ran >>ran; echo new')}\n\`\`\`output\nold\n\`\`\`\n`);
      const before = project.read('runbooks/x.md');
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      expect((await answer(terminal, [/What now\?/, 'pause'])).exit).toBe(5);
      const [id = ''] = project.runs();
      expect(project.read('runbooks/x.md')).toBe(before);
      expect((await project.run(['accept', id, 'look'])).exit).toBe(0);
      expect(project.read('runbooks/x.md')).toBe(before.replace('\nold\n', '\nnew\n'));
      expect(project.read('ran')).toBe('ran\n');
      expect((await project.run(['run', 'x'])).exit).toBe(0);
    },
  },
];
