import { expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const fence = '```';

/** Blocks that ask for nothing, one below the other. */
function auto(...blocks: readonly string[]): string {
  return blocks.map((code, index) => `${fence}bash auto id=b${index + 1}\n${code}\n${fence}\n`).join('\n');
}

test('variables, unset, functions, directory, umask, traps and a background job go from block to block', async () => {
  const project = makeProject();
  project.env.AMBIENT = 'from outside';
  project.env.GONE = 'from outside';
  project.runbook(
    auto(
      `plain='two words'
export exported=yes AMBIENT='from the document'
unset GONE
list=(one "two three")
greet() { echo "hello $1"; }
mkdir -p below
cd below
umask 027
trap 'echo caught' USR1
sleep 1000 &
job=$!`,
      `echo "$plain|$(printenv exported)|$AMBIENT|$(printenv AMBIENT)|\${GONE-unset}|\${#list[@]}"
greet you
pwd
umask
kill -USR1 $$
kill -0 "$job" && jobs -r | wc -l
kill "$job"
wait "$job" || echo "ended with $?"`,
    ),
  );

  const { exit } = await project.run(['run', 'x']);

  expect(output(project, 'b2')).toBe(
    `two words|yes|from the document|from the document|unset|2
hello you
${project.directory}/below
0027
caught
1
ended with 143
`,
  );
  expect(exit).toBe(0);
});

test('a background job ends with the run, and the journal names it', async () => {
  const project = makeProject();
  project.runbook(auto('sleep 1000 &', 'jobs -r | wc -l'));

  expect((await project.run(['run', 'x'])).exit).toBe(0);

  expect(output(project, 'b2')).toBe('1\n');
  const [leftovers] = project.journal().filter(({ type }) => type === 'leftovers-ended');
  expect(JSON.stringify(leftovers.ended)).toContain('sleep 1000');
  expect(leftovers.unreachable).toEqual([]);
});

test('options that a block sets end with it', async () => {
  const project = makeProject();
  project.runbook(
    auto(
      'set -euo pipefail\ntrue',
      'echo "$not_set"; if false | true; then echo true; fi; set +o | grep -c -- "-o \\(errexit\\|nounset\\|pipefail\\)$" || true',
    ),
  );
  expect((await project.run(['run', 'x'])).exit).toBe(0);
  expect(output(project, 'b2')).toBe('\ntrue\n0\n');
});

test('a block that reads stdin finds its end, and takes nothing from the terminal', async () => {
  const project = makeProject();
  project.runbook(`${auto('read -r line || echo "nothing to read: \'$line\'"\ncat')}
${fence}bash gate id=stop
true
${fence}
`);
  const terminal = project.terminal(['run', 'x', '--as', 'jesse']);
  terminal.type('meant for nobody');

  const shown = await terminal.question(/Run stop\?/);
  terminal.type('y');

  expect(await terminal.exit()).toBe(0);
  expect(shown).toContain("nothing to read: ''");
  expect(output(project, 'b1')).toBe("nothing to read: ''\n");
});

test('exit 3 ends its block with 3, and the session goes on where the operator skips it', async () => {
  const project = makeProject();
  project.runbook(auto('kept=yes\ncd /usr\nsleep 1000 &\nexit 3\necho not reached', 'echo "$kept $PWD"'));
  const terminal = project.terminal(['run', 'x', '--as', 'jesse']);

  const shown = await terminal.question(/b1 failed\. What now\?/);
  terminal.type('skip that was the point');

  expect(await terminal.exit()).toBe(0);
  expect(shown).toMatch(/FAILED {2}b1/);
  expect(shown).toMatch(/exit 3, at runbooks\/x\.md:11:/);
  expect(shown).not.toContain('not reached');
  expect(output(project, 'b2')).toBe('yes /usr\n');
  const [ended] = project.journal().filter(({ type }) => type === 'block-ended');
  expect(ended.outcome).toMatchObject({ status: 'failed', ending: 'exited', exit: 3 });
});

test('a syntax error in the document is refused before anything runs', async () => {
  const project = makeProject();
  project.runbook(auto('touch ran', 'if true; then echo open'));
  const { exit, stderr } = await project.run(['run', 'x']);
  expect(exit).toBe(3);
  expect(stderr).toMatch(/runbooks\/x\.md:1\d:\d+ {2}error/);
  expect(stderr).toMatch(/syntax/i);
  expect(() => project.read('ran')).toThrow();
});

test('a syntax error that only shows when it is run harms nothing but its block', async () => {
  const project = makeProject({ 'broken.sh': 'echo before\nif true; then echo open\n' });
  project.runbook(
    `${auto('kept=yes')}
${fence}bash gate id=sourced
. ./broken.sh
${fence}

${fence}bash gate id=evaluated
eval 'echo )'
${fence}

${fence}bash auto id=last
echo "$kept"
${fence}
`,
  );
  const terminal = project.terminal(['run', 'x', '--as', 'jesse']);
  for (const step of ['sourced', 'evaluated']) {
    await terminal.question(new RegExp(`Run ${step}\\?`));
    terminal.type('y');
    const shown = await terminal.question(new RegExp(`${step} failed\\. What now\\?`));
    expect(shown).toMatch(/syntax error/);
    terminal.type('skip known to be broken');
  }

  expect(await terminal.exit()).toBe(0);
  expect(output(project, 'last')).toBe('yes\n');
});

/** What a step's last attempt printed. */
function output(project: Project, step: string): string {
  const [run = ''] = project.runs();
  const started = project
    .journal(run)
    .filter((entry) => entry.type === 'block-started' && entry.step === step);
  return project.read(`.runbook/runs/${run}/${started.at(-1).log}`);
}
