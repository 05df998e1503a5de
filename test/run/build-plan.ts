import { noTraits } from '../../src/model/block-traits.ts';
import type { Expectation } from '../../src/model/expectation.ts';
import type { Plan, PlanStep } from '../../src/model/plan.ts';
import type { BlockStep, CheckpointStep, Section } from '../../src/model/runbook.ts';

const point = { line: 1, column: 1, offset: 0 };
const source = { file: 'runbooks/x.md', position: { start: point, end: point } };
const section: Section = { slug: 'one', title: 'One', depth: 2, source };

/** A block for the engine's tests: `readonly` and named, unless told otherwise. */
export function block(id: string, over: Partial<BlockStep> = {}): PlanStep {
  const code = over.code ?? `${id}\n`;
  const step: BlockStep = {
    kind: 'block',
    id,
    title: id,
    section,
    source,
    prose: '',
    warnings: [],
    mode: 'readonly',
    gate: null,
    language: 'bash',
    code,
    segments: [{ code, line: 10, expectation: null }],
    expectation: null,
    exactOutput: null,
    polling: null,
    confirm: null,
    timeout: null,
    grace: { ms: 10_000, text: '10s' },
    cwd: null,
    traits: noTraits,
    ...over,
  };
  const stops = step.mode === 'gate' || step.gate !== null;
  return { step, stops, reads: [], dangers: [], scripts: [], passedOver: false, hash: `hash of ${id}` };
}

export function gated(id: string, phrase: string | null = null): PlanStep {
  return block(id, { mode: 'gate', gate: { phrase } });
}

export function checkpoint(id: string): PlanStep {
  const step: CheckpointStep = {
    kind: 'checkpoint',
    id,
    title: id,
    section,
    source,
    prose: '',
    warnings: [],
    text: id,
  };
  return { step, stops: true, reads: [], dangers: [], scripts: [], passedOver: false, hash: `hash of ${id}` };
}

export function plan(...steps: readonly PlanStep[]): Plan {
  return {
    id: 'x',
    title: 'X',
    file: 'runbooks/x.md',
    careful: false,
    requirements: { target: 'cloud', host: null, user: null, needs: [], secrets: [], cwd: null, after: [] },
    steps,
  };
}

/** `contains TEXT` over both streams. */
export function contains(text: string): Expectation {
  const pattern = { type: 'literal', value: text } as const;
  return { claims: [{ text, stream: 'both', fact: { type: 'contains', pattern }, source }] };
}
