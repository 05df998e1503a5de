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
      'A document has at most 3 MiB; a larger one is refused unread: split it, and `include` the parts.',
    async observe(makeProject) {
      const project = makeProject();
      const part = block('readonly expect="1 part line"', 'echo part');
      const filler = `${'x'.repeat(99)}\n`.repeat(16_000);
      project.runbook(`${part}\n${filler}${filler}`);
      const { exit, stderr } = await project.run(['run', 'x']);
      expect([exit, has(project, '.runbook')]).toEqual([3, false]);
      expect(stderr.replace(/\s+/g, ' ')).toContain(
        'split the document, and put its parts together with `include`',
      );
      project.runbook(`${part}\n${filler}`, 'a');
      project.runbook(`<!-- runbook: include="a" -->\n\n${filler}`);
      expect((await project.run(['run', 'x'])).exit).toBe(0);
    },
  },
  {
    promise:
      "`readonly` is held by a table of known commands, which looks into the project's own shell scripts and refuses what decides which program a name finds.",
    async observe(makeProject) {
      const project = makeProject({ 'bin/tidy.sh': '#!/bin/sh\necho tidying\nrm -rf made\n' });
      const refuse = async (code: string) => {
        project.runbook(block('readonly', code));
        const { exit, stderr } = await project.run(['run', 'x']);
        expect([exit, has(project, '.runbook')]).toEqual([3, false]);
        return stderr.replace(/\s+/g, ' ');
      };
      expect(await refuse('openstack server delete all')).toContain('in a readonly block');
      expect(await refuse('bash bin/tidy.sh')).toContain('bin/tidy.sh:3');
      expect(await refuse('export PATH="$PWD/other:$PATH"')).toContain('PATH');
    },
  },
  {
    promise:
      "Programs in other languages, scripts elsewhere, and a remote API call that the table does not know, are the author's word.",
    async observe(makeProject) {
      const project = makeProject({ 'bin/cloudctl': '#!/bin/sh\necho "$@" > called\n' });
      chmodSync(join(project.directory, 'bin/cloudctl'), 0o755);
      project.env.PATH = `${project.directory}/bin:${project.env.PATH}`;
      project.runbook(block('readonly', 'cloudctl servers drop all'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      expect(project.read('called')).toBe('servers drop all\n');
      project.write('bin/drop.py', "open('called', 'w').write('in Python\\n')\n");
      project.runbook(block('readonly', 'python3 bin/drop.py'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      expect(project.read('called')).toBe('in Python\n');
    },
  },
];
