/** Mutants that no scenario can notice, by their ids, with why. One that is noticed after all has no place here. */
export const equivalentMutants: Readonly<Record<string, string>> = {
  "runbooks/01-destroy-model.md remove-machine: > Expect: `some 'will remove machine' lines` → nothing":
    'Juju ends with 1 where it takes no machine out, so the status says it too',
  'runbooks/01-destroy-model.md release: 1 /"hostname": "(openstack[0-3]|capi-mgmt)"/ line; → nothing':
    'the id was looked up by that name in the same block, and MAAS answers for that id',
  'runbooks/01-destroy-model.md release: ; 1 /"(Releasing|Disk erasing|Ready)"/ line → nothing':
    'MAAS answers a release with one of these states, or refuses it and ends with 2',
  'runbooks/01-destroy-model.md settled: some hostname lines → at least 2 hostname lines':
    'MAAS lists all machines of the cloud or none; at most one of the five has vanished in any start state',
  'runbooks/01-destroy-model.md settled: no /"(Releasing|Disk erasing)"/ lines → at most 1 /"(Releasing|Disk erasing)"/ lines':
    'the cloud moves on with each look: the one machine left would be Ready at the next check, which asks for five',
  "runbooks/jumphost-provider-vip-gateway.md metal-admin-xml-check: no '10.12.8.1' lines → no '10.12.8.2' lines":
    'the definition names one address: where it is the new one, as the claim before it asks, the old one is gone',
  'runbooks/phase-00-maas-reconfigure.md standup: > Expect: `some SKIP lines` → nothing':
    'the script’s status says whether it could, and the check right after it asks for nothing but SKIP lines',
};
