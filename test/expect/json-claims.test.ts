import { describe, expect, test } from 'vitest';
import { verdictOf } from './checking.ts';
import { expectation, readable } from './parsing.ts';

describe('JSON', () => {
  const machines = '{"machines":{"0":{"status":"Ready","n":[1,2]},"1":{"status":"Ready","n":[3]}}}';
  test.each([
    ['$.a = 3', '{"a":3}', true, '3'],
    ['$.a = 3', '{"a":"3"}', false, '"3" at $.a'],
    ['$.a != 3', '{"a":"3"}', true, '"3"'],
    ["$.a = '3'", '{"a":"3"}', true, '"3"'],
    ['$.a = null', '{"a":null}', true, 'null'],
    ['$.a = true', '{"a":true}', true, 'true'],
    ['$.a = true', '{"a":"true"}', false, '"true" at $.a'],
    ['$.a >= 3', '{"a":"4"}', false, '"4" at $.a'],
    ['$.a = Ready', '{"a":"Ready"}', true, '"Ready"'],
    ['$.a = 1', '{"b":1,"c":2}', false, 'nothing at $.a: the object has b, c'],
    ['$.a != 1', '{"b":1}', false, 'nothing at $.a: the object has b'],
    ['$.a.b != 1', '{"a":null}', false, 'nothing at $.a.b: there is no object'],
    ['$[2] = 1', '[1]', false, 'nothing at $[2]: the list has 1 elements'],
    ['$[0] = 1', '[1]', true, '1'],
    ['$[0] != 1', '{"0":2}', false, 'nothing at $[0]: there is no list'],
    ['$.toString != 1', '{}', false, 'nothing at $.toString: the object is empty'],
    ['$.length = 2', '[1,2]', true, '2'],
    ['$.length = 2', '"ä🎉"', true, '2'],
    ['$.length = 7', '{"length":7}', true, '7'],
    ['$.length != 7', '3', false, 'nothing at $.length: there is no object'],
    ['$[*] != x', '[]', false, 'nothing at $[*]: there is nothing'],
    ['$[*] > 0', '[1,2]', true, '2 values'],
    ['$[*] > 1', '[1,2,0]', false, '1 at $[0] (2 of 3 differ)'],
    ['$.machines[*].status = Ready', machines, true, '2 values'],
    [
      '$.machines[*].status != Broken',
      machines.replace('"status"', '"state"'),
      false,
      'nothing at $.machines.0.status: the object has state, n (1 of 2 differ)',
    ],
    [
      '$.machines[*].n[*] > 0',
      machines.replace('[3]', '[]'),
      false,
      'nothing at $.machines.1.n[*]: there is nothing (1 of 3 differ)',
    ],
    ["$['a b'] = 1", '{"a b":1}', true, '1'],
    [
      '$.a = 9007199254740991',
      '{"a":9007199254740993}',
      false,
      '9007199254740992 at $.a, too large to be compared',
    ],
    ['$ = 1', '1 2', false, 'output that is not JSON'],
    ['$ = 1', '', false, 'no output'],
  ])('%s | %s', (text, printed, ok, found) => {
    const verdict = verdictOf(readable(text), [['stdout', printed]]);
    expect([verdict.ok, verdict.found]).toEqual([ok, found]);
  });

  test('stderr does not disturb it', () => {
    const printed = [
      ['stderr', 'warning\n'],
      ['stdout', '{"a":'],
      ['stderr', '!'],
      ['stdout', '1}'],
    ] as const;
    expect(verdictOf(expectation('$.a = 1'), printed).ok).toBe(true);
  });

  test('every value that differs is evidence', () => {
    const { evidence } = verdictOf(expectation('$[*].s = up'), [['stdout', '[{"s":"up"},{"s":"down"},{}]']]);
    expect(evidence).toEqual(['"down" at $[1].s', 'nothing at $[2].s: the object is empty']);
  });

  test('what stands before the JSON is evidence', () => {
    const verdict = verdictOf(expectation('$.a = 1'), [['stdout', 'WARNING: old client\n{"a":1}\n']]);
    expect([verdict.ok, verdict.evidence]).toEqual([false, ['WARNING: old client', '{"a":1}']]);
  });
});
