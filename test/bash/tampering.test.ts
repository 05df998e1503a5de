// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell code
import { describe, expect, test } from 'vitest';
import { findEffects, readonlyViolations } from '../../src/bash/effects/effects.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();

/** What changes which program a name stands for, what programs load, or what runs by itself. */
const tampering = {
  'decides which programs are found by their names': [
    'PATH=/tmp:$PATH',
    'export PATH="/tmp:$PATH"',
    'declare -x PATH=/tmp',
    'export "PATH=/tmp"',
    'PATH+=:/tmp',
    'PATH[0]=/tmp',
    'PATH=/tmp ls',
    'env PATH=/tmp ls',
    'unset PATH',
    'read -r PATH < f',
    'printf -v PATH x',
    ': "${PATH:=/tmp}"',
    'for PATH in /tmp; do ls; done',
    'declare -n ref=PATH; ref=/tmp',
    "bash -c 'PATH=/tmp ls'",
    "ssh h 'PATH=/tmp ls'",
    'f() { PATH=/tmp; }; f',
    'if true; then (PATH=/tmp; ls); fi',
    'cat <<EOF\n${PATH:=x}\nEOF',
  ],
  'decides what shells run or how they read it': ['export BASH_ENV=/tmp/x', 'BASH_ENV=/tmp/x bash -c ls'],
  'decides what code is loaded into programs': [
    'LD_PRELOAD=/tmp/x.so ls',
    'sudo LD_PRELOAD=/tmp/x.so ls',
    'env -i LD_PRELOAD=/tmp/x.so ls',
    'export LD_LIBRARY_PATH=/tmp',
  ],
  'decides what programs load': [
    'export PYTHONPATH=/tmp',
    'PERL5OPT=-Mx perl -v',
    'export NODE_OPTIONS="--require /x"',
  ],
  'names a command that other commands run': [
    "export GIT_PAGER='rm x'",
    "GIT_SSH_COMMAND='rm x' git ls-remote",
    "PAGER='sh -c ls' git log",
    "export LESSOPEN='|rm %s'",
  ],
  'holds code that bash runs by itself': ["PROMPT_COMMAND='rm x'", "PS4='$(rm x)'", 'export PS1="$(ls)"'],
  'decides how everything behind it is cut into words': ['IFS=/', 'IFS=$X'],
  'decides where commands look for their configuration': ['HOME=/tmp git status', 'export HOME=/tmp'],
  'takes the place of the command': [
    'ls() { juju status; }',
    'function juju { cat x; }',
    "alias ls='echo x'",
    'echo() { :; }',
  ],
  'is called by bash for commands that are not found': ['command_not_found_handle() { juju status; }'],
  'gives words behind it another meaning': ['hash -p /tmp/ls ls', 'enable -f /tmp/x.so x', 'enable -n test'],
  'known only when it runs': [
    'export "$X"',
    'export $(cat .env)',
    'declare "$1"',
    'printf -v "$N" x',
    'read -r "$N" < f',
    'unset "$N"',
    'declare -n ref="$N"',
    'alias "$X"',
  ],
} as const;

describe.each(Object.entries(tampering))('what %s', (why, codes) => {
  test.each(codes)('%s', (code) => {
    const found = readonlyViolations(parser, code);
    expect(found.map((each) => each.why).join('\n')).toContain(why);
    expect(found.map(({ effect }) => effect)).toContain('opaque');
    // It is no change by itself: a gate does not name it as one.
    expect(findEffects(parser, code)).toEqual([]);
  });
});

describe('variables and names that decide nothing are nobody’s concern', () => {
  test.each([
    'export PATH="$PATH:/snap/bin"',
    "ssh h 'PATH=$PATH:/usr/local/sbin:/usr/sbin juju status'",
    'export MAAS_PROFILE=admin',
    'X=$PATH; echo "$PATH"',
    'unset LD_PRELOAD',
    'GIT_PAGER=cat git log',
    'PAGER= systemctl status x',
    'export SYSTEMD_PAGER=cat',
    'while IFS= read -r line; do echo "$line"; done < f',
    'IFS=, read -ra parts <<< "$X"',
    "OLD_IFS=$IFS; IFS=$'\\n'; IFS=$OLD_IFS",
    "PS4='+ ${LINENO}: '",
    'show() { juju status; }; show',
    "alias ll='ls -l'; unalias ll",
    'hash -r; hash',
    'enable',
    'export -p; declare -p "$X"; declare -f f',
    'export "A=$X"',
    'local_path=/x; MYPATH=/tmp',
    'echo PATH=/tmp',
  ])('%s', (code) => {
    expect(readonlyViolations(parser, code)).toEqual([]);
  });
});
