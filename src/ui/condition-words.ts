import type { Guard } from '../model/condition.ts';
import { evaluateCondition } from '../run/evaluate-condition.ts';
import { hangWords, span } from './layout.ts';
import type { Style } from './style.ts';

/** A condition above the first step under it, and what it will come to as far as the inputs tell. */
export function whenRows(
  { condition, on }: Guard,
  known: ReadonlyMap<string, string>,
  width: number,
  style: Style,
): readonly string[] {
  const what = on === 'section' ? 'this section when' : 'when';
  const text = `${condition.text}  ${style.glyphs.dash} ${foretell(condition, known)}`;
  return hangWords(style, [span(`      ${what}  `, 'quiet')], span(style.words(text)), width);
}

function foretell(condition: Guard['condition'], known: ReadonlyMap<string, string>): string {
  const open = condition.variables.filter((name) => !known.has(name));
  if (open.length > 0) return `depends on ${open.join(', ')}, known when it is reached`;
  const decision = evaluateCondition(condition, known);
  if (decision.type === 'undecidable') return `cannot be decided: ${decision.variable} is ${decision.why}`;
  return decision.holds ? 'holds with these inputs' : 'does not hold with these inputs: left out';
}
