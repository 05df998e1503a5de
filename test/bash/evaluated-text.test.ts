// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell code
import { describe, expect, test } from 'vitest';
import { noFunctions } from '../../src/bash/calls/functions.ts';
import { readonlyViolations } from '../../src/bash/effects/effects.ts';
import { capturedAfter, nothingCaptured } from '../../src/bash/variables/captured-output.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();
const whys = (code: string) => readonlyViolations(parser, code).map(({ effect, why }) => `${effect}: ${why}`);

/** With `x='a[$(rm y)]'`, bash runs `rm y` in each of these. */
describe('what a command printed is not taken for arithmetic', () => {
  test.each([
    'echo $((x))',
    'echo "$(( x + 1 ))"',
    '(( x > 3 ))',
    'if (( $x > 3 )); then ls; fi',
    '[[ $x -eq 1 ]]',
    '[[ x -gt 1 && -n $y ]]',
    'let y=x+1',
    'a[$x]=1',
    'echo "${a[x]}"',
    'declare -i y=$x',
    'for ((i = 0; i < x; i++)); do :; done',
    'y="$x"; echo $((y))',
    'for i in $x; do echo $((i)); done',
    'cat <<EOF\n$((x))\nEOF',
    'echo "${!x}"',
  ])('%s', (code) => {
    expect(whys(`x=$(curl -s https://h/x)\n${code}`).join()).toContain('opaque: takes `');
    expect(whys(`read -r x < f\n${code}`).join()).toContain('opaque: takes `');
    expect(whys(`x=3\n${code}`)).toEqual([]);
    expect(whys(`x=$(ls | wc -l)\n${code}`)).toEqual([]);
    expect(whys(`x=$(curl -s https://h/x)\n[[ $x =~ ^[0-9]+$ ]] || false\n${code}`)).toEqual([]);
  });

  test.each([
    'echo $(( $(curl -s https://h) + 1 ))',
    '(( $(cat f) > 3 ))',
    'x=$(ssh h "ls | wc -l"); (( x > 3 ))',
  ])('%s', (code) => expect(whys(code).join()).toContain('for arithmetic'));
});

test.each(['echo "${x@P}"', '[ -v "$x" ]', '[[ -v $x ]]', 'test -v "$x"'])('%s is not known', (code) => {
  expect(whys(code).join()).toContain('opaque: ');
});

describe('arithmetic on what is a number is nobody’s concern', () => {
  test.each([
    'x=$(grep -c up f || true); (( x == 3 ))',
    'x=$(juju status --format=json | jq ".machines | length"); [[ $x -eq 3 ]]',
    'x=$(date +%s); echo $(( x - 5 ))',
    'x=$(nproc); y=$((x * 2)); (( y > 1 ))',
    'x=$(cat f); [ "$x" -eq 1 ]',
    'x=$(cat f); x=${x//[!0-9]/}; (( x > 1 ))',
    'x=$(cat f); echo $(( ${#x} + 1 ))',
    'x=$(cat f); case $x in "" | *[!0-9]*) false ;; esac; (( x > 1 ))',
    'declare -A seen; x=$(cat f); seen[$x]=1; echo "${seen[$x]}"',
    'x=$(cat f); [[ $x == 1 && -n $x ]]',
    'n=0; for m in $(juju machines); do n=$((n + 1)); done; (( n == 3 ))',
    '[ -v x ]; [[ -v HOME ]]; echo "${!MAAS_*}"',
    'for i in $(seq 1 3); do echo $((i)); done',
    '(( $(ls | wc -l) > 3 ))',
  ])('%s', (code) => {
    expect(whys(code)).toEqual([]);
  });
});

test('what an earlier block captured counts, and so do its maps', () => {
  const before = capturedAfter(parser, nothingCaptured, 'declare -A seen\nx=$(curl -s https://h/x)');
  const found = (code: string) => readonlyViolations(parser, code, noFunctions, { captured: before });
  expect(found('(( x > 1 ))')).toMatchObject([{ effect: 'opaque', command: '(( x > 1 ))' }]);
  expect(found('echo "${seen[$x]}"')).toEqual([]);
});
