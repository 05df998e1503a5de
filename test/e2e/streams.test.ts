import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const me = '--as jesse';
const fence = '```';
/** What begins or is a control sequence, or moves the cursor. */
const control = /[\x00-\x08\x0b-\x1f\x7f\x9b]/;

const gated = `
Words before it.

${fence}bash readonly id=look expect="some looking lines"
echo looking
${fence}

${fence}bash gate id=change
printf 'one\\n\\033[31mtwo\\033[0m\\n' >>ran; cat ran
${fence}
`;

describe('where streams are no terminal, gates are asked at the terminal all the same', {
  timeout: 60_000,
}, () => {
  test('through tee: what is asked is on the terminal, the record in the log, without control sequences', async () => {
    const project = makeProject();
    project.runbook(gated);
    const terminal = project.shell(`runbook run x ${me} | tee log; exit "\${PIPESTATUS[0]}"`);

    const shown = await terminal.question(/Run change\? {2}y\/N/);
    expect(shown).toMatch(/✓ look[\s\S]*■ GATE {2}change[\s\S]*┃ printf/);
    terminal.type('y');

    expect(await terminal.exit()).toBe(0);
    const log = project.read('log');
    expect(log).not.toMatch(control);
    expect(log).toMatch(
      /✓ look[\s\S]*■ GATE {2}change[\s\S]*┃ printf[\s\S]*■ yes {2}change[\s\S]*│ two\n[\s\S]*✓ DONE/,
    );
    expect(log).not.toContain('Run change?');
  });

  test('through tee a gate is in the log before it is asked, row by row as on the terminal, and not again', async () => {
    const project = makeProject();
    const long = `echo ${'alpha beta gamma '.repeat(8)}>>ran`;
    const block = (id: string) => `${fence}bash gate id=${id}\n${long}\n${fence}\n\n`;
    project.runbook(block('one') + block('two'));
    const terminal = project.shell(`runbook run x ${me} | tee log; exit "\${PIPESTATUS[0]}"`);
    const gatesIn = (text: string, id: string) =>
      text.match(new RegExp(` {2}■ GATE {2}${id}.*\\n(?: {2}[┃↪│].*\\n)+`, 'g')) ?? [];

    for (const id of ['one', 'two']) {
      const shown = (await terminal.question(new RegExp(`Run ${id}\\?`))).replaceAll('\r', '');
      const [copy, drawn] = gatesIn(shown, id);
      expect(copy).toBe(drawn);
      expect(gatesIn(project.read('log'), id)).toEqual([drawn]);
      terminal.type('y');
    }

    expect(await terminal.exit()).toBe(0);
    expect(gatesIn(terminal.text(), 'one')).toHaveLength(2);
    expect(gatesIn(project.read('log'), 'two')).toHaveLength(1);
    expect(terminal.brokenRows()).toEqual([]);
  });

  test('through tee what was still running is told in rows that fit the terminal', async () => {
    const project = makeProject();
    const sleeps = [3001, 3002, 3003, 3004].map((seconds) => `sleep ${seconds} &`).join(' ');
    project.runbook(`${fence}bash auto id=leave\n${sleeps}\n${fence}\n`);
    const terminal = project.shell(`runbook run x ${me} | tee log; exit "\${PIPESTATUS[0]}"`);
    expect(await terminal.exit()).toBe(0);
    expect(project.read('log')).toMatch(
      / {2}! ended what was still running: sleep 3001 \(pid \d+\),.*\n {4}\S/,
    );
    expect(terminal.brokenRows()).toEqual([]);
  });

  test('in a file rows are not broken', async () => {
    const project = makeProject();
    const long = `echo ${'alpha beta gamma '.repeat(8)}>>ran`;
    project.runbook(`${fence}bash gate id=one\n${long}\n${fence}\n`);
    const terminal = project.shell(`runbook run x ${me} >log`);
    await terminal.question(/Run one\?/);
    expect(project.read('log')).toContain(`  ┃ ${long}\n`);
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
  });

  test('on a full disk the run goes on to its end, and is no success for whoever reads the file', async () => {
    const project = makeProject();
    project.runbook(`${fence}bash gate id=change\nfor n in 1 2 3; do echo $n | tee -a ran; done\n${fence}\n`);
    const terminal = project.shell(`runbook run x ${me} >/dev/full`);
    await terminal.question(/Run change\?/);
    terminal.type('y');
    expect(await terminal.exit()).toBe(1);
    expect(terminal.text()).toContain('runbook: not all of it could be printed: no space left on device');
    expect(project.read('ran')).toBe('1\n2\n3\n');
    expect(project.journal().at(-1)).toMatchObject({ type: 'run-ended', status: 'done', exit: 0 });
    for (const args of ['report', 'runs', '--version']) {
      expect([args, await project.shell(`runbook ${args} >/dev/full`).exit()]).toEqual([args, 1]);
    }
  });

  test('closed stdin, and closed stdout', async () => {
    for (const closed of ['<&-', '>&-', '<&- >&- 2>&-']) {
      const project = makeProject();
      project.runbook(gated);
      const terminal = project.shell(`runbook run x ${me} ${closed}`);
      await terminal.question(/Run change\?/);
      terminal.type('y');
      expect(await terminal.exit()).toBe(0);
      expect(project.read('ran')).toContain('one');
    }
  });

  test('yes | runbook run answers nothing', async () => {
    const project = makeProject();
    project.runbook(gated);
    const terminal = project.shell(`yes | runbook run x ${me}`);
    await terminal.question(/Run change\?/);
    terminal.type('note still here');
    await terminal.question(/Run change\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);
    expect(decisions(project)).toEqual([]);
  });
});

describe('where nobody may be asked, the run pauses with 5', () => {
  test.each([
    ['CI=true', 'CI=true', [], 'CI is set'],
    ['--no-input', '', ['--no-input'], '--no-input was given'],
  ])('%s', async (_, assignment, options, says) => {
    const project = makeProject();
    project.runbook(gated);
    const terminal = project.shell(`${assignment} runbook run x ${me} ${options.join(' ')}`);
    expect(await terminal.exit()).toBe(5);
    expect(terminal.text()).toMatch(/PAUSED {2}at change/);
    expect(terminal.text().replace(/\s+/g, ' ')).toContain(says);
    expect(terminal.text()).toContain('┃ printf');
    expect(decisions(project)).toEqual([]);
  });

  test('no terminal, though stdin says yes', async () => {
    const project = makeProject();
    project.runbook(gated);
    const { exit, stdout } = await project.run(['run', 'x', '--as', 'jesse'], 'y\n'.repeat(1000));
    expect(exit).toBe(5);
    expect(stdout).toContain('there is no terminal to ask at');
    expect(decisions(project)).toEqual([]);
  });
});

test('a line of 300 KB is checked and kept whole, and shown in part', async () => {
  const project = makeProject();
  project.runbook(`${fence}bash auto id=long expect="1 line; contains 'the end'"
head -c 300000 /dev/zero | tr '\\0' x; echo ' the end'
${fence}
`);
  const terminal = project.terminal(['run', 'x', '--as', 'jesse']);
  expect(await terminal.exit()).toBe(0);
  expect(terminal.text()).toMatch(/✓ long +1 line; contains 'the end'/);
  expect(terminal.text().length).toBeLessThan(10_000);
  expect(terminal.brokenRows()).toEqual([]);
  const [ended] = project.journal().filter(({ type }) => type === 'block-ended');
  expect(ended.output.bytes).toBe(300_009);
  expect(project.read(`.runbook/runs/${project.runs()[0]}/${ended.output.file}`)).toMatch(
    /^x{300000} the end\n$/,
  );
});

describe('in a terminal of 40 columns', () => {
  test('no row is too long, and the command is there as a whole', async () => {
    const project = makeProject();
    const command = `printf '%s\\n' ${'alpha beta gamma delta '.repeat(6)}>>ran`;
    project.runbook(`${fence}bash gate="wipe the whole of it" id=a-step-with-quite-a-long-name
${command}
${fence}

> Expect: \`no lines\`
`);
    const terminal = project.terminal(['run', 'x', '--as', 'jesse'], { columns: 40 });

    const shown = await terminal.question(/Type {2}wipe/);
    const rows = shown.split('\n').filter((row) => /^ {2}[┃↪]/.test(row));
    expect(rows.map((row) => row.slice(4)).join('')).toBe(command);
    terminal.type('wipe the whole of it');

    expect(await terminal.exit()).toBe(0);
    expect(terminal.brokenRows()).toEqual([]);
    expect(terminal.text()).toMatch(/✓ DONE/);
  });
});

test('NO_COLOR leaves out every colour, on the terminal as well', async () => {
  const project = makeProject();
  project.runbook(gated);
  project.env.NO_COLOR = '1';
  const terminal = project.terminal(['run', 'x', '--as', 'jesse']);
  await terminal.question(/Run change\?/);
  terminal.type('y');
  expect(await terminal.exit()).toBe(0);
  expect(terminal.raw).not.toMatch(/\x1b\[[0-9;]*m/);

  const { stdout } = await project.run(['--no-color', 'show', 'x']);
  expect(stdout).not.toMatch(control);
});

function decisions(project: Project): readonly string[] {
  return project.journal().flatMap(({ type, decision }) => (type === 'gate-answered' ? [decision] : []));
}
