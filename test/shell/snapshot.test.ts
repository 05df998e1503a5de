import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPureCommands } from '../../src/shell/keeps-state.ts';
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

describe('findPureCommands', () => {
  it.each<[string, readonly string[] | null]>([
    ['juju status | head -3 >/dev/null 2>&1', ['juju', 'head']],
    ['ls "$HOME" && echo "$(x=1; cd /; y)" || bash scripts/x.sh', ['ls', 'echo', 'bash']],
    ['(cd /; x=1)', []],
    ['cat <<E\n$x\nE', ['cat']],
    ['if grep -q x y; then echo a; fi', ['grep', 'echo']],
    ['x=1', null],
    ['x=1 ls', null],
    [`echo "\${x:=1}"`, null],
    [`echo "\${x=1}"`, null],
    [`echo "$((x++))"`, null],
    [`echo "\${x[i++]}"`, null],
    ['cd /', null],
    ['read x', null],
    ['"$cmd"', null],
    ['$cmd', null],
    ['exec 3>x', null],
    ['echo x {fd}>y', null],
    ['for i in 1; do ls; done', null],
    ['f() { ls; }', null],
    ['if then', null],
  ])('of %j', async (code, expected) => {
    expect(findPureCommands(await loadBashParser(), code)).toEqual(expected);
  });
});
