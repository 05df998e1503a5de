import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { startCheck } from '../../src/expect/check.ts';
import { failureSentence } from '../../src/expect/verdict.ts';
import { readExamples } from './read-examples.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'runbook-guide-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const point = { line: 1, column: 1, offset: 0 };

/** Why the output is not what the page shows, with `...` and `[..]` as elisions; empty: it is. */
function compare(shown: readonly string[], stdout: string): readonly string[] {
  const source = { file: 'docs/guide.md', position: { start: point, end: point } };
  const check = startCheck(null, { lines: shown, source });
  check.write('stdout', Buffer.from(stdout));
  return check
    .end(0)
    .filter(({ ok }) => !ok)
    .map((verdict) => [failureSentence(verdict), ...verdict.evidence].join('\n'));
}

test('the guide, read from top to bottom with its commands typed', () => {
  let commands = 0;
  for (const { language, text, line, said } of readExamples('guide.md')) {
    if (typeof said.file === 'string') {
      const path = join(project, said.file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      continue;
    }
    expect(language, `line ${line}`).toBe('console');
    const [command = '', ...shown] = text.trimEnd().split('\n');
    const args = /^\$ runbook (.*)$/.exec(command)?.[1]?.split(' ') ?? [];
    expect(args, `line ${line}`).not.toEqual([]);
    const { stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(compare(shown, stdout), `line ${line}: ${command}\n${stdout}${stderr}`).toEqual([]);
    commands += 1;
  }
  expect(commands).toBe(4);
});
