import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive, lockRun, lockTargets } from '../../src/launch/hold-locks.ts';

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

test('all targets of a run are taken, or none of them', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => `${name}-${randomUUID()}`) as [string, string, string];
  const card = { run: 'x', operator: 'jesse', step: null, held: [] };
  const other = await lockTargets([b], card);
  await expect(lockTargets([c, a, b, a], card)).rejects.toThrow(`the target ${b} is taken`);
  const free = await lockTargets([a, c], card);
  await free();
  await other();
  const all = await lockTargets([c, b, a, b], card);
  for (const target of [a, b, c]) {
    await expect(lockTargets([target], card)).rejects.toThrow(`the target ${target} is taken`);
  }
  await all();
  await (await lockTargets([], card))();
});
