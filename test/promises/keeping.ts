import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Project } from '../e2e/project.ts';
import { block, goOn, ofRun, type Seen, walk } from './operator.ts';
import type { Row } from './row.ts';

const head =
  "The last line of every run prints the hash of the journal's head; `runbook verify RUN --head HASH` finds a journal that was changed or cut off since.";

export const keeping: readonly Row[] = [
  {
    promise:
      'Where there is a state directory, `lint`, `show` and `list` remember in it what they have read; what runs is read from its document each time.',
    async observe(make) {
      const project = make();
      project.runbook(block('auto id=one', 'echo kept'));
      const looks = [['lint'], ['show', 'x'], ['list']];
      for (const look of looks) await project.run(look);
      expect(existsSync(join(project.directory, '.runbook'))).toBe(false);
      mkdirSync(join(project.directory, '.runbook'));
      for (const look of looks) await project.run(look);
      const plans = join(project.directory, '.runbook/cache/plans');
      const [plan = ''] = readdirSync(plans);
      const remembered = readFileSync(join(plans, plan), 'utf8').replaceAll('echo kept', 'echo forged');
      writeFileSync(join(plans, plan), remembered);
      expect((await project.run(['show', 'x'])).stdout).toContain('echo forged');
      const { exit, text } = await walk(project);
      expect([exit, text]).toEqual([0, expect.stringContaining('kept')]);
      expect(text).not.toContain('forged');
    },
  },
  {
    promise:
      'A run lives in `.runbook/runs/RUN/`, readable to its owner only: the journal, one log an attempt, a copy of the document as it was run, and the snapshot of the session that `resume` goes on from.',
    async observe(make) {
      const project = make();
      project.runbook(
        block('auto id=set', 'NAME=kept; echo one') + block('id=fail', '[ -e fixed ]; echo "$NAME"'),
      );
      const before = project.read('runbooks/x.md');
      const { exit, text } = await walk(
        project,
        [/Run fail\?/, 'y'],
        [/What now\?/, 'retry'],
        [/Run fail\?/, 'y'],
        [/What now\?/, 'pause'],
      );
      expect([exit, text]).toEqual([5, expect.stringContaining(`run    ${project.runs()[0]}`)]);
      const kept = everythingBelow(ofRun(project));
      for (const path of [join(project.directory, '.runbook'), ...kept]) {
        expect([path, statSync(path).mode & 0o077]).toEqual([path, 0]);
      }
      const names = kept.map((path) => path.slice(ofRun(project).length).replace(/^\//, ''));
      expect(names).toEqual(
        expect.arrayContaining(['journal.jsonl', 'documents/x.md', 'session/session-snapshot.json']),
      );
      expect(
        names.filter((name) => name.startsWith('steps/')).map((name) => name.replace(/^.*?-/, '')),
      ).toEqual(['set-1.log', 'fail-1.log', 'fail-2.log']);
      expect(readFileSync(ofRun(project, 'documents/x.md'), 'utf8')).toBe(before);
      project.write('fixed', '');
      const resumed = await goOn(project, [/What now\?/, 'retry'], [/Run fail\?/, 'y']);
      expect([resumed.exit, resumed.text]).toEqual([0, expect.stringContaining('│ kept')]);
      expect(resumed.text).toContain('reads   NAME=kept');
    },
  },
  {
    promise: head,
    how: 'the last line',
    async observe(make) {
      const project = make();
      project.runbook(block('id=make', '[ -e fixed ]'));
      const expectHead = ({ text }: Seen) => expect(printedHead(text)).toBe(headOf(project));
      expectHead(await walk(project, [/Run make\?/, 'pause']));
      expectHead(await goOn(project, [/Run make\?/, '']));
      expectHead(await goOn(project, [/Run make\?/, 'y'], [/What now\?/, 'abort no']));
      const { exit, stdout } = await project.run(['resume']);
      expectHead({ exit: exit ?? 0, text: stdout });
      project.write('fixed', '');
      expectHead(await goOn(project, [/What now\?/, 'retry'], [/Run make\?/, 'y']));
    },
  },
  {
    promise: head,
    how: 'a journal that was changed or cut off',
    async observe(make) {
      const project = make();
      project.runbook(block('id=make', 'touch made') + block('readonly', 'echo x'));
      const { text } = await walk(project, [/Run make\?/, 'y']);
      const hash = printedHead(text);
      const [id = ''] = project.runs();
      const journal = ofRun(project, 'journal.jsonl');
      const whole = readFileSync(journal, 'utf8');
      const verify = async () => (await project.run(['verify', id, '--head', hash])).exit;
      expect(await verify()).toBe(0);
      const lines = whole.trimEnd().split('\n');
      const forged = [
        whole.replace('"decision":"yes"', '"decision":"skip"'),
        `${lines.slice(0, -1).join('\n')}\n`,
        `${lines.filter((line) => !line.includes('gate-answered')).join('\n')}\n`,
        rechained(lines.map((line) => line.replace('"decision":"yes"', '"decision":"skip"'))),
        '',
      ];
      for (const [index, text] of forged.entries()) {
        writeFileSync(journal, text);
        expect([index, await verify()]).toEqual([index, 1]);
      }
      writeFileSync(journal, whole);
      writeFileSync(ofRun(project, 'steps/002-x-2-1.log'), 'y\n');
      expect(await verify()).toBe(1);
    },
  },
  {
    promise: 'The values of variables listed under `secrets:` are redacted in all of it.',
    async observe(make) {
      const project = make();
      const fromOutside = 'hunter2-from-outside';
      const fromInside = 'hunter2-from-inside';
      Object.assign(project.env, { API_KEY: fromOutside });
      project.write(
        'runbooks/x.md',
        `---\nrunbook:\n  secrets: [API_KEY, TOKEN]\n---\n\n# X\n${block('auto', 'read -r TOKEN < token; export TOKEN')}${block('id=say', 'echo "key $API_KEY"; echo "token $TOKEN"; COPY=$TOKEN; echo "$COPY" >&2')}${block('readonly expect="1 nothing lines"', 'env')}`,
      );
      project.write('token', `${fromInside}\n`);
      const seen = await walk(
        project,
        [/Run say\?/, 'note the key is hunter2-from-outside'],
        [/Run say\?/, 'y'],
        [/What now\?/, 'pause'],
      );
      expect(seen.exit).toBe(5);
      expect(seen.text).toMatch(/reads {3}API_KEY=.*\n[\s\S]*│ key [^h]/);
      // A terminal shows what is typed at it; it stands in the journal's note as little as anywhere.
      const typed = seen.text.replace(/› .*is hunter2-from-outside/, '');
      expect([typed.includes(fromOutside), typed.includes(fromInside)]).toEqual([false, false]);
      const told = await project.run(['report', project.runs()[0] ?? '']);
      const kept = everythingBelow(ofRun(project)).filter((path) => statSync(path).isFile());
      for (const text of [told.stdout, ...kept.map((path) => readFileSync(path, 'latin1'))]) {
        expect([text.includes(fromOutside), text.includes(fromInside)]).toEqual([false, false]);
      }
    },
  },
];

function printedHead(text: string): string {
  return /^ {2}head +([0-9a-f]{64})$/.exec(text.trimEnd().split('\n').at(-1) ?? '')?.[1] ?? '';
}

/** As somebody would forge a journal who knows how it is chained. */
function rechained(lines: readonly string[]): string {
  let prev = '0'.repeat(64);
  const forged = lines.map((line) => {
    const entry = JSON.stringify({ ...JSON.parse(line), prev });
    prev = sha256(entry);
    return entry;
  });
  return `${forged.join('\n')}\n`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function everythingBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(directory, name));
}

/** The hash of the latest run's last line. */
function headOf(project: Project): string {
  return sha256(readFileSync(ofRun(project, 'journal.jsonl'), 'utf8').trimEnd().split('\n').at(-1) ?? '');
}
