import type { KnownTool } from '../known-tool.ts';

const virsh: KnownTool = {
  names: 'virsh',
  valued: '-c --connect -d --debug -e --escape -l --log -k --keepalive-interval -K --keepalive-count',
  entries: [
    ['reads', '--help|-h|-v|--version'],
    ['destroys', 'destroy', 'switches a virtual machine off without shutting it down'],
    ['destroys', 'undefine', 'removes the definition of a virtual machine'],
    [
      'destroys',
      'net-destroy|net-undefine|iface-destroy|iface-undefine|nwfilter-undefine',
      'removes a virtual network',
    ],
    ['destroys', 'pool-destroy|pool-delete|pool-undefine|vol-delete|vol-wipe', 'removes storage'],
    [
      'destroys',
      'snapshot-delete|snapshot-revert|checkpoint-delete|managedsave-remove',
      'discards a saved state',
    ],
    [
      'reads',
      'list|dominfo|domstate|domid|domuuid|domname|domblklist|domblkinfo|domblkstat|domblkerror|domfsinfo',
    ],
    [
      'reads',
      'domiflist|domifaddr|domifstat|domif-getlink|domstats|domjobinfo|domcontrol|domdisplay|domcapabilities',
    ],
    [
      'reads',
      'dumpxml|*-dumpxml|*-list|*-info|*-uuid|*-name|*-key|*-path|*-pool|*-parent|*-current|*-dhcp-leases',
    ],
    [
      'reads',
      'nodeinfo|nodecpu*|nodemem*|capabilities|version|uri|hostname|sysinfo|freecell|freepages|maxvcpus|help',
    ],
    ['reads', 'vcpucount|vcpuinfo|cpu-stats|dommemstat|ttyconsole|vncdisplay|guestinfo|guestvcpus'],
    [
      'mutates',
      'start|shutdown|reboot|reset|suspend|resume|save|restore|managedsave|create',
      'changes the state of a virtual machine',
    ],
    [
      'mutates',
      'define|edit|attach-*|detach-*|setmem|setmaxmem|setvcpus|autostart|desc|update-device',
      'changes a virtual machine',
    ],
    ['mutates', 'net-*|iface-*|nwfilter-*', 'changes a virtual network'],
    ['mutates', 'pool-*|vol-*', 'changes storage'],
  ],
  otherwise: ['mutates', 'is not known to be read-only'],
};

const installers: KnownTool = {
  names: 'virt-install virt-clone virt-sysprep virt-customize virt-resize',
  entries: [],
  otherwise: ['mutates', 'creates or changes a virtual machine'],
};

const images: KnownTool = {
  names: 'qemu-img',
  entries: [
    ['mutates', 'check -r', 'repairs a disk image'],
    ['reads', 'info|check|compare|map|measure'],
  ],
  otherwise: ['mutates', 'creates or changes a disk image'],
};

const xmlEditors: KnownTool = {
  names: 'virt-xml',
  entries: [['reads', '--print-diff|--print-xml']],
  otherwise: ['mutates', 'changes a virtual machine'],
};

export const virtualMachines: readonly KnownTool[] = [virsh, installers, images, xmlEditors];
