import { describe, expect, test } from 'vitest';
import { findCommands } from '../../src/bash/calls/commands.ts';
import { variablesRead } from '../../src/bash/variables/reads.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();
const heredoc = (body: string) => `cat <<END\n${body}\nEND`;
const commandsIn = (body: string) =>
  findCommands(parser, heredoc(body)).flatMap(({ words }) => words[0]?.literal ?? []);

describe('arithmetic in a heredoc', () => {
  test.each(['$((1 + 1))', 'two: $((1+1)) of $((A * 2))', '\t$(( (1 + N) * 2 ))', '$((touch a; rm b))'])(
    'is no command: %s',
    (body) => {
      expect(commandsIn(body).filter((name) => name !== ':')).toEqual(['cat']);
    },
  );

  test.each([
    '$((1 + $(rm x)))',
    '$((1+`rm x`))',
    '$((rm x); (touch b))',
    '$((rm x) )',
    "$((rm x '(' ); touch b ))",
  ])('and a command where bash runs one: %s', (body) => {
    expect(commandsIn(body)).toContain('rm');
  });

  test('reads its variables', () => {
    expect(variablesRead(parser, heredoc('$((A * $B + 2))'))).toEqual(['A', 'B']);
  });
});
