import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { splitCommands } from '../../src/bash/calls/split-commands.ts';
import type { BashParser } from '../../src/bash/tree/bash-parser.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

let parser: BashParser;
beforeAll(async () => {
  parser = await loadBashParser();
});

const codes = (code: string) => splitCommands(parser, code).map((slice) => slice.code);
const checks = (code: string) => splitCommands(parser, code).map(({ check }) => check);

describe('splitCommands', () => {
  it.each<[string, string, string[]]>([
    ['lines', 'a\nb\n', ['a\n', 'b\n']],
    ['two on a line', 'a; b\nc', ['a; ', 'b\n', 'c']],
    ['a comment behind a command', 'a # expect 1 line\nb', ['a # expect 1 line\n', 'b']],
    [
      'comments and blank lines before a command',
      '# x\n\na\n\n# y\nb\n# z\n',
      ['# x\n\na\n', '\n# y\nb\n# z\n'],
    ],
    ['a here-document', 'cat <<EOF\na; b\n$(x)\nEOF\necho b', ['cat <<EOF\na; b\n$(x)\nEOF\n', 'echo b']],
    ['a here-document in a pipeline', 'cat <<E | grep x\nx1\nE\nb', ['cat <<E | grep x\nx1\nE\n', 'b']],
    ['a continued line', 'a \\\n  b\nc', ['a \\\n  b\n', 'c']],
    ['loops', 'for i in 1; do\n a\n b\ndone\nc', ['for i in 1; do\n a\n b\ndone\n', 'c']],
    ['background jobs', 'a & b &\nc', ['a & ', 'b &\n', 'c']],
    ['a reader of $?', 'a\nrc=$?\nb', ['a\nrc=$?\n', 'b']],
    [
      'readers in a row',
      `a | b\nx=("\${PIPESTATUS[@]}")\necho $?`,
      [`a | b\nx=("\${PIPESTATUS[@]}")\necho $?`],
    ],
    ['a condition on $?', 'a\nif [ $? -ne 0 ]; then b; fi', ['a\nif [ $? -ne 0 ]; then b; fi']],
    [
      '$? of a command of its own',
      'a\nb || echo $?\nf() { return $?; }',
      ['a\n', 'b || echo $?\n', 'f() { return $?; }'],
    ],
    [
      '$? in a loop after another command',
      'a\nfor i in 1; do b; echo $?; done',
      ['a\n', 'for i in 1; do b; echo $?; done'],
    ],
    ['$? in a case item', 'a\ncase x in x) echo $?;; esac', ['a\ncase x in x) echo $?;; esac']],
    ['comments alone', '# nothing\n', ['# nothing\n']],
    ['nothing', '', []],
  ])('cuts %s', (_, code, expected) => {
    expect(codes(code)).toEqual(expected);
  });

  it('says where a command is, in UTF-16 units and lines from 0', () => {
    const [first, second] = splitCommands(parser, '# ünï 🦊\n\necho "🦊"; false\n');
    expect(first).toMatchObject({ start: 0, line: 0, text: 'echo "🦊"', textLine: 2, end: 21 });
    expect(second).toMatchObject({ start: 21, line: 2, text: 'false', textLine: 2 });
  });

  it.each<[string, string]>([
    ['a', 'status'],
    ['a | b', 'pipeline'],
    ['a |& b 2>x', 'pipeline'],
    ['cat <<E | b\nE', 'pipeline'],
    ['time a | b', 'pipeline'],
    ['a && b | c', 'pipeline'],
    ['a | b && c', 'status'],
    ['a | b || c', 'status'],
    ['cat <<E | b || c\nE', 'status'],
    ['! a | b', 'status'],
    ['{ a | b; }', 'status'],
    ['x=$(a | b)', 'status'],
    ['if a | b; then c; fi', 'status'],
    ['a | b &', 'none'],
    ['# x', 'none'],
  ])('checks after %s: %s', (code, expected) => {
    expect(checks(code)).toEqual([expected]);
  });

  it.each<[string, boolean]>([
    ['a && b', true],
    ['a && b || c', false],
    ['a', false],
    ['(a && b)', false],
    ['a && b &', false],
  ])('marks %s as a list that also fails with its first part: %s', (code, expected) => {
    expect(splitCommands(parser, code).map(({ andList }) => andList)).toEqual([expected]);
  });

  it('loses no byte and keeps the count of lines, whatever the code', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '\n',
      ';',
      '&',
      '|',
      '"',
      "'",
      '$?',
      '# c',
      '<<E',
      'E',
      '\\',
      '(',
      ')',
      '🦊',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const code = pieces.join('');
        const slices = splitCommands(parser, code);
        expect(slices.map((slice) => slice.code).join('')).toBe(code);
        for (const { start, end, line, code: own } of slices) {
          expect(code.slice(start, end)).toBe(own);
          expect(line).toBe(code.slice(0, start).split('\n').length - 1);
        }
      }),
    );
  });
});
