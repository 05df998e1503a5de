import type { KnownTool } from '../known-tool.ts';

const changesHosts = 'changes the hosts that it manages';

const salt: KnownTool = {
  names: 'salt salt-call salt-ssh',
  valued: '-c -t -b -G -C -N -E -L -l --out --config-dir --timeout --batch-size --log-level',
  entries: [
    ['reads', '--version|--versions-report|--help|-h|-d|--doc'],
    [
      'reads',
      '... test.ping|test.version|test.versions|grains.*|pillar.get|pillar.items|pillar.ls|pillar.item|status.*|sys.*',
    ],
    [
      'reads',
      '... state.show_*|pkg.list_*|pkg.version|service.status|service.get_*|network.interfaces|disk.usage',
    ],
    ['reads', '... state.apply|state.highstate|state.sls test=True'],
  ],
  otherwise: ['mutates', changesHosts],
};

const saltKeys: readonly KnownTool[] = [
  {
    names: 'salt-key',
    valued: '-l -f -p',
    entries: [
      ['destroys', '-d|-D|--delete|--delete-all|-r|-R|--reject|--reject-all', 'shuts hosts out'],
      ['reads', '-L|-l|-f|-F|-p|-P|--list|--list-all|--finger|--finger-all|--print|--version'],
    ],
    otherwise: ['mutates', 'lets hosts in'],
  },
  {
    names: 'salt-run',
    entries: [['reads', 'manage.*|jobs.list_*|jobs.active|jobs.lookup_jid|doc.*|survey.hash']],
    otherwise: ['mutates', changesHosts],
  },
];

const puppet: KnownTool = {
  names: 'puppet',
  entries: [
    ['reads', '--version|--help|--noop'],
    ['reads', 'config print'],
    ['reads', 'module|node|cert|ca|certificate list|print|find|verify|status'],
    ['reads', 'facts|lookup|describe|doc|help|parser|catalog'],
    ['destroys', '* clean|deactivate|revoke|destroy|uninstall', 'shuts a host out or removes a module'],
  ],
  otherwise: ['mutates', changesHosts],
};

const chef: readonly KnownTool[] = [
  {
    names: 'chef-client chef-solo chef-apply cinc-client',
    valued: '-c -j -o -r -E',
    entries: [['reads', '-W|--why-run|--version|--help']],
    otherwise: ['mutates', changesHosts],
  },
  {
    names: 'knife',
    valued: '-c -z -E -F --config --format',
    entries: [
      ['destroys', '... delete|purge', 'deletes from the server'],
      ['reads', '... list|show|search|status|diff|download|verify'],
    ],
    otherwise: ['mutates', changesHosts],
  },
];

const ansibleTools: readonly KnownTool[] = [
  {
    names: 'ansible-galaxy',
    entries: [
      ['reads', 'list|search|info'],
      ['reads', '* list|search|info|verify'],
      ['destroys', 'remove|delete', 'removes roles'],
      ['destroys', '* remove|delete', 'removes roles'],
    ],
    otherwise: ['mutates', 'changes roles and collections'],
  },
  { names: 'ansible-vault', entries: [['reads', 'view']], otherwise: ['mutates', 'changes encrypted files'] },
  {
    names: 'ansible-pull ansible-console',
    valued: '-U -C -d -i',
    entries: [['reads', '--check|--list-hosts|--version|--help']],
    otherwise: ['mutates', changesHosts],
  },
  {
    names: 'ansible-config',
    entries: [['reads', 'list|dump|view|validate']],
    otherwise: ['mutates', 'writes a file'],
  },
];

/** Tools that bring hosts into a state that is written down elsewhere. */
export const configuration: readonly KnownTool[] = [salt, ...saltKeys, puppet, ...chef, ...ansibleTools];
