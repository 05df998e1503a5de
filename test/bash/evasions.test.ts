// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell code
import { describe, expect, test } from 'vitest';
import { readonlyViolations } from '../../src/bash/effects/effects.ts';
import { variablesRead } from '../../src/bash/variables/reads.ts';
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
  'a group behind a word': [
    '! { function g { rm x\n}\ng\n}',
    'time { f() if true; then rm x; fi; f\n}',
    'coproc C { until rm x\ndo break; done\n}',
  ],
  'backticks in backticks': ['echo `x="a \\$(rm x) b"`', 'echo `echo \\`rm x\\``'],
  'backticks beside backticks': ['echo "`:` `rm x`"', 'echo "`:``rm x`"', 'echo "  `:` b `:`\n`rm x`"'],
  'a heredoc that begins with blanks': [
    'cat <<EOF\n  $(rm x)\nEOF',
    'cat <<EOF\n\t\n$(rm x)\nEOF',
    'cat <<-EOF\n\t$(rm x)\n\tEOF',
    'cat <<EOF\n$ $(rm x)\nEOF',
    'cat <<EOF\n  a: "b"\n  c: "$(rm "x")"\nEOF',
    'cat <<EOF | grep a\n$A\n  $(rm x)\nEOF',
  ],
  'a pattern': [
    'echo "${x%%# $(rm x)}"',
    'echo ${x#<(rm x)}',
    '[[ a =~ ^(b|$(rm x))# ]]',
    'echo ${x/`rm x`/y}',
  ],
  'a shell with its letters in any order': [
    "bash -ce 'rm x'",
    "bash -xc 'rm x'",
    "bash -c -- 'rm x'",
    "bash -c -x -o pipefail 'rm x'",
    "fish -c 'rm x'",
    "bash /dev/stdin <<'EOF'\nrm x\nEOF",
    ". /dev/stdin <<< 'rm x'",
  ],
  'what carries a command': [
    "env -S 'rm x'",
    "env -iS'rm x'",
    "env --split-string='rm x'",
    'runuser -u ubuntu -- rm x',
    "runuser -l ubuntu -c 'rm x'",
    'ls | xargs --replace rm {}',
    'shopt -s expand_aliases; alias d=rm; d x',
  ],
  'quotes and escapes': ["$'\\U00000072m' x", "'r'm x", 'r\\m x', '$"rm" x'],
  'the index of an element': [
    "[[ -v 'a[$(rm x)]' ]]",
    "test -v 'a[`rm x`]'",
    "printf -v 'a[$(rm x)]' 1",
    "read 'a[$(rm x)]' < /dev/null",
    "declare 'a[$(rm x)]=1'",
  ],
};

describe.each(Object.entries(hidden))('%s hides no command', (_, lines) => {
  test.each(lines)('%j', (code) => {
    expect(
      readonlyViolations(parser, code)
        .map(({ why }) => why)
        .join(),
    ).toContain('deletes files');
  });
});

/** What cannot be told is refused: the words are known only when it runs, or the grammar misreads them. */
test.each([
  'echo destroy-model | xargs juju',
  'echo juju | xargs -I{} {} destroy-model x',
  'ls | parallel',
  'ls | bash /dev/stdin',
  'find . -name "*.sh" -exec {} \\;',
  'mysql -h db < drop.sql',
  'cat drop.sql | psql maas',
  'shopt -s expand_aliases; alias j=juju; j destroy-model x',
  'a=\\  \njuju destroy-model x',
  'ssh h "if then"',
  'echo "${y:-`true \\$(: #)\n) ; rm x`}"',
  'f() { cat <(; }; f',
])('%j cannot be judged', (code) => {
  expect(readonlyViolations(parser, code).map(({ effect }) => effect)).toContain('opaque');
});

/** Words that only look like any of that. */
test.each([
  'juju machines --format json | jq -r ".machines|keys[]" | xargs -I{} juju show-machine {}',
  'maas admin machines read | jq -r ".[].system_id" | xargs -n1 maas admin machine read',
  'find /etc/netplan -type f -exec cat {} +',
  "printf '%s\\n' 'a[$(rm x)]' | cat",
  "echo 'a[$(rm x)]'",
  'echo "a <(b" \'`\' \\` "\\$(" # $(rm x) `',
  '[[ a =~ ^(b|c)$ ]] && (( 1 <(2) ))',
  'line="${line%%# *}"; echo "${line#*<(}"',
  'for (( i = 1; i < 3; i++ )); do echo $(( i + 1 )); done',
  "alias ll='ls -l'",
  "bash -c 'juju status | head -1'",
  "mysql -e 'show status' </dev/null | head",
  "psql maas <<< 'select 1'",
  'runuser -u ubuntu -- juju status',
])('%j passes', (code) => {
  expect(readonlyViolations(parser, code)).toEqual([]);
});

test.each([
  ['cat <<EOF | maas x\n$A\n  $B\nEOF', ['A', 'B']],
  ['cat <<-EOF\n\t${A}\n\t$B\n\tEOF', ['A', 'B']],
  ['cat <<EOF\n  a: $A\n  b: "$(echo $B)" `echo $C`\nEOF', ['A', 'B', 'C']],
  ["cat <<'EOF'\n  $A\nEOF", []],
])('%j reads %j', (code, names) => {
  expect([...variablesRead(parser, code)].sort()).toEqual(names);
});
