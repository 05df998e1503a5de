import type { KnownTool } from '../known-tool.ts';

/**
 * What only reads, prints or changes the state of the session. They are listed so that their arguments are not
 * taken for flags: `echo --apply` and `grep -e --force` change nothing.
 */
const harmless: KnownTool = {
  names: [
    ': true false test [ echo printf cd pushd popd dirs pwd read export declare typeset local readonly',
    'unset shift set shopt umask ulimit trap type alias unalias jobs wait bg fg disown return exit break continue',
    'getopts let times caller compopt help logout suspend exec command builtin',
    'cat tac head tail less more grep egrep fgrep zgrep cut tr uniq wc nl fold fmt column paste join comm diff cmp',
    'ls stat file du df tree readlink realpath basename dirname sleep seq yes env printenv id whoami groups uname',
    'uptime free vmstat iostat ps pgrep top lsof netstat ping dig host nslookup getent which last w who',
    'md5sum sha1sum sha256sum sha512sum base64 xxd od strings lsblk blkid findmnt lscpu lspci lsusb',
  ].join(' '),
  entries: [['reads', '']],
  otherwise: null,
};

const callers: KnownTool = {
  names: 'mapfile readarray',
  valued: '-d -n -O -s -u -C -c',
  entries: [
    ['mutates', '-C', 'calls a command for what it reads'],
    ['reads', ''],
  ],
  otherwise: null,
};

const anotherMeaning = 'gives words behind it another meaning';

/** Builtins that change what a word stands for, or hold code that bash runs later. */
const meanings: readonly KnownTool[] = [
  {
    names: 'hash',
    valued: '-p',
    entries: [
      ['opaque', '-p', anotherMeaning],
      ['reads', ''],
    ],
    otherwise: null,
  },
  {
    names: 'enable',
    valued: '-f',
    entries: [
      ['opaque', '-f|-n|-d', anotherMeaning],
      ['opaque', '*', anotherMeaning],
      ['reads', ''],
    ],
    otherwise: null,
  },
  {
    names: 'bind',
    valued: '-x -f -m -q -u -r',
    entries: [
      ['opaque', '-x|-f', 'binds a key to a command'],
      ['reads', ''],
    ],
    otherwise: null,
  },
  {
    names: 'complete compgen',
    valued: '-C -F -A -G -W -P -S -X -o',
    entries: [
      ['opaque', '-C|-F', 'names a command for bash to run'],
      ['reads', ''],
    ],
    otherwise: null,
  },
  {
    names: 'fc',
    valued: '-e',
    entries: [['reads', '-l']],
    otherwise: ['mutates', 'runs commands of the history again'],
  },
];

const history: KnownTool = {
  names: 'history',
  entries: [['mutates', '-c|-d|-w|-a', 'changes the record of commands']],
  otherwise: null,
};

/** Tools that read but for one option. */
const readers: readonly KnownTool[] = [
  {
    names: 'sort',
    valued: '-k -t -S -T',
    entries: [['mutates', '-o|--output', 'writes a file']],
    otherwise: null,
  },
  {
    names: 'date',
    valued: '-d -r --date',
    entries: [['mutates', '-s|--set', 'sets the clock']],
    otherwise: null,
  },
  {
    names: 'dmesg',
    entries: [['mutates', '-C|-c|--clear|--read-clear', 'clears the log of the kernel']],
    otherwise: null,
  },
  { names: 'ss', entries: [['mutates', '-K|--kill', 'closes connections']], otherwise: null },
  { names: 'fuser', entries: [['mutates', '-k|--kill', 'ends processes']], otherwise: null },
  {
    names: 'rg',
    valued: '-g -e -f -t -T -A -B -C -m -r --pre --pre-glob --hostname-bin --glob --type',
    entries: [
      ['mutates', '--pre|--hostname-bin', 'names a command that it is to run'],
      ['reads', ''],
    ],
    otherwise: null,
  },
  { names: 'hostname', entries: [['mutates', '*', 'names this machine']], otherwise: null },
  { names: 'crudini', entries: [['mutates', '--set|--del|--merge', 'edits a file']], otherwise: null },
];

export const shell: readonly KnownTool[] = [harmless, callers, history, ...meanings, ...readers];
