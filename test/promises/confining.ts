import { chmodSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { expect } from 'vitest';
import type { Project } from '../e2e/project.ts';
import { run } from './commands.ts';
import { answer, asJesse, block, has } from './operator.ts';
import type { Row } from './row.ts';

const confined =
  '`--confine` (or `confine: readonly` in `runbook.config.yaml`) puts a sandbox around it where bubblewrap is to be had, which keeps files from being written, and no more than that.';

/** A readonly block whose program writes, which in another language is its author's word; then an auto block. */
function write(project: Project): void {
  project.write('sneaky.cjs', `require('node:fs').writeFileSync('file', '')\n`);
  project.runbook(block('readonly id=sneak', 'node sneaky.cjs') + block('auto id=make', 'touch made'));
}

async function expectRefused(project: Project, ...options: readonly string[]): Promise<void> {
  const terminal = project.terminal(['run', 'x', ...options, ...asJesse]);
  const { exit, text } = await answer(terminal, [/sneak failed\. What now\?/, 'skip as it should']);
  expect([exit, has(project, 'file'), has(project, 'made')]).toEqual([0, false, true]);
  expect(text).toContain('read-only file system');
}

export const confining: readonly Row[] = [
  {
    promise: run,
    how: '--confine',
    async observe(make) {
      const project = make();
      write(project);
      await expectRefused(project, '--confine');
      // Unless it is asked for, nothing is confined.
      expect([(await project.run(['run', 'x'])).exit, has(project, 'file')]).toEqual([0, true]);
    },
  },
  {
    promise: confined,
    how: 'by the configuration',
    async observe(make) {
      const project = make();
      write(project);
      project.write('runbook.config.yaml', 'confine: readonly\n');
      await expectRefused(project);
    },
  },
  {
    promise: confined,
    how: 'no more than that: what is called over the network is done',
    async observe(make) {
      const project = make();
      const heard: string[] = [];
      const server = createServer((socket) => {
        socket.on('data', (data) => heard.push(data.toString()));
        socket.on('error', () => {});
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      project.write('call', `exec 3<>/dev/tcp/127.0.0.1/${port}; echo destroy >&3\n`);
      project.runbook(block('readonly', 'bash call'));
      const { exit } = await project.run(['run', 'x', '--confine']);
      await new Promise((resolve) => server.close(resolve));
      expect([exit, heard.join('')]).toEqual([0, 'destroy\n']);
    },
  },
  {
    promise: confined,
    how: 'where bubblewrap is not to be had, a run that asks for it does not begin',
    async observe(make) {
      const project = make({ 'bin/bwrap': '#!/bin/sh\necho "bwrap: No permissions" >&2; exit 1\n' });
      chmodSync(`${project.directory}/bin/bwrap`, 0o755);
      project.env.PATH = `${project.directory}/bin:${project.env.PATH}`;
      project.runbook(block('readonly', 'true'));
      const { exit, stderr } = await project.run(['run', 'x', '--confine']);
      expect([exit, stderr]).toEqual([9, expect.stringContaining('cannot be confined here')]);
      expect(has(project, '.runbook/runs')).toBe(false);
    },
  },
];
