import { noTraits } from '../../src/model/block-traits.ts';
import type { Condition } from '../../src/model/condition.ts';
import type { Expectation } from '../../src/model/expectation.ts';
import type { Plan, PlanDocument, PlanStep } from '../../src/model/plan.ts';
import type {
  BlockStep,
  ChecklistStep,
  CheckpointStep,
  IncludeStep,
  Section,
  Step,
  StopStep,
} from '../../src/model/runbook.ts';

const point = { line: 1, column: 1, offset: 0 };
const source = { file: 'runbooks/x.md', position: { start: point, end: point } };
const section: Section = { slug: 'one', title: 'One', depth: 2, within: [], source };

const common = (id: string) => ({ id, title: id, section, source, prose: '', warnings: [], guards: [] });

/** A step as the plan has it, in the document itself. */
function planned(step: Step, stops: boolean): PlanStep {
  return {
    step,
    document: 0,
    guards: step.guards,
    bindings: {},
    stops,
    reads: [],
    dangers: [],
    scripts: [],
    passedOver: false,
    hash: `hash of ${step.id}`,
  };
}

/** A block for the engine's tests: `readonly` and named, unless told otherwise. */
export function block(id: string, over: Partial<BlockStep> = {}): PlanStep {
  const code = over.code ?? `${id}\n`;
  const step: BlockStep = {
    ...common(id),
    kind: 'block',
    mode: 'readonly',
    gate: null,
    language: 'bash',
    code,
    segments: [{ code, line: 10, expectation: null, placeholders: [] }],
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
    ...over,
  };
  return planned(step, step.mode === 'gate' || step.gate !== null);
}

export function gated(id: string, phrase: string | null = null): PlanStep {
  return block(id, { mode: 'gate', gate: { phrase } });
}

export function checkpoint(id: string): PlanStep {
  const step: CheckpointStep = { ...common(id), kind: 'checkpoint', text: id };
  return planned(step, true);
}

export function checklist(id: string, ...items: readonly string[]): PlanStep {
  const step: ChecklistStep = {
    ...common(id),
    kind: 'checklist',
    items: items.map((text) => ({ text, source })),
  };
  return planned(step, true);
}

export function include(id: string): PlanStep {
  const step: IncludeStep = { ...common(id), kind: 'include', runbook: id, part: null, named: source };
  return planned(step, false);
}

export function stop(id: string, reason: string): PlanStep {
  const step: StopStep = { ...common(id), kind: 'stop', reason };
  return planned(step, false);
}

/** The step, standing under `$NAME = value`. */
export function under(step: PlanStep, id: string, name: string, value: string): PlanStep {
  const condition: Condition = {
    text: `$${name} = ${value}`,
    expression: {
      type: 'compare',
      left: { type: 'variable', name },
      op: '=',
      right: { type: 'text', value },
    },
    variables: [name],
    source,
  };
  return { ...step, guards: [...step.guards, { id, on: 'step', condition }] };
}

export function plan(...steps: readonly PlanStep[]): Plan {
  return {
    id: 'x',
    title: 'X',
    file: 'runbooks/x.md',
    careful: false,
    requirements: {
      target: 'cloud',
      host: null,
      user: null,
      needs: [],
      secrets: [],
      cwd: null,
      after: [],
      inputs: [],
    },
    targets: ['cloud'],
    documents: [document('')],
    steps,
  };
}

/** A document of a plan; `prefix` is empty for the runbook itself. */
export function document(prefix: string, over: Partial<PlanDocument> = {}): PlanDocument {
  const id = prefix === '' ? 'x' : prefix.slice(0, -1);
  return {
    prefix,
    id,
    title: id,
    file: `runbooks/${id}.md`,
    trusted: true,
    target: prefix === '' ? 'cloud' : null,
    cwd: prefix === '' ? '/srv' : `/srv/${id}`,
    parent: prefix === '' ? null : 0,
    rollback: [],
    ...over,
  };
}

/** `contains TEXT` over both streams. */
export function contains(text: string): Expectation {
  const pattern = { type: 'literal', value: text } as const;
  return { claims: [{ text, stream: 'both', fact: { type: 'contains', pattern }, source }] };
}
