import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { noNetwork } from '../../src/rehearse/no-network.ts';
import { rehearseText, said } from './rehearse-text.ts';

const destroy = `
\`\`\`bash readonly id=look
juju models   # expect some openstack lines
\`\`\`

\`\`\`bash gate="destroy openstack" id=destroy
juju destroy
\`\`\`

\`\`\`bash readonly id=gone within=10m every=5s
juju models
\`\`\`

> Expect: \`stdout some Model lines; no openstack lines\`
`;

const juju = `
  juju: |
    case $1 in
      models) echo Model; cat "$HOME/state" 2>/dev/null || echo openstack ;;
      destroy) : >"$HOME/state" ;;
    esac
`;

test('a scenario that comes out as it says, over its gate and a poll', async () => {
  const rehearsed = await rehearseText(
    destroy,
    `stand-ins:${juju}outcome: done\nexit: 0\nanswers: {destroy: destroy openstack}\nsteps: {'*': passed}\n`,
  );
  expect(said(rehearsed)).toEqual([]);
  expect(rehearsed.result?.state.steps.get('gone')?.status).toBe('passed');
});

describe('what a scenario says otherwise is said with its place', () => {
  test.each<readonly [yaml: string, message: string]>([
    [
      'outcome: done\n',
      '1:1 destroy asks "Type  destroy openstack  to run destroy" and the scenario has no answer; possible: what it asks for, skip, ',
    ],
    ['outcome: declined\nexit: 0\nanswers: {destroy: n}\n', '9:7 the run ended with exit code 6, not 0'],
    ['outcome: done\nanswers: {destroy: n}\n', 'the run ended as declined at destroy, not as done'],
    [
      'outcome: declined\nanswers: {destroy: [wrong, wrong again, no good]}\nsteps: {look: failed}\n',
      'look came out as passed, not as failed',
    ],
    ['outcome: declined\nanswers: {destroy: n, look: y}\n', 'look has an answer that no prompt asked for'],
    ['outcome: declined\nanswers: {destroy: [n, y]}\n', 'destroy has an answer that no prompt asked for'],
    ['outcome: declined\nstopped: look\nanswers: {destroy: n}\n', 'the run stopped at destroy, not at look'],
    ['outcome: paused\nanswers: {destroy: pause}\nbecause: x\n', 'nothing went wrong'],
    ['outcome: done\ntools: [no-such-tool]\n', 'the tool `no-such-tool` is not on PATH'],
    ['outcome: done\nfiles: [none]\n', 'there is no none in the project'],
    ['outcome: done\nsetup: |\n  echo no luck >&2\n  false\n', 'setup failed with exit 1: no luck'],
    ['outcome: done\ninputs: {A: b}\n', 'the runbook has no input A'],
    ['outcome: done\nenv: {PATH: /usr/bin}\n', "sets PATH, which is the rehearsal's own"],
    ['outcome: done\nsetup: curl x\n', '`curl` is no stand-in'],
    [
      'outcome: done\nanswers: {destroy: [{shell: /usr/bin/juju}, n]}\n',
      '`/usr/bin/juju` is an absolute path',
    ],
    ['outcome: done\nanswers: {destroy: [{elsewhere: sudo x}, n]}\n', '`sudo` has no stand-in'],
  ])('%s', async (yaml, message) => {
    const found = said(await rehearseText(destroy, `stand-ins:${juju}${yaml}`));
    expect(found.join('\n')).toContain(message);
  });
});

test('a command without a stand-in fails the scenario before anything runs', async () => {
  const rehearsed = await rehearseText(
    '```bash readonly\njuju models\n```\n\n```bash gate\n  sudo juju x && /usr/bin/juju y\n```\n',
    'stand-ins: {juju: exit 0}\noutcome: done\n',
  );
  expect(rehearsed.result).toBeNull();
  expect(said(rehearsed)).toEqual([
    'runbooks/x.md:11:3 `sudo` has no stand-in; a rehearsal never starts the real one',
    'runbooks/x.md:11:18 `/usr/bin/juju` is an absolute path, which leads past the stand-ins; name the command alone',
  ]);
});

test('what the runbook needs has to have a stand-in', async () => {
  const text = '---\nrunbook: {id: x, needs: [maas]}\n---\n```bash readonly\ntrue; echo hi\n```\n';
  const rehearsed = await rehearseText(text, 'outcome: done\n');
  expect(said(rehearsed)).toEqual(['x.rehearsal.yaml:1:1 the runbook needs `maas`, which has no stand-in']);
});

test('blocks see an empty environment, a PATH of their own, and no network', async () => {
  process.env.REAL_SECRET = 'real';
  const rehearsed = await rehearseText(
    `\`\`\`bash readonly id=look
[ -z "\${REAL_SECRET-}" ] && [ "$A" = b ] && [ "$WHERE" = "$PWD/x" ]
[ -z "$(ls "$HOME")" ] && [ "$TERM" = dumb ]
! command -v node
juju
cat /proc/net/dev
\`\`\`

> Expect: \`some 'stand-in' lines; ${noNetwork() === null ? 'some' : 'no'} 'eth0' lines\`
`,
    'stand-ins: bin\nenv: {A: b, WHERE: $PROJECT/x}\noutcome: done\n',
    { 'bin/juju': '#!/usr/bin/env node\nconsole.log("stand-in", process.version);\n' },
  );
  delete process.env.REAL_SECRET;
  expect(said(rehearsed)).toEqual([]);
});

test('a shell acts in the session, and what is done elsewhere in the copy', async () => {
  const rehearsed = await rehearseText(
    `\`\`\`bash gate id=go
[ "$FIXED" = yes ] && [ -e made ]
\`\`\`
`,
    'outcome: done\nanswers: {go: [{shell: FIXED=yes}, {elsewhere: touch made}, y]}\n',
  );
  expect(said(rehearsed)).toEqual([]);
});

test('a failure is met with what the operator types: retry, accept, skip with a reason', async () => {
  const body = `\`\`\`bash readonly id=first
cat state   # expect some good lines
\`\`\`

\`\`\`bash readonly id=second
cat state   # expect some best lines
\`\`\`

\`\`\`bash readonly id=third
cat state   # expect some best lines
\`\`\`
`;
  const rehearsed = await rehearseText(
    body,
    `setup: echo bad >state
outcome: done
answers:
  first: [{elsewhere: echo good >state}, retry]
  second: accept it will do
  third: [skip, not needed]
steps: {first: passed, second: deviated, third: skipped}
`,
  );
  expect(said(rehearsed)).toEqual([]);
});

test('the sentence of a failure is found by a part of it', async () => {
  const yaml = 'outcome: unexpected\nexit: 4\nstopped: look\nbecause: found 1 line\n';
  const body = '```bash readonly id=look\necho x   # expect 2 lines\n```\n';
  const rehearsed = await rehearseText(body, yaml);
  expect(said(rehearsed)).toEqual([]);
  expect(said(await rehearseText(body, yaml.replace('1 line', '3 lines')))).toEqual([
    'x.rehearsal.yaml:5:10 what went wrong is something else: expected 2 lines — found 1 line',
  ]);
});

test('a poll that never comes true takes no time', async () => {
  const body = '```bash readonly id=poll within=1h every=10s\necho no\n```\n\n> Expect: `some yes lines`\n';
  const started = Date.now();
  const rehearsed = await rehearseText(
    body,
    'outcome: aborted\nanswers: {poll: abort}\nbecause: within 1h\n',
  );
  expect(said(rehearsed)).toEqual([]);
  expect(rehearsed.result?.state.steps.get('poll')?.attempts).toBeLessThan(25);
  expect(Date.now() - started).toBeLessThan(20_000);
});

test('inputs, captures, conditions, loops, checklists and placeholders', async () => {
  const text = `---
runbook:
  id: x
  inputs:
    MODEL: {prompt: Which model, default: openstack}
    KEY: {prompt: The key, secret: true}
---
# X

\`\`\`bash readonly id=state capture="STATE=/state (\\w+)/"
echo "state $MODEL" && [ "$KEY" = topsecret ]
\`\`\`

> Expect: \`some state lines\`

\`\`\`bash gate id=remove when="$STATE = lab"
echo remove <id>
\`\`\`

\`\`\`bash gate id=host each="HOST in one two"
echo "$HOST"
\`\`\`

## Acceptance

- [ ] all is well
- [ ] really
`;
  const rehearsed = await rehearseText(
    text,
    `inputs: {MODEL: lab, KEY: topsecret}
outcome: done
answers:
  remove: [{fill: {id: "3"}}, y]
  host[one]: y
  host[two]: skip no such host
  acceptance-1: [y, y]
steps: {remove: passed, 'host[one]': passed, 'host[two]': skipped}
`,
  );
  expect(said(rehearsed)).toEqual([]);
});

test('what may be answered is told as a list', async () => {
  const text = '## A\n\n```bash id=a\ntrue\n```\n';
  const [found] = said(await rehearseText(text, 'outcome: done\n'));
  expect(found).toMatch(
    /asks "Run a\? {2}y\/N" and the scenario has no answer; possible: y, n, skip, [a-z, ]+$/,
  );
});

test('a secret that is too short to be redacted says that it is one, and why', async () => {
  const text =
    '---\nrunbook:\n  id: x\n  inputs:\n    PIN: { secret: true }\n---\n\n# X\n\n```bash readonly\ntrue\n```\n';
  expect(said(await rehearseText(text, 'inputs: {PIN: "1234"}\noutcome: done\n'))).toEqual([
    'x.rehearsal.yaml:2:15 the value of the input PIN is shorter than the 6 characters that a secret has: a shorter one would be found in innocent text',
  ]);
});

test('nothing is left behind, also where it fails', async () => {
  const own = mkdtempSync(join(tmpdir(), 'own-'));
  const before = process.env.TMPDIR;
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(own, { recursive: true, force: true });
  });
  process.env.TMPDIR = own;
  for (const yaml of ['answers: {destroy: n}\n', 'tools: [no-such-tool]\n', 'setup: "false"\n'])
    await rehearseText(destroy, `stand-ins:${juju}outcome: declined\n${yaml}`);
  expect(readdirSync(own).filter((name) => !name.startsWith('rehearsed-'))).toEqual([]);
});

test('a block that would get the terminal runs without one, and a secret output is judged and not kept', async () => {
  const body = `
\`\`\`bash auto tty id=ask
[ -t 0 ] || : >"$HOME/none"
webctl ask
\`\`\`

\`\`\`bash readonly secret id=token
webctl token
\`\`\`

> Expect: \`some t0ken lines\`
`;
  const webctl = `
  webctl: |
    case $1 in
      ask) [ -e "$HOME/none" ] ;;
      token) echo t0ken ;;
    esac
`;
  const rehearsed = await rehearseText(
    body,
    `stand-ins:${webctl}outcome: done\nexit: 0\nsteps: {'*': passed}\n`,
  );
  expect(said(rehearsed)).toEqual([]);
  const ended = rehearsed.result?.entries.filter(({ type }) => type === 'block-ended');
  expect(ended).toMatchObject([{ step: 'ask' }, { step: 'token', output: { bytes: 0, withheld: 6 } }]);
});
