import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rehearse } from '../../src/commands/rehearse.ts';
import { Refusal } from '../../src/world/refusal.ts';
import type { World } from '../../src/world/world.ts';
import { makeProject } from './rehearse-text.ts';

const flow = `---
runbook: flow
---
# Flow

\`\`\`bash readonly id=state capture="STATE=/state (\\w+)/"
tool state   # expect 1 state line
\`\`\`

## Clean
<!-- runbook: when="$STATE = clean" -->

<!-- runbook: stop="nothing to do" -->

## Dirty

\`\`\`bash gate id=clean-up
tool clean
\`\`\`

\`\`\`bash readonly id=check
tool state   # expect 1 clean line
\`\`\`
`;

const scenarios = `# Every start state.
runbook: flow
stand-ins:
  tool: |
    if [ "$1" = clean ]; then echo clean >"$HOME/state"; else echo "state $(cat "$HOME/state")"; fi
outcome: done
scenarios:
  - name: clean
    setup: echo clean >"$HOME/state"
    steps: {clean-up: skipped}
  - name: dirty # the usual one
    setup: echo dirty >"$HOME/state"
    answers: {clean-up: y}
    steps: {state: passed, check: passed}
`;

const files = { 'runbooks/flow.md': flow, 'runbooks/other.md': flow.replace('flow', 'other') };

interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly root: string;
}

async function run(
  yaml: string,
  names: readonly string[] = [],
  options: Record<string, unknown> = {},
): Promise<Ran> {
  const root = makeProject({
    ...files,
    'runbooks/flow.rehearsal.yaml': yaml,
    'runbook.config.yaml': 'runbooks: runbooks\n',
  });
  const said = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    columns: 200,
    write: (text: string) => {
      said[name] += text;
      return true;
    },
  });
  const world = { cwd: root, env: process.env, stdout: stream('stdout'), stderr: stream('stderr') };
  const globals = { stateDir: null, color: false };
  try {
    const exit = await rehearse(world as unknown as World, names, options, globals);
    return { exit, ...said, root };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { exit: error.exit, ...said, stderr: `${said.stderr}${error.message}`, root };
  }
}

test('all scenarios of a project, as TAP, with what they do not exercise', async () => {
  const { stdout, exit } = await run(scenarios);
  expect(stdout.replace(/^# .*network.*\n/m, '')).toBe(`TAP version 14
1..2
ok 1 - flow: clean
ok 2 - flow: dirty
# flow: its 2 scenarios together cover 4 of 4 steps, 2 of 2 branches, 1 of 1 gate
#   these passed without saying what becomes of steps that they did not run; to hold them to it, add
#     clean: { steps: { check: skipped } }
#     dirty: { steps: { clean-1: skipped } }
# other: no scenario rehearses it
`);
  expect(exit).toBe(0);
});

test('coverage names what only a scenario that is missing would exercise', async () => {
  const { stdout } = await run(scenarios.slice(0, scenarios.indexOf('  - name: dirty')));
  expect(stdout).toContain(
    `# flow: its only scenario covers 2 of 4 steps, 1 of 2 branches, 0 of 1 gate
#   no scenario in which $STATE = clean does not hold (runbooks/flow.md:11)
#   no scenario runs clean-up, check
#   to cover this, write a scenario whose setup and stand-ins lead there, with answers to clean-up
`,
  );
});

test('a failing scenario: exit 1, the first difference as a sentence, and where it was expected', async () => {
  const { stdout, exit } = await run(scenarios.replace('check: passed', 'check: failed'), ['dirty']);
  expect(exit).toBe(1);
  expect(stdout).toContain(
    'not ok 1 - flow: dirty\n  ---\n  message: check came out as passed, not as failed\n',
  );
  expect(stdout).toContain('  at: runbooks/flow.rehearsal.yaml:14:35\n  expected: failed\n  found: passed\n');
  expect(stdout).toContain(
    '# flow: 1 of its 2 scenarios; what they cover is told when all of them are run\n',
  );
  expect(stdout).not.toContain('together');
});

test('JUnit', async () => {
  const { stdout } = await run(scenarios.replace('check: passed', 'check: failed'), [], { format: 'junit' });
  expect(stdout.replace(/time="[\d.]+"/g, 'time="0"')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="runbook rehearse">
  <testsuite name="flow" tests="2" failures="1" time="0">
    <testcase classname="flow" name="clean" file="runbooks/flow.rehearsal.yaml" time="0">
      <system-out>does not say what becomes of steps that it did not run; it could: { steps: { check: skipped } }</system-out>
    </testcase>
    <testcase classname="flow" name="dirty" file="runbooks/flow.rehearsal.yaml" time="0">
      <failure message="check came out as passed, not as failed">runbooks/flow.rehearsal.yaml:14:35 check came out as passed, not as failed</failure>
    </testcase>
    <system-out>flow: its 2 scenarios together cover 4 of 4 steps, 2 of 2 branches, 1 of 1 gate</system-out>
  </testsuite>
</testsuites>
`);
});

test('a runbook may be named by a prefix', async () => {
  expect((await run(scenarios, ['flo'])).exit).toBe(0);
});

describe('usage and errors', () => {
  test.each<readonly [yaml: string, names: readonly string[], exit: number, said: string]>([
    [scenarios, ['dirt'], 2, 'is called dirt; did you mean `dirty`?'],
    ['runbook: flwo\noutcome: done\n', [], 3, 'flow.rehearsal.yaml:1:10'],
    ['runbook: flow\noutcom: done\n', [], 3, 'did you mean `outcome`?'],
    [
      scenarios.replace('{clean-up: y}', '{clean: y}'),
      [],
      3,
      'Unexpected step `clean`, which flow does not have',
    ],
    [scenarios.replace('clean-up: skipped', 'chek: pending'), [], 3, 'did you mean `check`?'],
  ])('%#', async (yaml, names, exit, said) => {
    const ran = await run(yaml, names);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain(said);
    expect(ran.exit).toBe(exit);
  });

  test.each([[['flow']], [['clean', 'dirty']], [['runbooks/flow.rehearsal.yaml']]])(
    '%j selects',
    async (names) => {
      expect((await run(scenarios, names)).stdout).toContain('1..2\n');
    },
  );
});

describe('--update', () => {
  const update = async (yaml: string) => {
    const ran = await run(yaml, [], { update: true });
    return { ...ran, text: readFileSync(join(ran.root, 'runbooks/flow.rehearsal.yaml'), 'utf8') };
  };

  test('takes outcome, exit and steps from what happened, and leaves comments as they are', async () => {
    const wrong = scenarios
      .replace('steps: {clean-up: skipped}', 'steps: {clean-up: passed}')
      .replace('outcome: done', 'outcome: declined')
      .replace('answers: {clean-up: y}', 'answers: {clean-up: n}\n    exit: 0');
    const { text, stderr } = await update(wrong);
    expect(stderr).toBe('updated runbooks/flow.rehearsal.yaml\n');
    expect(text).toContain('# Every start state.');
    expect(text).toContain('  - name: dirty # the usual one');
    expect(text).toContain('steps: {clean-up: skipped}');
    expect(text).toContain('exit: 6');
    expect(text).toContain('steps: {state: passed, check: pending}');
  });

  test('never invents an answer', async () => {
    const { text, stderr, exit } = await update(scenarios.replace('    answers: {clean-up: y}\n', ''));
    expect(text).toBe(scenarios.replace('    answers: {clean-up: y}\n', ''));
    expect(stderr).toContain('left as it is: dirty');
    expect(exit).toBe(1);
  });
});
