import { describe, expect, test } from 'vitest';
import { block, fence, outline, parseCareful, parseTrusted } from './parse-document.ts';

describe('a document that has not opted in', () => {
  test('stops before every block, whatever its annotations say', () => {
    const text = [
      'bash readonly',
      'bash auto',
      'bash gate="x"',
      'bash readonly gate=z',
      'bash manual',
      'bash doc',
      'bash',
    ]
      .map((info) => fence(info, 'a'))
      .join('\n');
    expect(outline(parseCareful(text).steps)).toEqual([
      'gate!: a',
      'gate!: a',
      'gate!x!: a',
      'gate!z!: a',
      'manual: a',
      'gate!: a',
    ]);
  });

  test('has its expectations checked, and never runs a block again by itself', () => {
    const { steps, problems } = parseCareful(
      fence('bash readonly within=3m expect="some a lines"', 'b # expect c'),
    );
    expect(problems).toEqual([]);
    expect(block(steps)).toMatchObject({
      polling: null,
      expectation: { claims: [{ text: 'some a lines' }] },
    });
    expect(block(steps).segments[0]?.expectation?.claims).toHaveLength(1);
  });

  test('shows the operator the expectations that can not be read', () => {
    const { steps, problems } = parseCareful(
      `${fence('bash expect="3 DRIFT"', 'b # expect 3 c')}> Expect: a *b*\n`,
    );
    expect(problems.map((problem) => problem.replace(/.* /, ''))).toEqual([
      'expectation-syntax?',
      'expectation-syntax?',
      'annotation-conflict?',
      'expectation-syntax?',
    ]);
    expect(block(steps).confirm).toBe('3 c\n3 DRIFT\na b');
  });

  test('has warnings where another has errors', () => {
    const text = `# X\n${fence('bash redonly id=a')}${fence('bash id=a')}<!-- runbook: once -->\n${fence('python')}${fence('bash', '$ a\n# expect x')}`;
    const careful = parseCareful(text);
    const trusted = parseTrusted(text);
    expect(trusted.problems.some((problem) => problem.endsWith('?'))).toBe(false);
    expect(careful.problems).toEqual(trusted.problems.map((problem) => `${problem}?`));
    expect(careful.steps.map(({ id }) => id)).toEqual(['a', 'x-2', 'x-3']);
  });

  test('is an error without any step', () => {
    expect(parseCareful('# Notes\n\ntext\n').problems).toEqual(['1:1 no-steps']);
    expect(parseCareful('').problems).toEqual(['1:1 no-steps']);
  });

  test('may have plain paragraphs that say Expect', () => {
    expect(parseCareful(`${fence('bash')}Expect: something\n`).problems).toEqual([]);
  });
});
