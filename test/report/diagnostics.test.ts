import { VFileMessage } from 'vfile-message';
import { describe, expect, test } from 'vitest';
import { formatDiagnostics } from '../../src/report/diagnostics-json.ts';
import { renderDiagnostics } from '../../src/report/diagnostics-pretty.ts';

function message(
  reason: string,
  place: readonly [number, number, number, number],
  { fatal = true, file = 'a.md', rule = 'readonly-mutates' } = {},
): VFileMessage {
  const [line, column, endLine, endColumn] = place;
  const start = { line, column, offset: 0 };
  const end = { line: endLine, column: endColumn, offset: 0 };
  const result = new VFileMessage(reason, { place: { start, end }, ruleId: rule, source: 'runbook' });
  result.fatal = fatal;
  result.file = file;
  return result;
}

const render = (messages: readonly VFileMessage[], source: string, columns = 80, colour = false) =>
  renderDiagnostics(messages, { sources: new Map([['a.md', source]]), columns, colour });

describe('for people', () => {
  test('place, severity, message, rule; the line with a caret; the counts', () => {
    expect(render([message('Unexpected `rm x`', [2, 3, 2, 7])], 'first\n  rm x\n')).toBe(
      [
        'a.md:2:3  error  Unexpected `rm x`  readonly-mutates',
        '  2 |   rm x',
        '    |   ^^^^',
        '',
        '1 error, no warnings in 1 file',
        '',
      ].join('\n'),
    );
  });

  test('a long message stands below and nothing is wider than the terminal', () => {
    const long =
      'Unexpected `juju destroy-model openstack` in a readonly block: it destroys a model; mark the block `gate`';
    const text = render([message(long, [1, 1, 1, 30])], `juju destroy-model openstack ${'# x'.repeat(40)}`);
    expect(text).toBe(
      [
        'a.md:1:1  error',
        '  Unexpected `juju destroy-model openstack` in a readonly block: it destroys a',
        '  model; mark the block `gate`  readonly-mutates',
        '  1 | juju destroy-model openstack # x# x# x# x# x# x# x# x# x# x# x# x# x# x...',
        '    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
        '',
        '1 error, no warnings in 1 file',
        '',
      ].join('\n'),
    );
  });

  test('a place far to the right stays in sight', () => {
    const line = `${'a'.repeat(200)} rm x`;
    const [, source = '', caret = ''] = render([message('No', [1, 202, 1, 206])], line).split('\n');
    expect(source.length).toBeLessThanOrEqual(80);
    expect(source.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('rm x');
  });

  test('a place over several lines is marked to the end of its first', () => {
    expect(render([message('No', [1, 4, 2, 3])], 'ls rm \\\n  x')).toContain(
      '  1 | ls rm \\\n    |    ^^^^\n',
    );
  });

  test('tabs and wide characters keep the caret in its place', () => {
    expect(render([message('No', [1, 5, 1, 7])], '\t漢字 rm')).toContain('  1 |  漢字 rm\n    |       ^^\n');
  });

  test('a document cannot write to the terminal', () => {
    const text = render(
      [message('No \x1b[31m', [1, 1, 1, 2], { file: 'a.md' })],
      'x \x1b]0;title\x07 \u202e',
    );
    expect(text.replace(/[\x20-\x7e\n\ufffd]/g, '')).toBe('');
  });

  test('counts by severity and file', () => {
    const messages = [
      message('a', [1, 1, 1, 1]),
      message('b', [1, 1, 1, 1], { fatal: false, file: 'b.md' }),
      message('c', [1, 1, 1, 1], { fatal: false }),
    ];
    expect(render(messages, 'x').trimEnd().split('\n').at(-1)).toBe('1 error, 2 warnings in 2 files');
    expect(render([], '')).toBe('no errors, no warnings\n');
  });

  test('colour is added to nothing but the same text', () => {
    const messages = [message('Unexpected `rm x`', [1, 1, 1, 5])];
    const coloured = render(messages, 'rm x', 80, true);
    expect(coloured).toContain('\x1b[31merror\x1b[0m');
    expect(coloured.replace(/\x1b\[\d*m/g, '')).toBe(render(messages, 'rm x'));
  });
});

describe('for tools', () => {
  test('one array of records', () => {
    const plain = new VFileMessage('no place');
    const found = JSON.parse(
      formatDiagnostics([message('a', [1, 2, 3, 4]), message('b', [5, 6, 5, 6], { fatal: false }), plain]),
    );
    expect(found).toEqual([
      {
        file: 'a.md',
        line: 1,
        column: 2,
        endLine: 3,
        endColumn: 4,
        severity: 'error',
        rule: 'readonly-mutates',
        message: 'a',
        fix: null,
      },
      {
        file: 'a.md',
        line: 5,
        column: 6,
        endLine: 5,
        endColumn: 6,
        severity: 'warning',
        rule: 'readonly-mutates',
        message: 'b',
        fix: null,
      },
      {
        file: '',
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 1,
        severity: 'info',
        rule: '',
        message: 'no place',
        fix: null,
      },
    ]);
  });
  test('nothing is an empty array', () => {
    expect(formatDiagnostics([])).toBe('[]\n');
  });
});
