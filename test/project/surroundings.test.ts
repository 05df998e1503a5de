import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { defaultSettings } from '../../src/lint/rule.ts';
import { findMissingCommands } from '../../src/project/find-commands.ts';
import { identifyOperator } from '../../src/project/identify-operator.ts';
import { readGit } from '../../src/project/read-git.ts';
import { lookAround } from '../../src/project/surroundings.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import { projectFiles } from './project-files.ts';

describe('the surroundings', async () => {
  const surroundings = lookAround(await loadBashParser(), null, { root: '/', settings: defaultSettings });

  test('say where a block runs', () => {
    expect(surroundings.place('/srv', 'openstack@juju.maas')).toEqual({
      host: hostname().replace(/\..*/, ''),
      user: userInfo().username,
      cwd: '/srv',
      target: 'openstack@juju.maas',
    });
  });

  test('hash what is in a file, and give nothing for what is none', () => {
    const root = projectFiles({ 'a/script.sh': 'ä\n', big: 'x'.repeat(200_000) });
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(surroundings.hashFile(root, 'a/script.sh')).toBe(hash('ä\n'));
    expect(surroundings.hashFile(root, 'big')).toBe(hash('x'.repeat(200_000)));
    expect(surroundings.hashFile(join(root, 'a'), '../big')).toBe(hash('x'.repeat(200_000)));
    expect(surroundings.hashFile('/', join(root, 'a/script.sh'))).toBe(hash('ä\n'));
    vi.stubEnv('HOME', root);
    expect(surroundings.hashFile('/', '~/a/script.sh')).toBe(hash('ä\n'));
    vi.unstubAllEnvs();
    for (const none of ['a', 'none', 'a/script.sh/x', 'pipe', '', 'nul\0byte']) {
      expect(surroundings.hashFile(root, none)).toBeNull();
    }
    expect(surroundings.hashText('ä\n')).toBe(hash('ä\n'));
  });

  test('tell what a shell script takes from its environment', () => {
    const root = projectFiles({
      'apply.sh': 'set -u\nDRY=1\nmaas "$MAAS_PROFILE" read "$DRY" "$HOME"\n',
      tool: '#!/usr/bin/env bash\necho "$REGION"\n',
      'check.py': 'print("$REGION")\n',
    });
    expect(surroundings.variablesReadBy(root, 'apply.sh')).toEqual(['MAAS_PROFILE']);
    expect(surroundings.variablesReadBy(root, 'tool')).toEqual(['REGION']);
    expect(surroundings.variablesReadBy(root, 'check.py')).toEqual([]);
    expect(surroundings.variablesReadBy(root, 'none.sh')).toEqual([]);
  });
});

describe('scripts that code runs', async () => {
  const bash = await loadBashParser();
  const files = {
    'bin/apply.sh': '#!/bin/bash\n. "$(dirname "$0")/lib.sh"\njuju status\ntidy\n',
    'bin/lib.sh': 'tidy() {\n  rm -rf build\n}\n',
    'bin/look.sh': 'juju status\n',
  };
  const begin = (root: string, cwd: string) =>
    lookAround(bash, null, { root, settings: defaultSettings }).lookIntoScripts(cwd);
  const lookIn = (root: string, cwd: string, code: string) => {
    const look = begin(root, cwd);
    return { effects: look.effectsOf(code), hashes: look.hashes() };
  };

  test('are told by what they change, at the line that runs them, with all that they lead to', () => {
    const root = projectFiles(files);
    const { effects, hashes } = lookIn(root, root, 'bash bin/look.sh\nbash bin/apply.sh --now\n');
    expect(effects.map(({ command, effect, line, why }) => [command, effect, line, why])).toEqual([
      ['bash bin/apply.sh --now', 'destroys', 1, 'runs `rm -rf build` (bin/lib.sh:2), which deletes files'],
    ]);
    expect(Object.keys(hashes).sort()).toEqual(['bin/apply.sh', 'bin/lib.sh', 'bin/look.sh']);
    expect(hashes['bin/look.sh']).toBe(createHash('sha256').update('juju status\n').digest('hex'));
  });

  test('are looked for where the code runs, and looked at anew each time', () => {
    const root = projectFiles(files);
    const before = lookIn(root, join(root, 'bin'), './lib.sh; bash look.sh');
    expect(Object.keys(before.hashes)).toContain('bin/look.sh');
    writeFileSync(join(root, 'bin/look.sh'), 'juju destroy-model x\n');
    expect(lookIn(root, join(root, 'bin'), 'bash look.sh').effects).toHaveLength(1);
  });

  test('are all that the words of another one may stand for, from where the code has gone', () => {
    const root = projectFiles({
      'scripts/check.sh': 'bash lib/x.sh\n',
      'scripts/lib/x.sh': 'true\n',
      'charm/lib/x.sh': 'rm -rf build\n',
      'lib/x.sh': 'true\n',
    });
    const look = begin(root, root);
    expect(look.effectsOf('cd charm')).toEqual([]);
    expect(look.effectsOf('bash ../scripts/check.sh')).toMatchObject([
      { effect: 'destroys', why: expect.stringContaining('(charm/lib/x.sh:1)') },
    ]);
    expect(Object.keys(look.hashes()).sort()).toEqual([
      'charm/lib/x.sh',
      'lib/x.sh',
      'scripts/check.sh',
      'scripts/lib/x.sh',
    ]);
  });

  test('are read once in one look, whatever parts of a block lead to them', () => {
    const root = projectFiles(files);
    const { effectsOf, hashes } = begin(root, root);
    const first = effectsOf('bash bin/apply.sh');
    const before = { ...hashes() };
    writeFileSync(join(root, 'bin/lib.sh'), 'tidy() {\n  true\n}\n');
    expect(effectsOf('true\nbash bin/apply.sh').map(({ why }) => why)).toEqual(first.map(({ why }) => why));
    expect(first).toHaveLength(1);
    effectsOf('bash bin/look.sh');
    expect(hashes()).toEqual({ ...before, 'bin/look.sh': expect.any(String) });
    expect(begin(root, root).effectsOf('bash bin/apply.sh')).toEqual([]);
  });

  test('of which nobody can tell what they do are told, and hashed as they are', () => {
    const long = `rm -rf build\n${'# \n'.repeat(100_000)}`;
    const root = projectFiles({ ...files, 'bin/lib.sh': long });
    const { effects, hashes } = lookIn(root, root, 'true\nbash bin/apply.sh');
    expect(effects).toMatchObject([
      { command: 'bin/lib.sh', effect: 'opaque', why: 'is too long to be looked into' },
    ]);
    expect(hashes['bin/lib.sh']).toBe(createHash('sha256').update(long).digest('hex'));
  });

  test('outside the project are not looked into', () => {
    const root = projectFiles(files);
    expect(lookIn(join(root, 'bin'), root, 'bash bin/apply.sh')).toEqual({ effects: [], hashes: {} });
  });
});

describe('the operator', () => {
  test.each([
    [{}, null, { account: 'ubuntu', sudoFrom: null, name: null }],
    [{ SUDO_USER: 'jesse' }, ' Jesse ', { account: 'ubuntu', sudoFrom: 'jesse', name: 'Jesse' }],
    [{ SUDO_USER: 'ubuntu' }, '  ', { account: 'ubuntu', sudoFrom: null, name: null }],
    [{ SUDO_USER: '' }, null, { account: 'ubuntu', sudoFrom: null, name: null }],
  ])('from %j and %j', (env, name, expected) => {
    expect(identifyOperator({ env, name, account: 'ubuntu' })).toEqual(expected);
  });

  test('has the account the process runs as', () => {
    expect(identifyOperator({ env: { USER: 'somebody-else' }, name: null }).account).toBe(
      userInfo().username,
    );
  });
});

describe('git', () => {
  function repository() {
    const root = projectFiles({ 'a.txt': 'a', 'sub/b.txt': 'b', '.gitignore': '*\n' });
    const env = {
      PATH: process.env.PATH,
      HOME: root,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.org',
    };
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: root,
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    git('init', '-q', '-b', 'main');
    return { root, git };
  }

  test('tells commit, branch and whether anything differs', async () => {
    const { root, git } = repository();
    expect(await readGit(root)).toBeNull();
    git('add', '-f', 'a.txt', 'sub/b.txt');
    git('commit', '-q', '-m', 'one');
    const commit = git('rev-parse', 'HEAD');
    const clean = { commit, branch: 'main', dirty: false };
    expect(await readGit(root)).toEqual(clean);
    expect(await readGit(join(root, 'sub'))).toEqual(clean);
    writeFileSync(join(root, 'a.txt'), 'changed');
    expect(await readGit(root)).toEqual({ ...clean, dirty: true });
    git('checkout', '-q', '--', 'a.txt');
    writeFileSync(join(root, '.gitignore'), 'nothing\n');
    expect(await readGit(root)).toEqual({ ...clean, dirty: true });
    writeFileSync(join(root, '.gitignore'), '*\n');
    git('checkout', '-q', '--detach');
    expect(await readGit(root)).toEqual({ ...clean, branch: null });
  });

  test('runs nothing that the repository asks for', async () => {
    const { root, git } = repository();
    git('commit', '-q', '--allow-empty', '-m', 'one');
    const trace = join(root, 'ran');
    const hook = join(root, 'hook.sh');
    writeFileSync(hook, `#!/bin/sh\ntouch '${trace}'\n`);
    chmodSync(hook, 0o755);
    git('config', 'core.fsmonitor', hook);
    expect(await readGit(root)).toMatchObject({ branch: 'main' });
    expect(existsSync(trace)).toBe(false);
    git('status');
    expect(existsSync(trace)).toBe(true);
  });

  test('is absent outside a repository, from a missing directory, and when it takes too long', async () => {
    const root = projectFiles({ x: '' });
    expect(await readGit(root)).toBeNull();
    expect(await readGit(join(root, 'none'))).toBeNull();
    const { root: repo, git } = repository();
    git('commit', '-q', '--allow-empty', '-m', 'one');
    // A pipe that nobody writes to: git would wait for ever.
    rmSync(join(repo, '.git/index'), { force: true });
    execFileSync('mkfifo', [join(repo, '.git/index')]);
    expect(await readGit(repo, 200)).toBeNull();
  });
});

describe('the commands that are missing', () => {
  test('are those that PATH does not lead to, each named once', () => {
    const root = projectFiles({ 'bin/juju': '', 'bin/data': '', 'sbin/maas': '', 'scripts/check.sh': '' });
    for (const file of ['bin/juju', 'sbin/maas', 'scripts/check.sh']) chmodSync(join(root, file), 0o755);
    mkdirSync(join(root, 'bin/folder'));
    const missing = (...commands: string[]) =>
      findMissingCommands(commands, `${root}/none:${root}/bin:${root}/sbin`, root);
    expect(missing('juju', 'maas', 'scripts/check.sh', './bin/juju', `${root}/bin/juju`)).toEqual([]);
    expect(missing('jq', 'data', 'folder', 'jq', 'scripts/none.sh', '', 'check.sh')).toEqual([
      'jq',
      'data',
      'folder',
      'scripts/none.sh',
      '',
      'check.sh',
    ]);
  });

  test('are looked for in the working directory where PATH says so', () => {
    const root = projectFiles({ tool: '' });
    chmodSync(join(root, 'tool'), 0o755);
    expect(findMissingCommands(['tool'], '/nowhere:', root)).toEqual([]);
    expect(findMissingCommands(['tool'], '/nowhere', root)).toEqual(['tool']);
  });
});
