import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandTable } from '../../src/commands/command-table.ts';
import { InteractiveShell, offersOfBash, offersOfFish, projectWithCommand } from './shells.ts';

const runbookNamed = (id: string) =>
  `---\nrunbook: ${id}\n---\n\n# X\n\n\`\`\`bash readonly id=look expect="1 hi line"\necho hi\n\`\`\`\n`;

const project = projectWithCommand({
  'runbooks/restore.md': runbookNamed('restore'),
  'runbooks/hostile.md': runbookNamed("'$(touch${IFS}made)`touch${IFS}made`'"),
  'runbooks/restore.rehearsal.yaml': 'runbook: restore\noutcome: done\n',
  'notes.md': '# Notes\n',
});
let run = '';

beforeAll(async () => {
  expect((await project.run(['run', 'restore'])).exit).toBe(0);
  [run = ''] = project.runs();
});
afterAll(() => {
  expect(spawnSync('ls', ['made'], { cwd: project.directory }).status).not.toBe(0);
  project.remove();
});

const commands = [...commandTable.map(({ usage }) => usage.split(' ')[0]), 'help'];
const flags = (name: string) =>
  commandTable
    .find(({ usage }) => usage.split(' ')[0] === name)
    ?.options.map(([text]) => text.split(' ')[0])
    .concat('--state-dir', '--no-color', '--help');

const shells = {
  bash: (...words: string[]) => offersOfBash(project, ...words),
  fish: (...words: string[]) => offersOfFish(project, ...words),
};

describe.each(Object.entries(shells))('%s offers', (shell, offers) => {
  const sorted = (...words: string[]) => [...offers(...words)].sort();

  test('all commands', () => {
    expect(sorted('')).toEqual([...commands].sort());
    expect(sorted('li')).toEqual(['licences', 'lint', 'list']);
    expect(sorted('help', 're')).toEqual(['rehearse', 'report', 'resume']);
  });

  test("all flags of a command, and the command line's own", () => {
    for (const name of ['run', 'lint', 'runs']) {
      expect(sorted(name, '--')).toEqual(flags(name)?.sort());
    }
    expect(offers('--ver')).toEqual(['--version']);
  });

  test('values of a flag, behind it and nowhere else', () => {
    expect(sorted('lint', '--format', '')).toEqual(['github', 'json', 'junit', 'pretty', 'sarif', 'unix']);
    expect(sorted('report', run, '--format', 'j')).toEqual(['json', 'junit']);
    expect(offers('--state-dir', 'x', 'lint', '--format', 's')).toEqual(['sarif']);
    expect(offers('runs', '--status', 'done', 'rolled')).toEqual(shell === 'bash' ? ['rolled-back'] : []);
    expect(offers('completion', 'z')).toEqual(['zsh']);
    expect(offers('completion', 'zsh', 'z')).toEqual([]);
    expect(offers('lint', '--explain', 'expect-by')).toEqual(['expect-by-eye']);
  });

  test('runbooks by their ids, and runs', () => {
    expect(offers('run', 'rest')).toEqual(['restore']);
    expect(offers('runs', '--runbook', '')).toContain('restore');
    for (const command of ['resume', 'report', 'verify', 'accept']) {
      expect(offers(command, '')).toEqual([run]);
    }
  });

  test('files where they can be', () => {
    expect(offers('annotate', 'no')).toEqual(['notes.md']);
    expect(offers('run', 'notes')).toEqual(['notes.md']);
    expect(offers('resume', 'no')).toEqual([]);
  });

  test('an id as the text that it is', () => {
    expect(offers('run', '$').length + offers('run', '').length).toBeGreaterThan(1);
  });
});

describe.each(['bash', 'zsh'] as const)('%s at a terminal', (name) => {
  test('completes commands, flags, values, runbooks, runs and files', async () => {
    const shell = await InteractiveShell.start(project, name);
    await shell.complete('runbook anno', 'runbook annotate');
    await shell.complete('runbook lint --max', 'runbook lint --max-warnings');
    await shell.complete('runbook lint --format sa', 'runbook lint --format sarif');
    await shell.complete('runbook --no-color report --format h', 'runbook --no-color report --format html');
    await shell.complete('runbook run rest', 'runbook run restore');
    await shell.complete('runbook verify 2', `runbook verify ${run}`);
    await shell.complete('runbook annotate no', 'runbook annotate notes.md');
    await shell.complete('runbook completion f', 'runbook completion fish');
    await shell
      .complete('runbook runs --status done rol', 'runbook runs --status done rolled-back')
      .catch((error) => {
        // zsh takes one value behind a flag.
        if (name === 'bash') throw error;
      });
    await shell.end();
  });
});

test('without a shell, completion names those that there are', async () => {
  const { exit, stderr } = await project.run(['completion']);
  expect([exit, stderr]).toEqual([2, "error: missing required argument 'shell': bash, zsh or fish\n"]);
});

test('another shell is refused, with those that there are', async () => {
  const { exit, stderr } = await project.run(['completion', 'zhs']);
  expect([exit, stderr]).toEqual([2, expect.stringMatching(/zhs; did you mean `?zsh[\s\S]*bash, zsh, fish/)]);
});

describe('what is offered is taken', () => {
  const values = (command: string, place: string) => {
    const found = commandTable.find(({ usage }) => usage.startsWith(`${command} `) || usage === command);
    return (found?.values?.[place] ?? []) as readonly string[];
  };

  test.each([
    ['lint', values('lint', '--format')],
    ['report', values('report', '--format')],
    ['rehearse', values('rehearse', '--format')],
  ])('formats of %s', async (command, formats) => {
    const { exit, stderr } = await project.run([command, '--format', 'other']);
    const known = /the formats are (.*)/.exec(stderr)?.[1]?.split(/, | and /);
    expect([exit, known]).toEqual([2, formats]);
  });

  test('statuses of runs, all that there are', async () => {
    const statuses = values('runs', '--status');
    expect((await project.run(['runs', '--status', ...statuses])).stdout).toContain(run);
    const { stderr } = await project.run(['runs', '--status', 'other']);
    const known = /one of: (.*)/.exec(stderr)?.[1]?.split(', ');
    expect([...statuses].sort()).toEqual(known?.sort());
  });

  test('shells', async () => {
    for (const shell of values('completion', '<shell>')) {
      expect((await project.run(['completion', shell])).exit).toBe(0);
    }
  });
});
