import type { KnownTool } from '../known-tool.ts';

const systemctl: KnownTool = {
  names: 'systemctl',
  valued: '-t --type --state -p --property -n --lines -o --output -H --host -M --machine',
  entries: [
    ['reads', '--help|--version'],
    ['destroys', 'reboot|poweroff|halt|kexec|emergency|rescue|soft-reboot', 'stops this machine'],
    [
      'reads',
      'status|show|cat|is-active|is-enabled|is-failed|is-system-running|list-*|get-default|help|show-environment',
    ],
    ['reads', '$'],
    ['mutates', 'stop|kill|disable|mask', 'stops a service'],
    ['mutates', 'start|restart|reload*|try-*|enable|unmask|condrestart', 'starts or restarts a service'],
  ],
  otherwise: ['mutates', 'changes services of this machine'],
};

const service: KnownTool = {
  names: 'service',
  entries: [
    ['reads', '* status'],
    ['reads', '--status-all'],
  ],
  otherwise: ['mutates', 'starts or stops a service'],
};

const journal: KnownTool = {
  names: 'journalctl',
  oneDash: true,
  entries: [['destroys', '--vacuum-size|--vacuum-time|--vacuum-files', 'deletes logs']],
  otherwise: null,
};

const power: KnownTool = {
  names: 'reboot shutdown poweroff halt init telinit',
  entries: [
    ['reads', '--help|--version'],
    ['mutates', '-c', 'calls a shutdown off'],
  ],
  otherwise: ['destroys', 'stops this machine'],
};

const kill: KnownTool = {
  names: 'kill pkill killall',
  valued: '-s --signal -n',
  // `-10` is a signal, not `-1` and `-0`.
  oneDash: true,
  entries: [
    ['reads', '-0|-l|-L|--list'],
    ['reads', '-s=0|--signal=0'],
  ],
  otherwise: ['mutates', 'ends processes'],
};

const packages: KnownTool = {
  names: 'dnf yum zypper pacman brew',
  valued: '-o --option -c -t --target-release',
  entries: [
    ['reads', '--simulate|--dry-run|--just-print|--help|--version'],
    ['destroys', 'remove|purge|autoremove|autopurge|erase|uninstall|del', 'removes packages'],
    [
      'reads',
      'list|show|search|policy|depends|rdepends|info|check-update|provides|repolist|history|changelog|madison|leaves|outdated',
    ],
  ],
  otherwise: ['mutates', 'changes the packages of this machine'],
};

const simulatedPackages: KnownTool = {
  ...packages,
  names: 'apt apt-get aptitude apk',
  entries: [['reads', '-s'], ...packages.entries],
};

const dpkg: KnownTool = {
  names: 'dpkg rpm',
  entries: [
    ['reads', '-q|-V|--query'],
    ['destroys', '-r|-P|--remove|--purge|-e|--erase', 'removes packages'],
    [
      'mutates',
      '-i|--install|--configure|--unpack|-U|--upgrade|--set-selections|--add-architecture',
      'changes packages',
    ],
  ],
  otherwise: null,
};

const snap: KnownTool = {
  names: 'snap',
  entries: [
    ['destroys', 'remove', 'removes a snap'],
    [
      'reads',
      'list|info|find|version|changes|tasks|services|connections|interfaces|get|warnings|logs|known|model|help',
    ],
  ],
  otherwise: ['mutates', 'changes the snaps of this machine'],
};

const users: KnownTool = {
  names: 'useradd usermod adduser addgroup groupadd groupmod passwd chpasswd gpasswd chsh newusers',
  entries: [['reads', '-S|--status']],
  otherwise: ['mutates', 'changes accounts'],
};

const passwordAge: KnownTool = {
  names: 'chage',
  entries: [['reads', '-l|--list']],
  otherwise: ['mutates', 'changes accounts'],
};

const usersGone: KnownTool = {
  names: 'userdel deluser groupdel delgroup',
  entries: [],
  otherwise: ['destroys', 'removes accounts'],
};

const kernel: KnownTool = {
  names: 'sysctl',
  entries: [
    ['mutates', '-w|-p|--write|--load|--system', 'changes kernel settings'],
    ['mutates', '... *=*', 'changes kernel settings'],
  ],
  otherwise: null,
};

const modules: KnownTool = {
  names:
    'modprobe insmod rmmod kexec setenforce restorecon semanage setsebool depmod update-grub grub-install update-initramfs dracut ldconfig update-alternatives update-ca-certificates',
  entries: [['reads', '-n|--dry-run|--show-depends|--display|--list|--query|-p']],
  otherwise: ['mutates', 'changes how this machine starts or what its kernel runs'],
};

const timekeepers: readonly KnownTool[] = [
  {
    names: 'chronyc',
    valued: '-h -p',
    entries: [
      [
        'reads',
        'sources|sourcestats|tracking|activity|ntpdata|clients|serverstats|rtcdata|selectdata|waitsync',
      ],
    ],
    otherwise: ['mutates', 'changes how the clock is set'],
  },
  {
    names: 'hwclock',
    entries: [
      ['reads', '-r|--show|--get|-V|--version|--help'],
      ['reads', '$ !-w|-s|--systohc|--hctosys|--set|-a|--adjust'],
    ],
    otherwise: ['mutates', 'sets a clock'],
  },
  { names: 'ntpdate', entries: [['reads', '-q']], otherwise: ['mutates', 'sets the clock'] },
];

const supervisor: KnownTool = {
  names: 'supervisorctl',
  valued: '-c -s -u -p --configuration --serverurl',
  entries: [
    ['reads', 'status|avail|tail|maintail|pid|version|help'],
    ['mutates', 'stop|shutdown|signal|remove|clear', 'stops services'],
  ],
  otherwise: ['mutates', 'starts or changes services'],
};

const rotation: KnownTool = {
  names: 'logrotate',
  valued: '-s -m -l',
  entries: [['reads', '-d|--debug|--version']],
  otherwise: ['mutates', 'rotates logs and deletes old ones'],
};

const servers: KnownTool = {
  names: 'nginx apachectl apache2ctl httpd haproxy named-checkconf',
  valued: '-c -f -s -k -g -p',
  entries: [
    ['reads', '-t|-T|-v|-V|-S|-M|-L|-vv|-c'],
    ['reads', 'configtest|status|fullstatus'],
  ],
  otherwise: ['mutates', 'starts, stops or reloads a server'],
};

const clocks: KnownTool = {
  names: 'timedatectl hostnamectl localectl loginctl resolvectl networkctl',
  entries: [
    ['reads', 'status|show|show-*|list|list-*|timesync-status|user-status|session-status|query|statistics'],
    ['reads', '$'],
    ['reads', 'hostname $'],
  ],
  otherwise: ['mutates', 'changes settings of this machine'],
};

const cron: KnownTool = {
  names: 'crontab at batch atrm',
  valued: '-u',
  entries: [
    ['reads', '-l'],
    ['destroys', '-r', 'removes the scheduled jobs'],
  ],
  otherwise: ['mutates', 'changes scheduled jobs'],
};

export const system: readonly KnownTool[] = [
  systemctl,
  service,
  journal,
  power,
  kill,
  packages,
  simulatedPackages,
  dpkg,
  snap,
  users,
  passwordAge,
  usersGone,
  kernel,
  modules,
  clocks,
  ...timekeepers,
  supervisor,
  rotation,
  servers,
  cron,
];
