import { describe, expect, test } from 'vitest';
import { verdictOf } from './checking.ts';
import { expectation } from './parsing.ts';

describe('a member that begins with a dot is the end of an address', () => {
  test.each([
    ['.8', '10.12.8.0/22', true],
    ['.8', '10.12.8.0', true],
    ['.8', '10.8.0.0/16 x', true],
    ['.8', '10.12.4.8', true],
    ['.8', '(10.12.8.0/22), held', true],
    ['.8', 'ends with 10.12.8.0.', true],
    ['.8', '10.12.80.0/22', false],
    ['.8', '10.12.18.0/22', false],
    ['.8', '10.8.12.0/22', false],
    ['.8', '10.12.8.1', false],
    ['.12.8', '10.12.8.0/22', true],
    ['.12.8', '10.112.8.0/22', false],
    ['.8.0', '10.12.8.0/22', true],
    ['.8.0/22', '10.12.8.0/22', true],
    ['.8.0/22', '10.12.8.0/24', false],
    ['.8', 'plane .8', true],
    ['.8', 'plane .80', false],
    ['.3', 'version 1.2.3.4.5', true],
    ['10.12.8.0/22', 'held 10.12.8.0/22', true],
    ['10.12.8.0/2', 'held 10.12.8.0/22', false],
    ['node', 'node-1', true],
    ['node', 'nodes', false],
  ])('%s in %s: %s', (member, text, ok) => {
    expect(verdictOf(expectation(`1 line ('${member}')`), text).ok).toBe(ok);
  });

  test('the lines that have none are shown among many that have one', () => {
    const members = Array.from({ length: 20 }, (_, index) => `m${index}`);
    const printed = members.join('\n').replace('m19', 'other');
    const { evidence } = verdictOf(expectation(`20 lines (${members.join(',')})`), printed);
    expect(evidence).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'other']);
  });
});
