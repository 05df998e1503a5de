import type { KnownTool } from '../known-tool.ts';

const changesDisks = 'changes disks or file systems';

const wipers: KnownTool = {
  names: 'mkfs mkfs.* mke2fs mkswap blkdiscard pvremove vgremove lvremove lvreduce resize2fs',
  entries: [['reads', '-n|--dry-run|--help|--version']],
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
    names: 'sgdisk gdisk',
    entries: [['reads', '-p|-i|-v|-l|--print|--info|--verify|--list !-d|-n|-t|-Z|-o|-z']],
    otherwise: ['destroys', 'changes the partitions of a disk'],
  },
  {
    names: 'parted',
    entries: [
      ['reads', '-l|--list|--version'],
      ['reads', '* print'],
      ['reads', '* unit * print'],
    ],
    otherwise: ['destroys', 'changes the partitions of a disk'],
  },
];

const encryption: KnownTool = {
  names: 'cryptsetup',
  entries: [
    ['reads', 'status|luksDump|isLuks|luksUUID|--version'],
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
    entries: [
      ['reads', '-l|--version|--help'],
      ['reads', '$ !-a|--all'],
    ],
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
