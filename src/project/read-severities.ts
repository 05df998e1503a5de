import type { VFileMessage } from 'vfile-message';
import { isMap, isScalar, type Node } from 'yaml';
import { listRules } from '../lint/registry.ts';
import type { LintSettings } from '../lint/rule.ts';
import { didYouMean } from '../parse/suggest.ts';
import { type ConfigText, type Entry, nameOf } from './config-text.ts';

/** `rules: { RULE: off | warning | error }`. What cannot be acted on is a message, and changes nothing. */
export function readSeverities(
  value: Node,
  { complain }: ConfigText,
): { readonly severities: LintSettings['severities']; readonly messages: readonly VFileMessage[] } {
  const severities = new Map<string, 'off' | 'warning' | 'error'>();
  if (!isMap(value)) {
    const reason = 'Unexpected value of `rules`, expected rules and severities such as `wait-loop: off`';
    return { severities, messages: [complain('config-value', value, reason)] };
  }
  const infos = listRules();
  const messages: VFileMessage[] = [];
  for (const entry of value.items as readonly Entry[]) {
    const name = nameOf(entry);
    const info = infos.find(({ id }) => id === name);
    const severity = severityOf(entry.value);
    if (info === undefined) {
      const ids = infos.map(({ id }) => id);
      const reason = `Unexpected rule \`${name}\`, expected one of \`runbook lint --rules\`${didYouMean(name, ids)}`;
      messages.push(complain('config-unknown', entry.key, reason));
    } else if (severity === null) {
      const reason = `Unexpected severity of \`${name}\`, expected \`off\`, \`warning\` or \`error\``;
      messages.push(complain('config-value', entry.value ?? entry.key, reason));
    } else if (info.guardsPromise && severity !== info.severity) {
      const reason = `Unexpected \`${severity}\` for \`${name}\`, which guards a promise and stays an ${info.severity}`;
      messages.push(complain('config-value', entry.value ?? entry.key, reason));
    } else severities.set(name, severity);
  }
  return { severities, messages };
}

/** YAML 1.1 reads `off` as false; whoever writes for it quotes nothing. */
function severityOf(node: Node | null): 'off' | 'warning' | 'error' | null {
  const value = isScalar(node) ? node.value : null;
  if (value === false) return 'off';
  return value === 'off' || value === 'warning' || value === 'error' ? value : null;
}
