import type { KnownTool } from '../known-tool.ts';

/** `maas PROFILE NOUN VERB [ID] [key=value]`, as the API description of MAAS 3 names them. */
export const maas: KnownTool = {
  names: 'maas',
  entries: [
    ['reads', '--help|-h'],
    ['destroys', '* machine|machines release', 'releases machines: what runs on them is gone'],
    ['destroys', '* * delete|destroy|clear|wipe*|delete-*', 'deletes from MAAS'],
    ['destroys', '* * remove|remove-*|unformat|unmount*', 'removes from MAAS'],
    ['mutates', '* * deploy', 'deploys a machine: its disks are overwritten'],
    [
      'mutates',
      '* * allocate|commission|abort|lock|unlock|mark-*|override-*|rescue-mode|exit-rescue-mode|test',
      'changes the state of machines',
    ],
    ['mutates', '* * power-on|power-off|accept|accept-all|add-chassis', 'changes the state of machines'],
    [
      'mutates',
      '* * create|create-*|update|update-*|set-*|link-subnet|unlink-subnet|disconnect|add|add-*|import|import-*|upload|reserve|compose',
      'changes MAAS',
    ],
    [
      'reads',
      '* * read|list|list-*|get|get-*|details|statistics|ip-addresses|reserved-ip-ranges|unreserved-ip-ranges',
    ],
    [
      'reads',
      '* * query-power-state|power-parameters|is-registered|whoami|describe|preview|is-importing|is-action-in-progress',
    ],
    [
      'reads',
      '* * current-*|*-parameters|query|query-*|download|history|list-allocated|list-ids|token-list|default',
    ],
    ['reads', 'list|status'],
    ['mutates', 'login|logout|refresh', 'changes the profiles of the client'],
    [
      'mutates',
      'init|apikey|configauth|configure-*|config-*|createadmin|changepassword|migrate|config',
      'configures MAAS itself',
    ],
    ['reads', '$'],
    ['reads', '* $'],
    ['reads', '* * $'],
  ],
  otherwise: ['mutates', 'is not known to be read-only'],
};
