/** A stop on the way through a runbook: what is asked there, and how the walk answers. */
export interface Stop {
  readonly step: string;
  readonly kind: 'gate' | 'confirm' | 'checkpoint' | 'manual';
  readonly answer: string;
  /** What the gate says of the variables its block reads. */
  readonly reads: readonly string[];
  /** What the document it stands in changes: the name before the `@` of its target. */
  readonly changes: 'openstack' | 'bridges';
}

const stop = (kind: Stop['kind'], step: string, answer: string, reads: readonly string[] = []): Stop => ({
  step,
  kind,
  answer,
  reads,
  changes: step.startsWith('bridges/') ? 'bridges' : 'openstack',
});
const gate = (step: string, answer: string, ...reads: string[]) => stop('gate', step, answer, reads);
const confirm = (step: string) => stop('confirm', step, 'y');
const manual = (step: string) => stop('manual', step, 'done');

const profile = 'MAAS_PROFILE=admin';

/** The stops of phase 00 from a cloud that is up, in order: what it includes first, then its own. */
export function phaseStops(ids: ReadonlyMap<string, string>, home: string): readonly Stop[] {
  return [
    stop('checkpoint', 'step-1-teardown-1', 'y'),
    ...teardownStops(ids),
    confirm('plan'),
    gate('recidr', 'recidr openstack', profile),
    gate('standup', 'y', profile),
    ...jumphostStops(home),
  ];
}

/** `ids` are MAAS's ids of the machines, by host. */
function teardownStops(ids: ReadonlyMap<string, string>): readonly Stop[] {
  const releases = [...ids].map(([host]) =>
    gate(`teardown/down/release[${host}]`, `release ${host}`, profile, `HOST=${host}`),
  );
  return [
    confirm('teardown/down/what-is-lost'),
    gate('teardown/down/destroy', 'destroy openstack', 'MODEL=openstack'),
    ...releases,
  ];
}

function jumphostStops(home: string): readonly Stop[] {
  return [
    gate('bridges/virbr2-add', 'y'),
    gate('bridges/virbr2-del', '10.12.8.1 off virbr2'),
    confirm('bridges/metal-admin-xml-check'),
    gate('bridges/metal-admin-define', 'y', `HOME=${home}`),
    gate('bridges/virbr1-104-link', 'y'),
    gate('bridges/virbr1-104-address', '10.12.8.1 to virbr1.104'),
    manual('bridges/virbr1-104-persist'),
  ];
}
