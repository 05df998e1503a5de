import { noTraits } from '../../src/model/block-traits.ts';
import type { Place } from '../../src/model/event.ts';
import type { PlanDocument, PlanStep } from '../../src/model/plan.ts';
import type { BlockStep, CheckpointStep, ManualStep, Section } from '../../src/model/runbook.ts';
import type { GateView } from '../../src/run/ports.ts';

const position = { start: { line: 44, column: 1, offset: 0 }, end: { line: 46, column: 4, offset: 90 } };
export const source = { file: 'runbooks/phase-00.md', position };

export function section(title: string): Section {
  return { slug: title.toLowerCase().replace(/\W+/g, '-'), title, depth: 2, within: [], source };
}

export const place: Place = {
  host: 'jumphost',
  user: 'ubuntu',
  cwd: '/srv/openstack',
  target: 'openstack@juju.maas',
};

const common = {
  title: 'recidr',
  section: section('3 Re-CIDR'),
  source,
  prose: '',
  warnings: [],
  guards: [],
};

export function block(changes: Partial<BlockStep> = {}): BlockStep {
  const code = changes.code ?? 'bash scripts/phase-00-maas-recidr.sh --apply\n';
  return {
    ...common,
    kind: 'block',
    id: 'recidr',
    mode: 'gate',
    gate: { phrase: null },
    language: 'bash',
    code,
    segments: [{ code, line: 45, expectation: null, placeholders: [] }],
    expectation: null,
    exactOutput: null,
    polling: null,
    confirm: null,
    timeout: null,
    grace: { ms: 10_000, text: '10s' },
    cwd: null,
    each: null,
    capture: null,
    traits: noTraits,
    ...changes,
  };
}

export function checkpoint(text: string): CheckpointStep {
  return { ...common, kind: 'checkpoint', id: 'go', title: 'go', text };
}

export function manual(text: string): ManualStep {
  return { ...common, kind: 'manual', id: 'carve', title: 'carve', text, language: '' };
}

export function planned(step: PlanStep['step'], changes: Partial<PlanStep> = {}): PlanStep {
  const nothing = { document: 0, guards: [], bindings: {}, reads: [], dangers: [], scripts: [] };
  return { step, ...nothing, stops: true, passedOver: false, hash: 'h', ...changes };
}

/** A document of a plan; `parent` is the one that includes it. */
export function document(id: string, prefix: string, parent: number | null = null): PlanDocument {
  const file = `runbooks/${id}.md`;
  const title = `The title of ${id}`;
  return { id, prefix, title, file, parent, trusted: true, target: null, cwd: '/srv', rollback: [] };
}

export function expectation(...claims: string[]): NonNullable<BlockStep['expectation']> {
  return { claims: claims.map((text) => ({ text, stream: 'both', fact: { type: 'empty' }, source })) };
}

export function gateView(changes: Partial<GateView> = {}): GateView {
  return {
    step: planned(block()),
    phrase: null,
    unnamed: [],
    reads: [],
    place,
    since: [],
    dangers: changes.step?.dangers ?? [],
    changed: [],
    attempt: 1,
    confinement: null,
    ...changes,
  };
}
