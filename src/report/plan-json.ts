import { type BlockTraits, noTraits } from '../model/block-traits.ts';
import type { Expectation } from '../model/expectation.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { BlockStep } from '../model/runbook.ts';

/** A plan as `show --json` prints it; tools depend on these keys. */
export interface PlanJson {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly target: string | null;
  readonly careful: boolean;
  readonly steps: readonly StepJson[];
}

export interface StepJson {
  readonly id: string;
  readonly title: string;
  /** Title of the section it stands in. */
  readonly section: string;
  readonly file: string;
  readonly line: number;
  readonly kind: 'block' | 'checkpoint' | 'manual';
  readonly mode: 'gate' | 'readonly' | 'auto' | 'manual';
  readonly gate: { readonly phrase: string | null } | null;
  readonly language: string;
  readonly source: string;
  readonly expect: readonly { readonly claim: string; readonly line: number }[];
  /** Conditions are not built yet: always `null`. */
  readonly when: null;
  /** As written: `15m`. */
  readonly within: string | null;
  readonly timeout: string | null;
  /** How long it takes as a rule, as written. */
  readonly about: string | null;
  readonly once: boolean;
  readonly tty: boolean;
  readonly secret: boolean;
  readonly strict: boolean;
  readonly keepGoing: boolean;
}

export function planJson({ id, title, file, requirements, careful, steps }: Plan): PlanJson {
  return { id, title, file, target: requirements.target, careful, steps: steps.map(stepJson) };
}

function stepJson({ step, stops }: PlanStep): StepJson {
  const { id, title, section, source, kind } = step;
  const isBlock = kind === 'block';
  return {
    id,
    title,
    section: section.title,
    file: source.file,
    line: source.position.start.line,
    kind,
    mode: isBlock ? step.mode : kind === 'manual' ? 'manual' : 'gate',
    gate: stops ? { phrase: isBlock ? (step.gate?.phrase ?? null) : null } : null,
    language: kind === 'checkpoint' ? '' : step.language,
    source: isBlock ? step.code : step.text,
    expect: isBlock ? claimsOf(step) : [],
    when: null,
    within: isBlock ? (step.polling?.within.text ?? null) : null,
    timeout: isBlock ? (step.timeout?.text ?? null) : null,
    ...traitsJson(isBlock ? step.traits : noTraits),
  };
}

function traitsJson({ about, once, tty, secret, strict, keepGoing }: BlockTraits) {
  return { about: about?.text ?? null, once, tty, secret, strict, keepGoing };
}

function claimsOf(step: BlockStep): StepJson['expect'] {
  const exact = step.exactOutput;
  return [
    ...step.segments.flatMap(({ expectation }) => claims(expectation)),
    ...claims(step.expectation),
    ...(exact === null ? [] : [{ claim: 'exact output', line: exact.source.position.start.line }]),
  ];
}

function claims(expectation: Expectation | null): StepJson['expect'] {
  return (expectation?.claims ?? []).map(({ text, source }) => ({
    claim: text,
    line: source.position.start.line,
  }));
}
