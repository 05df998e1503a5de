import { describe, expect, test } from 'vitest';
import { held, hold, letGo } from './held.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const me = ['--as', 'jesse'];
const fence = '```';

const gate = (id: string, code: string) => `${fence}bash gate id=${id}\n${code}\n${fence}\n`;

describe('a document that changed while its run was paused', () => {
  const before = `${gate('first', 'echo first >>ran')}\n${gate('second', 'echo second >>ran')}`;
  const after = before.replace('echo second', 'echo other');

  test('goes on only with a yes, and then as it is now', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(after);

    const unwilling = project.terminal(['resume', ...me]);
    const shown = await unwilling.question(/Go on with it as it is now\? {2}y\/N/);
    expect(shown).toMatch(/The document is not what this run was planned from\n {4}second: changed\n/);
    expect(shown).toMatch(
      /runbooks\/x\.md, line 12\n {6}- echo second >>ran\n {6}\+ echo other >>ran\n {4}as it was: /,
    );
    const [, copy = ''] = /as it was: (\S+)/.exec(shown) ?? [];
    expect(project.read(copy)).toContain('echo second');
    expect(shown).not.toContain('first: changed');
    unwilling.type('');
    expect(await unwilling.exit()).toBe(5);

    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/Go on with it as it is now\?/);
    terminal.type('y');
    const gate = await terminal.question(/Run second\?/);
    expect(gate).toContain('┃ echo other >>ran');
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
    expect(project.read('ran')).toBe('first\nother\n');
    expect((await project.run(['verify', project.runs()[0] ?? ''])).exit).toBe(0);
    const { stdout } = await project.run(['report', '--format', 'md']);
    expect(stdout.replaceAll('\\', '')).toMatch(
      /^- Document: runbooks\/x.md, begun by .*jesse.*, sha256 \w{64}\n- Changed to: runbooks\/x.md, agreed to by .*jesse.*, sha256 \w{64}$/m,
    );
  });

  test('is asked about below what it is about, which is said once and recorded only after a yes', async () => {
    const project = await pausedAtSecond(before);
    const [run = ''] = project.runs();
    const recorded = project.read(`.runbook/runs/${run}/journal.jsonl`);
    project.runbook(after);

    const terminal = project.terminal(['resume', '--as', 'kim']);
    const shown = (await terminal.question(/Go on with it as it is now\?/)).replace(/^\s+/, '');
    expect(shown).toMatch(
      new RegExp(
        `^x {2}X +run ${run}\\n.+\\(kim\\)\\nhanded over from .*\\(jesse\\) to .*\\(kim\\)\\n` +
          'paused at second since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\\n\\n {2}The document is not what',
      ),
    );
    expect(project.read(`.runbook/runs/${run}/journal.jsonl`)).toBe(recorded);
    terminal.type('y');
    const gate = await terminal.question(/Run second\?/);
    expect(gate).toMatch(/\nresumed: 1 of 2 steps are finished\nchanged since they were planned: second\n/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);
    const text = terminal.text();
    for (const said of ['x  X ', 'handed over', 'paused at second', 'resumed: '])
      expect([said, text.split(said).length - 1]).toEqual([said, 1]);
  });

  test('is asked about below what it is about where the events go elsewhere too', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(after);
    const terminal = project.shell('runbook resume --json --as jesse >events');
    const shown = await terminal.question(/Go on with it as it is now\?/);
    expect(shown).toMatch(/x {2}X +run .*\n.+\npaused at second since .*\n\n {2}The document is not/);
    expect(project.read('events')).toBe('');
    terminal.type('y');
    expect(await terminal.question(/Run second\?/)).not.toContain('paused at second');
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);
    expect(JSON.parse(project.read('events').split('\n')[0] ?? '')).toMatchObject({ type: 'run-resumed' });
  });

  test('is held against what was agreed to last, of which a copy is kept and vouched for', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(after);
    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/Go on with it as it is now\?/);
    terminal.type('y');
    await terminal.question(/Run second\?/);
    terminal.type('pause');
    await terminal.exit();

    project.runbook(before.replace('echo second', `echo third${'\necho more'.repeat(30)}`));
    const again = project.terminal(['resume', ...me]);
    const shown = await again.question(/Go on with it as it is now\?/);
    expect(shown).toMatch(/- echo other >>ran\n {6}\+ echo third\n {6}\+ echo more\n/);
    expect(shown).not.toContain('echo second');
    const hint = /(\d+) more lines: diff -u (\S+) runbooks\/x\.md /.exec(shown.replace(/\s+/g, ' '));
    const [, left, copy = ''] = hint ?? [];
    expect(Number(left) + shown.split('\n').filter((row) => /^ {6}[-+] /.test(row)).length).toBe(32);
    expect(project.read(copy)).toContain('echo other');
    again.type('n');
    await again.exit();

    const run = project.runs()[0] ?? '';
    expect((await project.run(['verify', run])).exit).toBe(0);
    project.write(copy, project.read(copy).replace('echo other', 'echo else'));
    const damaged = await project.run(['verify', run]);
    expect(damaged.exit).not.toBe(0);
    const said = (damaged.stdout + damaged.stderr).replace(/\s+/g, ' ');
    expect(said).toContain('a text of runbooks/x.md of which no copy is as it was');
  });

  test('in its words alone is taken up unasked, and the report does not say that anybody agreed', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(`Words about it.\n\n${before}`);
    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/Run second\?/);
    terminal.type('pause');
    await terminal.exit();
    const { texts } = JSON.parse((await project.run(['report'])).stdout);
    expect(texts.map(({ how }: { how: string }) => how)).toEqual(['begun', 'unasked']);
  });

  test('does not go on without a terminal', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(after);
    const { exit, stderr } = await project.run(['resume', ...me]);
    expect(exit).toBe(5);
    expect(stderr).toContain('the document changed since the run began: second: changed\n');
    expect(stderr).toContain(`at a terminal: runbook resume ${project.runs()[0]}\n`);
  });

  test('and says so in rows that fit the terminal', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(`${after}\n${gate('a-third-step-that-was-not-there', 'echo third >>ran')}`);
    const terminal = project.terminal(['resume', '--no-input', ...me]);
    expect(await terminal.exit()).toBe(5);
    expect(terminal.text()).toContain(
      'runbook: the document changed since the run began: second: changed;\n',
    );
    expect(terminal.brokenRows()).toEqual([]);
  });

  test('says so of a step that is finished, of one that is new and of one that is gone', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(
      `${gate('first', 'echo premier >>ran')}\n${gate('between', 'echo between >>ran')}\n${gate('second', 'echo second >>ran')}`,
    );
    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/Go on with it as it is now\?/);
    expect(shown).toContain('first: changed since it was finished');
    expect(shown).toContain('between: new');
    terminal.type('y');
    await terminal.question(/Run between\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);

    project.runbook(gate('first', 'echo first >>ran'));
    const again = project.terminal(['resume', ...me]);
    const gone = await again.question(/Go on with it as it is now\?/);
    expect(gone).toContain('second: removed');
    again.type('n');
    expect(await again.exit()).toBe(5);
  });

  test('asks once: steps that are gone or moved are on record from then on', async () => {
    const project = await pausedAtSecond(`${before}\n${gate('third', 'echo third >>ran')}`);
    project.runbook(`${gate('third', 'echo third >>ran')}\n${gate('second', 'echo second >>ran')}`);
    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/Go on with it as it is now\?/);
    expect(shown).toContain('third: moved');
    expect(shown).toContain('first: removed');
    terminal.type('y');
    await terminal.question(/Run third\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);

    const again = project.terminal(['resume', ...me]);
    expect(await again.question(/Run third\?/)).not.toContain('Go on with it');
    again.type('y');
    await again.question(/Run second\?/);
    again.type('y');
    expect(await again.exit()).toBe(0);
    expect(project.read('ran')).toBe('first\nthird\nsecond\n');
    const { stdout } = await project.run(['report', project.runs()[0] ?? '']);
    expect(JSON.parse(stdout).steps.map(({ id, status }: Told) => `${id} ${status}`)).toEqual([
      'third passed',
      'second passed',
      'first passed',
    ]);
  });
});

describe('a document that changes while its run is on its way', () => {
  const before = `${gate('first', 'echo first >>ran')}\n${gate('second', 'echo second >>ran')}`;

  test('is noticed after the yes and before the block, said, and agreed to once', async () => {
    const project = makeProject();
    project.runbook(before);
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.question(/Run first\?/);
    project.runbook(before.replaceAll('echo', 'printf "%s\\n"'));
    terminal.type('y');

    expect(await terminal.exit()).toBe(5);
    expect(terminal.text()).toContain('the document changed on disk: first: changed');
    expect(terminal.text()).toContain('what this run was planned from has changed');
    expect(project.journal().map(({ type }) => type)).not.toContain('block-started');

    const resumed = project.terminal(['resume', ...me]);
    const shown = await resumed.question(/Go on with it as it is now\?/);
    expect(shown).toMatch(/first: changed\n {4}second: changed\n/);
    resumed.type('y');
    expect(await resumed.question(/Run first\?/)).toContain('┃ printf "%s\\n" first >>ran');
    resumed.type('y');
    await resumed.question(/Run second\?/);
    resumed.type('y');
    expect(await resumed.exit()).toBe(0);
    expect(project.read('ran')).toBe('first\nsecond\n');
  });

  test('is noticed before the next gate is drawn', async () => {
    const project = makeProject();
    project.runbook(`${gate('first', 'cat hold; echo first >>ran')}\n${gate('second', 'echo second >>ran')}`);
    hold(project);
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.question(/Run first\?/);
    terminal.type('y');
    await held(project);
    project.runbook(gate('first', 'cat hold; echo first >>ran'));
    await letGo(project);

    expect(await terminal.exit()).toBe(5);
    expect(terminal.text()).toContain('second: removed');
    expect(terminal.text()).not.toContain('Run second?');
    expect(project.read('ran')).toBe('first\n');
  });

  test('is of no concern where no step changed', async () => {
    const project = makeProject();
    project.runbook(before);
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.question(/Run first\?/);
    project.runbook(`Words about it.\n${before}`);
    terminal.type('y');
    await terminal.question(/Run second\?/);
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
  });
});

describe('a script that changes while its run is on its way', () => {
  async function atFirstGate() {
    const project = makeProject({
      'scripts/audit.sh': 'source "$(dirname "$0")/common.sh"\ncat kept\n',
      'scripts/common.sh': 'echo as it was\n',
      kept: 'still here\n',
    });
    const audit = `${fence}bash readonly id=audit\nbash scripts/audit.sh\n${fence}\n`;
    project.runbook(`${gate('first', 'echo first')}\n${audit}`);
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.question(/Run first\?/);
    return { project, terminal };
  }

  test('and would not only read any more is not run without being asked', async () => {
    const { project, terminal } = await atFirstGate();
    project.write('scripts/common.sh', 'rm -f kept\n');
    terminal.type('y');
    expect(await terminal.exit()).toBe(5);
    const shown = terminal.text().replace(/\s+/g, ' ');
    expect(shown).toContain('scripts/common.sh changed on disk, and the document can no longer be planned');
    expect(shown).toContain('rm -f kept');
    expect(project.read('kept')).toBe('still here\n');
    expect(project.journal().map(({ type }) => type)).not.toContain('block-started');
    expect(project.journal().at(-1).changes).toEqual([expect.stringContaining('scripts/common.sh changed')]);
    const { stdout } = await project.run(['report', '--format', 'md']);
    expect(stdout).toMatch(/run paused .*scripts\/common\.sh changed on disk/);

    const refused = await project.run(['resume', ...me]);
    expect(refused.exit).toBe(3);
    expect(refused.stderr).toContain('in a readonly block');
  });

  test('and still only reads is run as it is now', async () => {
    const { project, terminal } = await atFirstGate();
    project.write('scripts/common.sh', 'echo as it is now\n');
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
    expect(terminal.text()).toContain('as it is now');
  });
});

describe('a script that appears while its run is on its way', () => {
  async function atFirstGate() {
    const project = makeProject({
      'scripts/check.sh': 'if [ -f scripts/extra.sh ]; then source scripts/extra.sh; fi\ncat kept\n',
      kept: 'still here\n',
    });
    const check = `${fence}bash readonly id=check\nbash scripts/check.sh\n${fence}\n`;
    project.runbook(`${gate('first', 'echo first')}\n${check}\n${gate('last', 'bash scripts/check.sh')}`);
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.question(/Run first\?/);
    return { project, terminal };
  }

  test('and would not only read is not run without being asked', async () => {
    const { project, terminal } = await atFirstGate();
    project.write('scripts/extra.sh', 'rm -f kept\n');
    terminal.type('y');
    expect(await terminal.exit()).toBe(5);
    const shown = terminal.text().replace(/\s+/g, ' ');
    expect(shown).toContain('scripts/extra.sh changed on disk, and the document can no longer be planned');
    expect(shown).toContain('rm -f kept');
    expect(project.read('kept')).toBe('still here\n');
  });

  test('and leads to one that appears later is not what that one is run by', async () => {
    const { project, terminal } = await atFirstGate();
    project.write('scripts/extra.sh', 'if [ -f scripts/more.sh ]; then source scripts/more.sh; fi\n');
    terminal.type('y');
    await terminal.question(/Run last\?/);
    project.write('scripts/more.sh', 'rm -f kept\n');
    terminal.type('y');
    expect(await terminal.exit()).toBe(5);
    expect(terminal.text()).toContain('scripts/more.sh changed on disk');
    expect(project.read('kept')).toBe('still here\n');
  });

  test('voids the yes to a gate whose block it is run by', async () => {
    const project = makeProject({
      'scripts/check.sh': 'if [ -f scripts/extra.sh ]; then source scripts/extra.sh; fi\n',
      kept: 'still here\n',
    });
    project.runbook(gate('check', 'bash scripts/check.sh'));
    const terminal = project.terminal(['run', 'x', ...me]);
    expect(await terminal.question(/Run check\?/)).not.toContain('DESTROYS');
    project.write('scripts/extra.sh', 'rm -rf kept\n');
    terminal.type('y');
    const again = await terminal.question(/Run check\?/);
    expect(again).toContain('CHANGED since it was last shown: the content of scripts/extra.sh');
    expect(again).toMatch(/! DESTROYS +bash scripts\/check\.sh/);
    terminal.type('n');
    expect(await terminal.exit()).toBe(6);
    expect(project.read('kept')).toBe('still here\n');
  });
});

describe('a script that another one names from the working directory', () => {
  const files = {
    'scripts/check.sh': 'bash lib/x.sh\n',
    'scripts/lib/x.sh': 'echo harmless\n',
    'lib/x.sh': 'rm -rf kept\n',
    kept: 'still here\n',
  };

  test('is what a readonly block is judged by, whatever lies beside the other one', async () => {
    const project = makeProject(files);
    project.runbook(`${fence}bash readonly\nbash scripts/check.sh\n${fence}\n`);
    const { exit, stderr } = await project.run(['run', 'x', '--no-input', ...me]);
    expect(exit).toBe(3);
    expect(stderr.replace(/\s+/g, ' ')).toContain('runs `rm -rf kept` (lib/x.sh:1)');
    expect(project.read('kept')).toBe('still here\n');
  });

  test('is what the yes to a gate is bound to, as is the other one', async () => {
    const project = makeProject(files);
    project.runbook(gate('check', 'bash scripts/check.sh'));
    const terminal = project.terminal(['run', 'x', ...me]);
    expect(await terminal.question(/Run check\?/)).toMatch(/! DESTROYS +bash scripts\/check\.sh/);
    project.write('lib/x.sh', 'rm -rf kept other\n');
    terminal.type('y');
    const again = await terminal.question(/Run check\?/);
    expect(again).toContain('CHANGED since it was last shown: the content of lib/x.sh');
    terminal.type('n');
    expect(await terminal.exit()).toBe(6);
    const opened = project.journal().find(({ type }) => type === 'gate-opened');
    expect(Object.keys(opened.approval.scripts).sort()).toEqual([
      'lib/x.sh',
      'scripts/check.sh',
      'scripts/lib/x.sh',
    ]);
  });
});

describe('a script that a gated block runs', () => {
  const library = 'tidy() {\n  rm -rf "$1"\n}\n';

  test('is looked into for the gate, which is shown again when it changed since the yes', async () => {
    const project = makeProject({
      'runbook.config.yaml':
        'commands:\n  - pattern: uname\n    effect: mutates\n    why: counts what is left\n',
      'scripts/apply.sh': 'source "$(dirname "$0")/library.sh"\ntidy build\n',
      'scripts/library.sh': library,
      'build/made': '',
    });
    project.runbook(gate('apply', 'bash scripts/apply.sh\nuname'));
    const terminal = project.terminal(['run', 'x', ...me]);
    const shown = (await terminal.question(/Run apply\?/)).replace(/\n {2}│ +| {2,}/g, ' ');
    expect(shown).toContain('! changes uname (line 9: counts what is left)');
    expect(shown).toContain('! DESTROYS bash scripts/apply.sh (line 8: runs `rm -rf "$1"`');
    project.write('scripts/library.sh', library.replace('$1', 'build/made'));
    terminal.type('y');
    const again = await terminal.question(/Run apply\?/);
    expect(again).toContain('CHANGED since it was last shown: the content of scripts/library.sh');
    terminal.type('n');
    expect(await terminal.exit()).toBe(6);
    expect(project.read('build/made')).toBe('');
    const opened = project.journal().find(({ type }) => type === 'gate-opened');
    expect(opened.approval.dangers).toMatchObject([{ command: 'bash scripts/apply.sh', effect: 'destroys' }]);
  });
});

interface Told {
  readonly id: string;
  readonly status: string;
}

/** A run whose first step is done, paused at the gate of its second. */
async function pausedAtSecond(body: string): Promise<Project> {
  const project = makeProject();
  project.runbook(body);
  const terminal = project.terminal(['run', 'x', ...me]);
  await terminal.question(/Run first\?/);
  terminal.type('y');
  await terminal.question(/Run second\?/);
  terminal.type('pause');
  expect(await terminal.exit()).toBe(5);
  return project;
}
