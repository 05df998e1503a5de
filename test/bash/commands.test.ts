// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell code
import { describe, expect, test } from 'vitest';
import { findCommands } from '../../src/bash/calls/commands.ts';
import { findDefinitions } from '../../src/bash/calls/functions.ts';
import { scriptPaths } from '../../src/bash/calls/scripts.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();
const words = (code: string) =>
  findCommands(parser, code).map((command) => command.words.map((word) => word.literal));

describe('words of commands', () => {
  test.each([
    [`a 'b c' "d e" f\\ g $'\\t' h"i"'j' \\k`, ['a', 'b c', 'd e', 'f g', '\t', 'hij', 'k']],
    ['a "$b" $c ${d} $(e) `f` $((1)) "g$h" i*', ['a', null, null, null, null, null, null, null, null]],
    ['a "x\\"y\\$z\\\\" "b\\\nc"', ['a', 'x"y$z\\', 'bc']],
    ['a \\\n  b', ['a', 'b']],
    ['a {b,c} {} [d]? {1..3}', ['a', null, '{}', null, null]],
    ['a >x b 2>&1 c <<<d e', ['a', 'b', 'c', 'e']],
    ['X=1 Y=2 a', ['a']],
    ['a $"b"', ['a', 'b']],
  ])('%s', (code, expected) => {
    expect(words(code)[0]).toEqual(expected);
  });

  test('in the order in which they stand', () => {
    const code = 'a | b && c || d; (e); { f; }; if g; then h; fi; for x in $(i); do j; done; k <(l) "$(m)"';
    expect(words(code).flatMap(([word]) => word ?? [])).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
      'g',
      'h',
      'i',
      'j',
      'k',
      'l',
      'm',
    ]);
  });
});

describe('commands that others carry', () => {
  test.each([
    ['sudo -u root A=1 a b', [['a', 'b']]],
    ['env -i A=1 nice -n 5 timeout -k 1 5 a', [['a']]],
    ['xargs -0 -I{} a {}', [['a', null]]],
    ['bash -eu scripts/x.sh y', [['scripts/x.sh', 'y']]],
    ['bash < x.sh', [['x.sh']]],
    ['sudo -v', [['sudo', '-v']]],
    ['command -v a', [['command', '-v', 'a']]],
  ])('%s', (code, expected) => {
    expect(words(code)).toEqual(expected);
  });

  test.each([
    ["ssh -p 22 h 'a b; c'", [['a', 'b'], ['c']]],
    ['ssh h a "b c"', [['a', 'b', 'c']]],
    ["ssh h <<'EOF'\na\nEOF", [['a']]],
    ["bash -c 'a | b' x", [['a'], ['b']]],
    ["trap 'a' EXIT", [['a']]],
    [
      'find . -exec a {} \\; -exec b {} +',
      [
        ['a', null],
        ['b', null],
      ],
    ],
    ['juju ssh -m m u/0 -- a b', [['a', 'b']]],
  ])('%s', (code, expected) => {
    expect(words(code).slice(1)).toEqual(expected);
  });

  test('it is known where they run', () => {
    const where = (code: string) => findCommands(parser, code).at(-1)?.where;
    expect(where('sudo a')).toBe('session');
    expect(where("bash -c 'a'")).toBe('child');
    expect(where('ssh h "bash -c a"')).toBe('remote');
  });

  test('what stands in a function is marked with its name', () => {
    expect(findCommands(parser, 'f() { a; }; b').map(({ definedIn }) => definedIn)).toEqual(['f', null]);
  });
});

describe('redirections', () => {
  test.each([
    ['a >x 2>>"y z" <w', ['>x', '>>y z', '<w']],
    ['a && b &>x', ['&>x']],
    ['{ a; } >|x', ['>|x']],
    ['a 3<>x', ['<>x']],
    ['cat <<EOF >x\nb\nEOF', ['>x']],
    ['while a; do b; done >x', ['>x']],
    ['a >"$x"', ['>null']],
  ])('%s', (code, expected) => {
    const redirects = findCommands(parser, code).flatMap((command) => command.redirects);
    expect(redirects.map(({ operator, target }) => `${operator}${target.literal}`)).toEqual(expected);
  });
});

describe('definitions', () => {
  test('functions and aliases, wherever they stand', () => {
    const found = findDefinitions(
      parser,
      "if a; then f() { b; }; fi\nfunction g { c; } >x\nalias h='d e' i=j",
    );
    expect(found.map(({ kind, name, body, line }) => [kind, name, body, line])).toEqual([
      ['function', 'f', '{ b; }', 0],
      ['function', 'g', '{ c; } >x', 1],
      ['alias', 'h', 'd e', 2],
      ['alias', 'i', 'j', 2],
    ]);
  });
});

describe('paths of local scripts', () => {
  test.each([
    ['scripts/phase-00-maas-standup.sh --apply', ['scripts/phase-00-maas-standup.sh']],
    [
      'bash scripts/x.sh; sudo ./y | python3 d057-bundle-check.py',
      ['scripts/x.sh', './y', 'd057-bundle-check.py'],
    ],
    ['source lib; . ~/novarc', ['lib', '~/novarc']],
    ['x.sh; x.sh', ['x.sh']],
    ['bash -x deploy; perl -w t.pl; node a.mjs', ['deploy', 't.pl', 'a.mjs']],
    ['timeout 5 env A=1 ./x', ['./x']],
    ['f() { ./x; }', ['./x']],
    ['bash < x.sh', ['x.sh']],
    ['ssh h sudo bash -s -- a < x.sh', ['x.sh']],
    ['kubectl exec -i p -- sh < x.sh', ['x.sh']],
    ['cd a && ./x.sh', ['./x.sh', 'a/./x.sh']],
    [
      'cd a; (cd /b/ && x.sh); cd c; bash y',
      ['x.sh', 'a/x.sh', '/b/x.sh', 'y', 'a/y', '/b/y', 'c/y', '/b/c/y'],
    ],
    ['cd "$D" && ./x; cd - && ./y; ssh h cd a; /z', ['./x', './y', '/z']],
    ['juju status; cat scripts/x.sh; grep x scripts/y.sh', []],
    ['ssh h ./x', []],
    ["python3 -c 'print(1)'; bash -c ls; python3 -m json.tool", []],
    ['"$X/y.sh"; bash "$Z"', []],
  ])('%s', (code, expected) => {
    expect(scriptPaths(parser, code)).toEqual(expected);
  });
});
