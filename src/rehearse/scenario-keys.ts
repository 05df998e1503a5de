/** What the value of a key is made of. */
export type KeyKind =
  | 'text'
  | 'code'
  | 'exit'
  | 'outcome'
  | 'texts'
  | 'stand-ins'
  | 'files'
  | 'values'
  | 'answers'
  | 'statuses';

/** Every key of a scenario. `schemas/rehearsal.schema.json` says the same to editors, and a test holds the two together. */
export const scenarioKeys = {
  name: 'text',
  runbook: 'text',
  'stand-ins': 'stand-ins',
  tools: 'texts',
  files: 'files',
  setup: 'code',
  env: 'values',
  inputs: 'values',
  answers: 'answers',
  outcome: 'outcome',
  exit: 'exit',
  steps: 'statuses',
  stopped: 'text',
  because: 'text',
} as const satisfies Readonly<Record<string, KeyKind>>;

export type ScenarioKey = keyof typeof scenarioKeys;

/** Without these a scenario says nothing; the file may give them to all of its scenarios. */
export const requiredKeys: readonly ScenarioKey[] = ['runbook', 'outcome'];

/** Keys that a file may not share: each scenario has its own. */
export const ownKeys: readonly ScenarioKey[] = ['name'];

/** Values under these keys are put together, name by name; under any other, a scenario's own value counts. */
export const mergedKeys: readonly ScenarioKey[] = ['env', 'inputs', 'answers', 'steps'];

/** What an answer may be beside a line that is typed. */
export const answerKeys = ['shell', 'elsewhere', 'fill'] as const;
