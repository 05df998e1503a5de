import { expect, test } from 'vitest';
import { fence, makeRunbooks } from './flow-project.ts';
import type { makeProject } from './make-project.ts';

const me = ['--as', 'jesse'];
const ok = fence('auto id=ok', 'echo ok >>ran');

interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
}

async function lint(project: ReturnType<typeof makeProject>): Promise<readonly Diagnostic[]> {
  return JSON.parse((await project.run(['lint', '--format', 'json'])).stdout);
}

const cases: readonly [string, Parameters<typeof makeRunbooks>[0], readonly [string, string, RegExp][]][] = [
  [
    'a runbook that is not there',
    { main: ['', '<!-- runbook: include="prat" -->'], part: ['', ok] },
    [
      [
        'main.md',
        'include-missing',
        /`prat`, expected the name of a runbook of this project; did you mean `part`\?/,
      ],
    ],
  ],
  [
    'a name that fits several',
    { main: ['', '<!-- runbook: include="part" -->'], 'part-a': ['', ok], 'part-b': ['', ok] },
    [['main.md', 'include-missing', /fits several runbooks: part-a \(runbooks\/part-a\.md\), part-b/]],
  ],
  [
    'a section that is not there',
    {
      main: ['', '<!-- runbook: include="part#phase-e" -->'],
      part: ['', `## Phase d\n${ok}\n## Other\n${ok.replace('ok', 'ok2')}`],
    },
    [
      [
        'main.md',
        'include-section',
        /`#phase-e`, expected a section of runbooks\/part\.md; its sections are like `#phase-d`/,
      ],
    ],
  ],
  [
    'a section without steps',
    { main: ['', '<!-- runbook: include="part#empty" -->'], part: ['', `${ok}\n## Empty\n\nNothing.\n`] },
    [['main.md', 'include-section', /`#empty` of runbooks\/part\.md, which holds no steps/]],
  ],
  [
    'a cycle, shown from where it is looked at',
    { a: ['', '<!-- runbook: include="b" -->'], b: ['', '<!-- runbook: include="a" -->'] },
    [
      ['a.md', 'include-cycle', /: a → b → a/],
      ['b.md', 'include-cycle', /: b → a → b/],
    ],
  ],
  ['itself', { a: ['', '<!-- runbook: include="a" -->'] }, [['a.md', 'include-cycle', /: a → a/]]],
  [
    'a document with errors, which are told where they are',
    {
      main: ['', '<!-- runbook: include="part" -->'],
      part: ['', fence('readonly id=x', 'rm -rf x') + fence('reedonly', 'true')],
    },
    [
      [
        'main.md',
        'include-errors',
        /runbooks\/part\.md, which has 2 errors, the first at line \d+: `runbook lint runbooks\/part\.md` shows them/,
      ],
      ['part.md', 'readonly-mutates', /./],
      ['part.md', 'annotation-unknown', /./],
    ],
  ],
  [
    'another host',
    { main: ['host: jumphost', `${ok}\n<!-- runbook: include="part" -->`], part: ['host: elsewhere', ok] },
    [
      [
        'main.md',
        'include-conflict',
        /host `elsewhere` of runbooks\/part\.md, expected `jumphost` as in runbooks\/main\.md/,
      ],
    ],
  ],
  [
    'an input that is declared otherwise',
    {
      main: ['inputs:\n  M: { default: a }', `${ok}\n<!-- runbook: include="part" -->`],
      part: ['inputs:\n  M: { default: b }', ok],
    },
    [
      [
        'main.md',
        'include-conflict',
        /input M of runbooks\/part\.md, which runbooks\/main\.md declares otherwise/,
      ],
    ],
  ],
];

test.each(cases)('including %s is one error, in lint and before a run', async (_, runbooks, expected) => {
  const project = makeRunbooks(runbooks);
  const found = (await lint(project)).filter(({ severity }) => severity === 'error');
  expect(found.map(({ file, rule }) => [file, rule])).toEqual(
    expected.map(([file, rule]) => [`runbooks/${file}`, rule]),
  );
  for (const [index, [, , message]] of expected.entries()) expect(found[index]?.message).toMatch(message);
  const [first] = found;
  const id = Object.keys(runbooks)[0] ?? '';
  const run = await project.run(['run', id, ...me]);
  expect(run.exit).toBe(3);
  expect(run.stderr).toContain(`${first?.file}:${first?.line}:${first?.column}`);
  expect(() => project.read('ran')).toThrow();
});

test('documents that include each other again and again are refused before they fill the memory', async () => {
  const twice = (id: string) =>
    `<!-- runbook: include="${id}" id=one -->\n\n<!-- runbook: include="${id}" id=two -->`;
  const runbooks = Array.from(
    { length: 40 },
    (_, index) => [`d${index}x`, ['', twice(`d${index + 1}x`)]] as const,
  );
  const project = makeRunbooks({ ...Object.fromEntries(runbooks), d40x: ['', ok] });
  const found = (await lint(project)).filter(({ severity }) => severity === 'error');
  expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(['include-many', 'include-errors']));
});

test('the position is that of the name', async () => {
  const project = makeRunbooks({ main: ['', `${ok}\ntext\n\n<!-- runbook: include="nowhere" -->`] });
  const [error] = await lint(project);
  const line = project.read('runbooks/main.md').split('\n')[(error?.line ?? 0) - 1] ?? '';
  expect(line.slice((error?.column ?? 0) - 1)).toMatch(/^"?nowhere/);
});

test('a document that has not opted in is included in careful mode, with a warning', async () => {
  const project = makeRunbooks({ main: ['', `${ok}\n<!-- runbook: include="./plain.md" id=plain -->`] });
  project.write('runbooks/plain.md', `# Plain\n${fence('readonly id=look', 'echo looked >>ran')}`);
  const found = await lint(project);
  expect(found.map(({ rule, severity }) => [rule, severity])).toContainEqual(['include-careful', 'warning']);

  const terminal = project.terminal(['run', 'main', ...me]);
  await terminal.question(/Run plain\/look\?/);
  terminal.type('y');
  expect(await terminal.exit()).toBe(0);
  expect(project.read('ran')).toBe('ok\nlooked\n');
});

test('every document runs where it says, its target is locked, and copies of all are kept', async () => {
  const project = makeRunbooks({
    main: ['target: lab', `<!-- runbook: include="part#two" -->\n${fence('auto id=here', 'pwd')}`],
    part: [
      'target: prod\ncwd: ../deep',
      `## One\n${fence('auto', 'false')}\n## Two\n${fence('gate id=there', 'pwd')}`,
    ],
  });
  project.write('deep/x', '');
  const terminal = project.terminal(['run', 'main', ...me]);
  const gate = await terminal.question(/Run part\/there\?/);
  expect(gate).toContain('/deep as');
  expect(gate).toContain('target prod');
  const other = await project.run(['run', 'part', '--no-input', ...me]);
  expect(other.exit).toBe(7);
  expect(other.stderr).toContain('the target prod is taken');
  terminal.type('y');
  expect(await terminal.exit()).toBe(0);
  expect(terminal.text()).toContain(`│ ${project.directory}/deep\n`);
  expect(terminal.text()).toContain(`│ ${project.directory}\n`);
  const run = project.runs().at(-1) ?? '';
  const { includes } = project.journal(run)[0];
  expect(includes.map(({ file }: { file: string }) => file)).toEqual(['runbooks/part.md']);
  const copy = `.runbook/runs/${run}/documents/part.md`;
  expect(project.read(copy)).toBe(project.read('runbooks/part.md'));
  expect((await project.run(['verify', run])).exit).toBe(0);
  project.write(copy, 'other');
  expect((await project.run(['verify', run])).stdout).toContain('documents/part.md, which was changed');
});

test('show --json has includes, stops and items as steps, with all they depend on', async () => {
  const project = makeRunbooks({
    main: [
      '',
      `## A\n\n<!-- runbook: when="$A = 1 or $B = 1" -->\n\n<!-- runbook: include="part" when="$C = 1" -->\n`,
    ],
    part: [
      '',
      `${fence('auto id=x each="H in a b" when="$D = 1"', 'true')}\n<!-- runbook: stop="enough" -->`,
    ],
  });
  const { steps } = JSON.parse((await project.run(['show', 'main', '--json'])).stdout);
  const told = steps.map(({ id, kind, mode, when }: Record<string, string>) => [id, kind, mode, when]);
  const outer = '($A = 1 or $B = 1) and $C = 1';
  expect(told).toEqual([
    ['part', 'include', 'auto', outer],
    ['part/x[a]', 'block', 'auto', `${outer} and $D = 1`],
    ['part/x[b]', 'block', 'auto', `${outer} and $D = 1`],
    [expect.stringMatching(/^part\//), 'stop', 'auto', outer],
  ]);
  expect(steps.at(-1).source).toBe('enough');
});

test('list shows an order that one can follow, and says where there is none', async () => {
  const project = makeRunbooks({
    a: ['after: [c]', ok],
    b: ['after: [b2, gone]', ok],
    b2: ['after: [b]', ok],
    c: ['', `<!-- runbook: include="a" -->`],
  });
  const { stdout } = await project.run(['list']);
  expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['c', 'a', 'b2', 'b', 'These', '']);
  expect(stdout).toContain('includes 1');
  expect(stdout).toContain('after b2, gone, which is not here');
  expect(stdout).toContain('These wait for each other: b → b2 → b');
});

test('show tells documents, conditions, loops, lists, stops and the way back, and executes nothing', async () => {
  const project = makeRunbooks({
    main: [
      '',
      `## Hosts\n${fence('gate id=go each="H in a b" when="$S = 1"', 'echo <id> $H')}\n<!-- runbook: include="part" -->\n`,
    ],
    part: [
      '',
      `## Acceptance\n\n- [ ] the model is gone\n\n<!-- runbook: stop="enough" -->\n\n## Rollback\n${fence('gate id=undo', 'false')}`,
    ],
  });
  const { exit, stdout } = await project.run(['show', 'main']);
  expect(exit).toBe(0);
  expect(`\n${stdout}`).toMatchInlineSnapshot(`
    "
    main  MAIN                                                      runbooks/main.md
    5 steps, 3 of them stop

      Hosts
          when  $S = 1 — depends on S, known when it is reached
        ■ go[a]            gate · H=a · asks for <id>
          ┃ echo <id> $H
        ■ go[b]            gate · H=b · asks for <id>
          ┃ echo <id> $H
          part             includes part

    → part  PART                                                    runbooks/part.md

      Acceptance
        ■ part/acceptance-1 checklist, 1 item
          - the model is gone
          part/acceptance-2 ends here: enough

      Rollback of part, no part of the sequence: offered when a step fails, and on
      abort

      Rollback
        ■ part/undo        gate
          ┃ false
    "
  `);
});
