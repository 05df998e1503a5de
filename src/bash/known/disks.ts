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
  names: 'pvcreate vgcreate lvcreate lvextend vgextend vgreduce pvmove lvchange vgchange',
  entries: [],
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

const nvme: KnownTool = {
  names: 'nvme',
  entries: [
    ['destroys', 'format|sanitize|delete-ns|write*', 'destroys data'],
    ['reads', 'list|list-*|id-*|*-log|show-regs|version|get-*'],
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
  nvme,
  ...attachments,
];
