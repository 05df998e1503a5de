import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, filesWith, makeRunbooks } from './flow-project.ts';

const me = ['--as', 'jesse'];
const inputs = `inputs:
  MODEL: { prompt: Which model?, default: openstack, pattern: "[a-z]+" }
  SITE: { prompt: Which site?, choices: [lab, prod] }
  API_KEY: { prompt: The key, secret: true }`;
const open = `inputs:
  MODEL: { prompt: Which model?, default: openstack, pattern: "[a-z]+" }
  SITE: { prompt: Which site?, choices: [lab, prod] }`;
const say = fence('auto id=say', `bash -c 'echo "$MODEL $SITE" >>said'`);
const secret = 'correct-horse-battery';

test('inputs are asked for at the start, in order, and reach the blocks as environment variables', async () => {
  const project = makeRunbooks({ main: [open, say] });
  const terminal = project.terminal(['run', 'main', ...me]);
  await terminal.question(/Which model\? \(MODEL\) \[openstack\]/);
  terminal.type('Open Stack');
  await terminal.question(/That does not match \/\[a-z\]\+\/[\s\S]*Which model/);
  terminal.type('');
  await terminal.question(/Which site\? \(SITE\)\s+\(one of: lab, prod\)/);
  terminal.type('production');
  await terminal.question(/That is none of lab, prod[\s\S]*Which site/);
  expect(() => project.runs()).toThrow();
  terminal.type('prod');
  expect(await terminal.exit()).toBe(0);
  expect(project.read('said')).toBe('openstack prod\n');
  expect(project.journal()[0].inputs).toEqual({ MODEL: 'openstack', SITE: 'prod' });
});

test('--input answers ahead, beside --no-input; a variable of the environment answers nothing', async () => {
  const project = makeRunbooks({ main: [open, say] });
  project.env.SITE = 'prod';
  project.env.MODEL = 'ambient';

  const missing = await project.run(['run', 'main', '--no-input', ...me]);
  expect(missing.exit).toBe(5);
  expect(missing.stderr).toContain('an input has no value: SITE');
  expect(missing.stderr).toContain('give --input SITE=VALUE');
  expect(() => project.runs()).toThrow();

  const given = await project.run(['run', 'main', '--no-input', '--input', 'SITE=lab', ...me]);
  expect([given.exit, given.stderr]).toEqual([0, '']);
  expect(project.read('said')).toBe('openstack lab\n');
});

test.each([
  ['MODLE=x', 'the runbook has no input MODLE; did you mean `MODEL`?', 'its inputs are MODEL, SITE, API_KEY'],
  ['API_KEY=x', 'API_KEY is a secret', 'set the environment variable API_KEY'],
  ['SITE=mars', 'the value of the input SITE is none of lab, prod', ''],
  ['MODEL=A1', 'the value of the input MODEL does not match /[a-z]+/', ''],
  ['MODEL', '--input MODEL gives no value', 'write --input MODEL=VALUE'],
])('--input %s is wrong usage: exit 2', async (given, message, hint) => {
  const project = makeRunbooks({ main: [inputs, say] });
  const { exit, stderr } = await project.run(['run', 'main', '--input', given, ...me]);
  expect(exit).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain(hint);
  expect(() => project.runs()).toThrow();
});

test('a secret is on no disk and no screen, also where a block echoes it; resume asks for it again', async () => {
  const project = makeRunbooks({
    main: [
      inputs,
      fence('auto id=leak', 'echo "key: $API_KEY"; COPY="x $API_KEY"; echo "$COPY" >&2') +
        fence('gate id=stop', 'true') +
        fence('auto id=again', `bash -c 'echo "again: $API_KEY"'; printf "%s" "$API_KEY" | wc -c >length`),
    ],
  });
  const first = project.terminal(['run', 'main', '--input', 'SITE=lab', '--input', 'MODEL=m', ...me]);
  await first.question(/The key \(API_KEY\)/);
  first.type('short');
  await first.question(/That is shorter than 6 characters[\s\S]*The key/);
  first.type(secret);
  await first.question(/Run stop\?/);
  first.type('pause');
  expect(await first.exit()).toBe(5);
  expect(first.text()).toContain('key: ');
  expect(project.journal()[0].inputs).toEqual({ MODEL: 'm', SITE: 'lab', API_KEY: null });

  expect((await project.run(['resume', '--no-input', ...me])).stderr).toContain('API_KEY in the environment');

  // The copy is gone, and a step that reads it would find nothing: that has to be agreed to before anything runs.
  project.env.API_KEY = secret;
  const unattended = await project.run(['resume', '--no-input', ...me]);
  expect(unattended.exit).toBe(5);
  expect(unattended.stderr).toContain('variable COPY: it held a secret, which no file keeps');
  const hesitant = project.terminal(['resume', ...me]);
  const above =
    /main {2}MAIN +run .*\n.+\npaused at stop since .* UTC\n\n {2}The session cannot be brought back/;
  expect(await hesitant.question(/Go on without it\? {2}y\/N/)).toMatch(above);
  hesitant.type('');
  expect(await hesitant.exit()).toBe(5);
  delete project.env.API_KEY;

  const unwilling = project.terminal(['resume', ...me]);
  const facts = await unwilling.question(/The key \(API_KEY\)/);
  expect(facts).toMatch(/main {2}MAIN +run .*\n.+\(jesse\)\npaused at stop since .* UTC\n\n/);
  unwilling.type(secret);
  await unwilling.question(/gone is\n {4}variable COPY: it held a secret[\s\S]*Go on without it\? {2}y\/N/);
  unwilling.type('what');
  await unwilling.question(/That is no answer here[\s\S]*Go on without it\?/);
  unwilling.type('n');
  expect(await unwilling.exit()).toBe(5);
  expect(project.journal().filter(({ type }) => type === 'run-resumed')).toEqual([]);

  const second = project.terminal(['resume', ...me]);
  await second.question(/The key \(API_KEY\)/);
  second.type(secret);
  await second.question(/Go on without it\?/);
  second.type('y');
  const resumed = await second.question(/Run stop\?/);
  expect(resumed).toContain('lost: variable COPY');
  expect(resumed).toContain('\nresumed: 1 of 3 steps are finished\n');
  expect(second.text().split('paused at stop')).toHaveLength(2);
  second.type('y');
  expect(await second.exit()).toBe(0);
  expect(project.read('length').trim()).toBe(`${secret.length}`);
  for (const { raw } of [first, second]) expect(raw).not.toContain(secret);
  expect(filesWith(join(project.directory, '.runbook'), secret)).toEqual([]);
});

test('what is missing is asked for in one sentence', async () => {
  const project = makeRunbooks({ main: [inputs, fence('auto id=x', 'true')] });
  const { exit, stderr } = await project.run(['run', 'main', '--no-input', ...me]);
  expect(exit).toBe(5);
  expect(stderr).toMatch(
    /\n {2}give --input SITE=VALUE and set API_KEY in the environment, or run it at a terminal\n/,
  );
});

test('a secret comes from the environment variable of its name', async () => {
  const project = makeRunbooks({ main: [inputs, fence('auto id=x', 'echo "key: $API_KEY"')] });
  project.env.API_KEY = secret;
  const { exit, stdout } = await project.run(['run', 'main', '--input', 'SITE=lab', ...me]);
  expect(exit).toBe(0);
  expect(stdout).toContain('key: ');
  expect(stdout).not.toContain(secret);
  expect(filesWith(join(project.directory, '.runbook'), secret)).toEqual([]);
});

test('a resumed run has its inputs from the journal, and is asked for one that the document has got since', async () => {
  const project = makeRunbooks({ main: [open, fence('gate id=stop', 'true') + say] });
  const first = project.terminal(['run', 'main', '--input', 'SITE=lab', '--input', 'MODEL=mine', ...me]);
  await first.question(/Run stop\?/);
  first.type('pause');
  expect(await first.exit()).toBe(5);
  const text = project.read('runbooks/main.md');
  project.write(
    'runbooks/main.md',
    text.replace('inputs:', 'inputs:\n    ZONE: {}').replace('$SITE', '$SITE $ZONE'),
  );

  const second = project.terminal(['resume', ...me]);
  await second.question(/Go on with it as it is now\?/);
  second.type('y');
  await second.question(/ZONE/);
  second.type('north');
  await second.question(/Run stop\?/);
  second.type('pause');
  expect(await second.exit()).toBe(5);

  // Asked for once: it is on record.
  const third = project.terminal(['resume', ...me]);
  await third.question(/Run stop\?/);
  third.type('y');
  expect(await third.exit()).toBe(0);
  expect(third.text()).not.toContain('ZONE');
  expect(project.read('said')).toBe('mine lab north\n');
});

test('a resumed run keeps the values it has', async () => {
  const project = makeRunbooks({ main: [open, fence('gate id=stop', 'true') + say] });
  expect((await project.run(['run', 'main', '--input', 'SITE=lab', ...me])).exit).toBe(5);
  const { exit, stderr } = await project.run(['resume', '--input', 'SITE=prod', ...me]);
  expect([exit, stderr]).toEqual([2, expect.stringContaining('the run has its SITE already')]);
});

test('conditions over inputs are foretold by --dry-run as far as they are known', async () => {
  const project = makeRunbooks({
    main: [
      `${open}\n  ZONE: { default: north }`,
      fence('auto id=one when="$MODEL = openstack"', 'true') +
        fence('auto id=two when="$SITE = prod"', 'true') +
        fence('auto id=set', 'ZONE=other; echo "$MODEL ${SITE}"') +
        fence('auto id=four when="$ZONE = north"', 'true') +
        fence('auto id=three when="$STATE = x and $SITE = lab"', 'true'),
    ],
  });
  const dry = await project.run(['run', 'main', '--dry-run', '--input', 'SITE=lab']);
  expect(dry.exit).toBe(0);
  expect(dry.stdout).toMatch(/when {2}\$MODEL = openstack — holds with these inputs/);
  expect(dry.stdout).toMatch(/when {2}\$SITE = prod — does not hold with these inputs: left out/);
  expect(dry.stdout).toMatch(/\$STATE = x and \$SITE = lab — depends on STATE, known when it is\s+reached/);
  expect(dry.stdout).toMatch(/\$ZONE = north — depends on ZONE/);
  expect((await project.run(['run', 'main', '--dry-run', '--input', 'SITE=x'])).exit).toBe(2);
  expect(() => project.runs()).toThrow();
});
