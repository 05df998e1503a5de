import type { KnownTool } from '../known-tool.ts';

const changesContainers = 'changes containers or images';

const runtimes: readonly KnownTool[] = [
  {
    names: 'ctr',
    valued: '-n --namespace -a --address --timeout',
    entries: [
      ['reads', '--help|-h|--version|-v'],
      ['destroys', '... rm|remove|delete|del|kill|prune', 'removes or stops containers or images'],
      ['reads', '* ls|list|info|check|ps|metrics|metric|usage|inspect'],
      ['reads', 'version|info|plugins'],
    ],
    otherwise: ['mutates', changesContainers],
  },
  {
    names: 'crictl',
    valued: '-r -i -c -t -o --runtime-endpoint --image-endpoint --output --name --state',
    entries: [
      ['mutates', 'exec|attach', 'runs something in a container'],
      ['destroys', 'rm|rmi|rmp|stop|stopp', 'stops or removes containers or images'],
      [
        'reads',
        'ps|pods|images|image|img|inspect|inspecti|inspectp|imagefsinfo|logs|stats|statsp|info|version|config|help',
      ],
      ['reads', '$'],
    ],
    otherwise: ['mutates', changesContainers],
  },
  {
    names: 'buildah',
    entries: [
      ['destroys', 'rm|rmi|prune', 'removes containers or images'],
      ['reads', 'images|containers|ps|ls|inspect|info|version|help'],
    ],
    otherwise: ['mutates', changesContainers],
  },
  {
    names: 'skopeo',
    valued: '--override-os --override-arch --authfile --creds --format --policy',
    entries: [
      ['destroys', 'delete', 'deletes an image from its registry'],
      ['reads', 'inspect|list-tags|manifest-digest|help|standalone-verify'],
      ['reads', '--version|--help'],
    ],
    otherwise: ['mutates', 'copies images'],
  },
];

const deletes = 'delete|destroy|down|remove|uninstall|reset|stop|purge|prune|rm|rollback|drain|terminate';

/** Clients of clusters and clouds that share their verbs. */
const clients: KnownTool = {
  names:
    'kubeadm kind minikube k3d flux argocd velero pulumi packer vagrant istioctl cilium oci doctl hcloud linode-cli ibmcloud ' +
    'eksctl rke rancher nodetool cephadm ceph-volume mongodump mongorestore virtctl clusterctl faas-cli heroku flyctl',
  valued: '-n --namespace --context --kubeconfig --profile --stack --name',
  entries: [
    ['reads', '--help|-h|--version|--dry-run'],
    ['destroys', `${deletes}`, 'deletes or stops'],
    ['destroys', `* ${deletes}|rm-*|delete-*|zap`, 'deletes or stops'],
    ['destroys', 'rm-cluster', 'deletes or stops'],
    [
      'reads',
      'status|list|ls|get|describe|version|preview|validate|check|logs|log|events|info|ring|tpstats|analyze',
    ],
    [
      'reads',
      'proxy-status|ps|inspect|diff|help|stats|top|compactionstats|cfstats|tablestats|env|service-status|ip',
    ],
    [
      'reads',
      '* list|ls|get|describe|show|status|logs|history|diff|info|version|manifests|inventory|ps|print|view',
    ],
  ],
  otherwise: ['mutates', 'is not known to be read-only'],
};

/** Without `--yes` it shows what it would delete or replace. */
const kops: KnownTool = {
  ...clients,
  names: 'kops',
  entries: [
    ['reads', 'delete cluster|instancegroup|instancegroups|ig|instance|instances !--yes|-y'],
    ['reads', 'rolling-update cluster !--yes|-y'],
    ...clients.entries,
  ],
};

const printed = 'install|upgrade|uninstall|check';

/** What it installs or uninstalls it prints, for `kubectl` to apply or delete. */
const linkerd: KnownTool = {
  names: 'linkerd',
  valued:
    '-n --namespace -L --linkerd-namespace --context --kubeconfig --as --as-group --api-addr -o --output',
  entries: [
    ['reads', '--help|-h'],
    ['reads', `${printed}|install-cni|inject|uninject|prune|profile|diagnostics|identity|authz|version|help`],
    ['reads', `viz|multicluster|jaeger ${printed}|prune|list|link|link-gen|unlink|gateways|allow`],
    ['reads', 'viz stat|stat-inbound|stat-outbound|top|tap|edges|routes|authz|profile'],
  ],
  otherwise: ['mutates', 'is not known to be read-only'],
};

export const clusterTools: readonly KnownTool[] = [...runtimes, clients, kops, linkerd];
