import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { checkout } from '../e2e/project.ts';
import { block, has } from './operator.ts';
import { readme } from './readme.ts';
import type { Row } from './row.ts';

const front = (keys: string) => `---\nrunbook:\n  id: x\n${keys}---\n\n# X\n`;
const make = block('auto', 'touch made');

/** A document that uses a part of the language which is not built. */
const notBuilt: Readonly<Record<string, string>> = {
  'a condition on a block': front('') + block('auto when="$X = 1"', 'touch made'),
  'a condition on a section': `${front('')}\n## S\n\n<!-- runbook: when="$X = 1" -->\n${make}`,
  'an include': `${front('')}${make}\n<!-- runbook: include="other" -->\n`,
  'a stop': `${front('')}${make}\n<!-- runbook: stop="enough" when="$X = 1" -->\n`,
  inputs: front('  inputs:\n    name: { prompt: Name }\n') + make,
  'a loop': front('') + block('auto each="HOST in a b"', 'touch made'),
  capture: front('') + block('auto capture="NAME=/x(.)/"', 'touch made'),
  'a checklist': `${front('')}${make}\n## Done\n\n<!-- runbook: checklist -->\n\n- [ ] all of it\n`,
  'a task list under a heading that makes it one': `${front('')}${make}\n## Acceptance\n\n- [ ] all of it\n`,
};

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
      'Conditions, includes, inputs, loops and checklists are part of the language but not built yet; a document that uses them is refused with a clear error.',
    async observe(makeProject) {
      const project = makeProject();
      for (const [what, document] of Object.entries(notBuilt)) {
        project.write('runbooks/x.md', document);
        const { exit, stderr } = await project.run(['run', 'x']);
        expect([what, exit, stderr]).toEqual([
          what,
          3,
          expect.stringMatching(/runbooks\/x\.md:\d+:\d+ {2}error\n.*not built yet/),
        ]);
        expect(has(project, 'made')).toBe(false);
      }
    },
  },
  {
    promise:
      "`readonly` is held by a table of known commands, not by a sandbox: a remote API call that the table does not know is the author's word.",
    async observe(makeProject) {
      const project = makeProject({ 'bin/cloudctl': '#!/bin/sh\necho "$@" > called\n' });
      chmodSync(join(project.directory, 'bin/cloudctl'), 0o755);
      project.env.PATH = `${project.directory}/bin:${project.env.PATH}`;
      project.runbook(block('readonly', 'cloudctl servers drop all'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      expect(project.read('called')).toBe('servers drop all\n');
      project.runbook(block('readonly', 'openstack server delete all'));
      expect((await project.run(['run', 'x'])).exit).toBe(3);
    },
  },
  {
    promise:
      '[CONTRIBUTING.md](CONTRIBUTING.md) shows the tree and the flow; [bench/README.md](bench/README.md) what things cost.',
    how: 'what the README links to is there',
    async observe() {
      const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);
      expect(links.length).toBeGreaterThan(1);
      expect(links.filter((path) => !existsSync(join(checkout, path)))).toEqual([]);
      const contributing = readFileSync(join(checkout, 'CONTRIBUTING.md'), 'utf8');
      expect(contributing).toMatch(/^## The tree$[\s\S]*^## The flow$/m);
    },
  },
  {
    promise: 'MIT licence.',
    async observe() {
      expect(readFileSync(join(checkout, 'LICENSE'), 'utf8')).toContain('MIT License');
      expect(JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')).license).toBe('MIT');
    },
  },
];
