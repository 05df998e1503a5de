import { listRules } from '../lint/registry.ts';
import { exitCode } from '../model/outcome.ts';
import { didYouMean } from '../parse/suggest.ts';
import { wrap } from '../report/printable.ts';
import { Refusal } from '../world/refusal.ts';
import { readRulePage } from './rule-page.ts';

/** Every rule, with its severity and one sentence; `*` marks those whose severity cannot be changed. */
export function renderRules(columns: number): string {
  const rules = listRules();
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.flatMap(({ id, severity, guardsPromise, description }) => {
    const head = `${id.padEnd(width)}  ${`${severity}${guardsPromise ? '*' : ''}`.padEnd(8)}  `;
    const [first = '', ...rest] = wrap(description, Math.max(columns - head.length, 30));
    return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)];
  });
  const note =
    '* guards a promise: its severity cannot be changed. `runbook lint --explain RULE` shows a rule’s page.';
  return `${[...lines, '', ...wrap(note, columns)].join('\n')}\n`;
}

/** The page of a rule. Throws a `Refusal` when there is no such rule. */
export function explainRule(id: string): string {
  const page = readRulePage(id);
  const ids = listRules().map((rule) => rule.id);
  if (ids.includes(id) && page !== null) return page;
  const hint = didYouMean(id, ids).replace(/^; /, '') || 'see runbook lint --rules';
  throw new Refusal(`there is no rule ${id}`, hint, exitCode.usage);
}
