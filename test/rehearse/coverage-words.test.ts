import { expect, test } from 'vitest';
import { tellCoverage, tellSilent, tellUnsaidBy } from '../../src/rehearse/coverage-words.ts';
import type { Coverage } from '../../src/rehearse/measure-coverage.ts';
import type { Rehearsed } from '../../src/rehearse/rehearse.ts';
import { rehearseText } from './rehearse-text.ts';

const whole: Coverage = {
  steps: { all: 4, never: [] },
  branches: { all: 2, never: [] },
  gates: { all: 1, never: [] },
  rollback: new Set(),
};
const branch = { guard: '#dirty', condition: '$STATE = dirty', at: 'runbooks/x.md:12' };

function told(coverage: Coverage | null, all = 2, run = all, result: object | null = {}): readonly string[] {
  return tellCoverage({ id: 'x', rehearsals: Array(run).fill({ result }) as Rehearsed[], all, coverage });
}

test('what all scenarios cover together is one line where nothing is missing', () => {
  expect(told(whole)).toEqual([
    'x: its 2 scenarios together cover 4 of 4 steps, 2 of 2 branches, 1 of 1 gate',
  ]);
  const plain = { ...whole, branches: { all: 0, never: [] }, gates: { all: 0, never: [] } };
  expect(told(plain, 1)).toEqual(['x: its only scenario covers 4 of 4 steps']);
});

test('where only some scenarios were run, nothing is said of what they cover', () => {
  expect(told(null, 3, 1)).toEqual([
    'x: 1 of its 3 scenarios; what they cover is told when all of them are run',
  ]);
});

test('where none of them could be begun, it is not told what to write', () => {
  expect(told({ ...whole, steps: { all: 4, never: ['check'] } }, 2, 2, null)).toEqual([
    'x: none of its 2 scenarios was begun',
  ]);
});

test('each thing that no scenario does is named once, and what to write for it', () => {
  const missing: Coverage = {
    steps: { all: 4, never: ['clean-up', 'check', 'undo'] },
    branches: { all: 4, never: [{ ...branch, holds: true }] },
    gates: { all: 3, never: ['clean-up', 'other', 'undo'] },
    rollback: new Set(['undo', 'undo-more']),
  };
  expect(told(missing)).toEqual([
    'x: its 2 scenarios together cover 1 of 4 steps, 3 of 4 branches, 0 of 3 gates',
    '  no scenario in which $STATE = dirty holds (runbooks/x.md:12)',
    '  no scenario runs clean-up, check',
    '  no scenario says yes at other',
    '  no scenario goes back through undo',
    '  to cover this, write a scenario whose setup and stand-ins lead there, with answers to clean-up, other, undo; a step that fails there goes back with the answer `rollback`',
  ]);
});

test('a condition that nobody came to is told as that, and of one that is included twice, in which place', () => {
  const never = [
    { ...branch, guard: 'full/#dirty', holds: true },
    { ...branch, guard: 'part/#dirty', holds: true },
    { ...branch, guard: 'part/#dirty', holds: false },
    { ...branch, holds: false },
  ];
  expect(told({ ...whole, branches: { all: 6, never } }).slice(1, -1)).toEqual([
    '  no scenario in which $STATE = dirty holds (runbooks/x.md:12, within full)',
    '  no scenario reaches the condition $STATE = dirty (runbooks/x.md:12, within part)',
    '  no scenario in which $STATE = dirty does not hold (runbooks/x.md:12)',
  ]);
});

const fence = '```';
const steps = `${fence}bash readonly id=look
STATE=$(tool)
${fence}

## Dirty
<!-- runbook: when="$STATE = dirty" -->

${fence}bash gate id=clean-up
tool
${fence}

## Then

${fence}bash gate id=go
tool
${fence}

${fence}bash gate id=last
tool
${fence}
`;
const yaml = 'stand-ins: {tool: echo clean}\noutcome: declined\nanswers: {go: n}\n';

test('a scenario that passed and is silent is told with its name and what to add, which holds and is enough', async () => {
  const rehearsed = await rehearseText(steps, `name: at the gate\n${yaml}`);
  expect(tellSilent([rehearsed])).toEqual([
    '  these passed without saying what becomes of steps that they did not run; to hold them to it, add',
    '    at the gate: { stopped: go, steps: { clean-up: skipped } }',
  ]);
  const added = await rehearseText(steps, `${yaml}stopped: go\nsteps: { clean-up: skipped }\n`);
  expect([added.differences, tellUnsaidBy(added)]).toEqual([[], null]);
  expect(tellSilent([added])).toEqual([]);
});

test('one that says where it stopped says that nothing behind that was run', async () => {
  expect(tellUnsaidBy(await rehearseText(steps, `${yaml}stopped: go\n`))).toBe(
    '{ steps: { clean-up: skipped } }',
  );
  expect(tellUnsaidBy(await rehearseText(steps, `${yaml}steps: { clean-up: skipped }\n`))).toBe(
    '{ stopped: go }',
  );
});

test('one that failed has other things to be put right first', async () => {
  expect(tellUnsaidBy(await rehearseText(steps, yaml.replace('declined', 'done')))).toBeNull();
});

test('one that goes back says where, by its answer', async () => {
  const back = `${steps.replace('id=last\ntool', 'id=last\nfalse')}\n## Rollback\n\n${fence}bash gate id=undo\ntool\n${fence}\n`;
  const answers =
    'outcome: rolled-back\nanswers: {go: y, last: [y, rollback], undo: y}\nsteps: {clean-up: skipped}\n';
  const rehearsed = await rehearseText(
    back.replace('## Rollback', `${fence}bash gate id=never\ntool\n${fence}\n\n## Rollback`),
    `stand-ins: {tool: echo clean}\n${answers}`,
  );
  expect([rehearsed.differences, tellUnsaidBy(rehearsed)]).toEqual([[], null]);
  expect(rehearsed.result?.state.steps.get('never')?.status).toBe('pending');
});
