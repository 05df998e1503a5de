import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { assemblePlan, everything, type Selection } from '../../src/plan/assemble-plan.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const bash = await loadBashParser();
const hashText = (text: string) => createHash('sha256').update(text).digest('hex');
const body = `
## One

\`\`\`bash readonly id=look
HOST=a
\`\`\`

\`\`\`bash gate="destroy it" id=act
clean() { juju destroy-model "$MODEL"; }
\`\`\`

\`\`\`bash auto id=note
clean
bash scripts/x.sh "$HOST"
\`\`\`

GATE: all is well.
`;

function assemble(selection: Partial<Selection> = {}, text = `---\nrunbook: x\n---\n${body}`) {
  const { runbook } = parseRunbook(text, { file: 'runbooks/x.md', belowRunbooks: true, bash });
  const tree = { runbook, cwd: '/srv', includes: new Map() };
  return assemblePlan(tree, { ...everything, ...selection }, { bash, hashText });
}

function steps(...args: Parameters<typeof assemble>) {
  const assembled = assemble(...args);
  if (assembled.type !== 'plan') throw new Error('no plan');
  return assembled.plan.steps;
}

describe('a plan', () => {
  test('stops where the modes say', () => {
    expect(steps().map(({ stops }) => stops)).toEqual([false, true, false, true]);
  });

  test('stops everywhere with --step and in careful mode', () => {
    expect(steps({ stepwise: true }).every(({ stops }) => stops)).toBe(true);
    expect(steps({}, body).every(({ stops }) => stops)).toBe(true);
  });

  test('knows what a block reads, destroys through functions of earlier ones, and which scripts it names', () => {
    const [, act, note] = steps();
    expect(act?.reads).toEqual([]);
    expect(note).toMatchObject({ reads: ['MODEL', 'HOST'], scripts: ['scripts/x.sh'] });
    expect(note?.dangers.map(({ effect, line }) => ({ effect, line }))).toContainEqual({
      effect: 'destroys',
      line: 16,
    });
  });

  test('passes over what --from and --only leave out', () => {
    const passedOver = (selection: Partial<Selection>) =>
      steps(selection).flatMap(({ step, passedOver: out }) => (out ? [step.id] : []));
    expect(passedOver({ from: 'note' })).toEqual(['look', 'act']);
    expect(passedOver({ only: ['look', 'act'] })).toEqual(['note', 'one-4']);
    expect(passedOver({ from: 'act', only: ['look', 'act'] })).toEqual(['look', 'note', 'one-4']);
  });

  test('names a step that the runbook does not have', () => {
    expect(assemble({ only: ['lok'] })).toMatchObject({ type: 'unknown-step', name: 'lok' });
  });

  test('has the same hashes when a block only moves up or down the page', () => {
    const hashes = (text: string) => steps({}, text).map(({ hash }) => hash);
    const text = `---\nrunbook: x\n---\n${body}`;
    expect(hashes(text.replace('## One', 'More words.\n\n## One'))).toEqual(hashes(text));
    expect(hashes(text.replace('HOST=a', 'HOST=b'))[0]).not.toBe(hashes(text)[0]);
    expect(hashes(text.replace('destroy it', 'destroy all'))[1]).not.toBe(hashes(text)[1]);
  });
});
