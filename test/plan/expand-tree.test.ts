import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { assemblePlan, everything, type Selection } from '../../src/plan/assemble-plan.ts';
import type { RunbookTree } from '../../src/plan/runbook-tree.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const bash = await loadBashParser();
const hashText = (text: string) => createHash('sha256').update(text).digest('hex');

function tree(id: string, body: string, includes: Record<string, RunbookTree> = {}, front = ''): RunbookTree {
  const text = `---\nrunbook:\n  id: ${id}\n${front}---\n\n${body}`;
  const file = `runbooks/${id}.md`;
  const { runbook, messages } = parseRunbook(text, { file, belowRunbooks: true, bash });
  expect(messages.map(String)).toEqual([]);
  return { runbook, cwd: `/srv/${id}`, includes: new Map(Object.entries(includes)) };
}

const leaf = tree(
  'leaf',
  `# Leaf

## Phase A

\`\`\`bash readonly id=look
true
\`\`\`

### Deep

\`\`\`bash id=act when="$MODE = full"
juju destroy-model x
\`\`\`

## Phase D

\`\`\`bash readonly id=verify
true
\`\`\`

## Rollback

\`\`\`bash id=undo
true
\`\`\`
`,
  {},
  '  target: leaf\n  needs: [juju]\n  secrets: [TOKEN]\n  inputs: { MODE: which }\n',
);

function assemble(whole: RunbookTree, selection: Partial<Selection> = {}) {
  const assembled = assemblePlan(whole, { ...everything, ...selection }, { bash, hashText });
  if (assembled.type !== 'plan') throw new Error('no plan');
  return assembled.plan;
}

const ids = (whole: RunbookTree) => assemble(whole).steps.map(({ step }) => step.id);

describe('an include', () => {
  const root = tree(
    'root',
    `# Root

<!-- runbook: include="leaf" id=first when="$STATE = dirty" -->

<!-- runbook: include="leaf#phase-a" id=second -->
`,
    { first: leaf, second: leaf },
    '  target: root\n  needs: [maas, juju]\n',
  );

  test('is followed by the steps of its runbook, or of one section with what is in it, under its id', () => {
    expect(ids(root)).toEqual([
      'first',
      'first/look',
      'first/act',
      'first/verify',
      'second',
      'second/look',
      'second/act',
    ]);
  });

  test('puts its condition before theirs', () => {
    const guards = assemble(root).steps.map((step) => step.guards.map(({ id }) => id));
    expect(guards).toEqual([['first'], ['first'], ['first', 'first/act'], ['first'], [], [], ['second/act']]);
  });

  test('brings its document with it: directory, target, and the rollback of the whole of it', () => {
    expect(assemble(root).documents).toMatchObject([
      { prefix: '', id: 'root', cwd: '/srv/root', target: 'root', parent: null, rollback: [] },
      {
        prefix: 'first/',
        cwd: '/srv/leaf',
        target: 'leaf',
        parent: 0,
        rollback: [{ step: { id: 'first/undo' } }],
      },
      { prefix: 'second/', parent: 0, rollback: [] },
    ]);
  });

  test('brings what it needs', () => {
    const { requirements, targets } = assemble(root);
    expect(targets).toEqual(['root', 'leaf']);
    expect(requirements).toMatchObject({ target: 'root', needs: ['maas', 'juju'], secrets: ['TOKEN'] });
    expect(requirements.inputs.map(({ name }) => name)).toEqual(['MODE']);
  });

  test('stands for all of it in a selection', () => {
    const passedOver = (selection: Partial<Selection>) =>
      assemble(root, selection).steps.flatMap((step) => (step.passedOver ? [step.step.id] : []));
    expect(passedOver({ only: ['second'] })).toEqual(['first', 'first/look', 'first/act', 'first/verify']);
    expect(passedOver({ from: 'first/verify' })).toEqual(['first', 'first/look', 'first/act']);
  });

  test('does not stop by itself; what is in it stops where its own document says', () => {
    expect(assemble(root, { stepwise: true }).steps.map(({ stops }) => stops)).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
  });
});

describe('a loop', () => {
  const loop = tree(
    'loop',
    `# Loop

\`\`\`bash gate="release $HOST" id=go each="HOST in h0 h1" when="$A = b"
maas release "$HOST"
\`\`\`
`,
  );

  test('is a step an item, with one condition for all of them', () => {
    const { steps } = assemble(loop);
    expect(steps).toMatchObject([
      { step: { id: 'go[h0]' }, bindings: { HOST: 'h0' }, reads: ['HOST'], guards: [{ id: 'go' }] },
      { step: { id: 'go[h1]' }, bindings: { HOST: 'h1' }, guards: [{ id: 'go' }] },
    ]);
    expect(new Set(steps.map(({ hash }) => hash)).size).toBe(2);
  });
});

describe('a placeholder', () => {
  test('is read as a word, and what is around it is still known', () => {
    const text = '---\nrunbook: x\n---\n\n```bash id=go\njuju remove-machine --force <id>\n```\n';
    const { runbook } = parseRunbook(text, { file: 'runbooks/x.md', belowRunbooks: true, bash });
    const [step] = assemble({ runbook, cwd: '/srv', includes: new Map() }).steps;
    expect(step?.dangers).toMatchObject([{ effect: 'destroys' }]);
    expect(step?.step).toMatchObject({ code: 'juju remove-machine --force <id>' });
  });
});
