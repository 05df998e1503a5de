// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell code
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFunctions, noFunctions } from '../../src/bash/calls/functions.ts';
import { variablesRead } from '../../src/bash/variables/reads.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();

const cases: readonly (readonly [code: string, reads: readonly string[]])[] = [
  ['echo $A "$B" ${C}', ['A', 'B', 'C']],
  ["echo '$A' \\$B", []],
  ['echo ${A:-x} ${B:-$C} ${D:?msg $E} ${F:+$G}', ['A', 'B', 'C', 'D', 'E', 'F', 'G']],
  ['A=1; echo $A', []],
  ['echo "5 $ total" $ b', []],
  ['echo `echo $A`', ['A']],
  ['echo $A; A=1', ['A']],
  ['A=$A:x', ['A']],
  ['A+=x; B=1; B+=2', ['A']],
  ['A=1 cmd "$A"', ['A']],
  ['A=1 cmd; echo $A', ['A']],
  ['A=$(cmd "$B"); echo "$A"', ['B']],
  ['(A=1); echo $A', ['A']],
  ['echo x | read -r A; echo $A', ['A']],
  ['read -r -p "$P" A B <<< "$C"; echo $A $B', ['P', 'C']],
  ['read -ra A; mapfile -t B < f; printf -v C %s x; getopts ab O; echo $A ${B[@]} $C $O', []],
  ['unset A; echo $A', []],
  ['for i in $A b; do echo $i $B; done; echo $i', ['A', 'B']],
  ['for ((i=$a; i<b; i++)); do echo $i; done', ['a', 'b']],
  ['while [ "$A" = x ]; do A=2; B=1; done; echo $B', ['A', 'B']],
  ['while read -r l; do echo $l; done < "$F"', ['F']],
  ['if a; then X=1; else X=2; fi; echo $X', []],
  ['if a; then X=1; elif b; then X=2; else Y=3; fi; echo $X', ['X']],
  ['if a; then X=1; fi; echo $X', ['X']],
  ['if X=$(a); then :; fi; echo $X', []],
  ['case $A in a) X=1;; *) X=2;; esac; echo $X', ['A']],
  ['case $A in a) X=1;; b) X=2;; esac; echo $X', ['A', 'X']],
  ['mkdir d && X=1 && Y=2; echo $X $Y', []],
  ['{ mkdir d && X=1; }; echo $X', ['X']],
  ['a || X=1; echo $X', ['X']],
  ['X=$(a) || exit 1; echo $X', []],
  [
    'echo $((a + b[i] * $c)); (( d = e )); (( f++ )); let "g = h + 1"; echo $d $g',
    ['a', 'b', 'c', 'e', 'f', 'h'],
  ],
  ['[[ -v A && $B == "$C"* ]]; [ -n "$D" ]; test -v E', ['A', 'B', 'C', 'D', 'E']],
  ['[[ a == b ]]', []],
  ['echo "${arr[@]}" "${#brr[@]}" "${crr[$i]}" "${!drr[@]}"', ['arr', 'brr', 'crr', 'i', 'drr']],
  ['echo "${!prefix@}" "${!name}"', ['name']],
  ['echo "${x/$a/$b}" ${y%"$c"} ${z:n:m}', ['x', 'a', 'b', 'y', 'c', 'z', 'n', 'm']],
  ['echo ${A:=x}; echo $A', ['A']],
  ['arr[$i]=$v; echo ${arr[0]}', ['i', 'v']],
  ['arr=(a $b); echo ${arr[@]}', ['b']],
  ['cat <<EOF\n$A ${B}\nEOF', ['A', 'B']],
  ["cat <<'EOF'\n$A\nEOF", []],
  ['cat > "$F" <<EOF\nx\nEOF', ['F']],
  ['export A=1 B; readonly C; declare -x D; echo $A', ['B', 'C', 'D']],
  ['declare -a E; local F; echo $F', []],
  ['f() { local a=1 b; b=$c; d=2; echo $a $b; }; f; echo $d $a', ['c', 'a']],
  ['f() { echo $A; }', []],
  ['f() { f; echo $A; }; f', ['A']],
  ['X=1; f() { echo $X; }; f', []],
  ["eval 'echo $A'; trap 'echo $B' EXIT", ['A', 'B']],
  ["bash -c 'echo $A'", []],
  ['echo $? $1 $# "$@" $$ $! $0 $RANDOM $BASH_VERSION $PWD $LINENO', []],
  ['echo "$HOME" "$USER" "$PATH"', ['HOME', 'USER', 'PATH']],
  ['for f; do echo $f; done', []],
  ['diff <(echo $A) "$B"', ['A', 'B']],
  ['select x in $L; do echo $x; done', ['L']],
];

describe('variables a block reads', () => {
  test.each(cases)('%s', (code, reads) => {
    expect(variablesRead(parser, code)).toEqual(reads);
  });

  test('functions of earlier blocks count where they are called', () => {
    const known = addFunctions(
      parser,
      noFunctions,
      'release() { maas "$MAAS_PROFILE" machine release "$1"; }',
    );
    expect(variablesRead(parser, 'release abc', known)).toEqual(['MAAS_PROFILE']);
    expect(variablesRead(parser, 'echo release', known)).toEqual([]);
  });

  test('a real routing block reads only what the session must bring', () => {
    const code = `cd "$REPO"
if juju models 2>/dev/null | grep -qE "^openstack"; then
  JUJU_STATE="present"
else
  JUJU_STATE="absent"
fi
READY=$(maas "$MAAS_PROFILE" machines read | python3 -c "
import json, sys
print(len([m for m in json.load(sys.stdin) if m['status_name'] == 'Ready']))
")
if [ "$READY" -eq 5 ]; then MAAS_STATE=all_ready; elif [ "$READY" -eq 0 ]; then MAAS_STATE=none; else MAAS_STATE=partial; fi
case "$JUJU_STATE:$MAAS_STATE" in
  absent:all_ready) echo clean ;;
  *) echo "state=$JUJU_STATE:$MAAS_STATE" ;;
esac`;
    expect(variablesRead(parser, code)).toEqual(['REPO', 'MAAS_PROFILE']);
  });

  test('each body is followed once, however often it is called', () => {
    const chain = Array.from({ length: 200 }, (_, i) => `f${i}() { f${i + 1}; f${i + 1}; }`).join('\n');
    expect(variablesRead(parser, `${chain}\nf200() { echo $A; }\nf0`)).toEqual(['A']);
    expect(variablesRead(parser, 'f() { echo $A; }; A=1; f; unset A; f() { echo $A $B; }; f')).toEqual(['B']);
  });

  test('of code that is nested too deeply, every name counts', () => {
    expect(variablesRead(parser, `echo ${'$('.repeat(3000)}ls $A${')'.repeat(3000)}`)).toEqual(['A']);
  });

  test('any text is survived', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (code) => variablesRead(parser, code).length >= 0),
    );
  });
});
