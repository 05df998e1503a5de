import type { KnownTool } from '../known-tool.ts';

const changesDisks = 'changes disks or file systems';

const wipers: KnownTool = {
  names: 'mkfs mkfs.* mke2fs mkswap blkdiscard pvremove vgremove lvremove lvreduce resize2fs',
  entries: [['reads', '--help|--version']],
  otherwise: ['destroys', 'formats, wipes or shrinks'],
};

const wipefs: KnownTool = {
  names: 'wipefs',
  entries: [['destroys', '-a|-o|--all|--offset !-n|--no-act', 'wipes the signatures of a device']],
  otherwise: null,
};

const volumes: KnownTool = {
  names:
    'pvcreate vgcreate lvcreate lvextend lvresize vgextend vgreduce pvmove pvresize pvchange lvchange vgchange lvconvert lvrename ' +
    'vgrename vgexport vgimport vgsplit vgmerge vgcfgrestore vgcfgbackup partprobe kpartx partx',
  entries: [['reads', '--help|--version|-l|-t|--test']],
  otherwise: ['mutates', 'changes volumes'],
};

const partitions: readonly KnownTool[] = [
  {
    names: 'fdisk sfdisk cfdisk',
    entries: [['reads', '-l|--list|--dump|-V|--version']],
    otherwise: ['destroys', 'changes the partitions of a disk'],
  },
  {
    names: 'sgdisk',
    valued: '-i --info',
    entries: [
      [
        'destroys',
        '-d|-n|-t|-Z|-o|-z|-g|-G|-R|-r|-s|-u|-U|-c|-A|-e|-m|-l|-h',
        'changes the partitions of a disk',
      ],
      ['reads', '-p|-i|-v|--print|--info|--verify !--d*|--n*|--z*|--clear|--t*|--load-*|--c*|--r*|--s*'],
    ],
    otherwise: ['destroys', 'changes the partitions of a disk'],
  },
  {
    names: 'gdisk',
    entries: [['reads', '-l']],
    otherwise: ['destroys', 'changes the partitions of a disk'],
  },
  {
    names: 'parted',
    entries: [
      [
        'destroys',
        '* ... mklabel|mktable|mkpart|rm|resizepart|set|rescue|name|toggle',
        'changes the partitions of a disk',
      ],
      ['reads', '* print'],
      ['reads', '* unit * print'],
      ['reads', '$ -l|--list|--version'],
    ],
    otherwise: ['destroys', 'changes the partitions of a disk'],
  },
];

const encryption: KnownTool = {
  names: 'cryptsetup',
  entries: [
    ['reads', 'status|luksDump|isLuks|luksUUID'],
    ['destroys', 'luksFormat|luksErase|erase|luksKillSlot|luksRemoveKey|reencrypt', 'destroys keys or data'],
  ],
  otherwise: ['mutates', changesDisks],
};

const arrays: KnownTool = {
  names: 'mdadm',
  entries: [
    ['destroys', '--zero-superblock|--stop|-S|--fail|-f|--remove|-r', 'takes a disk array apart'],
    ['reads', '-D|-E|-Q|--detail|--examine|--query|--version'],
  ],
  otherwise: ['mutates', changesDisks],
};

const pools: KnownTool = {
  names: 'zpool zfs btrfs',
  entries: [
    ['destroys', 'destroy|rollback|labelclear', 'destroys data'],
    ['destroys', '* delete', 'destroys data'],
    ['reads', 'list|status|get|history|iostat|version|diff'],
    ['reads', '* list|show|df|usage|stats|status|get'],
  ],
  otherwise: ['mutates', changesDisks],
};

const checks: readonly KnownTool[] = [
  {
    names: 'fsck fsck.* e2fsck xfs_repair',
    valued: '-b -B -t -m -l',
    entries: [['reads', '-n|-N|--help|-V']],
    otherwise: ['mutates', 'repairs a file system'],
  },
  {
    names: 'tune2fs',
    valued: '-c -C -e -E -g -i -I -J -L -m -M -o -O -r -T -u -U',
    entries: [['reads', '-l $|* !-c|-C|-e|-E|-g|-i|-I|-J|-L|-m|-M|-o|-O|-r|-T|-u|-U|-j']],
    otherwise: ['mutates', changesDisks],
  },
  {
    names: 'dmsetup',
    entries: [
      ['destroys', 'remove|remove_all|wipe_table', 'takes a mapped device away'],
      ['reads', 'ls|table|status|info|deps|targets|version|report|stats|splitname|help'],
    ],
    otherwise: ['mutates', changesDisks],
  },
  {
    names: 'hdparm',
    valued: '-W -S -B -s -N -p -X -M --security-erase --security-erase-enhanced --security-set-pass',
    entries: [
      [
        'destroys',
        '--security-erase|--security-erase-enhanced|--trim-sector-ranges|--write-sector|--make-bad-sector|--sanitize-*|--fwdownload',
        'erases or overwrites a disk',
      ],
      [
        'mutates',
        '-W|-S|-s|-N|-p|-X|-M|-y|-Y|-f|-F|-z|--security-*|--user-master',
        'changes how a disk works',
      ],
    ],
    otherwise: null,
  },
  {
    names: 'smartctl',
    valued: '-t -d -s -o -S -n -l --test --device --smart',
    entries: [
      ['mutates', '-t|--test|-s|--smart|-X|--abort|-o|-S|--set', 'starts a test or changes how a disk works'],
    ],
    otherwise: null,
  },
];

const nvme: KnownTool = {
  names: 'nvme',
  entries: [
    ['destroys', 'format|sanitize|delete-ns|write*', 'destroys data'],
    ['reads', 'list|list-*|id-*|*-log|show-regs|version|get-*|discover'],
  ],
  otherwise: ['mutates', changesDisks],
};

const attachments: readonly KnownTool[] = [
  {
    names: 'losetup',
    entries: [
      ['reads', '-a|-l|-j|--all|--list'],
      ['reads', '$ !-D|-d'],
    ],
    otherwise: ['mutates', changesDisks],
  },
  {
    names: 'swapon',
    entries: [
      ['reads', '-s|--show|--summary'],
      ['reads', '$ !-a|--all'],
    ],
    otherwise: ['mutates', changesDisks],
  },
  { names: 'blockdev', entries: [['reads', '--get*|--report']], otherwise: ['mutates', changesDisks] },
  { names: 'multipath', entries: [['reads', '-l|-ll|-t|-c']], otherwise: ['mutates', changesDisks] },
  {
    names: 'mount',
    entries: [['reads', '$ !-a|--all']],
    otherwise: ['mutates', 'changes what is mounted'],
  },
  { names: 'umount swapoff', entries: [], otherwise: ['mutates', 'changes what is mounted'] },
];

export const disks: readonly KnownTool[] = [
  wipers,
  wipefs,
  volumes,
  ...partitions,
  encryption,
  arrays,
  pools,
  ...checks,
  nvme,
  ...attachments,
];
