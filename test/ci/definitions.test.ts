import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkout, cli } from '../e2e/project.ts';
import { projectFiles } from '../project/project-files.ts';

type Yaml = Readonly<Record<string, unknown>>;

const readYaml = (file: string) => parse(readFileSync(join(checkout, file), 'utf8'));

const good = '---\nrunbook: good\n---\n\n# Good\n\n```bash readonly\njuju status\n```\n';
const bad = good.replaceAll('good', 'bad').replace('readonly', 'readonyl');

/** A project with a good and a bad runbook, and `runbook` among its packages. */
function makeProject(): string {
  const root = projectFiles({ 'runbook.config.yaml': '', 'runbooks/good.md': good, 'runbooks/bad.md': bad });
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync(cli, join(root, 'node_modules/.bin/runbook'));
  return root;
}

interface Ended {
  readonly exit: number | null;
  readonly output: string;
}

/** Runs a script as GitHub does; `bin` comes first on PATH. */
function runBash(
  script: string,
  cwd: string,
  bin: string,
  env: Readonly<Record<string, string>> = {},
): Ended {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
    {
      cwd,
      env: { PATH: `${bin}:${process.env.PATH}`, HOME: cwd, ...env },
      encoding: 'utf8',
    },
  );
  return { exit: status, output: stdout + stderr };
}

/** A folder for PATH with a command of that name in it. */
function makeCommand(name: string, script: string): string {
  const folder = projectFiles({ [name]: `#!/bin/bash\n${script}\n` });
  chmodSync(join(folder, name), 0o755);
  return folder;
}

describe('action.yml', () => {
  interface Step {
    readonly name: string;
    readonly shell: string;
    readonly run: string;
    readonly env: Readonly<Record<string, string>>;
    readonly 'working-directory': string;
  }
  const action = readYaml('action.yml');
  const [install, lint] = action.runs.steps as readonly [Step, Step];

  /** The environment of a step, its expressions filled in. */
  const environment = (step: Step, context: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(step.env).map(([name, value]) => {
        const filled = value.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, path: string) => {
          const known = context[path] ?? action.inputs[path.replace('inputs.', '')]?.default;
          if (known === undefined) throw new Error(`there is no ${path}`);
          return known;
        });
        return [name, filled];
      }),
    );

  const runLint = (inputs: Readonly<Record<string, string>>, cwd = makeProject()) =>
    runBash(lint.run, cwd, join(cwd, 'node_modules/.bin'), environment(lint, inputs));

  // https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
  test('is a composite action as the metadata syntax has it', () => {
    expect(Object.keys(action).sort()).toEqual([
      'author',
      'branding',
      'description',
      'inputs',
      'name',
      'runs',
    ]);
    expect(action.runs.using).toBe('composite');
    for (const input of Object.values(action.inputs as Yaml)) {
      expect(input).toEqual({ description: expect.any(String), default: expect.any(String) });
    }
    for (const step of action.runs.steps) {
      expect(step).toMatchObject({ name: expect.any(String), shell: 'bash', run: expect.any(String) });
      expect(step['working-directory']).toBe('${{ inputs.working-directory }}');
      // What a caller hands over reaches the script as a variable, never as a part of its text.
      expect(step.run).not.toContain('${{');
    }
  });

  test('annotates errors and fails', () => {
    const { exit, output } = runLint({});
    expect(output).toMatch(/^::error file=runbooks\/bad.md,line=7,/m);
    expect(exit).toBe(3);
  });

  test('passes where all is well, and checks only the paths that it is given, blanks and all', () => {
    const root = makeProject();
    writeFileSync(join(root, 'runbooks/two words.md'), good.replace('good', 'two'));
    expect(runLint({ 'inputs.paths': 'runbooks/good.md\nrunbooks/two words.md\n' }, root)).toEqual({
      exit: 0,
      output: '',
    });
  });

  test('counts warnings, and writes SARIF although there are errors', () => {
    const root = makeProject();
    writeFileSync(
      join(root, 'runbooks/warns.md'),
      good.replace('good', 'warns').replace('bash readonly', 'bash'),
    );
    const inputs = { 'inputs.max-warnings': '0', 'inputs.sarif-file': 'out.sarif' };
    expect(runLint({ ...inputs, 'inputs.paths': 'runbooks/good.md' }, root).exit).toBe(0);
    expect(runLint(inputs, root).exit).toBe(3);
    const sarif = JSON.parse(readFileSync(join(root, 'out.sarif'), 'utf8'));
    expect(sarif.runs[0].results[0].ruleId).toBe('annotation-unknown');
  });

  test('uses the runbook of the project, else builds its own', () => {
    const npm = makeCommand('npm', 'echo "npm $*"');
    const runInstall = (cwd: string) => {
      const env = { GITHUB_PATH: join(cwd, 'path'), RUNNER_TEMP: cwd };
      return runBash(install.run, cwd, npm, {
        ...env,
        ...environment(install, { 'github.action_path': checkout }),
      });
    };
    const own = makeProject();
    expect(runInstall(own)).toEqual({ exit: 0, output: '' });
    expect(readFileSync(join(own, 'path'), 'utf8')).toBe(`${own}/node_modules/.bin\n`);
    const without = projectFiles({});
    expect(runInstall(without).output).toContain(`npm ci --prefix ${checkout}`);
    const bin = readFileSync(join(without, 'path'), 'utf8').trim();
    expect(runBash('runbook --version', without, bin).exit).toBe(0);
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const hooks = readYaml('.pre-commit-hooks.yaml') as readonly Readonly<Record<string, string>>[];

  // https://pre-commit.com/#new-hooks
  test('defines hooks with the keys that pre-commit knows', () => {
    const known = [
      'id',
      'name',
      'description',
      'entry',
      'language',
      'types',
      'files',
      'pass_filenames',
      'require_serial',
    ];
    for (const hook of hooks) {
      expect(known).toEqual(expect.arrayContaining(Object.keys(hook)));
      expect(hook).toMatchObject({ language: 'node', entry: expect.stringMatching(/^runbook /) });
    }
    expect(hooks.map(({ id }) => id)).toEqual(['runbook-lint', 'runbook-lint-all']);
  });

  test('has entries that pass and fail as the documents do', () => {
    const [changed, all] = hooks;
    const root = makeProject();
    const bin = join(root, 'node_modules/.bin');
    expect(runBash(`${changed?.entry} runbooks/good.md`, root, bin).exit).toBe(0);
    expect(runBash(`${changed?.entry} runbooks/bad.md runbooks/good.md`, root, bin).exit).toBe(3);
    expect(runBash(`${all?.entry}`, root, bin).exit).toBe(3);
    const files = new RegExp(all?.files ?? '');
    for (const path of ['a.md', 'docs/b.markdown', 'runbook.config.yaml', 'x/runbook.config.yaml'])
      expect(path).toMatch(files);
    for (const path of ['a.mdx', 'my-runbook.config.yaml', 'runbook.config.yaml.orig'])
      expect(path).not.toMatch(files);
  });

  const found = spawnSync('pre-commit', ['--version']).status === 0;
  test.skipIf(!found)('is valid to pre-commit itself', () => {
    const { status, stderr } = spawnSync('pre-commit', ['validate-manifest', '.pre-commit-hooks.yaml'], {
      cwd: checkout,
    });
    expect(`${stderr}`).toBe('');
    expect(status).toBe(0);
  });
});

describe('docs/ci.md', () => {
  const text = readFileSync(join(checkout, 'docs/ci.md'), 'utf8');
  const example = (name: string) =>
    parse(new RegExp(`\`\`\`yaml ${name}\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '');

  test('names inputs and hooks that there are', () => {
    const inputs = Object.keys(readYaml('action.yml').inputs);
    expect(inputs).toEqual(expect.arrayContaining(Object.keys(example('github').jobs.lint.steps[2].with)));
    const ids = readYaml('.pre-commit-hooks.yaml').map(({ id }: { readonly id: string }) => id);
    expect(ids).toContain(example('pre-commit').repos[0].hooks[0].id);
  });

  // GitLab joins the lines of `script` into one bash with `-e` and `pipefail`.
  test('shows a GitLab job that reports and fails as the documents do', () => {
    const { script, artifacts } = example('gitlab')['lint-runbooks'];
    const root = makeProject();
    const bin = makeCommand('npm', 'exit 0');
    writeFileSync(join(bin, 'npx'), '#!/bin/bash\nexec "node_modules/.bin/$@"\n', { mode: 0o755 });
    expect(runBash(script.join('\n'), root, bin).exit).toBe(3);
    const report = join(root, artifacts.reports.junit);
    expect(readFileSync(report, 'utf8')).toContain('annotation-unknown');
    writeFileSync(join(root, 'runbooks/bad.md'), good.replaceAll('good', 'bad'));
    expect(runBash(script.join('\n'), root, bin).exit).toBe(0);
    expect(existsSync(report)).toBe(true);
  });
});
