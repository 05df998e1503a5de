import type { KnownTool } from '../known-tool.ts';

const unknownVerb = 'is not known to be read-only';

/** Power and boot of machines through their management controllers. */
const ipmi: KnownTool = {
  names: 'ipmitool ipmi-chassis ipmipower',
  valued: '-I -H -U -P -L -p -f -E -C -k -y -t -b -T -m -S -s -l -A -a -o -R -N -O -K -h -u -D',
  entries: [
    ['reads', '--version'],
    ['destroys', 'chassis power off|cycle|reset|soft|diag', 'switches a machine off'],
    ['destroys', 'power off|cycle|reset|soft|diag', 'switches a machine off'],
    ['destroys', 'mc reset', 'restarts a management controller'],
    ['destroys', 'sel|sdr|fru clear|delete|write', 'deletes from the records of a machine'],
    ['reads', 'chassis status|selftest|poh|restart_cause'],
    ['reads', 'chassis power|policy status|list'],
    ['reads', 'chassis bootparam get'],
    ['reads', 'power status'],
    ['reads', 'mc info|guid|getenables|selftest'],
    ['reads', 'sdr|sensor|fru|sel|user|channel|lan|sol|session|firewall $'],
    ['reads', 'sdr|sensor|fru|sel|user|channel|lan|sol|session print|list|elist|info|get|type|summary'],
    ['reads', 'dcmi power reading'],
  ],
  otherwise: ['mutates', 'changes a machine or its management controller'],
};

const wakers: KnownTool = {
  names: 'wakeonlan etherwake ether-wake redfishtool racadm',
  entries: [['reads', '--help|-h|--version']],
  otherwise: ['mutates', 'switches a machine or changes its settings'],
};

/** The clients that `openstack` replaced; their verbs end in what they do. */
const clients: KnownTool = {
  names: 'nova neutron cinder glance heat swift manila octavia designate ironic barbican',
  valued: '--os-cloud --os-project-name --os-region-name',
  entries: [
    ['reads', '--help|-h|--version'],
    ['destroys', 'delete|*-delete|remove*|*-remove|*-remove-*|purge*|force-delete', 'deletes from the cloud'],
    ['reads', 'list|show|stat|*-list|*-show|*-get|*-stats|help|version*|usage|credentials|absolute-limits'],
  ],
  otherwise: ['mutates', unknownVerb],
};

const queues: KnownTool = {
  names: 'rabbitmqctl rabbitmq-diagnostics rabbitmqadmin',
  valued: '-n --node -p --vhost -t --timeout',
  entries: [
    ['destroys', 'delete*|purge*|reset|force_reset|clear*|forget*', 'deletes from the message queue'],
    ['reads', 'list|list_*|status|cluster_status|report|environment|node_health_check|ping|check_*|help'],
    ['reads', 'show'],
  ],
  otherwise: ['mutates', 'changes the message queue'],
};

const clusters: KnownTool = {
  names: 'pcs crm',
  entries: [
    ['destroys', 'cluster destroy|stop|kill', 'stops a cluster'],
    ['destroys', '* delete|remove|erase', 'removes from a cluster'],
    ['reads', 'status|config'],
    ['reads', '* status|show|config|list|history'],
    ['reads', '$'],
  ],
  otherwise: ['mutates', 'changes a cluster'],
};

const stores: readonly KnownTool[] = [
  {
    names: 'etcdctl',
    valued: '--endpoints --cacert --cert --key --user -w --write-out',
    entries: [
      ['destroys', 'del|rm|rmdir|compaction|defrag', 'deletes keys'],
      ['destroys', 'member|user|role|auth remove|delete|disable', 'takes members or rights away'],
      ['reads', 'get|ls|version|watch|check'],
      ['reads', 'member|user|role|alarm|lease list|get'],
      ['reads', 'endpoint health|status|hashkv'],
      ['reads', 'snapshot status'],
    ],
    otherwise: ['mutates', 'changes keys or members'],
  },
  {
    names: 'redis-cli',
    valued: '-h -p -a -n -u --user --pass',
    entries: [
      ['destroys', 'flushall|FLUSHALL|flushdb|FLUSHDB|del|DEL|unlink|shutdown|SHUTDOWN', 'deletes keys'],
      ['reads', 'get|GET|mget|keys|KEYS|scan|info|INFO|ping|PING|ttl|exists|dbsize|llen|hgetall|type|role'],
      ['reads', '--version|--scan|--stat|--latency'],
    ],
    otherwise: ['mutates', unknownVerb],
  },
  {
    names: 'mysqladmin',
    valued: '-h -u -P -S',
    entries: [
      ['destroys', 'drop|shutdown', 'drops a database or stops the server'],
      ['reads', 'status|extended-status|ping|processlist|variables|version'],
    ],
    otherwise: ['mutates', 'changes the database server'],
  },
  {
    names: 'mongo mongosh',
    entries: [['reads', '--version|--help']],
    otherwise: ['mutates', unknownVerb],
  },
  {
    names: 'consul nomad',
    entries: [
      ['destroys', '* delete|stop|purge', 'deletes or stops'],
      ['destroys', 'operator raft remove-peer', 'takes a member out of the cluster'],
      ['reads', 'members|info|status|version|monitor|catalog|operator'],
      ['reads', '* status|list|get|inspect|logs|info'],
    ],
    otherwise: ['mutates', unknownVerb],
  },
];

const terminals: readonly KnownTool[] = [
  {
    names: 'tmux',
    valued: '-L -S -f -t',
    entries: [
      ['destroys', 'kill-*', 'ends what runs in a terminal'],
      ['reads', 'ls|list-*|has-session|has|display-message|show-*|capture-pane|info'],
      ['reads', '-V'],
    ],
    otherwise: ['mutates', 'types into a terminal or opens one'],
  },
  {
    names: 'screen',
    entries: [['reads', '-ls|-list|-v']],
    otherwise: ['mutates', 'types into a terminal or opens one'],
  },
];

const watchers: readonly KnownTool[] = [
  {
    names: 'tcpdump tshark',
    valued: '-i -c -r -n -s -W -C -G',
    entries: [['mutates', '-w', 'writes a file']],
    otherwise: null,
  },
  {
    names: 'conntrack',
    entries: [
      ['destroys', '-F|--flush|-D|--delete', 'drops tracked connections'],
      ['reads', '-L|-S|-C|-E|-G|--dump|--stats|--count|--event|--get'],
    ],
    otherwise: ['mutates', 'changes tracked connections'],
  },
  {
    names: 'arping',
    valued: '-I -c -w -s',
    entries: [['mutates', '-A|-U', 'announces an address to the network']],
    otherwise: null,
  },
  {
    names: 'nmap',
    valued: '-p -T',
    entries: [['mutates', '-oN|-oX|-oG|-oA', 'writes a file']],
    otherwise: null,
  },
  {
    names: 'openssl',
    oneDash: true,
    entries: [['mutates', '-out|-keyout|-signkey|-CAcreateserial', 'writes a file']],
    otherwise: null,
  },
  {
    names: 'wg',
    entries: [
      ['reads', 'show|showconf|genkey|genpsk|pubkey'],
      ['reads', '$'],
    ],
    otherwise: ['mutates', 'changes a tunnel'],
  },
  { names: 'wg-quick', entries: [], otherwise: ['mutates', 'changes a tunnel'] },
];

const finders: KnownTool = {
  names: 'fd fdfind',
  entries: [['mutates', '-x|-X|--exec|--exec-batch', 'runs a command on what it finds']],
  otherwise: null,
};

export const machines: readonly KnownTool[] = [
  ipmi,
  wakers,
  clients,
  queues,
  clusters,
  ...stores,
  ...terminals,
  ...watchers,
  finders,
];
