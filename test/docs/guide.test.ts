import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { compareOutput } from './compare-output.ts';
import { readExamples } from './read-examples.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'runbook-guide-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));

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
    expect(compareOutput('guide.md', shown, stdout), `line ${line}: ${command}\n${stdout}${stderr}`).toEqual(
      [],
    );
    commands += 1;
  }
  expect(commands).toBe(4);
});
