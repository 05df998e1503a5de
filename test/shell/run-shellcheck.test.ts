import { expect, test } from 'vitest';
import { runShellCheck } from '../../src/shell/run-shellcheck.ts';

const found = async (...codes: readonly string[]) =>
  (await runShellCheck(codes))?.map((comments, index) =>
    comments.map(({ code, start, end }) => [code, codes[index]?.slice(start, end)]),
  );

test('each code has its own comments, at their places', async () => {
  expect(await found('ls $A', 'ls', 'cat a; rm $B\n')).toEqual([[[2086, '$A']], [], [[2086, '$B']]]);
});

test('places hold behind tabs, several lines and characters of every kind', async () => {
  expect(await found('if true; then\n\tls $A\nfi', 'echo "漢字 😀" $A')).toEqual([
    [[2086, '$A']],
    [[2086, '$A']],
  ]);
});

test('what does not hold for a block is not said', async () => {
  expect(await found('cd /tmp\nX=1\necho "$Y"\n. ./lib.sh\nsource "$Z"')).toEqual([[]]);
});

test('what code says about its shell changes nothing: it is bash', async () => {
  expect(await found('# shellcheck shell=dash\n[[ -e a ]]', '#!/bin/sh\n[[ -e a ]]')).toEqual([[], []]);
});

test('where it is not installed that is said', async () => {
  expect(await runShellCheck(['ls'], 'no-such-shellcheck')).toBeNull();
});
