import { spawn } from 'node:child_process';
import { expect } from 'vitest';
import { cli } from '../e2e/project.ts';
import { block, has } from './operator.ts';
import type { Row } from './row.ts';

const table =
  '| `runbook lint [PATH...]` | errors and warnings, with file:line:column (`--format json`, `sarif`, `github` and more), mended where that is safe (`--fix`); a page on each rule (`--explain RULE`) |';

export const linting: readonly Row[] = [
  {
    promise: table,
    how: 'errors and warnings, with their places',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly', 'echo x'), 'fine');
      project.runbook(block('redonly', 'echo x') + block('gate', 'touch made'), 'wrong');
      const all = await project.run(['lint']);
      expect([all.exit, all.stdout]).toEqual([3, expect.stringContaining('runbooks/wrong.md:8:9  error')]);
      expect((await project.run(['lint', 'runbooks/fine.md'])).exit).toBe(0);
      const as = async (format: string) => {
        const { exit, stdout } = await project.run(['lint', '--format', format, 'runbooks/wrong.md']);
        expect([format, exit]).toEqual([format, 3]);
        return stdout;
      };
      const found = JSON.parse(await as('json'));
      expect(found[0]).toMatchObject({
        file: 'runbooks/wrong.md',
        line: 8,
        column: 9,
        severity: 'error',
        rule: 'annotation-unknown',
      });
      const [{ results }] = JSON.parse(await as('sarif')).runs;
      expect(results[0]).toMatchObject({
        ruleId: 'annotation-unknown',
        level: 'error',
        locations: [{ physicalLocation: { region: { startLine: 8, startColumn: 9 } } }],
      });
      expect(await as('github')).toMatch(/^::error .*file=runbooks\/wrong\.md,line=8,.*col=9/);
      expect(await as('unix')).toMatch(/^runbooks\/wrong\.md:8:9: /);
      expect(await as('junit')).toContain('<testsuite');
      expect(has(project, 'made')).toBe(false);
    },
  },
  {
    promise: table,
    how: 'what is mended',
    async observe(make) {
      const project = make();
      project.runbook('\n```sh readonly\n[[ -n $HOME ]]\n```\n');
      const before = project.read('runbooks/x.md');
      const rules = async (...options: readonly string[]) => {
        const { stdout } = await project.run(['lint', '--format', 'json', ...options]);
        return JSON.parse(stdout).map(({ rule }: { rule: string }) => rule);
      };
      expect([await rules(), project.read('runbooks/x.md')]).toEqual([['bash-syntax-in-sh'], before]);
      expect([await rules('--fix'), await rules()]).toEqual([[], []]);
      expect(project.read('runbooks/x.md')).toBe(before.replace('```sh ', '```bash '));
      // What only the author can know is left alone.
      project.runbook(block('redonly', 'echo x'));
      const wrong = project.read('runbooks/x.md');
      expect([await rules('--fix'), project.read('runbooks/x.md')]).toEqual([['annotation-unknown'], wrong]);
    },
  },
  {
    promise: table,
    how: 'a page on each rule',
    async observe(make) {
      const project = make();
      const { stdout } = await project.run(['lint', '--rules']);
      const rules = [...stdout.matchAll(/^([a-z][a-z-]+)\b/gm)].map(([, rule = '']) => rule);
      expect(rules.length).toBeGreaterThan(20);
      for (const rule of ['annotation-unknown', ...rules.slice(0, 3)]) {
        const page = await project.run(['lint', '--explain', rule]);
        expect([rule, page.exit, page.stdout.includes(rule)]).toEqual([rule, 0, true]);
      }
      expect((await project.run(['lint', '--explain', 'no-such-rule'])).exit).toBe(2);
    },
  },
  {
    promise:
      '| `runbook annotate FILE` | propose the annotations that an ordinary document suggests, as a diff; made with `--write` |',
    async observe(make) {
      const text = '# Clean up (gated, destructive)\n\n```bash\njuju destroy-model lab\n```\n';
      const project = make({ 'runbooks/old.md': text });
      const proposed = await project.run(['annotate', 'runbooks/old.md']);
      expect(proposed.exit).toBe(0);
      expect(proposed.stdout).toMatch(/^--- .*\n\+\+\+ .*\n@@[\s\S]*^\+```bash gate="[^"]*lab[^"]*"$/m);
      expect(project.read('runbooks/old.md')).toBe(text);
      expect((await project.run(['annotate', '--write', 'runbooks/old.md'])).exit).toBe(0);
      const written = project.read('runbooks/old.md');
      expect(written).toMatch(/^```bash gate="[^"]*lab[^"]*"$/m);
      expect((await project.run(['annotate', '--write', 'runbooks/old.md'])).exit).toBe(0);
      expect(project.read('runbooks/old.md')).toBe(written);
    },
  },
  {
    promise: '| `runbook lsp` | answer an editor as a language server |',
    async observe(make) {
      const project = make();
      const params = { processId: null, rootUri: `file://${project.directory}`, capabilities: {} };
      const server = spawn(process.execPath, [cli, 'lsp'], { cwd: project.directory, env: project.env });
      const say = (message: object) => {
        const text = JSON.stringify({ jsonrpc: '2.0', ...message });
        server.stdin.write(`Content-Length: ${text.length}\r\n\r\n${text}`);
      };
      const answer = (id: number) =>
        new Promise<string>((resolve) => {
          let heard = '';
          server.stdout.on('data', (data) => {
            heard += data;
            if (heard.includes(`"id":${id}`)) resolve(heard);
          });
        });
      const ended = new Promise((resolve) => server.on('close', resolve));
      const initialized = answer(1);
      say({ id: 1, method: 'initialize', params });
      expect(await initialized).toMatch(/^Content-Length: \d+\r\n[\s\S]*"hoverProvider":true/);
      const shutDown = answer(2);
      say({ id: 2, method: 'shutdown' });
      await shutDown;
      say({ method: 'exit' });
      expect(await ended).toBe(0);
    },
  },
];
