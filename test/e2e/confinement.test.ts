import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const fence = '```';
const me = ['--as', 'jesse'];
/** What a program in another language does is its author's word. */
const sneaky = `require('node:fs').writeFileSync(process.argv[2], '')\n`;
const body = `
${fence}bash readonly id=set
x=$(echo from inside)
${fence}

${fence}bash readonly id=look expect="some inside lines"
echo "$x"
${fence}

${fence}bash readonly id=sneak
node sneaky.cjs file
${fence}

${fence}bash gate readonly id=again
echo "$x"
${fence}
`;

function prepare(config: string): Project {
  const project = makeProject({ 'runbook.config.yaml': config, 'sneaky.cjs': sneaky, 'cache/x': '' });
  project.runbook(body);
  return project;
}

describe('confinement', () => {
  test.each([
    ['by the configuration', 'confine: readonly\n', []],
    ['by --confine', 'confine: {writable: [cache]}\n', ['--confine']],
  ])('%s: what a readonly block writes is refused, what it sets is kept', async (_, config, options) => {
    const project = prepare(config);
    const terminal = project.terminal(['run', 'x', ...options, ...me]);

    await terminal.question(/sneak failed\. What now\?/);
    terminal.type('skip as it should');
    const shown = await terminal.question(/Run again\?/);
    terminal.type('y');

    expect(await terminal.exit()).toBe(0);
    expect(terminal.text()).toMatch(
      /readonly blocks: confined by bubblewrap, can write only to\s+a \/tmp of its own/,
    );
    expect(shown.replace(/\s*\n\s*│\s+/g, ' ')).toContain(
      'confined by bubblewrap, can write only to a /tmp of its own',
    );
    if (options.length > 0) expect(shown.replace(/\s+│\s+|\s+/g, '')).toContain(`${project.directory}/cache`);
    expect(terminal.text()).toContain('read-only file system');
    expect(() => project.read('file')).toThrow();
    const entries = project.journal();
    expect(entries[0].options.confinement).toEqual({
      writable: options.length > 0 ? [join(project.directory, 'cache')] : [],
    });
    const started = entries.filter(({ type }) => type === 'block-started');
    expect(started.map(({ confined }) => confined)).toEqual([true, true, true, true]);
  });

  test('is none unless it is asked for', async () => {
    const project = prepare('runbooks: runbooks\n');
    const { exit, stdout } = await project.run(['run', 'x', ...me]);
    expect(exit).toBe(5);
    expect(project.read('file')).toBe('');
    expect(stdout).not.toContain('confined');
    expect(project.journal()[0].options.confinement).toBeUndefined();
  });

  test('stays for a run that is resumed', async () => {
    const project = prepare('runbooks: runbooks\n');
    expect((await project.run(['run', 'x', '--confine', ...me])).exit).toBe(1);
    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/sneak failed\. What now\?/);
    terminal.type('retry');
    await terminal.question(/sneak failed\. What now\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);
    expect(() => project.read('file')).toThrow();
  });

  test('that was asked for is refused where the system does not allow it', async () => {
    const project = prepare('confine: readonly\n');
    project.write('bin/bwrap', '#!/bin/sh\necho "bwrap: No permissions" >&2; exit 1\n');
    chmodSync(join(project.directory, 'bin/bwrap'), 0o755);
    project.env.PATH = `${project.directory}/bin:${project.env.PATH}`;

    const { exit, stderr } = await project.run(['run', 'x', ...me]);

    expect(exit).toBe(9);
    expect(stderr).toContain(
      'readonly blocks cannot be confined here: the system does not let bubblewrap do it: bwrap: No permissions',
    );
    expect(() => project.runs()).toThrow();
  });
});
