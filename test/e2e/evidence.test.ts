import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const fence = '```';

const body = `## Look

${fence}bash readonly id=look expect="some <b>here</b> lines"
printf '\\033[31mred\\033[0m <b>here</b>\\n'
${fence}

## Change

${fence}bash gate="wipe x" id=wipe
echo wiped >>ran
${fence}

${fence}bash readonly id=after expect="2 lines"
echo one
${fence}
`;

/** Jesse says no to the first gate; Kim goes on, leaves a note, says yes, and accepts what came out. */
async function handedOver(
  project: Project,
): Promise<{ readonly id: string; readonly shown: string; readonly head: string }> {
  project.runbook(body);
  const first = project.terminal(['run', 'x', '--as', 'jesse']);
  await first.question(/to run wipe/);
  first.type('pause');
  expect(await first.exit()).toBe(5);
  const second = project.terminal(['resume', '--as', 'kim']);
  await second.question(/to run wipe/);
  second.type('note seen by two of us');
  await second.question(/✎ note {2}wipe[\s\S]*to run wipe/);
  second.type('wipe x');
  await second.question(/What now\?/);
  second.type('accept one is enough');
  expect(await second.exit()).toBe(0);
  const shown = second.text();
  const head = /^ {2}head +(\S+)$/m.exec(shown)?.[1] ?? '';
  return { id: project.runs()[0] ?? '', shown, head };
}

const words = (html: string) => html.replace(/<style>[\s\S]*<\/style>|<[^>]*>/g, '').replace(/\s+/g, ' ');

describe('evidence of a run that changed hands', () => {
  test('in the terminal, in every report, in the history; and what is left of it when it is tampered with', async () => {
    const project = makeProject();
    const { id, shown, head } = await handedOver(project);
    expect(shown).toMatch(/^handed over from \w+ \(jesse\) to \w+ \(kim\)$/m);

    const html = await project.run(['report', id, '--format', 'html']);
    expect([html.exit, html.stderr]).toEqual([0, '']);
    const text = words(html.stdout);
    for (const said of [
      /Done, not all of it passed 2 passed, 1 deviated/,
      /Operators ?\w+ \(jesse\), \w+ \(kim\)/,
      /handed over ?from \w+ \(jesse\) to \w+ \(kim\)/,
      /note ?wipe seen by two of us — \w+ \(kim\)/,
      /Gate: yes by \w+ \(kim\) after [\d.]+s, typed wipe x/,
      /echo wiped &gt;&gt;ran/,
      /✓some &lt;b&gt;here&lt;\/b&gt; lines/,
      /Output, \d+ bytes red &lt;b&gt;here&lt;\/b&gt;/,
      /Expected 2 lines — found 1 line/,
      /Accepted as a deviation: one is enough — \w+ \(kim\)/,
    ]) {
      expect(text).toMatch(said);
    }
    expect(text).toContain(head);

    const markdown = await project.run(['report', id, '--format', 'md']);
    expect([markdown.exit, markdown.stdout]).toEqual([
      0,
      expect.stringContaining('```bash\necho wiped >>ran\n```'),
    ]);
    const junit = await project.run(['report', id, '--format', 'junit']);
    expect(junit.stdout).toContain('<skipped message="deviated: one is enough"/>');
    const other = await project.run(['report', id, '--format', 'pdf']);
    expect([other.exit, other.stderr]).toEqual([2, expect.stringContaining('json, html, md, junit')]);

    const list = async (...filters: string[]) => (await project.run(['runs', ...filters])).stdout;
    expect(await list()).toMatch(
      /^RUN +RUNBOOK +STATUS +AT +STARTED \(UTC\) +TOOK +IDLE +OPERATORS\n\S+ +x +done +20\d\d-\d\d-\d\d \d\d:\d\d +[\d.]+s +[\d.]+s +\w+ \(jesse\), \w+ \(kim\)\n$/,
    );
    for (const filters of [
      ['--operator', 'kim'],
      ['--status', 'failed,done'],
      ['--since', '1h'],
      ['--runbook', 'x'],
    ]) {
      expect(await list(...filters)).toContain(id);
    }
    for (const filters of [
      ['--operator', 'lee'],
      ['--status', 'failed'],
      ['--since', '2100-01-01'],
      ['--runbook', 'y'],
    ]) {
      expect(await list(...filters)).toBe('None of the 1 runs here is like that.\n');
      expect(JSON.parse(await list('--json', ...filters))).toEqual([]);
    }
    for (const [filter, said] of [
      [['--status', 'faild'], 'did you mean `failed`'],
      [['--since', 'monday'], 'such as 30m'],
    ] as const) {
      const { exit, stderr } = await project.run(['runs', ...filter]);
      expect([exit, stderr]).toEqual([2, expect.stringContaining(said)]);
    }

    const journal = join(project.directory, '.runbook/runs', id, 'journal.jsonl');
    const lines = readFileSync(journal, 'utf8').split('\n');
    const changed = lines.findIndex((line) => line.includes('"remedy-chosen"'));
    writeFileSync(
      journal,
      lines.with(changed, lines[changed]?.replace('one is enough', 'all is well') ?? '').join('\n'),
    );
    const verified = await project.run(['verify', id]);
    expect([verified.exit, verified.stdout]).toEqual([
      1,
      expect.stringMatching(
        new RegExp(`:${changed + 2}: .*\\n.*1 finding.*\\n.*unbroken up to line ${changed};`),
      ),
    ]);
    const after = await project.run(['report', id]);
    expect([after.exit, after.stderr]).toEqual([
      1,
      expect.stringContaining(`journal.jsonl:${changed + 2}: `),
    ]);
    const report = JSON.parse(after.stdout);
    expect([report.status, report.steps.map(({ status }: { status: string }) => status)]).toEqual([
      'unknown',
      ['passed', 'passed', 'unknown'],
    ]);
    expect(await list()).toMatch(/ x +unknown .* DAMAGED: see runbook verify\n/);
  });

  test('is not said to be damaged because of a head that is none', async () => {
    const project = makeProject();
    project.runbook(`${fence}bash auto id=work\necho begun\n${fence}\n`);
    await project.run(['run', 'x', '--as', 'jesse', '--no-input']);
    const { stdout } = await project.run(['verify']);
    const head = /head ([0-9a-f]{64})$/m.exec(stdout)?.[1] ?? '';
    for (const none of ['abc', '', head.slice(1), `${head}0`, head.replace(/^./, 'g')]) {
      const refused = await project.run(['verify', '--head', none]);
      expect([none, refused.exit, refused.stdout]).toEqual([none, 2, '']);
      expect(refused.stderr).toContain('is no SHA-256: that has 64 digits');
      expect(refused.stderr).toContain('write the whole head as the run printed it');
    }
    for (const one of [head, ` ${head.toUpperCase()} `]) {
      expect((await project.run(['verify', '--head', one])).exit).toBe(0);
    }
  });

  test('of a run that broke off in a block says so, and does not vouch for what it printed', async () => {
    const project = makeProject();
    project.runbook(`${fence}bash auto id=work\necho begun\n${fence}\n`);
    await project.run(['run', 'x', '--as', 'jesse', '--no-input']);
    const id = project.runs()[0] ?? '';
    const journal = join(project.directory, '.runbook/runs', id, 'journal.jsonl');
    const text = readFileSync(journal, 'utf8');
    const result = text.slice(0, text.indexOf('"block-ended"')).lastIndexOf('\n') + 1;
    writeFileSync(journal, text.slice(0, result + 20));

    const { exit, stdout, stderr } = await project.run(['report', id, '--format', 'html']);

    expect([exit, stderr]).toEqual([
      1,
      expect.stringMatching(/journal\.jsonl:\d+: breaks off after 20 bytes/),
    ]);
    const told = words(stdout);
    expect(told).toContain(
      'Unknown at work · the record breaks off without saying how the run stopped · 1 unknown',
    );
    expect(told).toContain('Attempt 1 was begun; its result is not on record.');
    expect(told).toMatch(/nothing vouches for this output, and it may go on\. ?Output, 6 bytes begun/);
    const verified = await project.run(['verify', id]);
    expect(verified.stdout).toMatch(/The journal itself is unbroken up to line \d+\.\n$/);
  });
});

test('evidence of a step is the text that ran, whatever its document was edited to afterwards', async () => {
  const gate = (id: string, code: string) => `${fence}bash gate id=${id}\n${code}\n${fence}\n`;
  const project = makeProject();
  const two = gate('two', 'true');
  project.runbook(`${gate('one', 'echo one >>edit.log; echo one-done')}\n${two}`);
  const first = project.terminal(['run', 'x', '--as', 'jesse']);
  await first.question(/Run one\?/);
  first.type('y');
  await first.question(/Run two\?/);
  first.type('pause');
  expect(await first.exit()).toBe(5);
  project.runbook(`${gate('one', 'echo drained EVERYTHING')}\n${two}`);
  const second = project.terminal(['resume', '--as', 'kim']);
  await second.question(/one: changed since it was finished[\s\S]*Go on with it as it is now\?/);
  second.type('y');
  await second.question(/Run two\?/);
  second.type('y');
  expect(await second.exit()).toBe(0);

  for (const format of ['md', 'html']) {
    const { stdout } = await project.run(['report', '--format', format]);
    expect(stdout).toContain('echo one-done');
    expect(stdout).not.toContain('drained');
    expect(stdout).toContain('Edited afterwards; what stands there now was not run.');
  }
});
