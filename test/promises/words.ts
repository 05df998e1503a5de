import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import type { Project } from '../e2e/project.ts';
import { answer, asJesse, block, has, outputs } from './operator.ts';
import type { Row } from './row.ts';

/** What a printer, an editor or a shell might alter: tabs, blanks, quotes, wide and combining characters, heredocs. */
const code = [
  `printf '%s|' "tab:\there" 'blanks:   ' \\`,
  `  "\\$dollar \\\`tick\\\`" 'naïve 漢字 e\u0301' '--flag' '*' '~'`,
  'echo',
  "cat <<'END'",
  '\ttabbed \\',
  'trailing   ',
  '$(not run) ${NOR_THIS} `nor this` ```',
  'END',
  'cat <<-END | od -An -c',
  '\tstripped $((1 + 1))',
  '\tEND',
  'f() { echo "$#: $*"; }; declare -f f',
];
const crlf = (text: string) => text.replaceAll('\n', '\r\n');

const runs: Readonly<Record<string, (project: Project) => Promise<number | null>>> = {
  'on a terminal': (project) => project.terminal(['run', 'x', ...asJesse], { columns: 40 }).exit(),
  'in a pipe': (project) =>
    project.shell('set -o pipefail; runbook run x --as jesse | cat >/dev/null').exit(),
  'in CI': async (project) => {
    project.env.CI = 'true';
    return (await project.run(['run', 'x'])).exit;
  },
};

export const words: readonly Row[] = [
  {
    promise: 'The text that runs is the text in the document, on a terminal, in a pipe and in CI.',
    async observe(make) {
      const { stdout } = spawnSync('bash', ['-s'], { input: `${code.join('\n')}\n`, env: make().env });
      for (const [how, run] of Object.entries(runs)) {
        const project = make();
        project.runbook(block('auto', ...code));
        expect([how, await run(project)]).toEqual([how, 0]);
        expect(outputs(project), how).toBe(stdout.toString());
        project.write('runbooks/x.md', crlf(project.read('runbooks/x.md')));
        expect([how, await run(project)]).toEqual([how, 0]);
        expect(outputs(project), `${how}, with CRLF`).toBe(stdout.toString());
      }
    },
  },
  {
    promise: 'The text that runs is the text in the document, on a terminal, in a pipe and in CI.',
    how: 'at a gate',
    async observe(make) {
      const { stdout } = spawnSync('bash', ['-s'], { input: `${code.join('\n')}\n`, env: make().env });
      for (const line of ['runbook run x --as jesse', 'runbook run x --as jesse | tee log']) {
        const project = make();
        project.runbook(block('id=say', ...code));
        expect((await answer(project.shell(line), [/Run say\?/, 'y'])).exit).toBe(0);
        expect(outputs(project), line).toBe(stdout.toString());
      }
    },
  },
  {
    promise:
      'An expectation is enforced or it is an error; silence never satisfies one that does not ask for it, as `empty` does.',
    how: 'what can not be checked, or what silence would satisfy, is an error before anything runs',
    async observe(make) {
      const project = make();
      const unclear = [
        '3 DRIFT',
        'no drift here',
        '/x',
        '2 to 1 lines',
        '2 x lines (a/b/c)',
        '3 x lines; 4 x lines',
      ];
      const vacuous = ['no ERROR lines', 'at most 3 DRIFT lines', '0 to 3 DRIFT lines', 'no /x/ lines', ' '];
      const wrong = [...unclear, ...vacuous];
      const blocks = wrong.map((expectation) => block(`readonly expect="${expectation}"`, 'true'));
      project.runbook(block('auto', 'touch made') + blocks.join(''));
      const { exit, stdout } = await project.run(['lint', '--format', 'json']);
      expect(exit).toBe(3);
      const lines = project.read('runbooks/x.md').split('\n');
      const found = JSON.parse(stdout).filter(({ severity }: { severity: string }) => severity === 'error');
      const places = new Set(found.map(({ line }: { line: number }) => lines[line - 1]));
      expect([...places]).toEqual(lines.filter((line) => line.includes('expect=')));
      expect([(await project.run(['run', 'x'])).exit, has(project, 'made')]).toEqual([3, false]);
    },
  },
  {
    promise:
      'An expectation is enforced or it is an error; silence never satisfies one that does not ask for it, as `empty` does.',
    how: 'silence where something was expected',
    async observe(make) {
      const project = make();
      const claims = [
        '3 DRIFT lines',
        'some OK lines',
        'only SKIP lines',
        `contains 'good'`,
        '/(\\\\d+)/ >= 0',
      ];
      const json = ['\\$.a = 1', '\\$.a != 1', '\\$[*].a = 1'];
      for (const [index, claim] of [...claims, ...json].entries()) {
        project.runbook(block(`readonly expect="${claim}"`, 'true'), `silent-${index}`);
        expect([claim, (await project.run(['run', `silent-${index}`])).exit]).toEqual([claim, 4]);
      }
      project.runbook(`${block('readonly', 'true')}\n\`\`\`output\nx\n\`\`\`\n`);
      expect((await project.run(['run', 'x'])).exit).toBe(4);
      project.runbook(block('readonly expect="empty"', 'true') + block('readonly expect="no lines"', 'true'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
    },
  },
];
