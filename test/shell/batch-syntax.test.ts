import { expect, test, vi } from 'vitest';
import { checkBashSyntax } from '../../src/shell/bash-syntax.ts';
import { createBatchCheck } from '../../src/shell/batch-syntax.ts';

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
