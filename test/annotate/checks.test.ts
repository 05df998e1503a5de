import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { annotated, newLines, optedIn, options } from './annotate-text.ts';

/** A block with something behind it. */
function followedBy(behind: string, info = 'bash'): string {
  return `## Step\n\n\`\`\`${info}\njuju status\n\`\`\`\n\n${behind}\n`;
}

describe('prose behind a block', () => {
  test.each([
    ['You should see `active`.', 'contains active'],
    ['You should see "3 units ready".', "contains '3 units ready'"],
    ['You should see the message `db: ready` in the log.', "contains 'db: ready'"],
    ['You should now see `web` and `db`.', 'contains web; contains db'],
    ['Expected output: `ok`', 'contains ok'],
    ['The output should be `ok`.', 'contains ok'],
    ['It should print “all good”.', "contains 'all good'"],
    ['Prints `ok`.', 'contains ok'],
    ['The command should print `5`.', 'some /^\\s*5\\s*$/ lines'],
    ['Expected output: no output', 'empty'],
    ['The command should print nothing.', 'empty'],
    ['Expected output: 3 DRIFT lines', '3 DRIFT lines'],
    ['Wait a moment. You should see `active`.', 'contains active'],
  ])('%s becomes a claim', (prose, claim) => {
    expect(newLines(followedBy(prose))).toEqual([`\`\`\`bash expect="${claim}"`]);
  });

  test.each([
    ['You should see the units become active.', 'You should see the units become active'],
    ['You should see `active` for every unit.', 'You should see active for every unit'],
    ['It should print `done` and nothing else.', 'It should print done and nothing else'],
    ['You should see no errors.', 'You should see no errors'],
    ['You should see `a` or `b`.', 'You should see a or b'],
    ['You should see something like `abc123`.', 'You should see something like abc123'],
    ['The output should be less than 5 seconds.', 'The output should be less than 5 seconds'],
    ['Expected output: `<hash>`', 'Expected output: <hash>'],
    ['Expected output: 3 DRIFT planes', 'Expected output: 3 DRIFT planes'],
    [
      'The output should contain a "quoted \\"word\\"" or so.',
      'The output should contain a \\"quoted \\"word\\"\\" or so',
    ],
  ])('%s is left to a person', (prose, statement) => {
    expect(newLines(followedBy(prose))).toEqual([`\`\`\`bash confirm="${statement}"`]);
  });

  test.each([
    ['If you see `error`, stop here.'],
    ['The unit should be running by now.'],
    ['Then go on with the next step.'],
    ['This returns the pool to its owner.'],
    ['You should not see `error`.'],
    ['GATE: You should see `active`.'],
    ['Expect some delay.'],
  ])('%s is no expectation', (prose) => {
    expect(newLines(followedBy(prose))).toEqual([]);
  });

  test('that is written as an expectation becomes the quote that is read as one', () => {
    expect(newLines(followedBy('Expect: 3 DRIFT lines (.8/.12/.16)'))).toEqual([
      '> Expect: 3 DRIFT lines (.8/.12/.16)',
    ]);
    expect(newLines(followedBy('Expected: some ready lines'))).toEqual(['> Expected: some ready lines']);
  });

  test('that nothing would have to satisfy is not taken', () => {
    expect(newLines(followedBy('Expect: no ERROR lines'))).toEqual([]);
    expect(newLines(followedBy('Expected output: at most 3 lines'))).toEqual([
      '```bash confirm="Expected output: at most 3 lines"',
    ]);
  });

  test.each([['bash expect="some lines"'], ['bash confirm="it is well"'], ['bash manual'], ['bash doc']])(
    'is not taken twice, nor for what is not run (%s)',
    (info) => {
      expect(newLines(followedBy('You should see `active`.', info))).toEqual([]);
    },
  );

  test('gives way to an expectation in the code', () => {
    const body =
      '## Step\n\n```bash\njuju status   # expect some active lines\n```\n\nYou should see `active`.\n';
    expect(newLines(body)).toEqual([]);
  });
});

describe('a comment behind the only command', () => {
  const code = (line: string) => newLines(`## Step\n\n\`\`\`bash\n${line}\n\`\`\`\n`);

  test.each([
    ['curl -s localhost/health   # should print ok', 'contains ok'],
    ['curl -s localhost/health   # => healthy', 'contains healthy'],
    ["juju status   # should show 'all ready'", "contains 'all ready'"],
    ['juju status   # output: some active lines', 'some active lines'],
  ])('%s becomes a claim', (line, claim) => {
    expect(code(line)).toEqual([`\`\`\`bash expect="${claim}"`]);
  });

  test.each([
    ['juju status   # takes a while'],
    ['juju status   # should print the units'],
    ['juju models\njuju status   # should print ok'],
    ["echo '# should print ok'"],
    ['# should print ok\njuju status'],
  ])('%s does not', (line) => {
    expect(code(line)).toEqual([]);
  });
});

describe('a fence that shows output', () => {
  const shown = (between: string, info: string, output: string) =>
    newLines(followedBy(`${between}\`\`\`${info}\n${output}\n\`\`\``));

  test.each([[''], ['text']])('directly behind the block is its exact output (```%s)', (info) => {
    expect(shown('', info, 'Model  Units\nweb    3')).toEqual(['```output']);
  });

  test.each([
    ['a time', 'started 12:03:44'],
    ['a size', 'web 200 KiB'],
    ['an address', 'web 10.1.2.3'],
    ['a hash', 'commit 3f9a2bc8d1'],
    ['a placeholder', 'id: <id>'],
    ['something left out', 'web ready\n[...]'],
  ])('with %s is left to a person', (_, output) => {
    expect(shown('', 'text', output)).toEqual([
      '```bash confirm="the output looks as shown below the block"',
    ]);
  });

  test.each([
    ['Expected output:', "contains 'web ready'; contains db"],
    ['You should see:', "contains 'web ready'; contains db"],
    ['This prints:', "contains 'web ready'; contains db"],
  ])('behind "%s" becomes claims', (words, claim) => {
    expect(shown(`${words}\n\n`, 'text', 'web ready\ndb')).toEqual([`\`\`\`bash expect="${claim}"`]);
  });

  test.each([
    ['Example output:', 'web ready'],
    ['The output should look similar to this:', 'web ready'],
    ['Expected output:', 'one\ntwo\nthree\nfour'],
    ['Expected output:', "it's ready"],
  ])('behind "%s" is left to a person where it is no claim (%j)', (words, output) => {
    expect(shown(`${words}\n\n`, '', output)).toEqual([
      '```bash confirm="the output looks as shown below the block"',
    ]);
  });

  test('is not taken for commands where a heading makes a procedure of the section', () => {
    const body = '## Look (read-only)\n\n```bash\njuju status\n```\n\n```\nweb 10.1.2.3\n```\n';
    expect(newLines(body)).toEqual([
      '```bash confirm="the output looks as shown below the block"',
      '```text',
    ]);
    expect(parseRunbook(annotated(optedIn(body)), options).runbook.steps).toHaveLength(1);
  });

  test.each([
    ['the next command', '', '', 'juju models'],
    ['a file', 'Put this into the file:\n\n', '', 'key = value'],
    ['another language', '', 'yaml', 'key: value'],
  ])('is not %s', (_, between, info, output) => {
    expect(shown(between, info, output).join()).not.toMatch(/output|expect|confirm/);
  });

  test('is enforced by the parser', () => {
    const text = annotated(optedIn(followedBy('```\nweb ready\n```')));
    const [step] = parseRunbook(text, options).runbook.steps;
    expect(step).toMatchObject({ kind: 'block', exactOutput: { lines: ['web ready'] } });
  });
});

describe('a fence without a language', () => {
  const called = (code: string, heading = 'Step') => newLines(`## ${heading}\n\n\`\`\`\n${code}\n\`\`\`\n`);

  test.each([
    ['juju status', '```bash'],
    ['scripts/drift.sh --all', '```bash'],
    ['juju remove-machine -m web --force <machine-id>', '```bash gate'],
    ['$ juju status\nweb active', '```console'],
    ['# the state\n$ juju status', '```bash'],
    ['scripts/drift   # expect 3 DRIFT lines', '```bash'],
  ])('that holds commands is called by what it is: %j', (code, line) => {
    expect(called(code)).toEqual([line]);
  });

  test('that would bring an error into the document stays as it is', () => {
    expect(called('curl -sS "<url>" -o report')).toEqual([]);
    expect(called('curl -sS "$URL" -o report')).toEqual(['```bash']);
  });

  test('stays a step when its document opts in', () => {
    expect(called('drift-report --all', 'Audit (read-only)')).toEqual(['```bash']);
  });

  test.each([['The state is\nready'], ['web:\n  units: 3'], ['Name  Status\nweb   active']])(
    'that is text stays text: %j',
    (code) => {
      expect(called(code)).toEqual([]);
    },
  );
});
