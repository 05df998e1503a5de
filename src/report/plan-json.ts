import { type BlockTraits, noTraits } from '../model/block-traits.ts';
import type { Expectation } from '../model/expectation.ts';
import type { Input } from '../model/input.ts';
import { modeOf, type Plan, type PlanStep } from '../model/plan.ts';
import type { BlockStep, Step } from '../model/runbook.ts';
import { tellStep } from './tell-step.ts';

/** A plan as `show --json` prints it; tools depend on these keys. */
export interface PlanJson {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly target: string | null;
  readonly careful: boolean;
  /** In the order they are asked for. */
  readonly inputs: readonly InputJson[];
  readonly steps: readonly StepJson[];
}

interface InputJson extends Omit<Input, 'source'> {
  readonly file: string;
  readonly line: number;
}

export interface StepJson {
  readonly id: string;
  readonly title: string;
  /** Title of the section it stands in. */
  readonly section: string;
  readonly file: string;
  readonly line: number;
  readonly kind: Step['kind'];
  readonly mode: 'gate' | 'readonly' | 'auto' | 'manual';
  readonly gate: { readonly phrase: string | null } | null;
  readonly language: string;
  readonly source: string;
  readonly expect: readonly { readonly claim: string; readonly line: number }[];
  /** Everything it depends on: the texts of all conditions it stands under, joined with ` and `. */
  readonly when: string | null;
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
  const inputs = requirements.inputs.map(inputJson);
  return { id, title, file, target: requirements.target, careful, inputs, steps: steps.map(stepJson) };
}

function inputJson({ source, ...input }: Input): InputJson {
  return { ...input, file: source.file, line: source.position.start.line };
}

function stepJson({ step, stops, guards }: PlanStep): StepJson {
  const { id, title, section, source, kind } = step;
  const isBlock = kind === 'block';
  return {
    id,
    title,
    section: section.title,
    file: source.file,
    line: source.position.start.line,
    kind,
    mode: modeOf(step),
    gate: stops ? { phrase: isBlock ? (step.gate?.phrase ?? null) : null } : null,
    language: isBlock || kind === 'manual' ? step.language : '',
    source: tellStep(step),
    expect: isBlock ? claimsOf(step) : [],
    when: joinConditions(guards.map(({ condition }) => condition.text)),
    within: isBlock ? (step.polling?.within.text ?? null) : null,
    timeout: isBlock ? (step.timeout?.text ?? null) : null,
    ...traitsJson(isBlock ? step.traits : noTraits),
  };
}

/** `or` binds less than the `and` that joins them. */
function joinConditions(texts: readonly string[]): string | null {
  if (texts.length <= 1) return texts[0] ?? null;
  return texts.map((text) => (/\bor\b/.test(text) ? `(${text})` : text)).join(' and ');
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
