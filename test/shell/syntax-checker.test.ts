import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBashSyntax } from '../../src/shell/bash-syntax.ts';
import { createSyntaxChecker } from '../../src/shell/syntax-checker.ts';
import { makeFolder } from './open-test-session.ts';

const codes = [
  'echo a\n',
  'if a; then b; fi\n',
  'echo a\nif then\n',
  'echo "ü\n',
  'a\ncat <<EOF\nx\n',
  'cat <<E\nx\nE',
  'echo a \\',
  'echo a # C:\\',
  'a\nb\0c\n',
  'shopt -s extglob\nls !(a)\n',
  'for i in 1; do\n echo\n',
  '',
];

describe('many texts at once', () => {
  it('are judged as each one alone', async () => {
    const check = createSyntaxChecker();
    const together = await Promise.all(codes.map(check));
    expect(together).toEqual(await Promise.all(codes.map((code) => checkBashSyntax(code))));
    expect(together.filter((error) => error !== null)).toHaveLength(6);
  });

  it('are judged in whatever order they are asked about', async () => {
    const check = createSyntaxChecker();
    expect(await check('if then\n')).toMatchObject({ line: 0 });
    const [bad, good] = await Promise.all([check('if then\n'), check('if a; then b; fi\n')]);
    expect(bad).toMatchObject({ line: 0 });
    expect(good).toBeNull();
  });

  it('are not executed', async () => {
    const file = join(makeFolder(), 'ran');
    const check = createSyntaxChecker();
    await Promise.all([`(touch ${file})\n`, `$(touch ${file})\n`, 'if a; then b; fi\n'].map(check));
    expect(existsSync(file)).toBe(false);
  });

  it('are an error where there is no bash', async () => {
    const check = createSyntaxChecker('/nowhere/bash');
    await expect(Promise.all(['(a)\n', '(b)\n'].map(check))).rejects.toThrow('ENOENT');
  });
});
