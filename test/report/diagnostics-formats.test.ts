import { readFileSync } from 'node:fs';
import ajv from 'ajv-draft-04';
import { VFileMessage } from 'vfile-message';
import { describe, expect, test } from 'vitest';
import type { Fix } from '../../src/lint/fix.ts';
import { listRules } from '../../src/lint/registry.ts';
import { formatGithub } from '../../src/report/diagnostics-github.ts';
import { formatJunit } from '../../src/report/diagnostics-junit.ts';
import { formatSarif } from '../../src/report/diagnostics-sarif.ts';
import { formatUnix } from '../../src/report/diagnostics-unix.ts';

interface Options {
  readonly file?: string;
  readonly fatal?: boolean | undefined;
  readonly rule?: string;
  readonly fix?: Fix;
}

function message(
  reason: string,
  [line, column, endLine, endColumn]: readonly [number, number, number, number],
  { file = 'runbooks/a.md', fatal, rule = 'readonly-mutates', fix }: Options = {},
): VFileMessage {
  const place = {
    start: { line, column, offset: 0 },
    end: { line: endLine, column: endColumn, offset: 0 },
  };
  const made = new VFileMessage(reason, { place, ruleId: rule, source: 'runbook' });
  made.file = file;
  made.fatal = fatal;
  if (fix !== undefined) made.fix = fix;
  return made;
}

const at = (line: number, column: number) => ({ line, column, offset: 0 });
const fix: Fix = {
  title: 'Call the fence bash',
  edits: [{ place: { start: at(3, 4), end: at(3, 6) }, text: 'bash' }],
};

const messages = [
  message('Unexpected `a <b> & "c"`,\n50% of it', [2, 3, 2, 7], { fatal: true }),
  message('Unexpected sh', [3, 4, 5, 1], { fatal: false, rule: 'bash-syntax-in-sh', fix }),
  message('Unexpected file', [1, 1, 1, 1], { file: 'run books/ü#1,2:.md', rule: 'no-steps' }),
];

describe('sarif', () => {
  // As OASIS publishes it; JSON Schema draft 04.
  const schema = JSON.parse(readFileSync(new URL('sarif-schema-2.1.0.json', import.meta.url), 'utf8'));
  const isUri = (text: string) => URL.canParse(text, 'file:///') && !/[\s"<>\\^`{|}]/.test(text);
  const formats = { uri: isUri, 'uri-reference': isUri, uuid: /^[0-9a-f-]{36}$/i, 'date-time': /^\d{4}-/ };
  const validate = new ajv.default({ strict: false, allErrors: true, formats }).compile(schema);
  const log = (given: readonly VFileMessage[]) => JSON.parse(formatSarif(given, listRules(), '1.2.3'));

  test.each([
    ['nothing', []],
    ['everything', messages],
  ])('is valid against its schema with %s', (_, given) => {
    validate(log(given));
    expect(validate.errors).toBeNull();
  });

  test('is what the schema is able to refuse', () => {
    const [run] = log(messages).runs;
    expect(validate({ version: '2.1.0', runs: [{ ...run, results: [{ level: 'fatal' }] }] })).toBe(false);
  });

  test('says what, where, how bad, and what to do', () => {
    const [run] = log(messages).runs;
    expect(run.results.map(({ level }: { level: string }) => level)).toEqual(['error', 'warning', 'note']);
    expect(run.results[1]).toEqual({
      ruleId: 'bash-syntax-in-sh',
      ruleIndex: 0,
      level: 'warning',
      message: { text: 'Unexpected sh' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'runbooks/a.md', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 4, endLine: 5, endColumn: 1 },
          },
        },
      ],
      fixes: [
        {
          description: { text: 'Call the fence bash' },
          artifactChanges: [
            {
              artifactLocation: { uri: 'runbooks/a.md', uriBaseId: '%SRCROOT%' },
              replacements: [
                {
                  deletedRegion: { startLine: 3, startColumn: 4, endLine: 3, endColumn: 6 },
                  insertedContent: { text: 'bash' },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'bash-syntax-in-sh',
      'no-steps',
      'readonly-mutates',
    ]);
    expect(run.results[2].locations[0].physicalLocation.artifactLocation.uri).toBe(
      'run%20books/%C3%BC%231%2C2%3A.md',
    );
  });
});

test('github: one workflow command a message, with what would end it escaped', () => {
  expect(formatGithub(messages)).toBe(
    [
      '::error file=runbooks/a.md,line=2,endLine=2,col=3,endColumn=6,title=readonly-mutates::Unexpected `a <b> & "c"`,%0A50%25 of it',
      '::warning file=runbooks/a.md,line=3,endLine=5,col=4,title=bash-syntax-in-sh::Unexpected sh',
      '::notice file=run books/ü#1%2C2%3A.md,line=1,endLine=1,col=1,endColumn=1,title=no-steps::Unexpected file',
      '',
    ].join('\n'),
  );
});

test('unix: one line a message, whatever is in it', () => {
  expect(formatUnix(messages)).toBe(
    [
      'runbooks/a.md:2:3: error: Unexpected `a <b> & "c"`, 50% of it [readonly-mutates]',
      'runbooks/a.md:3:4: warning: Unexpected sh [bash-syntax-in-sh]',
      'run books/ü#1,2:.md:1:1: info: Unexpected file [no-steps]',
      '',
    ].join('\n'),
  );
  expect(formatUnix([message('a \x1b[31m', [1, 1, 1, 1])])).not.toContain('\x1b');
});

test('junit: a suite for each document, a failure for each error', () => {
  expect(formatJunit([...messages, message('\x07', [1, 1, 1, 1], { fatal: true })], ['runbooks/b.md'])).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="runbook lint" tests="5" failures="2" errors="0">',
      '  <testsuite name="runbooks/b.md" tests="1" failures="0" errors="0" skipped="0">',
      '    <testcase classname="runbooks/b.md" name="no errors, no warnings"/>',
      '  </testsuite>',
      '  <testsuite name="runbooks/a.md" tests="3" failures="2" errors="0" skipped="0">',
      '    <testcase classname="runbooks/a.md" name="readonly-mutates at 2:3" file="runbooks/a.md" line="2"><failure type="readonly-mutates" message="Unexpected `a &lt;b&gt; &amp; &quot;c&quot;`,&#10;50% of it">runbooks/a.md:2:3 Unexpected `a &lt;b&gt; &amp; &quot;c&quot;`,&#10;50% of it</failure></testcase>',
      '    <testcase classname="runbooks/a.md" name="bash-syntax-in-sh at 3:4" file="runbooks/a.md" line="3"><system-out>runbooks/a.md:3:4 warning: Unexpected sh</system-out></testcase>',
      '    <testcase classname="runbooks/a.md" name="readonly-mutates at 1:1" file="runbooks/a.md" line="1"><failure type="readonly-mutates" message="�">runbooks/a.md:1:1 �</failure></testcase>',
      '  </testsuite>',
      '  <testsuite name="run books/ü#1,2:.md" tests="1" failures="0" errors="0" skipped="0">',
      '    <testcase classname="run books/ü#1,2:.md" name="no-steps at 1:1" file="run books/ü#1,2:.md" line="1"><system-out>run books/ü#1,2:.md:1:1 info: Unexpected file</system-out></testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'),
  );
});
