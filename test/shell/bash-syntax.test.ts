import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBashSyntax } from '../../src/shell/bash-syntax.ts';
import { createSplitter } from '../../src/shell/confirm-split.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import { makeFolder } from './open-test-session.ts';

describe('checkBashSyntax', () => {
  it.each([
    ['echo a\nif then\n', 1, /unexpected token `then'/],
    ['echo "ü\n', 0, /matching `"'/],
    ['a\ncat <<EOF\nx\n', 1, /here-document without its end `EOF'/],
    ['echo a \\', 0, /backslash/],
    ['echo <id>\n', 0, /unexpected token `newline'/],
    ['a\nb\0c\n', 1, /NUL/],
    ['for i in 1; do\n echo\n', 2, /unexpected end of file/],
  ])('refuses %j', async (code, line, message) => {
    const error = await checkBashSyntax(code);
    expect(error?.line).toBe(line);
    expect(error?.message).toMatch(message);
  });

  it.each(['', '# only\n', 'shopt -s extglob\nls !(a)\n', 'echo a # C:\\', 'cat <<E\nx\nE', "echo 'a\\'\n"])(
    'takes %j',
    async (code) => {
      expect(await checkBashSyntax(code)).toBe(null);
    },
  );

  it('executes nothing', async () => {
    const file = join(makeFolder(), 'ran');
    await checkBashSyntax(`touch ${file}\n$(touch ${file})\nif\n`);
    expect(existsSync(file)).toBe(false);
  });
});

describe('a confirmed split', () => {
  async function split(code: string): Promise<readonly string[] | string> {
    const folder = makeFolder();
    const scratch = () => join(folder, randomUUID());
    const slices = await createSplitter({ bash: 'bash', parser: await loadBashParser(), scratch }).split(
      code,
    );
    return 'map' in slices ? slices.map((slice) => slice.code) : slices.message;
  }

  it.each<[string, string[]]>([
    ['a; b & c\nd', ['a; ', 'b & ', 'c\n', 'd']],
    ['( a; b ); c # d\n', ['( a; b ); ', 'c # d\n']],
    ['echo "x; y\n: z" # a\nb\n', ['echo "x; y\n: z" # a\n', 'b\n']],
    ['x=$(a; b); c\nif a; then b; fi; d\n', ['x=$(a; b); ', 'c\n', 'if a; then b; fi; ', 'd\n']],
    ['cat <<E; b\nx; y\nE\nc\n', ['cat <<E; b\nx; y\nE\n', 'c\n']],
    ['cat <<A; cat <<B\n1\nA\n2\nB\nc', ['cat <<A; cat <<B\n1\nA\n2\nB\n', 'c']],
    ['time { a; }\nb', ['time { a; }\n', 'b']],
    ['coproc X { a; b; }\nb', ['coproc X { a; b; }\n', 'b']],
    ['shopt -s extglob\nls !(a)\nb', ['shopt -s extglob\n', 'ls !(a)\n', 'b']],
    ['a() { b; }; c\n', ['a() { b; }; ', 'c\n']],
    [
      'select x in 1 2; do a; done\n[[ a =~ (b|c) ]] && d\n',
      ['select x in 1 2; do a; done\n', '[[ a =~ (b|c) ]] && d\n'],
    ],
    [
      '((i++)); for ((i=0; i<3; i++)); do a; done\nb\n',
      ['((i++)); ', 'for ((i=0; i<3; i++)); do a; done\n', 'b\n'],
    ],
    ['# c\n', ['# c\n']],
  ])('of %j', async (code, expected) => {
    expect(await split(code)).toEqual(expected);
  });

  it('is refused for what bash does not take', async () => {
    expect(await split('a\n}\n')).toMatch(/unexpected token `}'/);
  });
});
