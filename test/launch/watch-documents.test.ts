import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { watchDocuments } from '../../src/launch/watch-documents.ts';
import { planAgain } from '../../src/loading/plan-again.ts';
import { findProject } from '../../src/project/find-project.ts';
import type { World } from '../../src/world/world.ts';
import { projectFiles } from '../project/project-files.ts';

/** A readonly block runs a script, which runs others if they are there. */
async function watch() {
  const fence = '```';
  const root = projectFiles({
    'runbook.config.yaml': '',
    'runbooks/x.md': `---\nrunbook: x\n---\n\n# X\n\n${fence}bash readonly\nbash scripts/check.sh\n${fence}\n`,
    'scripts/check.sh': 'if [ -f scripts/extra.sh ]; then source scripts/extra.sh; fi\n',
  });
  const world: World = { cwd: root, env: { PATH: '' }, stdout: process.stdout, stderr: process.stderr };
  let replans = 0;
  const plan = () =>
    planAgain(join(root, 'runbooks/x.md'), { from: null, only: null, stepwise: false }, world);
  const replan = () => {
    replans += 1;
    return plan();
  };
  const changes = watchDocuments({ ...(await plan()), project: await findProject(root), replan });
  return {
    changes,
    write: (file: string, text: string) => writeFileSync(join(root, file), text),
    /** Always of the same length and date. */
    writeAlike(file: string, code: string) {
      const path = join(root, file);
      writeFileSync(path, code.padEnd(60).concat('\n'));
      utimesSync(path, 1_000_000_000, 1_000_000_000);
    },
    remove: (file: string) => rmSync(join(root, file)),
    replans: () => replans,
  };
}

test('a script that was looked for and was not there is noticed when it appears', async () => {
  const { changes, write, replans } = await watch();
  expect(await changes()).toEqual([]);
  expect(replans()).toBe(0);
  write('scripts/extra.sh', 'rm -rf build\n');
  const why = expect.stringMatching(/^scripts\/extra\.sh changed on disk, .*rm -rf build/);
  expect(await changes()).toEqual([why]);
  expect(await changes()).toEqual([why]);
});

test('one that only reads is looked at once, and so is what it leads to from then on', async () => {
  const { changes, write, remove, replans } = await watch();
  write('scripts/extra.sh', 'source scripts/more.sh\n');
  expect(await changes()).toEqual([]);
  expect(await changes()).toEqual([]);
  expect(replans()).toBe(1);
  write('scripts/more.sh', 'rm -rf build\n');
  expect(await changes()).toEqual([expect.stringMatching(/^scripts\/more\.sh changed on disk/)]);
  remove('scripts/more.sh');
  expect(await changes()).toEqual([]);
});

test('one that was written again with its old date and length is read again', async () => {
  const { changes, writeAlike } = await watch();
  writeAlike('scripts/extra.sh', 'echo nothing');
  expect(await changes()).toEqual([]);
  writeAlike('scripts/extra.sh', 'rm -rf build');
  expect(await changes()).toEqual([expect.stringMatching(/rm -rf build/)]);
});
