import type { Condition, ConditionExpression, Operand } from '../model/condition.ts';
import { type ConditionFault, type ConditionToken, scanCondition } from './condition-tokens.ts';
import { type MappedText, spanOf, trim } from './mapped-text.ts';
import type { ParseContext } from './parse-context.ts';

/**
 * Reads the value of `when=`: comparisons with `=` and `!=`, joined by `not`, `and` (which binds closer than `or`),
 * `or` and parentheses. `null`, and reported, where it is not in the grammar.
 */
export function parseCondition(written: MappedText, { document, report }: ParseContext): Condition | null {
  const text = trim(written);
  const tokens = scanCondition(text);
  const read = 'message' in tokens ? tokens : new ConditionReader(tokens).read();
  if ('message' in read) {
    report('condition-syntax', spanOf(text, read.start, read.end), read.message);
    return null;
  }
  const variables = [...new Set(variablesIn(read))];
  return { text: text.value, expression: read, variables, source: document.locate(spanOf(text)) };
}

type Result<T> = T | ConditionFault;

/** Lives for one condition: its tokens and how far they are read. */
class ConditionReader {
  readonly #tokens: readonly ConditionToken[];
  #next = 0;

  constructor(tokens: readonly ConditionToken[]) {
    this.#tokens = tokens;
  }

  read(): Result<ConditionExpression> {
    const whole = this.#readJoined('or');
    if ('message' in whole || this.#peek().type === 'end') return whole;
    return this.#unexpected(whole.type === 'compare' ? '`and`, `or` or the end' : '`and` or `or`');
  }

  #readJoined(type: 'and' | 'or'): Result<ConditionExpression> {
    const of: ConditionExpression[] = [];
    do {
      const part = type === 'or' ? this.#readJoined('and') : this.#readPart();
      if ('message' in part) return part;
      of.push(part);
    } while (this.#take(type));
    const [only] = of;
    return of.length === 1 && only !== undefined ? only : { type, of };
  }

  #readPart(): Result<ConditionExpression> {
    if (this.#take('not')) {
      const of = this.#readPart();
      return 'message' in of ? of : { type: 'not', of };
    }
    if (!this.#take('open')) return this.#readComparison();
    const inner = this.#readJoined('or');
    if ('message' in inner) return inner;
    return this.#take('close') ? inner : this.#unexpected('`)`');
  }

  #readComparison(): Result<ConditionExpression> {
    const start = this.#peek();
    const left = this.#readOperand('a comparison such as `$NAME = text`');
    if ('message' in left) return left;
    const operator = this.#peek();
    if (operator.type !== 'operator') return this.#unexpected('`=` or `!=`');
    this.#next += 1;
    const right = this.#readOperand("a text or a variable (`''` for nothing)");
    if ('message' in right) return right;
    if (left.type === 'variable' || right.type === 'variable')
      return { type: 'compare', left, op: operator.op, right };
    const hint = /^[A-Za-z_]\w*$/.test(left.value) ? `; write \`$${left.value}\`` : '';
    const { end } = this.#tokens[this.#next - 1] ?? start;
    return {
      message: `Unexpected comparison without a variable, expected $NAME on one side${hint}`,
      start: start.start,
      end,
    };
  }

  #readOperand(expected: string): Result<Operand> {
    const token = this.#peek();
    if (token.type === 'variable') {
      this.#next += 1;
      return { type: 'variable', name: token.name };
    }
    if (token.type !== 'text') return this.#unexpected(expected);
    this.#next += 1;
    return { type: 'text', value: token.value };
  }

  #unexpected(expected: string): ConditionFault {
    const { type, text, start, end } = this.#peek();
    const what = type === 'end' ? 'end of the condition' : `\`${text}\``;
    const word = type === 'text' && /^(?:and|or|not)$/i.test(text) ? `; write \`${text.toLowerCase()}\`` : '';
    const before = this.#tokens[this.#next - 1];
    const words =
      type === 'text' && before?.type === 'text' && !before.quoted && word === ''
        ? '; a text of several words stands in single quotes'
        : '';
    return { message: `Unexpected ${what}, expected ${expected}${word}${words}`, start, end };
  }

  #take(type: ConditionToken['type']): boolean {
    const found = this.#peek().type === type;
    if (found) this.#next += 1;
    return found;
  }

  #peek(): ConditionToken {
    return this.#tokens[this.#next] ?? { type: 'end', text: '', start: 0, end: 0 };
  }
}

function variablesIn(expression: ConditionExpression): readonly string[] {
  switch (expression.type) {
    case 'compare':
      return [expression.left, expression.right].flatMap((side) =>
        side.type === 'variable' ? [side.name] : [],
      );
    case 'not':
      return variablesIn(expression.of);
    case 'and':
    case 'or':
      return expression.of.flatMap(variablesIn);
    default:
      return expression satisfies never;
  }
}
