import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive, lockRun } from '../../src/commands/hold-locks.ts';

test('a run is one run, whatever the path to it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'runbook-locks-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'run'));
  mkdirSync(join(root, 'other'));
  symlinkSync('run', join(root, 'link'));
  const card = { run: 'x', operator: 'jesse', step: null, held: [] };
  const release = await lockRun(join(root, 'run'), card);
  expect(await isAlive(join(root, 'link'))).toBe(true);
  await expect(lockRun(join(root, 'link'), card)).rejects.toThrow('the run x is taken');
  expect(await isAlive(join(root, 'other'))).toBe(false);
  await release();
  expect(await isAlive(join(root, 'link'))).toBe(false);
});
