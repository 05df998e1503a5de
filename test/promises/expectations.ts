import { expect } from 'vitest';
import { block, report, walk } from './operator.ts';
import type { Row } from './row.ts';

/** An expectation, an output that it holds for, and one that it does not. */
const cases: readonly (readonly [expectation: string, holds: string, fails: string])[] = [
  ['exit 0', ':', '(exit 3)'],
  ['empty', ':', 'echo x'],
  ['3 DRIFT lines (.8/.12/.16)', planes('8', '12', '16'), planes('12', '16', '20')],
  ['at least 2 Ready lines', 'echo Ready; echo Ready', 'echo Ready; echo NotReady'],
  ['no error lines; some OK lines', 'echo OK', 'echo OK; echo ERROR'],
  ['only SKIP lines', 'echo SKIP', 'echo SKIP; echo PLAN'],
  [`contains 'all good'`, 'echo all good', 'echo all go'],
  ['/(\\d+) units/ >= 3', 'echo 3 units', 'echo 2 units'],
  ['$.machines[*].status = Ready', machines('Ready', 'Ready'), machines('Ready', 'Failed')],
];

function planes(...thirds: readonly string[]): string {
  return thirds.map((third) => `echo DRIFT 10.12.${third}.0/22`).join('; ');
}

function machines(...states: readonly string[]): string {
  return `echo '${JSON.stringify({ machines: states.map((status) => ({ status })) })}'`;
}

const expecting = (id: string, expectation: string, code: string) =>
  block(`readonly id=${id} expect="${expectation.replaceAll('\\', '\\\\').replaceAll('$', '\\$')}"`, code);

export const expectations: readonly Row[] = [
  {
    promise:
      "Expectations: `exit 0`, `empty`, `3 DRIFT lines (.8/.12/.16)`, `at least 2 Ready lines`, `no error lines; some OK lines`, `only SKIP lines`, `contains 'all good'`, `/(\\d+) units/ >= 3`, `$.machines[*].status = Ready`,",
    async observe(make) {
      const project = make();
      project.runbook(
        cases.map(([claim, holds], index) => expecting(`holds-${index}`, claim, holds)).join(''),
      );
      const fine = await project.run(['run', 'x']);
      expect(fine.exit, fine.stdout + fine.stderr).toBe(0);
      project.runbook(
        cases.map(([claim, , fails], index) => expecting(`fails-${index}`, claim, fails)).join(''),
      );
      const stuck = cases.map(
        (_, index) => [new RegExp(`fails-${index} .*What now\\?`), 'accept known'] as const,
      );
      expect((await walk(project, ...stuck)).exit).toBe(0);
      const { steps } = await report(project);
      expect(steps.map(({ status }: { status: string }) => status)).toEqual(cases.map(() => 'deviated'));
    },
  },
  {
    promise: 'each with `stdout` or `stderr` before it where that matters.',
    async observe(make) {
      const project = make();
      const claim = 'stdout 1 x lines; stderr 1 y lines; stderr no x lines';
      project.runbook(expecting('split', claim, 'echo x; echo y >&2'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      project.runbook(expecting('split', claim, 'echo y; echo x >&2'));
      const { exit, stdout } = await project.run(['run', 'x']);
      expect(exit).toBe(4);
      expect(stdout.match(/expected .* lines on std(out|err)/g)).toHaveLength(3);
    },
  },
  {
    promise: 'An `output` fence directly after a block is its exact output.',
    async observe(make) {
      const project = make();
      const exactly = (code: string) => `${block('readonly', code)}\n\`\`\`output\none\n...\nlast\n\`\`\`\n`;
      project.runbook(exactly('echo one; echo two; echo three; echo last'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
      for (const other of ['echo one; echo last; echo more', 'echo One; echo last', ':']) {
        project.runbook(exactly(other));
        expect((await project.run(['run', 'x'])).exit).toBe(4);
      }
    },
  },
];
