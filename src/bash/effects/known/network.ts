import type { KnownTool } from '../known-tool.ts';

const changesNetwork = 'changes the network of this host';

/** iproute2 takes any unambiguous beginning of an object or a verb; the verb may be missing (`ip addr`). */
const iproute: KnownTool = {
  names: 'ip bridge',
  valued: '-n -netns -f -family -b -batch -rc -rcvbuf -loops',
  oneDash: true,
  entries: [
    ['mutates', '-b|-batch', 'runs commands from a file'],
    ['reads', '$'],
    ['reads', 'help|mon(itor)'],
    ['reads', 'netns id(entify)|p(ids)|m(onitor)|l(ist)'],
    ['reads', 'x(frm) state|policy|monitor $'],
    ['reads', 'x(frm) state|policy list|show|count|get'],
    // Of an abbreviated verb the first that fits is meant, and for links that is `set`.
    ['mutates', 'l(ink) s|se|set', changesNetwork],
    ['reads', '* $'],
    ['reads', '* s(how)|l(ist)|ls(t)|g(et)|sa(ve)|showd(ump)|help|mon(itor)|co(unt)|id(entify)'],
    ['destroys', '* f(lush)', 'removes every entry at once'],
    ['mutates', '* d(elete)', `takes an address, a route or a link away: it ${changesNetwork}`],
    ['mutates', '*', changesNetwork],
  ],
  otherwise: ['mutates', changesNetwork],
};

const networkManager: KnownTool = {
  names: 'nmcli',
  valued: '-f --fields -g --get-values -m --mode -c --colors -w --wait -e --escape',
  entries: [
    ['reads', '$'],
    ['reads', '* $'],
    ['reads', '* s(how)|st(atus)|m(onitor)|connectivity'],
    ['reads', 'd(evice) w(ifi) l(ist)'],
    ['destroys', '* del(ete)', 'deletes a connection or a device'],
  ],
  otherwise: ['mutates', changesNetwork],
};

const netplan: KnownTool = {
  names: 'netplan',
  entries: [
    ['reads', 'get|info|status|help'],
    ['reads', '$'],
  ],
  otherwise: ['mutates', changesNetwork],
};

const bridgeUtils: KnownTool = {
  names: 'brctl',
  entries: [
    ['reads', 'show|showmacs|showstp'],
    ['reads', '$'],
  ],
  otherwise: ['mutates', changesNetwork],
};

const openVswitch: KnownTool = {
  names: 'ovs-vsctl ovn-nbctl ovn-sbctl ovs-ofctl ovs-appctl',
  valued: '-t --db --timeout',
  entries: [
    ['destroys', 'emer-reset|destroy|*-del|del-*', 'deletes from the virtual network'],
    // Several commands can stand in one call.
    ['mutates', '* ... add-*|del-*|set|clear|remove|create|destroy', 'changes the virtual network'],
    [
      'reads',
      'show|list|list-*|get|get-*|find|br-exists|port-to-br|iface-to-br|*-list|*-get-*|dump-*|*/show|*/list|version',
    ],
    ['reads', '$'],
  ],
  otherwise: ['mutates', 'changes the virtual network'],
};

const interfaceTools: KnownTool = {
  names: 'ifup ifdown dhclient vconfig ifenslave',
  entries: [],
  otherwise: ['mutates', changesNetwork],
};

const trafficControl: KnownTool = {
  names: 'tc',
  entries: [
    ['reads', 'qdisc|class|filter show|ls|list'],
    ['reads', '* $'],
  ],
  otherwise: ['mutates', changesNetwork],
};

const ifconfig: KnownTool = {
  names: 'ifconfig',
  entries: [
    ['reads', '$'],
    ['reads', '* $'],
  ],
  otherwise: ['mutates', changesNetwork],
};

const route: KnownTool = {
  names: 'route arp',
  entries: [
    ['mutates', 'add|del|flush', changesNetwork],
    ['mutates', '-s|-d', changesNetwork],
  ],
  otherwise: null,
};

const ethtool: KnownTool = {
  names: 'ethtool',
  entries: [['mutates', '-s|-K|-G|-C|-A|-L|-E|-f|--change|--offload|--flash|--reset|-r', changesNetwork]],
  otherwise: null,
};

const firewall: KnownTool = {
  names: 'iptables ip6tables ebtables arptables',
  valued: '-t --table',
  entries: [
    ['destroys', '-F|-X|--flush|--delete-chain', 'removes every rule at once'],
    [
      'mutates',
      '-A|-D|-I|-R|-P|-N|-Z|-E|--append|--delete|--insert|--replace|--policy|--new-chain',
      'changes the firewall',
    ],
    ['reads', '-L|-S|-C|-V|--list|--list-rules|--check|--version'],
  ],
  otherwise: ['mutates', 'changes the firewall'],
};

const nftables: KnownTool = {
  names: 'nft',
  valued: '-f --file',
  entries: [
    ['destroys', 'flush|delete', 'removes firewall rules'],
    ['reads', 'list'],
  ],
  otherwise: ['mutates', 'changes the firewall'],
};

const addressSets: readonly KnownTool[] = [
  {
    names: 'ipset',
    entries: [
      ['destroys', 'destroy|x|flush', 'removes sets of addresses'],
      ['reads', 'list|save|test|version|help'],
      ['reads', '-L|--list|-T|--test'],
    ],
    otherwise: ['mutates', 'changes the firewall'],
  },
  {
    names: 'iptables-save ip6tables-save',
    valued: '-t --table',
    entries: [['mutates', '-f|--file', 'writes a file']],
    otherwise: null,
  },
];

const connections: readonly KnownTool[] = [
  {
    names: 'nc ncat netcat',
    valued: '-w -i -s -p -X -x',
    entries: [
      ['opaque', '-e|-c|--exec|--sh-exec', 'gives a command to whoever connects'],
      ['reads', '-z|-h|--help'],
      ['mutates', '-l|--listen', 'opens a port'],
    ],
    otherwise: null,
  },
  {
    names: 'socat',
    entries: [
      ['opaque', '... exec:*|EXEC:*|system:*|SYSTEM:*|SHELL:*', 'runs a command'],
      ['reads', '-V|-h'],
    ],
    otherwise: ['mutates', 'moves data between connections'],
  },
];

const ufw: KnownTool = {
  names: 'ufw firewall-cmd iptables-restore ip6tables-restore',
  entries: [
    ['reads', 'status|version|show'],
    ['reads', 'app list|info'],
    [
      'reads',
      '--state|--list-all|--list-ports|--list-services|--get-active-zones|--get-default-zone|--query-port',
    ],
    ['destroys', 'reset', 'removes every rule at once'],
  ],
  otherwise: ['mutates', 'changes the firewall'],
};

export const network: readonly KnownTool[] = [
  iproute,
  networkManager,
  netplan,
  bridgeUtils,
  openVswitch,
  interfaceTools,
  trafficControl,
  ifconfig,
  route,
  ethtool,
  firewall,
  nftables,
  ...addressSets,
  ...connections,
  ufw,
];
