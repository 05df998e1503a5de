import { describe, expect, test } from 'vitest';
import { lintText } from './lint-document.ts';

const step = '```bash readonly\njuju status\n```\n';
const tasks = '- [ ] tell the users\n';

async function find(body: string, head = '---\nrunbook: x\n---\n'): Promise<readonly string[]> {
  const wanted = ['near-heading', 'task-list', 'stop-before-steps', 'frontmatter-unclosed'];
  const { messages } = await lintText(head + body);
  return messages
    .filter(({ ruleId }) => wanted.includes(ruleId ?? ''))
    .map(({ line, ruleId, fatal }) => `${line} ${ruleId}${fatal ? '' : '?'}`);
}

describe('headings that nearly mean something', () => {
  test.each([
    ['Rolback', step],
    ['3. Roll-bck', step],
    ['Rollback procedure', step],
    ['Back-out plan', step],
    ['Acceptence', tasks],
    ['Preconditions and prerequisits', tasks],
    ['Chekclist', tasks],
  ])('%s', async (title, below) => {
    expect(await find(`# T\n\n${step}\n## ${title}\n\n${below}`)).toEqual(['10 near-heading?']);
  });

  test.each([
    ['Rollback', step],
    ['Rollback', 'No way back.\n'],
    ['Rollback plan', 'See the wiki.\n'],
    ['Rolling back the charm', step],
    ['Rollback of the database', step],
    ['Acceptance', tasks],
    ['Acceptence', 'It works.\n'],
    ['Exceptions', step],
    ['Backup', step],
    ['Back-ups', step],
    ['Fallback', step],
    ['Rollout', step],
    ['Acceptable values', 'See there.\n'],
    ['Roll call', step],
  ])('not %s above %j', async (title, below) => {
    expect(await find(`# T\n\n${step}\n## ${title}\n\n${below}`)).toEqual([]);
  });
});

describe('task lists', () => {
  test.each([
    ['anywhere', `# T\n\n${step}\n${tasks}`, ['10 task-list?']],
    [
      'with one item that holds no block',
      `# T\n\n- [ ] look\n- [ ] see:\n\n  ${step.replaceAll('\n', '\n  ')}\n`,
      ['6 task-list?'],
    ],
    ['nested', `# T\n\n${step}\n- one\n  - [x] two\n`, ['11 task-list?']],
    ['in a rollback', `# T\n\n${step}\n## Rollback\n\n${tasks}`, ['12 task-list?']],
    ['below Prerequisites', `# T\n\n${step}\n## Prerequisites\n\n${tasks}`, []],
    ['annotated', `# T\n\n${step}\n## Then\n\n<!-- runbook: checklist -->\n\n${tasks}`, []],
    ['of plain items', `# T\n\n${step}\n- one\n- two\n`, []],
    ['whose items are gates', `# T\n\n${step}\n- [ ] GATE: ask\n`, []],
  ])('%s', async (_, body, expected) => {
    expect(await find(body)).toEqual(expected);
  });

  test('of a document that has not opted in are its own affair', async () => {
    expect(await find(`# T\n\n${step}\n## Rolback\n\n${step}\n${tasks}`, '')).toEqual([]);
  });
});

describe('a stop', () => {
  const stop = (more = '') => `\n<!-- runbook: stop="enough"${more} -->\n\n`;
  test.each([
    ['before a step', `# T\n\n${step}${stop()}${step}`, ['10 stop-before-steps']],
    ['with a condition', `# T\n\n${step}${stop(' when="$HOME = x"')}${step}`, []],
    ['at the end', `# T\n\n${step}${stop()}`, []],
    ['before a rollback', `# T\n\n${step}${stop()}## Rollback\n\n${step}`, []],
    [
      'in a section with a condition',
      `# T\n\n${step}\n## U\n\n<!-- runbook: when="$HOME = x" -->\n${stop()}## V\n\n${step}`,
      [],
    ],
  ])('%s', async (_, body, expected) => {
    expect(await find(body)).toEqual(expected);
  });
});

describe('frontmatter that is never closed', () => {
  test.each([
    ['with the key', '---\nrunbook: x\n\n# T\n', ['1 frontmatter-unclosed?']],
    ['with a map', '---\ntitle: T\nrunbook:\n  id: x\n# T\n', ['1 frontmatter-unclosed?']],
    ['with CRLF', '---\r\nrunbook: x\r\n\r\n# T\r\n', ['1 frontmatter-unclosed?']],
    ['without the key', '---\ntitle: x\n\n# T\n', []],
    ['a line before prose', '---\n\nThe runbook: see below.\n\n# T\n', []],
    ['closed', '---\nrunbook: x\n---\n# T\n', []],
  ])('%s', async (_, head, expected) => {
    expect(await find(`\n${step}`, head)).toEqual(expected);
  });
});
