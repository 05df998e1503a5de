import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { block, has } from './operator.ts';
import type { Row } from './row.ts';

const make = block('auto', 'touch made');

export const limits: readonly Row[] = [
  {
    promise: 'Linux, bash 5.0 or later.',
    async observe(makeProject) {
      const project = makeProject({
        'version.sh': 'BASH_VERSION="4.4.20(1)-release"\n',
        'bin/bash': '#!/bin/sh\nBASH_ENV=$(dirname "$0")/../version.sh exec /bin/bash "$@"\n',
      });
      chmodSync(join(project.directory, 'bin/bash'), 0o755);
      project.runbook(make);
      const { PATH } = project.env;
      project.env.PATH = `${project.directory}/bin:${PATH}`;
      const { exit, stderr } = await project.run(['run', 'x']);
      expect([exit, stderr]).toEqual([
        9,
        expect.stringMatching(/bash is version 4\.4\.20.*; 5\.0 or later is needed/),
      ]);
      expect([has(project, 'made'), project.runs()]).toEqual([false, []]);
      Object.assign(project.env, { PATH });
      expect((await project.run(['run', 'x'])).exit).toBe(0);
    },
  },
  {
    promise:
      "`readonly` is held by a table of known commands: what a script does, what a changed `PATH` finds, and a remote API call that the table does not know, are the author's word.",
    async observe(makeProject) {
      const project = makeProject({ 'bin/cloudctl': '#!/bin/sh\necho "$@" > called\n' });
      chmodSync(join(project.directory, 'bin/cloudctl'), 0o755);
      project.env.PATH = `${project.directory}/bin:${project.env.PATH}`;
      project.runbook(block('readonly', 'cloudctl servers drop all'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      expect(project.read('called')).toBe('servers drop all\n');
      project.runbook(block('readonly', 'bash bin/cloudctl in a script'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      expect(project.read('called')).toBe('in a script\n');
      project.write('other/uptime', '#!/bin/sh\necho found > called\n');
      chmodSync(join(project.directory, 'other/uptime'), 0o755);
      project.runbook(block('readonly', 'export PATH="$PWD/other:$PATH"') + block('readonly', 'uptime'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      expect(project.read('called')).toBe('found\n');
      project.runbook(block('readonly', 'openstack server delete all'));
      expect((await project.run(['run', 'x'])).exit).toBe(3);
    },
  },
];
