import { expect, test } from 'vitest';
import { cloudState, standInCloud } from './cloud-project.ts';
import { makeProject } from './make-project.ts';

test('three DRIFT lines of other planes are not the three that phase-00 is about', async () => {
  const project = standInCloud(makeProject(), '--start', 'not-migrated', '--wrong-drift');
  const before = cloudState(project);

  const { exit, stdout } = await project.run(['run', 'phase-00', '--as', 'jesse']);

  expect(exit).toBe(4);
  const said = stdout.replace(/\s+/g, ' ');
  expect(said).toContain('UNEXPECTED drift');
  expect(said).toContain('expected 3 DRIFT lines (.8/.12/.16) — found 3 DRIFT lines, but none for .8;');
  expect(stdout).toMatch(/at runbooks\/phase-00-maas-reconfigure\.md:\d+:\d+/);
  expect(stdout).toMatch(/DRIFT .*10\.12\.32\.0\/22/);
  expect(cloudState(project)).toEqual(before);

  const [run = ''] = project.runs();
  const report = JSON.parse((await project.run(['report', run])).stdout);
  expect(report.status).toBe('unexpected');
  const drift = report.steps.find(({ id }: { id: string }) => id === 'drift');
  expect(drift).toMatchObject({ status: 'unexpected', exit: 0 });
  expect(report.steps.slice(report.steps.indexOf(drift) + 1)).toSatisfy((rest: { status: string }[]) =>
    rest.every(({ status }) => status === 'pending'),
  );
});
