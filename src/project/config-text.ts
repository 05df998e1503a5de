import { VFileMessage } from 'vfile-message';
import { isScalar, type LineCounter, type Node, type Pair } from 'yaml';

export type ConfigRule = 'config-syntax' | 'config-unknown' | 'config-value';

/** An entry of a map of the configuration. */
export type Entry = Pair<Node, Node | null>;

/** Makes messages about places in a configuration file. */
export interface ConfigText {
  complain(
    rule: ConfigRule,
    node: Node | readonly [start: number, end: number],
    reason: string,
  ): VFileMessage;
}

/** `file` is how messages name it. */
export function createConfigText(file: string, counter: LineCounter): ConfigText {
  const point = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col, offset };
  };
  return {
    complain(rule, where, reason) {
      const [start, end] = 'range' in where ? rangeOf(where) : (where as readonly [number, number]);
      const place = { start: point(start), end: point(Math.max(start, end)) };
      const message = new VFileMessage(reason, { place, ruleId: rule, source: 'runbook' });
      message.fatal = true;
      message.file = file;
      return message;
    },
  };
}

export function nameOf({ key }: Entry): string {
  return isScalar(key) ? String(key.value) : key.toString();
}

/** The text of a scalar that holds some; `null`: it is something else. */
export function textOf(node: Node | null | undefined): string | null {
  const value = isScalar(node) ? node.value : null;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function rangeOf({ range }: Node): readonly [number, number] {
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}
