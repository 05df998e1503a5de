import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readScenarios } from '../../src/rehearse/read-scenarios.ts';
import { outcomes, stepStatuses } from '../../src/rehearse/scenario.ts';
import { scenarioKeys } from '../../src/rehearse/scenario-keys.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/rehearsal.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv({
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allErrors: true,
}).compile(schema);
const file = 'runbooks/x.rehearsal.yaml';
const read = (text: string) => readScenarios(text, file);
const said = (text: string) =>
  read(text).messages.map(({ line, column, reason }) => `${line}:${column} ${reason}`);

const good = {
  'the least': 'runbook: x\noutcome: done\n',
  everything: `# yaml-language-server: $schema=../schemas/rehearsal.schema.json
name: all of it
runbook: x
stand-ins:
  - fixtures/cloud/bin
  - juju: |
      echo gone
tools: [tar]
files: [scripts, bundle.yaml]
setup: echo 1 > state
env: {MAAS_PROFILE: admin, COUNT: 3}
inputs: {ID: 007}
answers:
  go: y
  destroy: [destroy openstack, {shell: "echo fixed > state"}, retry]
  elsewhere: [{elsewhere: touch done}, done]
  remove: [{fill: {id: "3"}}, y]
outcome: unexpected
exit: 4
steps: {go: passed, 'teardown/*': skipped}
stopped: destroy
because: found no lines
`,
  several: `runbook: x
outcome: done
env: {A: "1", B: "1"}
answers: {go: y}
scenarios:
  - name: one
  - name: two
    env: {B: "2"}
    outcome: declined
    answers: {go: n}
`,
  'runbooks of their own': `scenarios:
  - {name: a, runbook: x, outcome: done, files: {scripts: fixtures/scripts}}
  - {name: b, runbook: z, outcome: paused}
`,
};

const bad: Readonly<Record<string, readonly [text: string, said: string]>> = {
  'a key that is misspelt': ['runbook: x\noutcom: done\n', '2:1 Unexpected key `outcom`, expected one of '],
  'no outcome': ['runbook: x\n', '1:1 Unexpected scenario without `outcome`'],
  'no runbook': ['outcome: done\n', '1:1 Unexpected scenario without `runbook`'],
  'an outcome that is none': [
    'runbook: x\noutcome: don\n',
    '2:10 Unexpected value, expected one of done, failed, unexpected, declined, aborted, paused, rolled-back; did you mean `done`?',
  ],
  'a status that is none': [
    'runbook: x\noutcome: done\nsteps: {a: pased}\n',
    '3:12 Unexpected value, expected one of pending',
  ],
  'an exit code that is none': [
    'runbook: x\noutcome: done\nexit: 300\n',
    '3:7 Unexpected value, expected an exit code',
  ],
  'a file outside': [
    'runbook: x\noutcome: done\nfiles: [../x]\n',
    '3:9 Unexpected value, expected a path relative',
  ],
  'an absolute file': [
    'runbook: x\noutcome: done\nfiles: {a: /etc/x}\n',
    '3:12 Unexpected value, expected a path',
  ],
  'an answer of another kind': [
    'runbook: x\noutcome: done\nanswers: {a: [{shel: x}]}\n',
    '3:16 Unexpected answer `shel`, expected what is typed, or one of `shell`, `elsewhere`, `fill`; did you mean `shell`?',
  ],
  'a shell without what is typed in it': [
    'runbook: x\noutcome: done\nanswers: {a: shell}\n',
    '3:14 Unexpected value, expected what is typed in the shell',
  ],
  'no scenarios': ['runbook: x\noutcome: done\nscenarios: []\n', '3:12 Unexpected value of `scenarios`'],
  'a scenario without a name': [
    'runbook: x\noutcome: done\nscenarios:\n  - exit: 0\n',
    '4:5 Unexpected scenario without `name`',
  ],
  'a name for all': [
    'name: x\nrunbook: x\noutcome: done\nscenarios:\n  - name: a\n',
    '1:1 Unexpected key `name`, expected one of ',
  ],
  'a list': ['- a\n', '1:1 Unexpected content, expected keys'],
  'a stand-in that is no command': [
    'runbook: x\noutcome: done\nstand-ins: {a/b: x}\n',
    "3:13 Unexpected value, expected a command's name",
  ],
};

describe('the schema and the reader', () => {
  test('know the same keys', () => {
    const keys = Object.keys(scenarioKeys).sort();
    expect(Object.keys(schema.definitions.scenario.properties).sort()).toEqual(keys);
    expect(Object.keys(schema.properties).sort()).toEqual([...keys, 'scenarios'].sort());
  });

  test('know the same words', () => {
    expect(schema.definitions.outcome.enum).toEqual(outcomes);
    expect(schema.definitions.steps.additionalProperties.enum).toEqual(stepStatuses);
  });

  test.each(Object.entries(good))('accept %s', (_, text) => {
    expect(said(text)).toEqual([]);
    expect([validate(parse(text)), validate.errors]).toEqual([true, null]);
  });

  test.each(Object.entries(bad))('refuse %s', (_, [text, wanted]) => {
    expect(said(text)[0]).toContain(wanted);
    expect(validate(parse(text))).toBe(false);
  });
});

test('scenarios of one file share what stands above them, and say otherwise', () => {
  const [one, two] = read(good.several).scenarios;
  expect(one).toMatchObject({ name: 'one', runbook: 'x', outcome: 'done', env: { A: '1', B: '1' } });
  expect(two).toMatchObject({
    name: 'two',
    outcome: 'declined',
    env: { A: '1', B: '2' },
    answers: { go: [{ type: 'line', text: 'n' }] },
  });
});

test('a single scenario is called after its file, and its keys have places', () => {
  const [scenario] = read(good.everything.replace('name: all of it\n', '')).scenarios;
  expect(scenario?.name).toBe('x');
  expect(scenario?.inputs).toEqual({ ID: '007' });
  expect(scenario?.places.get('outcome')).toEqual({ line: 17, column: 10 });
  expect(scenario?.places.get('steps.go')).toEqual({ line: 19, column: 13 });
});

test('two scenarios of one name, and YAML that is none, are errors with their places', () => {
  const twins = 'runbook: x\noutcome: done\nscenarios:\n  - name: a\n  - name: a\n';
  expect(said(twins)).toEqual(['5:5 Unexpected second scenario named `a`']);
  expect(said('runbook: [x\n')[0]).toMatch(/^\d+:\d+ /);
  expect(said('runbook: x\nrunbook: y\noutcome: done\n')[0]).toMatch(/^2:1 /);
});
