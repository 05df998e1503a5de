import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { ConditionExpression } from '../model/condition.ts';
import type { Position } from '../model/position.ts';
import type { Step } from '../model/runbook.ts';
import { oneSlipFrom } from '../parse/suggest.ts';
import { isIncluded } from './includers.ts';
import { KnownVariables } from './known-variables.ts';
import type { LintDocument } from './lint-document.ts';
import type { Repository } from './repository.ts';

/** A variable in a condition or a typed phrase that nothing before it sets. */
export interface UnsetVariable extends Use {
  /** Names that are set before it. */
  readonly set: readonly string[];
  /** The one of them that it is a slip of. */
  readonly meant: string | null;
}

/**
 * Finds them in a document that has opted in, but for names that blocks of it read: those are taken to come from the
 * operator's session. One that others include may get its variables from them, and is not judged.
 */
export function findUnsetVariables(
  document: LintDocument,
  bash: BashParser,
  repository: Repository | undefined,
): readonly UnsetVariable[] {
  const { runbook } = document;
  if (!runbook.trusted || ![...runbook.steps, ...runbook.rollback].some(usesVariables)) return [];
  const known = new KnownVariables(document, bash);
  const seen = new Set<number>();
  const found = [...runbook.steps, ...runbook.rollback].flatMap((step) => {
    const uses = [...usesInConditions(step, seen), ...usesInPhrase(step, document)];
    const unset = uses.filter(({ name }) => !known.has(name));
    const findings = unset.map((use) => ({
      ...use,
      set: known.names,
      meant: meantBy(use.name, known.names),
    }));
    known.pass(step);
    return findings;
  });
  return found.length > 0 && repository !== undefined && isIncluded(runbook, repository) ? [] : found;
}

function usesVariables(step: Step): boolean {
  return step.guards.length > 0 || (step.kind === 'block' && step.gate?.phrase?.includes('$') === true);
}

/** `WEB1` is no slip of `WEB2`, and short names are too near to each other. */
function meantBy(name: string, set: readonly string[]): string | null {
  const bare = (text: string) => text.toLowerCase().replace(/\d/g, '');
  const candidates = set.filter((each) => each.length > 3 && bare(each) !== bare(name));
  const near =
    name.length > 3
      ? oneSlipFrom(
          name,
          candidates.map((each) => each.toLowerCase()),
        )
      : null;
  return near === null ? null : (candidates.find((each) => each.toLowerCase() === near) ?? null);
}

/** A variable in a condition or in a typed phrase that nothing before it sets. */
interface Use {
  readonly name: string;
  readonly where: 'a condition' | 'a phrase';
  readonly place: Position;
}

/** A section's condition is decided at its first step, so it is looked at once. */
function usesInConditions(step: Step, seen: Set<number>): readonly Use[] {
  return step.guards.flatMap(({ condition }): readonly Use[] => {
    const { position } = condition.source;
    if (seen.has(position.start.offset)) return [];
    seen.add(position.start.offset);
    const empty = comparedWithNothing(condition.expression);
    return condition.variables
      .filter((name) => !empty.includes(name))
      .map((name) => ({ name, where: 'a condition', place: position }));
  });
}

/** `$X = ''` asks whether there is a value. */
function comparedWithNothing(expression: ConditionExpression): readonly string[] {
  if (expression.type === 'not') return comparedWithNothing(expression.of);
  if (expression.type !== 'compare') return expression.of.flatMap(comparedWithNothing);
  const { left, right } = expression;
  const isNothing = [left, right].some((operand) => operand.type === 'text' && operand.value === '');
  return isNothing
    ? [left, right].flatMap((operand) => (operand.type === 'variable' ? operand.name : []))
    : [];
}

function usesInPhrase(step: Step, { text }: LintDocument): readonly Use[] {
  if (step.kind !== 'block' || step.gate?.phrase == null) return [];
  const { each, gate, source } = step;
  const names = Array.from((gate.phrase ?? '').matchAll(/\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g), (match) => ({
    name: match[1] ?? match[2] ?? '',
    written: match[0],
  }));
  return names
    .filter(({ name }) => name !== each?.variable)
    .map(({ name, written }) => {
      // In the info string, or in the comment above.
      const line = text.line(source.position.start.line);
      const before = text.text.slice(0, line.start + line.text.length);
      const start = before.lastIndexOf(written);
      const place =
        start < 0 ? source.position : text.locate({ start, end: start + written.length }).position;
      return { name, where: 'a phrase', place };
    });
}
