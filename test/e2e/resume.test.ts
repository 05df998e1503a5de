import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';

const me = ['--as', 'jesse'];
const fence = '```';

const gate = (id: string, code: string, more = '') =>
  `${fence}bash gate id=${id}${more}\n${code}\n${fence}\n`;

describe('what has to be seen is there again when a run is taken up', () => {
  test('a statement about something that may be looked at: it is looked at anew', async () => {
    const project = makeProject({ seen: 'as it was\n' });
    project.runbook(`${fence}bash readonly id=look confirm="this is it" expect="1 line"
cat seen
${fence}
`);
    expect((await project.run(['run', 'x', ...me])).exit).toBe(5);
    project.write('seen', 'as it is\n');

    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/look: does this hold\? {2}this is it/);
    terminal.type('y');

    expect(await terminal.exit()).toBe(0);
    expect(shown).toContain('│ as it is\n');
    expect(project.journal().filter(({ type }) => type === 'block-started')).toHaveLength(2);
  });

  test('a statement about something that changes things: what it had printed, and it is not run again', async () => {
    const project = makeProject();
    project.runbook(gate('change', 'echo ran >>ran; echo the ids are 1 2 3', ' confirm="these are the ids"'));
    const first = project.terminal(['run', 'x', ...me]);
    await first.question(/Run change\?/);
    first.type('y');
    await first.question(/does this hold\?/);
    first.type('pause');
    expect(await first.exit()).toBe(5);

    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/change: does this hold\? {2}these are the ids/);
    terminal.type('y');

    expect(await terminal.exit()).toBe(0);
    expect(shown).toMatch(/change {2}this is what it had printed\n {2}│ the ids are 1 2 3\n/);
    expect(project.read('ran')).toBe('ran\n');
  });

  test('a step that failed: the sentence and the evidence', async () => {
    const project = makeProject();
    project.runbook(`${fence}bash readonly id=look expect="2 lines"
echo one line
${fence}
`);
    expect((await project.run(['run', 'x', ...me])).exit).toBe(4);

    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/look did not come out as expected\. What now\?/);
    terminal.type('accept one is enough');

    expect(await terminal.exit()).toBe(0);
    expect(shown).toMatch(/UNEXPECTED {2}look\n {4}expected 2 lines — found 1 line\n/);
    expect(shown).toContain('│ one line\n');
    expect(terminal.text()).toContain('DONE, not all of it passed');
  });
});
