import { expect } from 'vitest';
import { standInCloud } from '../e2e/cloud-project.ts';
import { answer, asJesse, block } from './operator.ts';
import { failureOfReadme, findLines, screenOfReadme } from './readme-screen.ts';
import type { Row } from './row.ts';

const lines = (...suffixes: readonly string[]) =>
  suffixes.map((each) => `echo DRIFT 10.12${each}.0/22`).join('; ');

export const operatorView: readonly Row[] = [
  {
    promise: '■ GATE recidr Step 3: re-CIDR',
    how: 'the screen is the one in the README',
    async observe(make) {
      const project = standInCloud(make(), '--start', 'not-migrated');
      const { exit, text } = await answer(
        project.terminal(['run', 'phase-00', ...asJesse]),
        [/Go on past step-1-teardown-1\?/, 'y'],
        [/plan: does this hold\?/, 'y'],
        [/Type {2}recidr openstack {2}to run recidr/, ''],
      );
      expect(exit).toBe(6);
      for (const part of screenOfReadme()) findLines(text, part);
    },
  },
  {
    promise:
      'An expectation that does not hold reads as one sentence, with the place it was written and the nearest lines:',
    async observe(make) {
      const project = make();
      const found = lines('.12', '.16', '.99');
      project.runbook(block('readonly id=drift expect="3 DRIFT lines (.8/.12/.16)"', `echo ok; ${found}`));
      const { exit, stdout } = await project.run(['run', 'x']);
      expect(exit).toBe(4);
      const [, said = ''] = /✗ UNEXPECTED {2}drift.*\n([\s\S]*?\.log\n)/.exec(stdout) ?? [];
      expect(said.replace(/\s+/g, ' ')).toMatch(
        /^ expected 3 DRIFT lines \(\.8\/\.12\/\.16\) — found 3 DRIFT lines, but none for \.8; .* at runbooks\/x\.md:8:35 /,
      );
      expect(said.match(/│ .*$/gm)).toEqual(['.12', '.16', '.99'].map((part) => `│ DRIFT 10.12${part}.0/22`));
    },
  },
  {
    promise: '✗ UNEXPECTED drift',
    how: 'the screen is the one in the README',
    async observe(make) {
      const project = standInCloud(make(), '--start', 'not-migrated', '--wrong-drift');
      const { exit, text } = await answer(project.terminal(['run', 'phase-00', ...asJesse]), [
        /What now\?/,
        'abort no',
      ]);
      expect(exit).toBe(6);
      findLines(text, failureOfReadme());
    },
  },
];
