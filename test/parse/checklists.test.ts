import { describe, expect, test } from 'vitest';
import { expectMessages } from './expect-messages.ts';
import { fence, outline, parseTrusted } from './parse-document.ts';

const indented = (text: string) => text.replace(/^(?=.)/gm, '  ');

describe('checklists', () => {
  test.each([
    'Acceptance criteria',
    'Go/no-go for deploy',
    '4. Acceptance criteria — go/no-go',
    'Checklist',
    'Prerequisites',
  ])('a task list under %s', (heading) => {
    const text = `# ${heading}\n## Part\n- [ ] a\n- [x] b\n\n# Z\n- [ ] c\n\n${fence('sh', 'd')}`;
    const { steps, problems } = parseTrusted(text);
    expect(problems).toEqual([]);
    expect(outline(steps)).toEqual(['checklist: a / b', 'gate!: d']);
    expect(steps[0]).toMatchObject({
      id: 'part-1',
      title: 'Part',
      source: { position: { start: { line: 6 } } },
    });
  });

  test.each([
    ['a plain list', '- a\n- b\n', []],
    ['a mixed list', '- [ ] a\n- b\n', ['checklist: a']],
    ['words, links and code', '- [ ] A *b* `c`\n  [d](x)<br>e\n', ['checklist: A b c de']],
    ['nested items', '- [ ] a\n  - [ ] b\n    - [ ] c\n- [ ] d\n', ['checklist: a / b / c / d']],
    ['a plain list in an item', '- [ ] a:\n  - b\n  - c\n- [ ] d\n', ['checklist: a: b; c / d']],
    ['items in a plain list', '- a\n  - [ ] b\n', ['checklist: b']],
    ['in a quote', '> - [ ] a\n', ['checklist: a']],
    ['two lists', '- [ ] a\n\ntext\n\n- [ ] b\n', ['checklist: a', 'checklist: b']],
    ['other code', `- [ ] a\n${indented(fence('yaml', 'x: y'))}- [ ] b\n`, ['checklist: a / b']],
    ['an example', `- [ ] a\n${indented(fence('sh doc', 'x'))}- [ ] b\n`, ['checklist: a / b']],
    [
      'a block',
      `- [ ] a\n- [ ] b\n${indented(fence('sh readonly', 'x'))}- [ ] c\n`,
      ['checklist: a', 'readonly: x', 'checklist: c'],
    ],
    [
      'a block in each',
      `- [ ] a\n${indented(fence('sh', 'x'))}- [ ] b\n${indented(fence('sh', 'y'))}`,
      ['gate!: x', 'gate!: y'],
    ],
    [
      'a block in a nested item',
      `- [ ] a\n  - [ ] b\n  - [ ] c\n${indented(indented(fence('sh', 'x')))}- [ ] d\n`,
      ['checklist: a / b', 'gate!: x', 'checklist: d'],
    ],
    [
      'a block behind nested items',
      `- [ ] a\n  - [ ] b\n\n${indented(fence('sh', 'x'))}- [ ] c\n`,
      ['checklist: b', 'gate!: x', 'checklist: c'],
    ],
    ['a GATE:', '- [ ] a\n- [ ] GATE: b\n- [ ] c\n', ['checklist: a', 'checkpoint: b', 'checklist: c']],
  ])('%s', (_, list, steps) => {
    const { steps: found, problems } = parseTrusted(`# Checklist\n\n${list}\n# Z\n${fence('sh', 'z')}`);
    expect(problems).toEqual([]);
    expect(outline(found)).toEqual([...steps, 'gate!: z']);
  });

  test('in an annotated section any list is one', () => {
    const body = '# X\n<!-- runbook: checklist -->\n\n- a\n  1. b\n  2. [x] c\n- d\n\n## Y\n\n1. e\n';
    const { steps, problems } = parseTrusted(body);
    expect(problems).toEqual([]);
    expect(outline(steps)).toEqual(['checklist: a / b / c / d', 'checklist: e']);
  });

  test('items know their places, without what is nested in them', () => {
    const [step] = parseTrusted('# Checklist\n\n- [ ] a\n  b\n  - [ ] c\n').steps;
    const places = step?.kind === 'checklist' ? step.items.map(({ source }) => source.position) : [];
    expect(places.map(({ start, end }) => `${start.line}:${start.column}-${end.line}:${end.column}`)).toEqual(
      ['6:1-7:4', '8:3-8:10'],
    );
  });

  test('the words of an item that holds a block are the prose of the block', () => {
    const body = `# Checklist\n\nBefore.\n\n- [ ] a\n- [ ] hosts are Ready\n${indented(fence('sh', 'x'))}`;
    expect(parseTrusted(body).steps.map(({ prose }) => prose)).toEqual(['Before.', '- [ ] hosts are Ready']);
  });

  test('stand for the human that a gated section asks for', () => {
    expect(outline(parseTrusted('# Go/no-go (gated)\n\n- [ ] a\n').steps)).toEqual(['checklist: a']);
  });

  test('among examples there are none', () => {
    const body = `# Checklist\n<!-- runbook: doc -->\n\n- [ ] a\n\n${fence('sh')}`;
    expectMessages(`${body}\n# Z\n`, []);
    expect(parseTrusted(body).steps).toEqual([]);
  });

  test.each([['- [ ] ![](x)\n- [ ] b\n', '3:1-3:13 Unexpected item of a checklist without a text']])(
    '%j is an error',
    (list, message) => {
      expectMessages(`# Checklist\n\n${list}\n# Z\n`, [message]);
    },
  );
});
