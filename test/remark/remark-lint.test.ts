import { execFile } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkout } from '../e2e/project.ts';
import { projectFiles } from '../project/project-files.ts';

const packages = join(checkout, 'node_modules');
const remarkCli = join(packages, 'remark-cli/cli.js');

const document = [
  '---\nrunbook: x\n---\n',
  '# X\n',
  '* Second',
  '* Third [nowhere]\n',
  '```bash readonly expect="no drift"',
  'juju status',
  '```\n',
  '```sh gate',
  '[[ -e /etc/hosts ]] && juju deploy x',
  '```\n',
].join('\n');

/** A project in which this package, and the recommended preset, are installed as npm installs them. */
function makeSetUp(files: Readonly<Record<string, string>> = {}): string {
  const root = projectFiles({
    'runbook.config.yaml': '',
    'runbooks/x.md': document,
    'README.md': '# Y\n',
    ...files,
  });
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(checkout, join(root, 'node_modules/runbook'));
  const recommended = 'remark-preset-lint-recommended';
  symlinkSync(realpathSync(join(packages, recommended)), join(root, 'node_modules', recommended));
  return root;
}

interface Said {
  readonly exit: number;
  /** `line:column severity rule source`, in the order of the report. */
  readonly lines: readonly string[];
}

/** What the real remark says of a file, one line a message. */
function remark(cwd: string, args: readonly string[]): Promise<Said> {
  const options = ['--no-color', '--no-stdout', ...args];
  return new Promise((done) => {
    execFile(process.execPath, [remarkCli, ...options], { cwd }, (error, _stdout, stderr) => {
      const messages = stderr.matchAll(/^\s*(\d+:\d+)\S*\s+(error|warning|info)\s.*?\s(\S+)\s+(\S+)$/gm);
      const lines = Array.from(
        messages,
        ([, at, severity, rule, source]) => `${at} ${severity} ${rule} ${source}`,
      );
      done({ exit: error === null ? 0 : Number(error.code), lines });
    });
  });
}

const own = [
  '10:26 error expectation-syntax runbook',
  '15:1 warning bash-syntax-in-sh runbook',
  '15:24 warning unchecked-mutation runbook',
];

test('`remark --use` prints what the rules find', async () => {
  const { exit, lines } = await remark(makeSetUp(), ['--use', 'runbook/remark-lint', 'runbooks/x.md']);
  expect(lines).toEqual(own);
  expect(exit).toBe(1);
});

test('beside the recommended preset each says its own', async () => {
  const config = { plugins: ['remark-preset-lint-recommended', 'runbook/remark-lint'] };
  const root = makeSetUp({ '.remarkrc.json': JSON.stringify(config) });
  const { lines } = await remark(root, ['runbooks/x.md']);
  expect(lines.filter((line) => line.endsWith(' runbook'))).toEqual(own);
  expect(lines.filter((line) => line.endsWith(' remark-lint'))).toContain(
    '8:9 warning no-undefined-references remark-lint',
  );
});

test('a rule can be used alone', async () => {
  const config =
    "import { rules } from 'runbook/remark-lint';\nexport default { plugins: [rules['bash-syntax-in-sh']] };\n";
  const root = makeSetUp({ '.remarkrc.mjs': config });
  expect(await remark(root, ['runbooks/x.md'])).toEqual({ exit: 0, lines: [own[1]] });
});

test('the configuration of the project counts, and Markdown that is no runbook is left in peace', async () => {
  const root = makeSetUp();
  writeFileSync(join(root, 'runbook.config.yaml'), 'rules:\n  bash-syntax-in-sh: off\n');
  const { lines } = await remark(root, ['--use', 'runbook/remark-lint', '.']);
  expect(lines).toEqual([own[0], own[2]]);
});
