import type { KnownTool } from '../known-tool.ts';

/** Tools that do one thing to files or disks, whatever their arguments. */
function always(names: string, effect: 'mutates' | 'destroys', why: string): KnownTool {
  return { names, entries: [['reads', '--help|--version']], otherwise: [effect, why] };
}

const sinks = '/dev/null|/dev/stdout|/dev/stderr|/dev/tty|-';

const dd: KnownTool = {
  names: 'dd',
  entries: [
    ['reads', '--help|--version'],
    ['reads', '... of=/dev/null'],
    ['destroys', '... of=/dev/*', 'overwrites a device'],
    ['mutates', '... of=*', 'writes a file'],
  ],
  otherwise: null,
};

const tee: KnownTool = {
  names: 'tee sponge',
  entries: [
    ['reads', '$'],
    ['reads', `${sinks} $`],
  ],
  otherwise: ['mutates', 'writes files'],
};

const sed: KnownTool = {
  names: 'sed gsed',
  valued: '-e -f -l --expression --file --line-length',
  entries: [['mutates', '-i|--in-place|-i*|--in-place=*', 'edits files in place']],
  otherwise: null,
};

const scripting: KnownTool = {
  names: 'perl ruby',
  valued: '-e -E -I -M -m -r -F',
  entries: [['mutates', '-i', 'edits files in place']],
  otherwise: null,
};

const yq: KnownTool = {
  names: 'yq jq gawk awk mawk',
  valued: '-f -v -F --arg --argjson',
  entries: [['mutates', '-i|--inplace|-i=inplace', 'edits files in place']],
  otherwise: null,
};

const find: KnownTool = {
  names: 'find',
  oneDash: true,
  entries: [
    ['destroys', '-delete', 'deletes the files it finds'],
    ['mutates', '-fprint|-fprintf|-fprint0|-fls', 'writes a file'],
  ],
  otherwise: null,
};

const archives: KnownTool = {
  names: 'tar bsdtar',
  valued: '-C -f -I -F --file --directory --exclude',
  entries: [
    [
      'mutates',
      '--to-command|--checkpoint-action|-F|--info-script|--new-volume-script|--rsh-command|--rmt-command',
      'runs a command',
    ],
    [
      'mutates',
      '-I|--use-compress-program !-I=zstd|-I=gzip|-I=xz|-I=bzip2|-I=lz4|-I=pigz|--use-compress-program=zstd|--use-compress-program=gzip|--use-compress-program=xz',
      'runs a command',
    ],
    ['reads', '-t|--list'],
    ['reads', 't* !-x|-c|-r|-u|-A|-f|--extract|--get|--create|--append|--update'],
    ['reads', '--help|--version'],
  ],
  otherwise: ['mutates', 'writes files'],
};

const compressors: KnownTool = {
  names: 'gzip gunzip bzip2 bunzip2 xz unxz zstd unzstd unzip',
  entries: [
    ['reads', '-c|-l|-t|-p|--stdout|--list|--test|-Z'],
    ['reads', '--help|--version'],
    ['reads', '$'],
  ],
  otherwise: ['mutates', 'writes files'],
};

const copies: KnownTool = {
  names: 'rsync',
  valued: '-e --rsh --exclude --include --files-from',
  entries: [
    ['reads', '-n|--dry-run|--list-only|--help|--version'],
    ['destroys', '--delete|--delete-*|--remove-source-files|--del', 'deletes files'],
  ],
  otherwise: ['mutates', 'writes files'],
};

export const files: readonly KnownTool[] = [
  always('rm rmdir unlink', 'destroys', 'deletes files'),
  always('shred srm', 'destroys', 'overwrites files'),
  always('truncate', 'destroys', 'cuts files off'),
  always('mv', 'mutates', 'moves files, over others where they exist'),
  always('cp install', 'mutates', 'writes files, over others where they exist'),
  always(
    'ln mkdir touch mkfifo mknod fallocate split csplit patch zip',
    'mutates',
    'creates or changes files',
  ),
  always('chmod chown chgrp setfacl chattr setcap', 'mutates', 'changes who may use files'),
  always(
    'scp sftp ftp tftp lftp rclone s3cmd smbclient',
    'mutates',
    'copies files from or to another machine',
  ),
  {
    names: 'sudo doas',
    entries: [['mutates', '-e|--edit', 'edits files']],
    otherwise: null,
  },
  always('gdb', 'mutates', 'takes hold of a process'),
  always('vi vim nano emacs ed ex visudo vipw sudoedit', 'mutates', 'edits files'),
  dd,
  tee,
  sed,
  scripting,
  yq,
  find,
  archives,
  compressors,
  copies,
];
