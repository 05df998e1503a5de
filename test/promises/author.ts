import { expect } from 'vitest';
import type { Project } from '../e2e/project.ts';
import { answer, asJesse, block, walk } from './operator.ts';
import { fencesBelow } from './readme.ts';
import type { Row } from './row.ts';

const fence = (language: string, code: string) => `\n\`\`\`${language}\n${code}\n\`\`\`\n`;

// biome-ignore lint/suspicious/noExplicitAny: rows look at whatever is in there
async function show(project: Project, name = 'x'): Promise<any> {
  return JSON.parse((await project.run(['show', name, '--json'])).stdout);
}

export const author: readonly Row[] = [
  {
    promise: 'Blocks are the fenced `bash`, `sh`, `shell` and `console` code blocks of the document.',
    async observe(make) {
      const project = make();
      const shells = fence('bash', 'echo 1') + fence('sh', 'echo 2') + fence('shell', 'echo 3');
      const others = `${fence('python', 'print(5)')}${fence('yaml', 'a: 1')}${fence('text', 'echo 6')}\n    echo indented\n`;
      project.runbook(`${shells}${fence('console', '$ echo 4')}${others}`);
      const { steps } = await show(project);
      expect(steps.map(({ source }: { source: string }) => source.trim())).toEqual([
        'echo 1',
        'echo 2',
        'echo 3',
        'echo 4',
      ]);
    },
  },
  {
    promise: 'Annotations stand in the info string, or in a comment before the fence:',
    async observe(make) {
      const project = make();
      const inside =
        block('readonly id=a timeout=5m', 'echo a') + block('{readonly id=b timeout=5m}', 'echo b');
      project.runbook(`${inside}\n<!-- runbook: readonly id=c timeout=5m -->\n\`\`\`bash\necho c\n\`\`\`\n`);
      const { steps } = await show(project);
      const read = steps.map(({ id, mode, timeout }: Record<string, string>) => [id, mode, timeout]);
      expect(read).toEqual(['a', 'b', 'c'].map((id) => [id, 'readonly', '5m']));
    },
  },
  {
    promise: 'target: openstack@juju-controller needs: [juju, maas] ---',
    how: 'the example is a runbook, and reads as the README says',
    async observe(make) {
      const [example = ''] = fencesBelow('What an author writes');
      const project = make({ 'runbooks/example.md': example });
      expect(await project.run(['lint'])).toMatchObject({ exit: 0, stdout: 'no errors, no warnings\n' });
      const plan = await show(project, 'phase-00');
      expect(plan).toMatchObject({ target: 'openstack@juju-controller', careful: false });
      // biome-ignore lint/suspicious/noExplicitAny: rows look at whatever is in there
      const steps = plan.steps.map(({ kind, mode, gate, timeout, expect: claims }: any) => ({
        is: `${kind} ${mode}`,
        phrase: gate?.phrase ?? null,
        timeout,
        claims: claims.map(({ claim }: { claim: string }) => claim),
      }));
      expect(steps).toEqual([
        { is: 'block readonly', phrase: null, timeout: null, claims: ['3 DRIFT lines (.8/.12/.16)'] },
        {
          is: 'block gate',
          phrase: 'recidr openstack',
          timeout: '10m',
          claims: ['3 CREATE lines (.12/.16/.20)'],
        },
        { is: 'checkpoint gate', phrase: null, timeout: null, claims: [] },
      ]);
    },
  },
  {
    promise:
      "A document opts in with the `runbook:` key, and only below the project's runbook directory (`runbooks/`, or what `runbook.config.yaml` says).",
    async observe(make) {
      const project = make();
      const body = block('readonly', 'echo x');
      const documents = {
        'runbooks/in.md': 'runbook: in',
        'runbooks/out.md': 'title: out',
        'docs/away.md': 'runbook: away',
      };
      for (const [file, key] of Object.entries(documents))
        project.write(file, `---\n${key}\n---\n\n# X\n${body}`);
      const careful = async () => {
        const read = Object.keys(documents).map(async (file) => [file, (await show(project, file)).careful]);
        return Object.fromEntries(await Promise.all(read));
      };
      expect(await careful()).toEqual({
        'runbooks/in.md': false,
        'runbooks/out.md': true,
        'docs/away.md': true,
      });
      project.write('runbook.config.yaml', 'runbooks: docs\n');
      expect(await careful()).toEqual({
        'runbooks/in.md': true,
        'runbooks/out.md': true,
        'docs/away.md': false,
      });
    },
  },
  {
    promise: 'Any other document runs in careful mode: every block stops at a gate.',
    async observe(make) {
      const project = make({ 'runbooks/other.md': '' });
      project.write(
        'x.md',
        `# X\n${block('readonly id=look', 'echo x')}${block('auto id=make', 'touch made')}`,
      );
      const terminal = project.terminal(['run', 'x.md', ...asJesse]);
      const { exit, text } = await answer(terminal, [/Run look\?/, 'y'], [/Run make\?/, '']);
      expect(exit).toBe(6);
      expect(text).toContain('CAREFUL MODE');
      expect(text.indexOf('CAREFUL MODE')).toBeLessThan(text.indexOf('GATE'));
      // The same below runbooks/, opted in, stops nowhere.
      project.runbook(`${block('readonly id=look', 'echo x')}${block('auto id=make', 'touch made')}`);
      expect((await walk(project)).exit).toBe(0);
    },
  },
];
