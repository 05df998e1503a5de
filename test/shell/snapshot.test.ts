import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChanges } from '../../src/shell/find-changes.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import { scanEntries } from '../../src/shell/snapshot-entries.ts';
import { openTestSession } from './open-test-session.ts';

describe('scanEntries', () => {
  it('splits at newlines outside of quotes', () => {
    const entries = [
      'declare -- a="x\ndeclare -- b=\\"y\\""',
      "declare -x c=$'it\\'s\nthere'",
      'declare -a d=([0]="1\n2" [1]=$\'\\n\')',
      "alias e='it'\\''s\n'",
      'declare -A f',
      'declare -- g=""',
    ];
    expect(scanEntries(entries.map((entry) => `${entry}\n`).join(''))).toEqual(entries);
  });
});

describe('a value of any bytes', () => {
  it('survives a rebuilt session', async () => {
    const { run } = await openTestSession();
    const byte = fc.integer({ min: 1, max: 255 });
    const value = fc.array(byte, { minLength: 1, maxLength: 40 });
    const samples = fc.sample(value, 60);
    const octal = (bytes: number[]) => bytes.map((code) => `\\${code.toString(8).padStart(3, '0')}`).join('');
    const set = samples.map((bytes, index) => `v[${index}]=$'${octal(bytes)}'`).join('\n');
    const show = 'printf "%s\\0" "$' + '{v[@]}" | od -An -v -tx1 | tr -d " \\n"';
    await run(set);
    const before = await run(show);
    await run('kill -9 $$');
    expect((await run(show)).stdout).toBe(before.stdout);
    expect(before.stdout).toBe(samples.map((bytes) => `${Buffer.from(bytes).toString('hex')}00`).join(''));
  });
});

describe('findChanges', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['juju status | head -3 >/dev/null 2>&1', ['juju', 'head'], []],
    ['ls "$HOME" && echo "$(x=1; cd /; y)" || bash scripts/x.sh', ['ls', 'echo', 'bash'], []],
    ['(cd /; x=1)', [], []],
    ['cat <<E\n$x\nE', ['cat'], []],
    ['if grep -q x y; then echo a; fi', ['grep', 'echo'], []],
    ['x=1', [], ['x']],
    ['x=1 y+="$x$(z=1)" ls', ['ls'], ['x', 'y']],
    ['if a; then x=~/b; fi; x=', ['a'], ['x']],
  ])('of %j', async (code, commands, variables) => {
    expect(findChanges(await loadBashParser(), code)).toEqual({ commands, variables });
  });

  it.each([
    'x[i++]=1',
    'x=(1 [i++]=2)',
    'x=$((i++))',
    `x="\${y:=1}"`,
    `x=\${y[i++]}`,
    'PATH=/x ls',
    'POSIXLY_CORRECT=1',
    'GLOBIGNORE=x',
    'LC_ALL=C',
    'export x=1',
    'declare x=1',
    `echo "\${x:=1}"`,
    `echo "\${x=1}"`,
    `echo "$((x++))"`,
    `echo "\${x[i++]}"`,
    'cd /',
    'read x',
    '"$cmd"',
    '$cmd',
    'exec 3>x',
    'echo x {fd}>y',
    'for i in 1; do ls; done',
    'f() { ls; }',
    'if then',
  ])('are unknown of %j', async (code) => {
    expect(findChanges(await loadBashParser(), code)).toBeNull();
  });
});

describe('a block that only assigns variables', () => {
  it.each([
    ['a text', 'x=1', 'x=2 y=$x', 'echo "$x,$y"', '2,2'],
    ['nothing', 'x=1', 'x=', 'echo "[$x]"', '[]'],
    ['a reference', 'y=1; declare -n x=y', 'x=2', 'echo "$x,$y"', '2,2'],
    ['a number', 'declare -i x=1; y=1', 'x=y++', 'echo "$x,$y"', '1,2'],
    ['an array', 'x=(1 2)', 'x=3', `echo "\${x[*]}"`, '3 2'],
    ['what is exported', 'set -a', 'x=3', 'env | grep ^x=', 'x=3'],
    ['by a function', 'f() { y=4; }', 'x=3; f', 'echo "$x,$y"', '3,4'],
    ['many lines', 'x=1', 'x=\'a\ndeclare -- y="2"\n\'; y=1', 'echo "${#x},$y"', '19,1'],
  ])('of %s: a rebuilt session has them', async (_, first, second, show, expected) => {
    const { run } = await openTestSession();
    await run(first);
    await run(second);
    await run('kill -9 $$');
    expect((await run(show)).stdout).toBe(`${expected}\n`);
  });

  it('is waited for, however much it assigns', async () => {
    const { run } = await openTestSession();
    await run('x=$(printf "%0300000d" 7)');
    await run('kill -9 $$');
    expect((await run(`echo "\${#x}"`)).stdout).toBe('300000\n');
  });
});
