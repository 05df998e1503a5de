// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell code
import { describe, expect, test } from 'vitest';
import { readonlyViolations } from '../../src/bash/effects.ts';
import { variablesRead } from '../../src/bash/reads.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();

/** Ways to write a command so that the grammar, or a reader in a hurry, does not see it. Bash runs every one of them. */
const hidden = {
  'a dollar sign before a blank': [
    'echo "$ $(rm x)"',
    'echo "$?$ $(rm x)"',
    'echo "\t$\t$(rm x)"',
    'a=$\nrm x',
    'echo |$\nrm x',
    'echo "cost $ 5"\nrm x',
  ],
  'backticks beside backticks': ['echo "`:` `rm x`"', 'echo "`:``rm x`"', 'echo "  `:` b `:`\n`rm x`"'],
  'a heredoc that begins with blanks': [
    'cat <<EOF\n  $(rm x)\nEOF',
    'cat <<EOF\n\t\n$(rm x)\nEOF',
    'cat <<-EOF\n\t$(rm x)\n\tEOF',
    'cat <<EOF\n$ $(rm x)\nEOF',
    'cat <<EOF\n  a: "b"\n  c: "$(rm "x")"\nEOF',
    'cat <<EOF | grep a\n$A\n  $(rm x)\nEOF',
  ],
};

describe.each(Object.entries(hidden))('%s hides no command', (_, lines) => {
  test.each(lines)('%j', (code) => {
    expect(readonlyViolations(parser, code).map(({ why }) => why)).toContain('deletes files');
  });
});

test.each([
  ['cat <<EOF | maas x\n$A\n  $B\nEOF', ['A', 'B']],
  ['cat <<-EOF\n\t${A}\n\t$B\n\tEOF', ['A', 'B']],
  ['cat <<EOF\n  a: $A\n  b: "$(echo $B)" `echo $C`\nEOF', ['A', 'B', 'C']],
  ["cat <<'EOF'\n  $A\nEOF", []],
])('%j reads %j', (code, names) => {
  expect([...variablesRead(parser, code)].sort()).toEqual(names);
});
