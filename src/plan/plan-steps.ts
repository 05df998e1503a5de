import { addFunctions, noFunctions, type ShellFunctions } from '../bash/calls/functions.ts';
import { scriptPaths } from '../bash/calls/scripts.ts';
import { findEffects, type Violation } from '../bash/effects/effects.ts';
import type { OwnCommand } from '../bash/effects/own-commands.ts';
import { maskPlaceholders } from '../bash/mask-placeholders.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { variablesRead } from '../bash/variables/reads.ts';
import type { Danger } from '../model/danger.ts';
import type { PlanStep } from '../model/plan.ts';
import type { BlockStep, Segment } from '../model/runbook.ts';
import { essenceOf } from './essence.ts';
import type { PlacedStep } from './expand-tree.ts';

export interface PlanContext {
  readonly bash: BashParser;
  /** SHA-256 of a text, in hex. */
  hashText(text: string): string;
  /** What the project knows of its commands. */
  readonly own?: readonly OwnCommand[];
}

/** Looks into steps in their order; remembers the functions that earlier ones define. */
export class StepPlanner {
  readonly #context: PlanContext;
  readonly #stepwise: boolean;
  #functions: ShellFunctions = noFunctions;

  /** `stepwise`: every block stops. */
  constructor(stepwise: boolean, context: PlanContext) {
    this.#stepwise = stepwise;
    this.#context = context;
  }

  plan(placed: PlacedStep, passedOver: boolean): PlanStep {
    const { bash, hashText, own = [] } = this.#context;
    const { step, document, guards, bindings } = placed;
    const code = step.kind === 'block' ? readableCode(step) : '';
    const functions = this.#functions;
    if (step.kind === 'block') this.#functions = addFunctions(bash, functions, code);
    return {
      step,
      document,
      guards,
      bindings,
      stops: this.#stops(placed),
      reads: variablesRead(bash, code, functions),
      dangers:
        step.kind === 'block' ? dangersOf(step, (code) => findEffects(bash, code, functions, { own })) : [],
      scripts: scriptPaths(bash, code),
      passedOver,
      hash: hashText(JSON.stringify(essenceOf(placed))),
    };
  }

  #stops({ step, trusted }: PlacedStep): boolean {
    if (step.kind === 'include' || step.kind === 'stop') return false;
    if (step.kind !== 'block' || !trusted || this.#stepwise) return true;
    return step.gate !== null || step.mode === 'gate';
  }
}

/** A block's code as bash reads it once its placeholders are filled in. */
export function readableCode({ segments }: BlockStep): string {
  return segments.map(readableSegment).join('');
}

function readableSegment({ code, placeholders }: Segment): string {
  return maskPlaceholders(code, placeholders);
}

/** What `find` knows of a block's code, with the lines of the document. */
export function dangersOf(step: BlockStep, find: (code: string) => readonly Violation[]): readonly Danger[] {
  return step.segments.flatMap((segment) =>
    find(readableSegment(segment)).map(({ command, effect, why, line }) => ({
      command,
      effect,
      why,
      line: segment.line + line,
    })),
  );
}
