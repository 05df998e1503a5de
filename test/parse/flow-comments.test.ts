import { describe, expect, test } from 'vitest';
import { expectMessages } from './expect-messages.ts';
import { fence, outline, parseCareful, parseTrusted } from './parse-document.ts';

describe('includes and stops', () => {
  test('are steps where they stand, with or without a heading', () => {
    const body = [
      '<!-- runbook: include="a" -->\n',
      '# X\n<!-- runbook: include="01-destroy#phase-d" id=remedy -->\n',
      fence('bash', 'b'),
      '<!-- runbook: stop="already done" -->\n',
      '<!-- runbook: include="../c d/02 deploy.md" -->\n',
    ];
    const { steps, problems } = parseTrusted(body.join('\n'));
    expect(problems).toEqual([]);
    expect(outline(steps)).toEqual([
      'include: a',
      'include: 01-destroy#phase-d',
      'gate!: b',
      'stop: already done',
      'include: ../c d/02 deploy.md',
    ]);
    expect(steps.map(({ id, title }) => `${id}: ${title}`)).toEqual([
      'a: a',
      'remedy: remedy',
      'x-2: X',
      'x-3: X',
      'c-d-02-deploy: c-d-02-deploy',
    ]);
  });

  test('know where the runbook is named', () => {
    const [step] = parseTrusted('<!-- runbook: include=" 01-destroy # phase-d " -->\n').steps;
    expect(step).toMatchObject({
      runbook: '01-destroy',
      part: 'phase-d',
      named: { position: { start: { line: 4, column: 25 }, end: { line: 4, column: 35 } } },
    });
  });

  test('fill a section that would ask for a human without them', () => {
    expect(outline(parseTrusted('# X (gated)\n\n<!-- runbook: include=a -->\n').steps)).toEqual([
      'include: a',
    ]);
    expect(outline(parseTrusted('# X (gated)\n\n<!-- runbook: stop=a -->\n').steps)).toEqual([
      'manual: X (gated)',
      'stop: a',
    ]);
  });

  test('a document of nothing but stops has no step', () => {
    expect(parseTrusted('<!-- runbook: stop=a -->\n').problems).toEqual(['-2:1 no-steps']);
    expect(parseTrusted('<!-- runbook: include=a -->\n').problems).toEqual([]);
  });

  test.each([
    [
      'both in one comment',
      '<!-- runbook: include=a stop=b -->\n',
      ['1:25-1:31 Unexpected `stop` beside `include`, expected a comment for each'],
    ],
    ['without a name', '<!-- runbook: include="" -->\n', ['1:15-1:25 Unexpected empty value']],
    ['without a value', '<!-- runbook: stop -->\n', ['1:15-1:19 Unexpected `stop` without a value']],
    [
      'a section alone',
      '<!-- runbook: include="#x" -->\n',
      ['1:24-1:26 Unexpected `#`, expected the name of a runbook'],
    ],
    ['an empty section', '<!-- runbook: include="x#" -->\n', ['1:25-1:26 Unexpected `#` without a section']],
    ['in a list', '- <!-- runbook: include=x -->\n', ['1:17-1:26 Unexpected `include` in a list or quote']],
    ['in a quote', '> <!-- runbook: stop=x -->\n', ['1:17-1:23 Unexpected `stop` in a list or quote']],
    [
      'with a mode',
      '<!-- runbook: include=x readonly -->\n',
      ['1:25-1:33 Unexpected `readonly` on a comment that stands alone, expected it on a block'],
    ],
    ['on a block', fence('bash stop=x'), ['1:9-1:15 Unexpected `stop` on a block']],
    [
      'in a rollback',
      '# Rollback\n<!-- runbook: include=x -->\n\n# Z\n',
      ['2:15-2:24 Unexpected `include` in a rollback section'],
    ],
    [
      'among examples',
      `# X\n<!-- runbook: doc -->\n\n<!-- runbook: stop=x -->\n\n${fence('sh')}\n# Z\n`,
      ['4:15-4:21 Unexpected `stop` in a section that is `doc`'],
    ],
    [
      'in a gated section',
      '# X\n<!-- runbook: gate -->\n<!-- runbook: include=x -->\n\n# Z\n',
      [
        '3:15-3:24 Unexpected `include` in a section that is `gate`, which does not reach into another document',
      ],
    ],
    [
      'twice the same',
      '<!-- runbook: include=x -->\n<!-- runbook: include="x#y" -->\n',
      [
        '2:24-2:27 Unexpected second step with the id `x`, first used at 4:23; give it one of its own with `id=`',
      ],
    ],
    [
      'beside text',
      'a <!-- runbook: stop=x --> b\n',
      ['1:3-1:27 Unexpected runbook comment beside other text'],
    ],
  ])('%s: an error', (_, body, messages) => {
    expectMessages(body, messages);
  });

  test('in careful mode they are read, and one that can not be read forbids a run', () => {
    const { steps, problems } = parseCareful('<!-- runbook: include=x -->\n');
    expect(problems).toEqual([]);
    expect(outline(steps)).toEqual(['include: x']);
    expect(parseCareful(`<!-- runbook: stop=x wehn="$A = b" -->\n${fence('bash')}`).problems).toEqual([
      '1:1 flow-comment',
      '1:22 annotation-unknown?',
    ]);
  });
});
