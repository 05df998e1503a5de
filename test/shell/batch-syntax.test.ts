import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { checkBashSyntax } from '../../src/shell/bash-syntax.ts';
import { createBatchCheck } from '../../src/shell/batch-syntax.ts';
import { makeFolder } from './open-test-session.ts';

const right = [
  'for x in a b; do\n  echo "$x"\ndone',
  'cat <<END\n$(date)\nEND',
  'f() {\n  echo "$1"\n}\nf x\n',
  'echo "$(\n  date\n)" # the end',
  'x=(a\n b)\n[[ -n $x ]] && echo "${x[@]}"',
];

/** The beginning and the end of one construct: each is wrong, though both together are right. */
const halves: readonly (readonly [string, string])[] = [
  ["echo 'a", "b'"],
  ['echo "a', 'b"'],
  ['echo $(date', 'date)'],
  ['echo $(date', ')'],
  ['echo "$(date;', 'date)"'],
  ['echo `date', 'date`'],
  ['cat <(date', 'date)'],
  ['echo ${x:-', '}'],
  ['if true; then', 'fi'],
  ['f() {', '}'],
  ['(', ')'],
  ['case x in\nx)', 'esac'],
  ['case $(', ') in esac'],
  ['cat <<END', 'END'],
  ['for x in a', 'do :; done'],
  ['x=(', ')'],
  ['echo $((', '))'],
  ['true |', 'cat "$x"'],
  ['true && \\', 'echo "$(date)"'],
  ['while', 'do :; done'],
  ['coproc {', '}'],
];

test('what bash accepts it accepts, with one bash for all', async () => {
  const single = vi.fn(checkBashSyntax);
  const check = createBatchCheck(single);
  expect(await Promise.all(right.map(check))).toEqual(right.map(() => null));
  expect(single).not.toHaveBeenCalled();
});

test.each(halves)('is not taken in by %j before %j', async (first, second) => {
  const check = createBatchCheck();
  const codes = [first, second];
  const found = await Promise.all(codes.map(check));
  const expected = await Promise.all(codes.map((code) => checkBashSyntax(code)));
  expect(expected.some((error) => error !== null)).toBe(true);
  expect(found).toEqual(expected);
});

test('without a bash that can print, each is asked about by itself', async () => {
  const single = vi.fn(checkBashSyntax);
  const check = createBatchCheck(single, 'false');
  expect(await Promise.all(right.map(check))).toEqual(right.map(() => null));
  expect(single).toHaveBeenCalledTimes(right.length);
});

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
  test('are judged as each one alone', async () => {
    const check = createBatchCheck();
    const together = await Promise.all(codes.map(check));
    expect(together).toEqual(await Promise.all(codes.map((code) => checkBashSyntax(code))));
    expect(together.filter((error) => error !== null)).toHaveLength(6);
  });

  test('are judged in whatever order they are asked about', async () => {
    const check = createBatchCheck();
    expect(await check('if then\n')).toMatchObject({ line: 0 });
    const [bad, good] = await Promise.all([check('if then\n'), check('if a; then b; fi\n')]);
    expect(bad).toMatchObject({ line: 0 });
    expect(good).toBeNull();
  });

  test('are not executed', async () => {
    const file = join(makeFolder(), 'ran');
    const check = createBatchCheck();
    await Promise.all([`(touch ${file})\n`, `$(touch ${file})\n`, 'if a; then b; fi\n'].map(check));
    expect(existsSync(file)).toBe(false);
  });

  test('are an error where there is no bash', async () => {
    const check = createBatchCheck((code) => checkBashSyntax(code, '/nowhere/bash'), '/nowhere/bash');
    await expect(Promise.all(['(a)\n', '(b)\n'].map(check))).rejects.toThrow('ENOENT');
  });
});
