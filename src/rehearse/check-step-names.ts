import { VFileMessage } from 'vfile-message';
import type { Plan } from '../model/plan.ts';
import { didYouMean } from '../parse/suggest.ts';
import { matchesId } from './match-id.ts';
import type { Scenario } from './scenario.ts';

/** Steps that a scenario names and its runbook does not have. */
export function checkStepNames(scenario: Scenario, plan: Plan): readonly VFileMessage[] {
  const steps = [...plan.steps, ...plan.documents.flatMap(({ rollback }) => rollback)];
  const ids = steps.map(({ step }) => step.id);
  const isKnown = (name: string) => ids.some((id) => matchesId(name, id));
  const { answers, steps: statuses, stopped } = scenario;
  const named = [
    ...Object.keys(answers).map((name) => [`answers.${name}`, name] as const),
    ...Object.keys(statuses).map((name) => [`steps.${name}`, name] as const),
    ...(stopped === null ? [] : [['stopped', stopped] as const]),
  ];
  return named
    .filter(([, name]) => !isKnown(name))
    .map(([key, name]) =>
      complainAt(
        scenario,
        key,
        'rehearsal-step',
        `Unexpected step \`${name}\`, which ${plan.id} does not have${didYouMean(name, ids)}`,
      ),
    );
}

/** An error at the place of a key of the scenario. */
export function complainAt(scenario: Scenario, key: string, rule: string, reason: string): VFileMessage {
  const { file, places } = scenario;
  const { line, column } = places.get(key) ?? places.get('name') ?? { line: 1, column: 1 };
  const place = { line, column };
  const message = new VFileMessage(reason, { place, ruleId: rule, source: 'runbook' });
  message.fatal = true;
  message.file = file;
  return message;
}
