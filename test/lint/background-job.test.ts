import { describe, expect, test } from 'vitest';
import { block, lintDocument, placeOf } from './lint-document.ts';

async function found(document: string) {
  return (await lintDocument(document)).filter(({ ruleId }) => ruleId === 'background-job');
}

describe('what is left running', () => {
  test.each([
    ['cat <<E > f 2>&1 &\nx\nE\nls', 'cat <<E > f 2>&1 &'],
    ['{ sleep 9 & wait; } &', '{ sleep 9 & wait; } &'],
    ['(sleep 9 &)', 'sleep 9 &'],
    ['if true; then a | b & fi', 'a | b &'],
    ["sudo bash -c 'sleep 9 &'", 'sleep 9 &'],
    ['ssh web1 uptime &', 'ssh web1 uptime &'],
    ['wait; sleep 9 &', 'sleep 9 &'],
    ["sleep 9 & ssh web1 'wait'", 'sleep 9 &'],
    ['sleep 9 & disown; wait', 'sleep 9 &'],
    ['nohup serve > log', 'nohup serve > log'],
    ['sudo setsid -f serve', 'sudo setsid -f serve'],
    ['bg %1; disown -a', 'disown -a'],
    ['start() { serve & }\nstart', 'serve &'],
    ['webctl restart <host> &', 'webctl restart <host> &'],
  ])('%s', async (code, job) => {
    const messages = await found(block('bash', code));
    expect(messages.map(({ reason }) => reason.split(':')[0])).toEqual([`Unexpected \`${job}\``]);
    expect(messages[0]?.fatal).toBe(false);
  });

  test.each([
    ['curl -s https://api.example.com/jobs?state=open&limit=5', 'expected quotes around the address'],
    ['curl -s https://api.example.com/jobs?state=open & LIMIT=5', 'expected `wait` behind it'],
    ['curl -s https://api.example.com/jobs?state=open &', 'expected `wait` behind it'],
  ])('an address that an `&` cuts: %s', async (code, remedy) => {
    const messages = await found(block('bash', code));
    expect(messages.map(({ reason }) => reason)).toEqual([expect.stringContaining(remedy)]);
  });

  test('an address in quotes', async () => {
    expect(await found(block('bash', "curl -s 'https://api.example.com/jobs?state=open&limit=5'"))).toEqual(
      [],
    );
  });

  test('each job is named once, at its place', async () => {
    const messages = await found(block('bash', 'a & b > f &\nnohup c & disown'));
    expect(messages.map(placeOf)).toEqual([
      'background-job 7:1-7:2',
      'background-job 7:5-7:10',
      'background-job 8:1-8:8',
    ]);
  });

  test('a function of an earlier block is named where it is called', async () => {
    const document = `${block('bash', 'start() { serve & }')}\n## U\n\n${block('bash', 'true\nstart')}`;
    expect((await found(document)).map(placeOf)).toEqual(['background-job 16:1-16:6']);
  });
});

describe('what is waited for, ended or not of this session', () => {
  test.each([
    'sleep 9 & sleep 8 & wait',
    'a & pid=$!; b; kill $pid',
    "sudo bash -c 'a & wait'",
    'both() { a & b & wait; }\nboth',
    'later() { a & }',
    'systemd-run --unit x nohup a &',
    'ssh web1 <<E\nnohup a &\nE',
    "juju ssh web/0 'setsid a > /dev/null &'; ssh web1 nohup a",
    'a && b > f 2>&1; [ 1 -eq 1 ] && c',
    "echo 'a & b'; cat <<'E'\na &\nE",
  ])('%s', async (code) => {
    expect(await found(block('bash', code))).toEqual([]);
  });

  test('a block that is never executed', async () => {
    expect(await found(block('bash manual', 'a &'))).toEqual([]);
  });
});
