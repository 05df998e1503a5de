/** A stop on the way through a runbook: what is asked there, and how the walk answers. */
export interface Stop {
  readonly step: string;
  readonly kind: 'gate' | 'confirm' | 'checkpoint' | 'manual';
  readonly answer: string;
  /** What the gate says of the variables its block reads. */
  readonly reads: readonly string[];
}

const gate = (step: string, answer: string, ...reads: string[]): Stop => ({
  step,
  kind: 'gate',
  answer,
  reads,
});
const confirm = (step: string): Stop => ({ step, kind: 'confirm', answer: 'y', reads: [] });
const manual = (step: string): Stop => ({ step, kind: 'manual', answer: 'done', reads: [] });

const profile = 'MAAS_PROFILE=admin';

/** The stops of the teardown, in order; `ids` are MAAS's ids of the machines, by host. */
export function teardownStops(ids: ReadonlyMap<string, string>): readonly Stop[] {
  const releases = [...ids].map(([host, id]) => {
    const variable = `${host.toUpperCase().replaceAll('-', '_')}_ID`;
    return gate(`release-${host}`, `release ${host}`, profile, `${variable}=${id}`);
  });
  return [confirm('what-is-lost'), gate('destroy', 'destroy openstack', 'MODEL=openstack'), ...releases];
}

/** The stops of phase 00, in order. */
export const reconfigureStops: readonly Stop[] = [
  { step: 'step-1-teardown-1', kind: 'checkpoint', answer: 'y', reads: [] },
  confirm('plan'),
  gate('recidr', 'recidr openstack', profile),
  gate('standup', 'y', profile),
  manual('bridges'),
];

/** The stops of the jumphost's runbook, in order. */
export function jumphostStops(home: string): readonly Stop[] {
  return [
    gate('virbr2-add', 'y'),
    gate('virbr2-del', '10.12.8.1 off virbr2'),
    confirm('metal-admin-xml-check'),
    gate('metal-admin-define', 'y', `HOME=${home}`),
    gate('virbr1-104-link', 'y'),
    gate('virbr1-104-address', '10.12.8.1 to virbr1.104'),
    manual('virbr1-104-persist'),
  ];
}
