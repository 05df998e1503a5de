import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLoader } from '../../src/loading/load-runbook.ts';
import type { World } from '../../src/world/world.ts';
import { projectFiles } from '../project/project-files.ts';

const document = '# Look\n\n```bash readonly\nls\n```\n';

test('a document is read once while others are near, and let go when many came after it', async () => {
  const names = Array.from({ length: 200 }, (_, index) => `runbooks/${index}.md`);
  const root = projectFiles({
    'runbook.config.yaml': '',
    ...Object.fromEntries(names.map((name) => [name, document])),
  });
  const world = { cwd: root, env: { PATH: '' } } as unknown as World;
  const { loadFile } = await createLoader(world);
  const read = async (name: string) => (await loadFile(join(root, name))).runbook;
  const [shared = '', left = '', ...others] = names;
  const earlier = [await read(shared), await read(left)];
  for (const [index, name] of others.entries()) {
    await read(name);
    // As a document does that many others include.
    if (index % 50 === 0) await read(shared);
  }
  expect(await read(shared)).toBe(earlier[0]);
  expect(await read(left)).not.toBe(earlier[1]);
  expect(await read(left)).toEqual(earlier[1]);
});
