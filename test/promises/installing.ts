import { cpSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { checkout, cli } from '../e2e/project.ts';
import { bareHost } from '../pack/bare-host.ts';
import { installPacked, packBuilt } from '../pack/installed-package.ts';
import { copyCheckout, linkPackages, npm, run } from './checkout-copy.ts';
import { block } from './operator.ts';
import type { Row } from './row.ts';

/** Nothing is downloaded, and nothing of the checkout is linked in where this is used. */
const install = [
  'install',
  '--global',
  '.',
  '--prefix=global',
  '--offline',
  '--ignore-scripts',
  '--no-audit',
];

const takesOneFile =
  '[docs/install.md](docs/install.md) takes one file to a host without a registry: the packed package, or, where there is no Node either, the single executable that `npm run build:sea` makes.';

export const installing: readonly Row[] = [
  {
    promise: 'npm ci && npm install --global . # then: runbook list',
    how: 'and `node dist/cli.js` is the same command',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly', 'echo x'));
      cpSync(join(checkout, 'package.json'), join(project.directory, 'package.json'));
      cpSync(dirname(cli), join(project.directory, 'dist'), { recursive: true });
      const installed = await npm(project, install);
      expect(installed.exit, installed.output).toBe(0);
      const listed = await run(project, join(project.directory, 'global/bin/runbook'), ['list']);
      expect([listed.exit, listed.output]).toEqual([0, expect.stringMatching(/^x .*1 step/)]);
      expect(await run(project, process.execPath, ['dist/cli.js', 'list'])).toEqual(listed);
    },
  },
  {
    promise:
      'Without installing, `node dist/cli.js` is the same command; inside the demo it is `npm run demo --`, as in `npm run demo -- resume`.',
    async observe(make) {
      const project = make();
      copyCheckout(project, linkPackages);
      await npm(project, ['run', '--silent', 'demo']);
      const { output } = await npm(project, ['run', '--silent', 'demo', '--', 'resume']);
      expect(output).toMatch(/resumed: 5 of \d+ steps are finished[\s\S]*PAUSED {2}at step-1-teardown-1/);
    },
  },
  {
    promise: takesOneFile,
    how: 'the packed package',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly', 'echo x'));
      installPacked(project, packBuilt(project.directory));
      const { exit, output } = await run(project, 'runbook', ['list']);
      expect([exit, output]).toEqual([0, expect.stringMatching(/^x .*1 step/)]);
    },
  },
  {
    promise: takesOneFile,
    how: 'the single executable',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly', 'echo x') + block('gate', 'echo y'));
      const build = 'build/single-executable.mjs';
      const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
      expect(scripts['build:sea']).toMatch(new RegExp(`&& node ${build}$`));
      const built = await run(project, process.execPath, [join(checkout, build), 'made']);
      expect(built.exit, built.output).toBe(0);
      const host = bareHost(project, join(project.directory, 'made/runbook'));
      expect((await run(project, 'bwrap', [...host, 'bash', '-c', 'type node'])).exit).toBe(1);
      const { exit, output } = await run(project, 'bwrap', [...host, 'runbook', 'run', 'x', '--no-input']);
      expect([exit, output]).toEqual([5, expect.stringContaining('PAUSED')]);
    },
  },
];
