import type { KnownTool } from '../known-tool.ts';

/** Juju 2.9 to 3.x; `juju ssh` and `juju exec` are looked into before they get here. */
export const juju: KnownTool = {
  names: 'juju',
  valued:
    '-m --model -c --controller --format -o --output --type --cloud --credential --to --unit -u --machine --filename',
  entries: [
    ['reads', 'help|version|help-commands'],
    ['reads', '--help|-h'],
    ['destroys', 'destroy-model', 'destroys a model with everything in it'],
    ['destroys', 'destroy-controller|kill-controller', 'destroys a controller with all its models'],
    ['destroys', 'remove-machine', 'removes a machine; its provider releases or deletes it'],
    ['destroys', 'remove-application|remove-unit|remove-saas', 'removes applications or units'],
    ['destroys', 'remove-storage|remove-storage-pool|detach-storage', 'removes or detaches storage'],
    ['destroys', 'remove-*|unregister|revoke*|purge*', 'removes something from the model or the client'],
    ['mutates', 'export-bundle --filename', 'writes a file'],
    ['mutates', 'status|models|machines|show-* -o|--output', 'writes a file'],
    ['mutates', 'download|download-backup|create-backup', 'writes a file'],
    [
      'mutates',
      'config|model-config|model-defaults|controller-config --reset|--file',
      'changes configuration',
    ],
    ['mutates', 'config|model-config|model-defaults|controller-config ... *=*', 'changes configuration'],
    ['mutates', 'model-constraints|constraints|set-* ... *=*', 'changes constraints'],
    ['reads', 'status|models|machines|controllers|applications|units|spaces|subnets|storage|storage-pools'],
    [
      'reads',
      'clouds|credentials|regions|users|whoami|offers|find-offers|find|info|charms|resources|charm-resources',
    ],
    [
      'reads',
      'actions|operations|payloads|ssh-keys|secrets|secret-backends|backups|firewall-rules|wallets|plans',
    ],
    [
      'reads',
      'show-*|list-*|get-*|config|model-config|model-defaults|controller-config|constraints|model-constraints',
    ],
    [
      'reads',
      'export-bundle|diff-bundle|debug-log|wait-for|dashboard|bundle|model-secret-backend|agreements',
    ],
    ['reads', 'switch $'],
    ['mutates', 'switch', 'makes later commands act on another model or controller'],
    ['mutates', 'run|run-action', 'runs an action on units'],
    ['mutates', 'exec', 'runs commands on machines'],
    ['mutates', 'ssh', 'opens a shell on a machine'],
    ['mutates', 'scp', 'copies files to or from machines'],
    ['mutates', 'deploy|refresh|upgrade-*|bootstrap|migrate', 'deploys or upgrades'],
    ['mutates', 'add-*|integrate|relate|attach-*|expose|unexpose|scale-application', 'changes the model'],
    [
      'mutates',
      'bind|resolve|resolved|trust|enable-*|disable-*|set-*|update-*|grant*|import-*|consume|offer',
      'changes the model',
    ],
    ['mutates', 'login|logout|register|change-user-password', 'changes who is logged in'],
    [
      'mutates',
      'suspend-relation|resume-relation|retry-provisioning|reload-spaces|move-to-space|rename-space',
      'changes the model',
    ],
    ['reads', '$'],
  ],
  otherwise: ['mutates', 'is not known to be read-only'],
};
