import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createLoader } from '../../src/commands/load-runbook.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('globalThis.gc');

test('of thousands of documents the first ones are let go, and read again when they are asked for', async () => {
  const texts = new Map(Array.from({ length: 600 }, (_, n) => [`/nowhere/${n}.md`, `# Document ${n}\n`]));
  const world = { cwd: '/nowhere', env: { PATH: '' } };
  const loader = await createLoader(world, { textOf: (path) => texts.get(path) ?? null });
  const load = async (n: number) => (await loader.loadFile(`/nowhere/${n}.md`)).runbook;
  const first = new WeakRef(await load(0));
  const last = await load(599);
  for (let n = 1; n < 599; n += 1) await load(n);
  await setImmediate();
  collect();
  expect(first.deref()).toBeUndefined();
  expect((await load(0)).title).toBe('Document 0');
  expect(await load(598)).toBe(await load(598));
  expect(await load(599)).not.toBe(last);
});
