import { mkdirSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  configName,
  findProject,
  findRoot,
  isBelowRunbooks,
  shownPath,
} from '../../src/project/find-project.ts';
import { readConfig } from '../../src/project/read-config.ts';
import { projectFiles } from './project-files.ts';

describe('the project root', () => {
  test('is where the configuration is, above any repository', async () => {
    const root = projectFiles({ [configName]: '', 'sub/.git/HEAD': '', 'sub/deep/x': '' });
    const project = await findProject(join(root, 'sub/deep'));
    expect(project).toMatchObject({ root, runbooks: [join(root, 'runbooks')], messages: [] });
  });

  test('is the nearest of several configurations', () => {
    const root = projectFiles({ [configName]: '', [`sub/${configName}`]: '', 'sub/deep/x': '' });
    expect(findRoot(join(root, 'sub/deep'))).toBe(join(root, 'sub'));
  });

  test('is the nearest repository, also one whose .git is a file', () => {
    const root = projectFiles({
      '.git/HEAD': '',
      'tree/.git': 'gitdir: elsewhere',
      'tree/deep/x': '',
      'a/b/x': '',
    });
    expect(findRoot(join(root, 'tree/deep'))).toBe(join(root, 'tree'));
    expect(findRoot(join(root, 'a/b'))).toBe(root);
  });

  test('is else where one is', () => {
    const root = projectFiles({ 'a/x': '' });
    expect(findRoot(join(root, 'a'))).toBe(join(root, 'a'));
  });
});

describe('the configuration', () => {
  test.each([
    ['runbooks: ops', ['ops']],
    ['runbooks: [ops, docs/run books]', ['ops', 'docs/run books']],
    ['runbooks:\n  - ops\n', ['ops']],
    ['# nothing yet\n', null],
    ['', null],
    ['---\n', null],
  ])('%j names %j', (text, expected) => {
    const { runbooks, messages } = readConfig(text, configName);
    expect(messages).toEqual([]);
    expect(runbooks?.map(({ path }) => path) ?? null).toEqual(expected);
  });

  test.each([
    [
      'runbook: ops',
      '1:1-1:8',
      'config-unknown',
      'Unexpected key `runbook`, expected one of runbooks, rules, commands, shellcheck, confine; did you mean `runbooks`?',
    ],
    [
      'colour: red',
      '1:1-1:7',
      'config-unknown',
      'Unexpected key `colour`, expected one of runbooks, rules, commands, shellcheck, confine',
    ],
    [
      'runbooks: ops\nconfine: read-only',
      '2:10-2:19',
      'config-value',
      'Unexpected value of `confine`, expected `readonly`, or `readonly: true` and a list `writable` below it',
    ],
    [
      'confine: {readonly: yes please}',
      '1:21-1:31',
      'config-value',
      'Unexpected value of `readonly`, expected true or false',
    ],
    [
      'confine: {writeable: [x]}',
      '1:11-1:20',
      'config-value',
      'Unexpected key `writeable`, expected `readonly`, or `readonly: true` and a list `writable` below it; did you mean `writable`?',
    ],
    [
      'confine: {writable: [x, 3]}',
      '1:21-1:27',
      'config-value',
      'Unexpected value of `writable`, expected a list of directories',
    ],
    [
      'runbooks: 3',
      '1:11-1:12',
      'config-value',
      'Unexpected value of `runbooks`, expected a directory or a list of directories',
    ],
    [
      'runbooks: [ops, ""]',
      '1:11-1:20',
      'config-value',
      'Unexpected value of `runbooks`, expected a directory or a list of directories',
    ],
    [
      'runbooks: []',
      '1:11-1:13',
      'config-value',
      'Unexpected value of `runbooks`, expected a directory or a list of directories',
    ],
    [
      'runbooks:',
      '1:10',
      'config-value',
      'Unexpected value of `runbooks`, expected a directory or a list of directories',
    ],
    [
      '- ops',
      '1:1-1:6',
      'config-value',
      'Unexpected value, expected keys and values such as `runbooks: runbooks`',
    ],
    ['runbooks: [ops', '1:15', 'config-syntax', expect.stringContaining('Flow sequence')],
    ['runbooks: a\nrunbooks: b', '2:1', 'config-syntax', 'Map keys must be unique'],
  ])('%j is refused at its place', (text, place, rule, reason) => {
    const { messages } = readConfig(text, configName);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.name.startsWith(place)).toBe(true);
    expect(messages[0]).toMatchObject({
      reason,
      ruleId: rule,
      source: 'runbook',
      fatal: true,
      file: configName,
    });
  });

  test('says how severe rules are, what commands do, and whether to ask ShellCheck', () => {
    const { settings, shellCheck, messages } = readConfig(
      [
        'rules:',
        '  wait-loop: off',
        '  unchecked-mutation: error',
        'commands:',
        '  - pattern: maas list',
        '    effect: forbidden',
        '    why: prints the API key',
        'shellcheck: true',
      ].join('\n'),
      configName,
    );
    expect(messages).toEqual([]);
    expect([...settings.severities]).toEqual([
      ['wait-loop', 'off'],
      ['unchecked-mutation', 'error'],
    ]);
    expect(settings.commands).toEqual([
      { pattern: 'maas list', effect: 'forbidden', why: 'prints the API key' },
    ]);
    expect(shellCheck).toBe(true);
  });

  test.each([
    [
      'rules: off',
      '1:8',
      'Unexpected value of `rules`, expected rules and severities such as `wait-loop: off`',
    ],
    ['rules:\n  readonly-mutates: off', '2:21', 'which guards a promise and stays an error'],
    ['rules:\n  expectation-vacuous: warning', '2:24', 'which guards a promise and stays an error'],
    ['rules:\n  wait-loop: 3', '2:14', 'expected `off`, `warning` or `error`'],
    ['commands: rm', '1:11', 'expected a list of commands'],
    ['commands: [rm]', '1:12', 'expected `pattern`, `effect` and `why`, each a text'],
    ['commands: [{pattern: rm, effect: destroys}]', '1:12', 'expected `pattern`, `effect` and `why`'],
    ['commands: [{pattern: rm, effect: x, why: y, wy: z}]', '1:45', 'did you mean `why`?'],
    ['commands: [{pattern: -f, effect: mutates, why: y}]', '1:22', 'begins with the name of a command'],
    ['shellcheck: always', '1:13', 'expected `true` or `false`'],
  ])('%j is refused', (text, place, words) => {
    const { messages, settings } = readConfig(text, configName);
    expect(messages.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
    expect(messages[0]?.reason).toContain(words);
    expect(messages[0]?.fatal).toBe(true);
    expect([settings.severities.size, settings.commands.length]).toEqual([0, 0]);
  });

  test('that is anything at all gives directories or says what is wrong', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'runbooks',
        ': ',
        '? ',
        '- ',
        '\n',
        '  ',
        '&a ',
        '*a',
        '!!',
        '"',
        '[',
        ']',
        '{',
        '}',
        '|',
        '---\n',
        '<<',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const { runbooks, messages } = readConfig(parts.join(''), configName);
        for (const { line, column } of messages) expect([line, column].every((n) => (n ?? 0) > 0)).toBe(true);
        for (const { path } of runbooks ?? []) expect(path.trim()).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });

  test('moves the runbooks', async () => {
    const root = projectFiles({
      [configName]: 'runbooks: [ops, docs/ops]',
      'ops/a.md': '',
      'docs/ops/b.md': '',
    });
    await expect(findProject(root)).resolves.toMatchObject({
      runbooks: [join(root, 'ops'), join(root, 'docs/ops')],
      messages: [],
    });
  });

  test('says what confined blocks may write to, from the root and from home', async () => {
    const root = projectFiles({
      [configName]: 'confine: {writable: [~/.local/share/juju, cache, /var/lib/x]}',
    });
    const writable = [join(homedir(), '.local/share/juju'), join(root, 'cache'), '/var/lib/x'];
    await expect(findProject(root)).resolves.toMatchObject({
      confine: { readonly: false, writable },
      messages: [],
    });
  });

  test.each([
    ['confine: readonly', true],
    ['confine: {readonly: true}', true],
    ['confine: {readonly: false}', false],
    ['', false],
  ])('confines or not: %s', async (text, readonly) => {
    expect((await findProject(projectFiles({ [configName]: text }))).confine).toEqual({
      readonly,
      writable: [],
    });
  });

  test.each(['.', '..', '/', '/tmp'])('gives no confined block all of the project: %s', async (path) => {
    const { messages } = await findProject(
      projectFiles({ [configName]: `confine: {writable: ['${path}']}` }),
    );
    expect(messages.map(({ reason }) => reason)).toEqual([
      `Unexpected \`${path}\`, which holds the project itself; expected a directory of a tool`,
    ]);
  });

  test.each(['..', '/', '../elsewhere', 'out', 'none', 'file.md'])(
    'does not move them to %s',
    async (path) => {
      const root = projectFiles({
        [`p/${configName}`]: `runbooks: ${path}`,
        'elsewhere/x': '',
        'p/file.md': '',
      });
      symlinkSync(join(root, 'elsewhere'), join(root, 'p/out'));
      const { messages } = await findProject(join(root, 'p'));
      expect(messages.map(String)).toEqual([
        expect.stringMatching(
          /^1:11-1:\d+: Unexpected `.*`, expected a directory (?:below the project root|that exists)$/,
        ),
      ]);
      expect(messages[0]?.fatal).toBe(true);
    },
  );
});

describe('a file of the project', () => {
  test('is shown relative to the root when it is below it', () => {
    expect(shownPath('/srv/p', '/srv/p/runbooks/a.md')).toBe('runbooks/a.md');
    expect(shownPath('/srv/p', '/srv/p2/a.md')).toBe('/srv/p2/a.md');
    expect(shownPath('/srv/p', '/srv/p/..a.md')).toBe('..a.md');
  });

  test('is below the runbooks only when it really lives there', async () => {
    const root = projectFiles({ '.git/HEAD': '', 'runbooks/a.md': '', 'other/b.md': '' });
    const project = await findProject(root);
    symlinkSync(join(root, 'other/b.md'), join(root, 'runbooks/b.md'));
    symlinkSync(join(root, 'runbooks'), join(root, 'link'));
    mkdirSync(join(root, 'runbooks2'));
    const below = (file: string) => isBelowRunbooks(project, join(root, file));
    expect(['runbooks/a.md', 'link/a.md'].map(below)).toEqual([true, true]);
    expect(
      ['runbooks/b.md', 'other/b.md', 'runbooks2/a.md', 'runbooks', 'runbooks/../other/b.md'].map(below),
    ).toEqual([false, false, false, false, false]);
  });

  test('is none where the runbook directory leads out of the project', async () => {
    const root = projectFiles({ 'project/.git/HEAD': '', 'elsewhere/a.md': '' });
    symlinkSync('../elsewhere', join(root, 'project/runbooks'));
    const project = await findProject(join(root, 'project'));
    expect(isBelowRunbooks(project, join(root, 'project/runbooks/a.md'))).toBe(false);
  });
});
