import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { placeInText } from '../../src/rehearse/checked-code.ts';
import { findWaysOut } from '../../src/rehearse/find-ways-out.ts';
import { harmlessTools } from '../../src/rehearse/harmless-tools.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();
const root = mkdtempSync(join(tmpdir(), 'ways-out-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function file(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
  chmodSync(join(root, name), 0o755);
}

file(
  'scripts/good.sh',
  '. "$(dirname "$0")/lib/part.sh"\napply=false\nif [ "${1-}" = x ]; then apply=true; fi\n$apply && juju status\n',
);
file('scripts/lib/part.sh', 'part() { juju models; }\n');
file('scripts/bad.sh', '#!/usr/bin/env bash\n# a comment\n  curl example.org\n');
file('scripts/leads.sh', 'bash scripts/bad.sh\n');
file('scripts/x.py', '#!/usr/bin/env python3\n');
file('scripts/real.py', '#!/usr/bin/python3\n');

/** Reasons, each with line and column. */
function waysOut(code: string, standIns: readonly string[] = ['juju', 'maas']): readonly string[] {
  const block = { code, at: placeInText('x.md', code), directory: null, starts: [root] };
  const provision = { parser, root, standIns: new Set(standIns), tools: new Set(harmlessTools) };
  return findWaysOut([block], provision).map(({ at, reason }) => `${at} ${reason}`);
}

describe('a way out is found', () => {
  test.each<readonly [code: string, place: string, reason: string]>([
    ['juju status\n  /usr/bin/juju status', 'x.md:2:3', 'is an absolute path'],
    ['~/bin/juju status', 'x.md:1:1', 'is an absolute path'],
    ['nice /usr/bin/env juju', 'x.md:1:1', '`/usr/bin/env` is an absolute path'],
    ["bash -c '/usr/bin/juju status'", 'x.md:1:1', 'is an absolute path'],
    ['echo "$(/snap/bin/juju models)"', 'x.md:1:9', 'is an absolute path'],
    ['f() { /usr/bin/juju; }', 'x.md:1:7', 'is an absolute path'],
    ["alias j='/usr/bin/juju status'", 'x.md:1:1', 'is an absolute path'],
    ["trap '/usr/bin/juju status' EXIT", 'x.md:1:1', 'is an absolute path'],
    ['find . -exec /usr/bin/juju {} +', 'x.md:1:1', 'is an absolute path'],
    ['xargs -n1 /usr/bin/juju <list', 'x.md:1:1', 'is an absolute path'],
    ['bash <<EOF\n/usr/bin/juju\nEOF', 'x.md:1:1', 'is an absolute path'],
    ['. /etc/profile', 'x.md:1:1', '`/etc/profile` is an absolute path'],
    ['PATH=/usr/bin', 'x.md:1:1', 'assigns to PATH'],
    ['PATH=/usr/bin juju status', 'x.md:1:1', 'assigns to PATH'],
    ['true; export PATH="$PATH:/usr/bin"', 'x.md:1:14', 'assigns to PATH'],
    ["export 'PA''TH=/usr/bin'", 'x.md:1:1', 'assigns to PATH'],
    ['export "$name=/usr/bin"', 'x.md:1:1', 'whose name is known only when it runs'],
    ['env PATH=/usr/bin juju status', 'x.md:1:5', 'assigns to PATH'],
    ['env "PA"TH=/usr/bin juju status', 'x.md:1:1', 'assigns to PATH'],
    ['readonly PATH=/x', 'x.md:1:10', 'assigns to PATH'],
    ['declare -x PATH=/x', 'x.md:1:12', 'assigns to PATH'],
    ['declare +x PATH', 'x.md:1:1', 'assigns to PATH'],
    ['f() { local PATH=/x; }', 'x.md:1:13', 'assigns to PATH'],
    ['declare -n p=PATH', 'x.md:1:1', 'assigns to PATH'],
    ['typeset PATH+=:/x', 'x.md:1:9', 'assigns to PATH'],
    ['read -r PATH <f', 'x.md:1:1', 'assigns to PATH'],
    ['printf -v PATH /x', 'x.md:1:1', 'assigns to PATH'],
    ['printf -v "$v" /x', 'x.md:1:1', 'whose name is known only when it runs'],
    ['unset PATH', 'x.md:1:1', 'assigns to PATH'],
    ['for PATH in /x; do juju; done', 'x.md:1:1', 'assigns to PATH'],
    ['unset PATH2; : "${PATH:=/x}"', 'x.md:1:17', 'assigns to PATH'],
    ['BASH_CMDS[juju]=/usr/bin/juju', 'x.md:1:1', 'assigns to BASH_CMDS'],
    ["bash -c 'PATH=/x juju'", 'x.md:1:10', 'assigns to PATH'],
    ['BASH_ENV=/x bash scripts/good.sh', 'x.md:1:1', 'assigns to BASH_ENV'],
    ['command -p juju status', 'x.md:1:1', 'looks where the system says'],
    ['env -i juju status', 'x.md:1:1', 'empties the environment'],
    ['env - juju status', 'x.md:1:1', 'empties the environment'],
    ['env -u PATH juju status', 'x.md:1:1', 'takes PATH away'],
    ['exec -c juju', 'x.md:1:1', 'empties the environment'],
    ['bash -lc "juju status"', 'x.md:1:1', 'reads its own files first'],
    ['hash -p /usr/bin/juju juju', 'x.md:1:1', 'leads past PATH'],
    ['enable -f ./x.so x', 'x.md:1:1', 'loads code'],
    ['juju status\ncurl https://example.org', 'x.md:2:1', '`curl` is no stand-in'],
    ['juju models | openstack server list', 'x.md:1:15', '`openstack` is no stand-in'],
    ['sudo juju status', 'x.md:1:1', '`sudo` has no stand-in'],
    ['ssh host juju status', 'x.md:1:1', '`ssh` has no stand-in'],
    ['docker exec c ls', 'x.md:1:1', '`docker` is no stand-in'],
    ['eval "$x"', 'x.md:1:1', 'runs text as code'],
    ['"$tool" status', 'x.md:1:1', 'known only when it runs'],
    ['tool=/usr/bin/juju\n$tool status', 'x.md:2:1', 'known only when it runs'],
    ['tool=juju\nread -r tool\n$tool status', 'x.md:3:1', 'known only when it runs'],
    ['curl=curl; $curl x', 'x.md:1:12', '`curl` is no stand-in'],
    ['juju models | bash', 'x.md:1:15', 'runs what another command prints'],
    ['bash "$script"', 'x.md:1:1', 'whose path is known only when it runs'],
    ['bash scripts/none.sh', 'x.md:1:1', '`scripts/none.sh` is no script of the copy'],
    ['./none', 'x.md:1:1', '`./none` is no script of the copy'],
    ['cd /usr/bin && ./juju', 'x.md:1:16', '`./juju` is no script of the copy'],
    ['bash scripts/bad.sh', 'scripts/bad.sh:3:3', '`curl` is no stand-in'],
    ['cd scripts; ./leads.sh', 'scripts/bad.sh:3:3', '`curl` is no stand-in'],
    ['bash <scripts/bad.sh', 'scripts/bad.sh:3:3', '`curl` is no stand-in'],
    ['scripts/x.py', 'x.md:1:1', '`python3` is no stand-in'],
    ['scripts/real.py', 'x.md:1:1', '`/usr/bin/python3` is an absolute path'],
    ['echo x >/dev/tcp/example.org/80', 'x.md:1:9', 'network connection'],
    ['awk \'BEGIN { system("/usr/bin/juju") }\'', 'x.md:1:1', 'program that may run'],
    ['awk -f scripts/x.awk f', 'x.md:1:1', 'takes its program from a file'],
    ['sed -nf scripts/x.sed f', 'x.md:1:1', 'takes its program from a file'],
    ['mapfile -C /usr/bin/juju -c 1 lines <f', 'x.md:1:1', 'calls back'],
    ["sed 's/x/y/e' f", 'x.md:1:1', 'program that may run'],
    ['echo x >/etc/juju', 'x.md:1:1', 'changes /etc/juju, which is outside'],
    ['rm -rf /var/lib/juju', 'x.md:1:1', 'changes /var/lib/juju'],
    ['rm -rf ../../x', 'x.md:1:1', 'changes ../../x'],
    ['if true; then', 'x.md:1:1', 'syntax that cannot be followed'],
  ])('%s', (code, place, reason) => {
    const found = waysOut(code);
    expect(found.filter((each) => each.startsWith(`${place} `) && each.includes(reason))).not.toEqual([]);
  });
});

describe('what stays inside is let through', () => {
  test.each([
    'juju status --format=json | jq -r .x | grep -c y',
    'export MAAS_PROFILE=admin; maas "$MAAS_PROFILE" users whoami',
    'bash scripts/good.sh x',
    'cd scripts && bash good.sh && ./good.sh',
    'part() { juju models; }\npart && [[ -n $x ]] && echo "$(part)"',
    'for x in a b; do printf "%s\\n" "$x" >>"$TMPDIR/out"; done <list 2>/dev/null',
    'while read -r a b; do echo "$a"; done < <(juju models)',
    'export PATH; echo "$PATH"   # PATH=/x is a comment',
    "awk '{ print $2 }' f | sed -n 's/a/b/p' | sort -u",
    'mkdir -p out; tee out/x </dev/null; rm -f out/x',
    'declare -A seen; seen[x]=1; MYPATH=/x; unset seen',
    "awk -F: -v a=f '{ print $1 }' f; sed -n -e 's/f/x/p' f",
    'timeout 5 bash -c "juju status"',
    'tool=juju\n$tool status',
  ])('%s', (code) => {
    expect(waysOut(code)).toEqual([]);
  });

  test('sudo, ssh and an interpreter that have stand-ins', () => {
    const code = 'sudo -n ip link\nssh host /usr/bin/juju status\npython3 scripts/x.py\nscripts/x.py\n';
    expect(waysOut(code, ['sudo', 'ip', 'ssh', 'python3'])).toEqual([]);
  });
});
