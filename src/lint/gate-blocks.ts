import type { Position } from '../model/position.ts';
import type { Runbook, Step } from '../model/runbook.ts';

/** The runbook with a gate before each block in which one of the places lies: what guarded it was disabled. */
export function gateBlocks(runbook: Runbook, places: readonly Position[]): Runbook {
  if (places.length === 0) return runbook;
  const gated = (step: Step): Step => {
    if (step.kind !== 'block' || !places.some((place) => isIn(place, step.source.position))) return step;
    // A block that is polled runs again and again, which a yes given once does not cover: it runs once.
    return { ...step, mode: 'gate', gate: step.gate ?? { phrase: null }, polling: null };
  };
  return { ...runbook, steps: runbook.steps.map(gated), rollback: runbook.rollback.map(gated) };
}

function isIn({ start }: Position, around: Position): boolean {
  return start.offset >= around.start.offset && start.offset < around.end.offset;
}
