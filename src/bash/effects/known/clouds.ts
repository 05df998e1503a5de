import type { KnownTool } from '../known-tool.ts';
import { clusterTools } from './cluster-tools.ts';
import { configuration } from './configuration.ts';

const unknownVerb = 'is not known to be read-only';

const kubectl: KnownTool = {
  names: 'kubectl oc',
  valued:
    '-n --namespace --context --cluster --user --kubeconfig -s --server -f --filename -o --output -l --selector -c --container',
  entries: [
    ['reads', '--help|-h'],
    ['reads', '--dry-run=client|--dry-run=server'],
    ['destroys', 'delete', 'deletes from the cluster'],
    ['destroys', 'drain', 'evicts everything from a node'],
    ['destroys', 'replace --force', 'deletes and creates again'],
    [
      'reads',
      'get|describe|logs|top|explain|version|api-resources|api-versions|cluster-info|diff|events|wait|options|whoami|status',
    ],
    ['reads', 'config view|get-contexts|get-clusters|get-users|current-context'],
    ['reads', 'rollout status|history'],
    ['reads', 'auth can-i|whoami'],
    ['reads', 'port-forward|proxy|completion|kustomize|help'],
    ['reads', '$'],
    ['mutates', 'exec|attach|debug|run|cp', 'runs or writes something in the cluster'],
  ],
  otherwise: ['mutates', 'changes the cluster'],
};

const helm: KnownTool = {
  names: 'helm',
  valued: '-n --namespace --kube-context --kubeconfig -f --values --set --version',
  entries: [
    ['reads', '--dry-run|--help|-h'],
    ['destroys', 'uninstall|delete|del', 'uninstalls a release'],
    ['reads', 'list|ls|status|history|get|show|search|template|lint|version|env|verify|completion|help'],
    ['reads', 'repo list'],
    ['reads', '$'],
  ],
  otherwise: ['mutates', 'changes the cluster'],
};

const terraform: KnownTool = {
  names: 'terraform tofu terragrunt',
  oneDash: true,
  entries: [
    ['destroys', 'destroy', 'destroys what the configuration manages'],
    ['destroys', 'apply -destroy', 'destroys what the configuration manages'],
    ['destroys', 'state rm|push', 'takes resources out of the state'],
    ['mutates', 'init|get|import|taint|untaint|refresh|login', 'changes the working directory or the state'],
    ['reads', 'plan !-out'],
    ['reads', 'show|output|validate|version|graph|providers|help|console'],
    ['reads', 'state list|show|pull'],
    ['reads', 'workspace list|show'],
    ['reads', 'fmt -check'],
  ],
  otherwise: ['mutates', 'changes what the configuration manages'],
};

const containers: KnownTool = {
  names: 'docker podman nerdctl',
  valued: '-H --host -c --context --config -l --log-level -f --file -p --project-name',
  entries: [
    // First, since what follows the image are the container's own arguments.
    ['mutates', 'run|exec|create', 'runs a container'],
    ['mutates', 'container|compose run|exec|create', 'runs a container'],
    ['reads', '--help|--version'],
    ['reads', '$'],
    ['reads', '* prune --dry-run'],
    ['destroys', 'rm|rmi', 'removes containers or images'],
    ['destroys', '* rm|prune|remove', 'removes what is not in use, or what is named'],
    ['destroys', 'compose down', 'removes the containers of a project'],
    ['reads', 'ps|images|inspect|logs|version|info|stats|top|port|diff|events|history|search|help'],
    ['reads', 'compose ps|logs|config|images|top|version|ls|port|events'],
    [
      'reads',
      'container|image|network|volume|context|node|service|stack|secret|config|system|plugin|buildx ls|list|inspect|logs|ps|df|info|show|top|stats|port|diff|history',
    ],
  ],
  otherwise: ['mutates', 'changes containers, images or networks'],
};

const compose: KnownTool = {
  names: 'docker-compose',
  valued: '-f --file -p --project-name --profile --env-file',
  entries: [
    ['mutates', 'run|exec|create', 'runs a container'],
    ['destroys', 'down|rm', 'removes the containers of a project'],
    ['reads', 'ps|logs|config|images|top|version|ls|port|events|help'],
    ['reads', '$'],
  ],
  otherwise: ['mutates', 'changes the containers of a project'],
};

const lxd: KnownTool = {
  names: 'lxc incus lxd',
  valued: '--project',
  entries: [
    ['reads', '--help|--version|-h'],
    ['destroys', 'delete|rm', 'deletes an instance'],
    ['destroys', '* delete|rm', 'deletes from the server'],
    ['reads', 'list|ls|info|version|query|monitor|help|operation !-X|--request'],
    ['reads', '* list|ls|show|info|get'],
    ['reads', '$'],
  ],
  otherwise: ['mutates', 'changes instances or the server'],
};

const publicClouds: KnownTool = {
  names: 'aws gcloud az',
  valued:
    '--profile --region --output --query --project --zone --format -o -g --resource-group -n --name --filter --filters --subscription',
  entries: [
    ['reads', '--help|-h|--version'],
    ['destroys', '... delete|delete-*|terminate-*|rm|rb|purge|remove', 'deletes from the cloud'],
    ['mutates', '... get-credentials|login|logout|set', 'changes what later commands act on'],
    [
      'mutates',
      '... create|create-*|update|update-*|put-*|deallocate|run-*|start-*|stop-*|modify-*|attach-*|detach-*|reboot-*|restart|invoke|associate-*|disassociate-*|add-*|cp|mv|sync',
      'changes the cloud',
    ],
    [
      'reads',
      '... describe|describe-*|list|list-*|get-*|show|head-*|ls|lookup-*|filter-log-events|wait|presign',
    ],
    ['reads', 'version|help|info'],
    ['reads', 'iam simulate-*'],
    ['reads', 'rds download-db-log-file-portion'],
    ['reads', 'logging read'],
    ['reads', '... print-access-token|print-identity-token'],
  ],
  otherwise: ['mutates', unknownVerb],
};

const buckets: KnownTool = {
  names: 'gsutil',
  valued: '-o -h -u',
  entries: [
    ['reads', 'ls|cat|stat|du|hash|version|help'],
    ['reads', 'acl|cors|defacl|iam|label|lifecycle|logging|versioning|web get'],
    ['destroys', 'rm|rb', 'deletes stored data'],
    ['destroys', 'rsync -d', 'deletes stored data'],
  ],
  otherwise: ['mutates', 'changes stored data'],
};

const ansible: KnownTool = {
  names: 'ansible-playbook',
  valued: '-i --inventory -l --limit -e --extra-vars -t --tags -u --user',
  entries: [['reads', '--check|-C|--syntax-check|--list-hosts|--list-tasks|--list-tags|--version']],
  otherwise: ['mutates', 'changes the hosts of the play'],
};

const ansibleModules: KnownTool = {
  names: 'ansible',
  valued: '-i --inventory -l --limit -e --extra-vars -m --module-name -a --args -u --user',
  entries: [
    ['reads', '--list-hosts|--version|--check|-C'],
    ['reads', '-m=ping|-m=setup|-m=debug|-m=stat|--module-name=ping|--module-name=setup'],
  ],
  otherwise: ['mutates', 'runs a module on the hosts'],
};

const vault: KnownTool = {
  names: 'vault',
  entries: [
    ['reads', 'status|read|list|version|print|path-help'],
    ['reads', 'kv get|list'],
    ['reads', 'kv metadata get'],
    ['reads', '* list|lookup'],
    ['destroys', 'delete', 'deletes secrets'],
    ['destroys', '* delete|destroy|disable|revoke', 'deletes secrets or their engine'],
  ],
  otherwise: ['mutates', unknownVerb],
};

export const clouds: readonly KnownTool[] = [
  kubectl,
  helm,
  terraform,
  containers,
  compose,
  lxd,
  publicClouds,
  buckets,
  ansible,
  ansibleModules,
  ...configuration,
  ...clusterTools,
  vault,
];
