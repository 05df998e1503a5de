import { describe, expect, test } from 'vitest';
import { block, fence, outline, parseTrusted } from './parse-document.ts';

describe('GATE: sentences', () => {
  test.each([
    ['a paragraph', 'GATE: hosts are\nReady.', ['hosts are Ready.']],
    [
      'at its end',
      'Typed by the operator (not scripted). GATE: juju shows none; hosts Ready.',
      ['juju shows none; hosts Ready.'],
    ],
    ['the word in bold', 'Wait. **GATE:** `juju models` shows none.', ['juju models shows none.']],
    ['all of it in bold', '**GATE: hosts are Ready.**', ['hosts are Ready.']],
    ['in bold behind words', '1 Release **GATE:** x', ['x']],
    ['in bold without its colon', '**GATE**: x', ['x']],
    ['on a line of its own', 'a line\nGATE: x', ['x']],
    ['behind a sign', '⛔ GATE: x', ['x']],
    ['behind a break', 'a<br>GATE: x<br/>**GATE:** y', ['x', 'y']],
    ['in a list item', '- a\n- GATE: x\n', ['x']],
    ['in a quote', '> GATE: x\n', ['x']],
    ['in a heading', '## GATE: x\n', ['x']],
    ['two in one paragraph', 'GATE: x. GATE: y.', ['x.', 'y.']],
    ['before a list', '**GATE:**\n\n- x\n- y\n', ['- x\n- y']],
    ['before a list in a list', '1. GATE:\n   - x\n', ['- x']],
    ['without any words', '# X\nGATE:\n', ['X']],
    ['in the middle of a sentence', 'See GATE: x', []],
    ['part of a word', 'NAVIGATE: x', []],
    ['in small letters', 'Gate: x', []],
    ['in backticks', '`GATE:` marks a stop.', []],
    ['in code', '    GATE: x\n', []],
    ['in HTML', '<!-- GATE: x -->\n', []],
  ])('%s', (_, body, texts) => {
    const { steps } = parseTrusted(`${fence('sh', 'first')}\n${body}\n`);
    expect(outline(steps.slice(1))).toEqual(texts.map((text) => `checkpoint: ${text}`));
  });

  test('stand where they stand, in the order of the document', () => {
    const { steps } = parseTrusted(
      `# X\n${fence('sh', 'a')}\nDo it. **GATE: look.**\n\nThen this.\n${fence('sh', 'b')}`,
    );
    expect(outline(steps)).toEqual(['gate!: a', 'checkpoint: look.', 'gate!: b']);
    expect(
      steps.map(({ id, source, prose }) => [
        id,
        source.position.start.line,
        source.position.start.column,
        prose,
      ]),
    ).toEqual([
      ['x-1', 5, 1, ''],
      ['x-2', 9, 10, 'Do it.'],
      ['x-3', 12, 1, 'Then this.'],
    ]);
  });
});

describe('gated sections', () => {
  test.each([
    ['without a block', '# X (gated runbook: y.md)\n\nDo *it*.\n', ['manual: Do *it*.']],
    ['without a word', '# X (gated)\n', ['manual: X (gated)']],
    [
      'with a stop',
      '# X (gated)\n\nDo it. GATE: done?\n',
      ['manual: Do it. GATE: done?', 'checkpoint: done?'],
    ],
    ['with a block', `# X (Gated, destructive)\n${fence('sh', 'a')}`, ['gate!: a']],
    ['with a block in a part', `# X (gated)\n## Y\n${fence('sh', 'a')}`, ['gate!: a']],
    ['with a manual block', `# X (gated)\n${fence('sh manual', 'a')}`, ['manual: a']],
    ['with an example', `# X (gated)\n${fence('sh doc', 'a')}`, ['manual: ```sh doc\na\n```']],
    ['with gated parts', '# X (gated)\n## Y (gated)\nb\n', ['manual: ## Y (gated)\nb']],
    ['annotated', '# X\n<!-- runbook: manual -->\nDo it.\n', ['manual: Do it.']],
    ['that are not', '# X (not gated)\nDo it.\n', []],
  ])('%s', (_, body, steps) => {
    expect(outline(parseTrusted(`${body}\n# Z\n${fence('sh', 'z')}`).steps)).toEqual([...steps, 'gate!: z']);
  });
});

describe('rollback sections', () => {
  test.each([
    'Rollback',
    'ROLLBACK',
    'Roll back',
    'Roll-back',
    'Back-out',
    'Backout',
    '7. Rollback',
    '3.2 Back-out',
  ])('%s', (heading) => {
    const { runbook, problems } = parseTrusted(
      `${fence('sh', 'a')}## ${heading}\nGATE: x\n### Y\n${fence('sh', 'b')}## Z\n${fence('sh', 'c')}`,
    );
    expect(problems).toEqual([]);
    expect(outline(runbook.steps)).toEqual(['gate!: a', 'gate!: c']);
    expect(outline(runbook.rollback)).toEqual(['checkpoint: x', 'gate!: b']);
  });

  test('an annotated section is one, and several are one after another', () => {
    const { runbook, problems } = parseTrusted(
      `${fence('sh', 'a')}# X\n<!-- runbook: rollback -->\n${fence('sh', 'b')}# Y\n${fence('sh', 'c')}# Rollback\n${fence('sh', 'd')}`,
    );
    expect(problems).toEqual([]);
    expect(outline(runbook.steps)).toEqual(['gate!: a', 'gate!: c']);
    expect(outline(runbook.rollback)).toEqual(['gate!: b', 'gate!: d']);
  });

  test('a heading that says more is part of the sequence', () => {
    expect(parseTrusted(`# Rollback of the old plan\n${fence('sh')}`).runbook.rollback).toEqual([]);
  });

  test('alone they are no steps', () => {
    expect(parseTrusted(`# Rollback\n${fence('sh')}`).problems).toEqual(['-2:1 no-steps']);
  });
});

describe('warnings', () => {
  test.each([
    ['> CAUTION: it burns', ['CAUTION: it burns']],
    ['> **Caution** it\n> burns', ['Caution it burns']],
    ['> [!WARNING]\n> It *burns*.', ['WARNING: It burns.']],
    ['!!! DESTRUCTIVE\nIt burns.', ['!!! DESTRUCTIVE It burns.']],
    ['> CAUTION: a\n\n!!! b', ['CAUTION: a', '!!! b']],
    ['> CAUTION: a\n\n<!-- runbook: gate -->', ['CAUTION: a']],
    ['> A quote.', []],
    ['> CAUTION: a\n\ntext', []],
    ['> CAUTION: a\n\n# X', []],
  ])('%j', (before, warnings) => {
    const { steps, problems } = parseTrusted(`${before}\n\n${fence('bash', 'a')}`);
    expect(problems).toEqual([]);
    expect(block(steps).warnings).toEqual(warnings);
  });
});

describe('prose', () => {
  test('is what stands between a step and the one before it in its section, without runbook comments', () => {
    const text = [
      '# X\n\nIntro.\n\n## Y\n<!-- runbook: cwd=x -->\n\nFirst.\r\n\r\n- item\n',
      '  <!-- runbook: auto -->\n  ```sh\n  a\n  ```\n\n  ```output\n  x\n  ```\n',
      `Between.\n\n${fence('yaml', 'a: b')}`,
      `${fence('sh', 'b')}\n> Expect: x\n`,
      '1. ```sh\n   c\n   ```\n',
    ];
    const { steps, problems } = parseTrusted(text.join('\n'));
    expect(problems).toEqual([]);
    expect(steps.map(({ prose }) => prose)).toEqual([
      'First.\n\n- item',
      'Between.\n\n```yaml\na: b\n```',
      '',
    ]);
  });
});
