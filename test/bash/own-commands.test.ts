import { describe, expect, test } from 'vitest';
import { noFunctions } from '../../src/bash/calls/functions.ts';
import { findForbidden, readonlyViolations } from '../../src/bash/effects/effects.ts';
import type { OwnCommand } from '../../src/bash/effects/own-commands.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();

const own: readonly OwnCommand[] = [
  { pattern: 'maas list', effect: 'forbidden', why: 'prints the API key' },
  { pattern: 'scripts/*-sync.sh', effect: 'mutates', why: 'writes to the registry' },
  { pattern: 'labctl wipe|reset !--dry-run', effect: 'destroys', why: 'empties the lab' },
  { pattern: 'juju status', effect: 'mutates', why: 'is logged' },
  { pattern: 'rm', effect: 'mutates', why: 'moves to the bin' },
];

const forbidden = (code: string) =>
  findForbidden(parser, code, noFunctions, own).map(({ command, why }) => [command, why]);
const violations = (code: string) =>
  readonlyViolations(parser, code, noFunctions, { own }).map(({ effect, why }) => [effect, why]);

describe('what is forbidden', () => {
  test.each([
    ['maas list', 'maas list'],
    ['/snap/bin/maas list | head', '/snap/bin/maas list'],
    ['sudo maas list', 'sudo maas list'],
    ["ssh h 'maas list'", "ssh h 'maas list'"],
    ['x=$(maas list)', 'maas list'],
    ['f() { maas list; }', 'maas list'],
    ['bash <<EOF\nmaas list\nEOF', 'maas list'],
    ['xargs maas list', 'xargs maas list'],
  ])('is found in %s', (code, command) => {
    expect(forbidden(code)).toContainEqual([command, 'prints the API key']);
  });
  test.each(['maas admin machines list', 'echo maas list', 'maas', 'mymaas list', '# maas list'])(
    'is not found in %s',
    (code) => {
      expect(forbidden(code)).toEqual([]);
    },
  );
});

describe('what a project knows of its commands', () => {
  test.each([
    ['./scripts/image-sync.sh', [['mutates', 'writes to the registry']]],
    ['bash /srv/lab/scripts/image-sync.sh --quiet', [['mutates', 'writes to the registry']]],
    ['scripts/sync.sh', []],
    ['labctl wipe rack1', [['destroys', 'empties the lab']]],
    ['labctl wipe rack1 --dry-run', []],
    ['labctl show rack1', []],
  ])('%s', (code, expected) => {
    expect(violations(code)).toEqual(expected);
  });
  test('makes nothing less severe than it is known to be', () => {
    expect(violations('rm x')).toEqual([['destroys', 'deletes files']]);
    expect(violations('juju status')).toEqual([['mutates', 'is logged']]);
  });
  test('counts in functions that are called', () => {
    expect(violations('f() { labctl reset; }\nf')).toEqual([
      ['destroys', 'is a function that runs `labctl reset`: empties the lab'],
    ]);
  });
});
