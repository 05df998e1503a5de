import type { Guard } from '../../../src/model/condition.ts';
import type { Runbook } from '../../../src/model/runbook.ts';
import { type Change, placeOfCondition } from './mutant.ts';

/** Every condition of a runbook with its operators and literals changed, parts of it left out, and itself. */
export function changeConditions(runbook: Runbook): readonly Change[] {
  const guards = [...runbook.steps, ...runbook.rollback].flatMap((step) => step.guards);
  const once = guards.filter(
    (guard, index) =>
      guards.findIndex((other) => placeOfCondition(other.condition) === placeOfCondition(guard.condition)) ===
      index,
  );
  return once.flatMap((guard) => changeCondition(runbook.text, guard));
}

function changeCondition(text: string, { id, condition }: Guard): readonly Change[] {
  const { start, end } = condition.source.position;
  const [from, to] = [start.offset, end.offset];
  const written = text.slice(from, to);
  if (written !== condition.text) throw new Error(`${condition.text} is not where it says it is`);
  const common = { kind: 'condition', where: id, touches: placeOfCondition(condition) } as const;
  const others = [...new Set(otherConditions(written))].map((other) => ({
    ...common,
    start: from,
    end: to,
    to: other,
  }));
  const attribute = /\s*when=["']$/.exec(text.slice(0, from));
  const gone = { ...common, start: from - (attribute?.[0].length ?? 0), end: to + 1, to: '' };
  return attribute === null ? others : [...others, withoutEmptyComment(text, gone)];
}

/** A comment that held nothing else goes as a whole. */
function withoutEmptyComment(text: string, change: Change): Change {
  const before = /<!--\s*runbook:\s*$/.exec(text.slice(0, change.start));
  const behind = /^\s*-->/.exec(text.slice(change.end));
  if (before === null || behind === null) return change;
  return { ...change, start: before.index, end: change.end + behind[0].length };
}

function otherConditions(text: string): readonly string[] {
  const changed: string[] = [];
  const replace = (pattern: RegExp, to: (found: string) => string) => {
    for (const { index, 0: found } of text.matchAll(pattern))
      changed.push(text.slice(0, index) + to(found) + text.slice(index + found.length));
  };
  replace(/!?=/g, (op) => (op === '=' ? '!=' : '='));
  replace(/\band\b/g, () => 'or');
  replace(/\bor\b/g, () => 'and');
  replace(/\bnot /g, () => '');
  replace(/(?<==\s*)[\w.-]+/g, (word) => `${word}x`);
  replace(/\s+(?:and|or)\s+(?:[^()]|\([^()]*\))*?(?=\s+(?:and|or)\s|$)/g, () => '');
  replace(/^(?:[^()]|\([^()]*\))*?\s(?:and|or)\s+/g, () => '');
  return changed;
}
