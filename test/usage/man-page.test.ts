import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandLine, commandTable } from '../../src/commands/command-table.ts';
import { describeCommandLine } from '../../src/usage/command-line.ts';
import { manPage } from '../../src/usage/man-page.ts';
import { cli, Project } from '../e2e/project.ts';

const project = new Project();
afterAll(() => project.remove());

/** What mandoc makes of a page. */
function mandoc(page: string, ...options: readonly string[]): string {
  const { stdout, error } = spawnSync('mandoc', options, { input: page, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return stdout;
}

const { stdout: page } = await project.run(['man']);
const text = mandoc(page, '-T', 'utf8', '-O', 'width=200').replace(/.\x08/g, '');

test('it is the one that is built', () => {
  expect(readFileSync(join(dirname(cli), 'runbook.1'), 'utf8')).toBe(page);
});

test('mandoc finds nothing wrong with it but that it has no date', () => {
  const found = mandoc(page, '-T', 'lint', '-W', 'warning').trim().split('\n');
  expect(found).toEqual([expect.stringContaining('missing date')]);
});

test('every command stands in it, with its flags, what they do, and its example', () => {
  const plain = text.replace(/\s+/g, ' ');
  for (const { usage, description, options, example } of commandTable) {
    const [name] = usage.split(' ');
    const section = text.split(new RegExp(`^ {3}runbook ${name}(?: .*)?$`, 'm'))[1] ?? '';
    const own = (section.split(/^ {0,3}\S/m)[0] ?? '').replace(/\s+/g, ' ');
    expect(own, usage).toContain(description.replace(/\s+/g, ' '));
    expect(own).toContain(`Example: ${example.replace(/\s+/g, ' ')}`);
    for (const [flags, what] of options) {
      expect(own).toContain(`${flags.split(' ')[0]}`);
      expect(own).toContain(what);
    }
  }
  expect(plain).toContain('-V, --version');
});

test('it has the exit codes that --help has', async () => {
  const { stdout } = await project.run(['--help']);
  const codes = [...stdout.matchAll(/(?:^ {2}|\s{2,})(\d+(?:\+n)?) {1,2}(\S+(?: \S+)*)/gm)];
  expect(codes.length).toBe(12);
  const status = text.split('EXIT STATUS')[1]?.replace(/\s+/g, ' ') ?? '';
  for (const [, code, meaning] of codes) expect(status).toContain(`${code} ${meaning}`);
});

test('what looks like markup is text', () => {
  const hostile = '\'\\fBb\\fR "q" `c` -- \\';
  const line = describeCommandLine({
    ...commandLine,
    commands: [
      { usage: 'x <y>', description: `.SH ${hostile}`, options: [['--z <z>', hostile]], example: hostile },
    ],
  });
  const shown = mandoc(manPage(line, '"1" .2'), '-T', 'utf8', '-O', 'width=200').replace(/.\x08/g, '');
  expect(shown.split(hostile).length - 1).toBe(3);
  expect(shown).toContain(`.SH ${hostile}`);
  expect(shown).toContain('runbook "1" .2');
});
