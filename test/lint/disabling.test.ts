import { describe, expect, test } from 'vitest';
import type { BlockStep } from '../../src/model/runbook.ts';
import { block, lintDocument, lintText } from './lint-document.ts';

const because = (rule: string) => `<!-- runbook-lint-disable ${rule}: the device only reads -->`;

async function blocksOf(body: string): Promise<readonly BlockStep[]> {
  const { runbook } = await lintText(`---\nrunbook: x\n---\n# T\n\n${body}`);
  return [...runbook.steps, ...runbook.rollback].filter((step) => step.kind === 'block');
}

const readonlyBlock = (info = '') => `\`\`\`bash readonly${info}\neval "$QUERY"\n\`\`\`\n`;

describe('a rule that guards a promise', () => {
  test('makes the block for which it is disabled a gate, and no other', async () => {
    const body = `${because('readonly-mutates')}\n${readonlyBlock()}\n\`\`\`bash readonly\njuju status\n\`\`\`\n`;
    expect((await blocksOf(body)).map(({ mode, gate }) => [mode, gate])).toEqual([
      ['gate', { phrase: null }],
      ['readonly', null],
    ]);
    expect(await lintDocument(`# T\n\n${body}`)).toEqual([]);
  });

  test('keeps the phrase of a gate that there was', async () => {
    const [found] = await blocksOf(`${because('readonly-mutates')}\n${readonlyBlock(' gate="query lab"')}`);
    expect(found).toMatchObject({ mode: 'gate', gate: { phrase: 'query lab' } });
  });

  test('is polled no more', async () => {
    const [found] = await blocksOf(
      `${because('readonly-mutates')}\n${readonlyBlock(' expect="x" within=1m every=1s')}`,
    );
    expect(found).toMatchObject({ mode: 'gate', polling: null });
  });

  test('does so in a rollback too', async () => {
    const body = `\`\`\`bash readonly\nls\n\`\`\`\n\n## Rollback\n\n${because('readonly-mutates')}\n${readonlyBlock()}`;
    expect((await blocksOf(body)).map(({ mode }) => mode)).toEqual(['readonly', 'gate']);
  });

  test.each([
    ['without a reason', '<!-- runbook-lint-disable readonly-mutates -->'],
    ['with an empty one', '<!-- runbook-lint-disable readonly-mutates:   -->'],
  ])('is not disabled %s, though the block stays what it is', async (_, comment) => {
    const body = `${comment}\n${readonlyBlock()}`;
    const found = await lintDocument(`# T\n\n${body}`);
    expect(found.filter(({ fatal }) => fatal === true).map(({ ruleId }) => ruleId)).toContain(
      'disable-comment',
    );
  });
});

describe('a comment', () => {
  const loop = 'until juju status; do sleep 1; done';
  const ids = async (body: string) => (await lintDocument(body)).map(({ ruleId }) => ruleId);
  const loopBlock = `\`\`\`bash readonly\n${loop}\n\`\`\`\n`;

  test.each([
    ['a fence', `# T\n\n${because('wait-loop')}\n${loopBlock}`],
    ['a fence behind a blank line', `# T\n\n${because('wait-loop')}\n\n${loopBlock}`],
    [
      'a fence with a comment of its own',
      `# T\n\nx\n\n${because('wait-loop')}\n<!-- runbook: readonly -->\n\`\`\`bash\n${loop}\n\`\`\`\n`,
    ],
    [
      'a fence in a list',
      `# T\n\n- x\n\n  ${because('wait-loop')}\n  \`\`\`bash readonly\n  ${loop}\n  \`\`\`\n`,
    ],
    [
      'several rules',
      `# T\n\n${because('wait-loop, ends-session')}\n\`\`\`bash readonly\n${loop}\nexit\n\`\`\`\n`,
    ],
    [
      'a paragraph',
      `# T\n\n${because('line-reference')}\nSee \`x.sh:12\`.\n\n\`\`\`bash readonly\nls\n\`\`\`\n`,
    ],
    ['CRLF', `# T\n\n${because('wait-loop')}\n${loopBlock}`.replaceAll('\n', '\r\n')],
  ])('speaks about %s', async (_, body) => {
    expect(await ids(body)).toEqual([]);
  });

  test('speaks about nothing further down', async () => {
    const second = loopBlock.replace('readonly', 'readonly id=b');
    expect(await ids(`# T\n\n${because('wait-loop')}\n${loopBlock}\n${second}`)).toEqual(['wait-loop']);
  });

  test.each([
    ['a rule that finds nothing', because('ends-session'), 'which has nothing against'],
    ['a rule that there is not', because('wait-lop'), 'did you mean `wait-loop`?'],
    ['a rule that cannot be', because('unreported-session'), 'cannot be disabled'],
    ['an error of reading', because('expectation-vacuous'), 'cannot be disabled'],
    ['no rule', '<!-- runbook-lint-disable : x -->', 'names no rule'],
  ])('that disables %s is an error', async (_, comment, words) => {
    const found = await lintDocument(`${comment}\n${block('bash readonly', 'ls')}`);
    expect(found.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([['disable-comment', true]]);
    expect(found[0]?.reason).toContain(words);
  });

  test('at the end of a document disables nothing', async () => {
    const found = await lintDocument(`${block('bash readonly', 'ls')}\n${because('wait-loop')}\n`);
    expect(found.map(({ reason }) => reason)).toEqual([
      'Unexpected comment behind which nothing stands; put it directly before what it is about',
    ]);
  });

  test('of a rule that is off is left alone', async () => {
    const settings = { severities: new Map([['wait-loop', 'off' as const]]), commands: [] };
    expect(await lintDocument(`# T\n\n${because('wait-loop')}\n${loopBlock}`, { settings })).toEqual([]);
  });
});

describe('severities', () => {
  const body = '# T\n\n```bash readonly\nuntil juju status; do sleep 1; done\n```\n';
  const severitiesOf = async (severity: 'off' | 'warning' | 'error', options = {}) => {
    const settings = { severities: new Map([['wait-loop', severity]]), commands: [] };
    return (await lintDocument(body, { settings, ...options })).map(({ ruleId, fatal }) => [ruleId, fatal]);
  };

  test('are what the project says', async () => {
    expect(await severitiesOf('off')).toEqual([]);
    expect(await severitiesOf('warning')).toEqual([['wait-loop', false]]);
    expect(await severitiesOf('error')).toEqual([['wait-loop', true]]);
  });

  test('are no more than warnings in a document that has not opted in', async () => {
    expect(await severitiesOf('error', { trusted: false })).toEqual([['wait-loop', false]]);
  });

  test('of what reading finds are configurable too, where it only warns', async () => {
    const hidden = `${block('bash readonly', 'ls')}\n<details>\n\`\`\`bash\nls\n\`\`\`\n</details>\n`;
    const settings = (severity: 'off' | 'error') => ({
      settings: { severities: new Map([['hidden-fence', severity]]), commands: [] },
    });
    expect(await lintDocument(hidden, settings('off'))).toEqual([]);
    expect((await lintDocument(hidden, settings('error'))).map(({ fatal }) => fatal)).toEqual([true]);
  });

  test('of rules that guard a promise stay, whoever says otherwise', async () => {
    const settings = { severities: new Map([['readonly-mutates', 'off' as const]]), commands: [] };
    const found = await lintDocument(block('bash readonly', 'rm x'), { settings });
    expect(found.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([['readonly-mutates', true]]);
  });
});
