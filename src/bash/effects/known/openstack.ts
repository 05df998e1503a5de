import type { KnownTool } from '../known-tool.ts';

const unknownVerb = 'is not known to be read-only';

const client: KnownTool = {
  names: 'openstack',
  valued:
    '--os-cloud --os-project-name --os-region-name -f --format -c --column --project --network --name --host --status',
  entries: [
    ['reads', '--help|-h|--version'],
    ['destroys', '... delete|purge|remove', 'deletes or removes from the cloud'],
    ['mutates', '... create|set|unset|add|update|import|upload|restore|confirm|revert', 'changes the cloud'],
    [
      'mutates',
      'server start|stop|reboot|pause|suspend|resume|rebuild|resize|migrate|evacuate|shelve|lock',
      'changes a server',
    ],
    ['mutates', '... save', 'writes a file'],
    ['reads', '... list|show|validate|stats|usage|check|log'],
    ['reads', 'token issue'],
    ['reads', 'help|complete'],
  ],
  otherwise: ['mutates', unknownVerb],
};

const ceph: KnownTool = {
  names: 'ceph',
  valued: '-c --conf -n --name --id --cluster -f --format',
  entries: [
    ['destroys', 'osd purge|destroy|rm|lost', 'removes a disk from the cluster'],
    ['destroys', 'osd pool delete|rm', 'deletes a pool'],
    ['destroys', '* rm|remove|delete|del', 'removes from the cluster'],
    ['reads', '$'],
    ['reads', 'status|health|df|version|versions|report|quorum_status|fsid|features|time-sync-status'],
    ['reads', 'osd tree|df|stat|ls|dump|status|perf|find|metadata|lspools|safe-to-destroy|ok-to-stop'],
    ['reads', 'osd pool ls|get|stats|get-quota|autoscale-status'],
    ['reads', 'osd crush tree|dump'],
    ['reads', 'osd crush rule ls|dump|list'],
    [
      'reads',
      'mon|mgr|mds|fs|pg|auth|config|orch|device|crash|log|balancer stat|dump|ls|get|status|list|last|show|metadata|services|ps',
    ],
    ['reads', 'orch host|device|upgrade ls|status'],
    ['reads', 'nfs export ls|info|get'],
    ['reads', 'nfs cluster ls|info'],
    ['reads', 'tell * version|status'],
  ],
  otherwise: ['mutates', unknownVerb],
};

const cephBlocks: KnownTool = {
  names: 'rbd rados radosgw-admin',
  valued: '-p --pool -n --name --id -c --conf',
  entries: [
    ['reads', 'mirror image|pool|snapshot status|info|schedule'],
    [
      'reads',
      'trash|snap|group|mirror|pool|device|user|bucket|zone|realm|period|usage ls|list|info|status|get|stats|show',
    ],
    ['destroys', 'rm|remove|purge|rmpool|trash', 'deletes stored data'],
    ['destroys', '* rm|remove|purge|rollback', 'deletes stored data'],
    [
      'reads',
      'ls|list|info|status|du|df|diff|lspools|stat|showmapped|children|lssnap|listomapkeys|listxattr',
    ],
  ],
  otherwise: ['mutates', 'changes stored data'],
};

export const openstack: readonly KnownTool[] = [client, ceph, cephBlocks];
