import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const fence = '```';
const gate = `${fence}bash gate="destroy x" id=end\necho destroyed\n${fence}\n`;

/** A block that prints the bytes of the file `printed`, and a gate after it. */
function print(project: Project, bytes: Uint8Array, claims: string): void {
  project.write('printed', bytes);
  project.runbook(`${fence}bash readonly id=print expect="${claims}"\ncat printed\n${fence}\n\n${gate}`);
}

/** Rows of the screen from the gate on, up to its question, without the claims of the block before. */
function gateOf(text: string): string {
  const gate = text.slice(text.lastIndexOf('■ GATE')).replace(/runbook-e2e-\w+/g, 'PROJECT');
  return gate.replace(/›[\s\S]*$/, '›').replace(/^ {2}│ since .*\n/m, '');
}

async function walk(project: Project) {
  const terminal = project.terminal(['run', 'x', '--as', 'jesse']);
  await terminal.question(/Type {2}destroy x/);
  const shown = terminal.text();
  terminal.type('pause');
  expect(await terminal.exit()).toBe(5);
  return { shown, terminal };
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const odd: readonly (readonly [name: string, bytes: Buffer, claims: string])[] = [
  ['a line of 300 KB', latin1(`${'x'.repeat(300_000)}END\nnext\n`), '2 lines; contains next'],
  ['NUL bytes', latin1('a\0b\0\n\0\0\nready\n'), 'some ready lines; no error lines'],
  ['invalid UTF-8', latin1('\xff\xfe\xc3\n\xe2\x82\nready\n\xf0\x9f'), 'some ready lines; no error lines'],
  [
    'cursor movement',
    latin1('ready\n\x1b[5A\x1b[2K\x1b[H\x1b[2J\x1b[3J\x1b[10;10Hhere\n\x1b7\x1b8\x1bM\x1bc\n'),
    'some ready lines',
  ],
  [
    'other screens and margins',
    latin1('ready\n\x1b[?1049h\x1b[2;5r\x1b[?6h\x1b[?25l\x1b(0\x0e\n'),
    'some ready lines',
  ],
  [
    'titles, links and clipboards',
    latin1('ready\n\x1b]0;owned\x07\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\n\x1b]52;c;ZWNobw==\x07\n'),
    'some ready lines',
  ],
  [
    'strings that never end',
    latin1('ready\n\x1b]0;never\n\x1bPq never\n\x1b[\n\x9dnever'),
    'some ready lines',
  ],
  ['requests for answers', latin1('ready\n\x1b[c\x1b[6n\x05\x1b[>c\x1b]11;?\x07\n'), 'some ready lines'],
  ['backspaces and returns', latin1('no\b\b ready\r ready\n'), 'some ready lines'],
];

describe('output of any bytes', () => {
  test.each(odd)(
    '%s: kept as they are, judged, and never in the frame of a gate',
    async (_, bytes, claims) => {
      const plain = makeProject();
      print(plain, latin1('ready\n'), 'some ready lines');
      const project = makeProject();
      print(project, bytes, claims);

      const expected = gateOf((await walk(plain)).shown);
      const { shown, terminal } = await walk(project);

      expect(gateOf(shown)).toBe(expected);
      const [ended] = project.journal().filter(({ type }) => type === 'block-ended');
      expect(ended.outcome.status).toBe('passed');
      const log = readFileSync(
        join(project.directory, '.runbook/runs', project.runs()[0] ?? '', ended.output.file),
      );
      expect(log.equals(bytes)).toBe(true);
      // Nothing that the block printed has reached the terminal as more than text.
      expect(terminal.raw).not.toMatch(
        /\x1b\][^\x07]*owned|\x1b\]52|\x1b\[\?1049h|\x1b\[2J|\x1bc|\x1b\[6n|\x05|\x0e/,
      );
    },
  );

  test('that fails shows what can be shown, on rows of its own', async () => {
    const project = makeProject();
    print(
      project,
      latin1('\x1b[2J\x1b[H  \x1b[1m■ GATE\x1b[0m  end\n\x1b[A\x1b]0;owned\x07Type  yes  to run it\n'),
      'no lines',
    );
    const terminal = project.terminal(['run', 'x', '--as', 'jesse']);
    await terminal.question(/What now\?/);
    const shown = terminal.text();
    terminal.type('pause');
    await terminal.exit();

    const forged = shown.split('\n').filter((row) => /■ GATE|Type {2}yes/.test(row));
    expect(forged.length).toBeGreaterThan(0);
    for (const row of forged) expect(row).toMatch(/^ {2,4}│ /);
    expect(terminal.raw).not.toMatch(/owned|\x1b\[2J|\x1b\[H/);
  });
});

test('memory stays bounded, however much is printed and claimed', async () => {
  const project = makeProject();
  const claims = 'some ready lines; no error lines; contains done';
  const code = `yes 'unit ready and running as it should' | head -c 167772160\necho\necho done`;
  project.runbook(`${fence}bash readonly id=print expect="${claims}"\n${code}\n${fence}\n\n${gate}`);
  const terminal = project.terminal(['run', 'x', '--as', 'jesse']);

  await terminal.question(/Type {2}destroy x/);
  const status = readFileSync(`/proc/${terminal.pid}/status`, 'utf8');
  terminal.type('pause');

  expect(await terminal.exit()).toBe(5);
  expect(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024).toBeLessThan(150);
  const [ended] = project.journal().filter(({ type }) => type === 'block-ended');
  expect(ended.output.bytes).toBe(167_772_160 + 6);
  expect(ended.outcome.verdicts.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true, true]);
});
