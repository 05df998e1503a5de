import { expect, test } from 'vitest';
import { parse } from './parsing.ts';

test.each([
  ['2 to 1 lines', 'write "1 to 2"', 0, 12],
  ['3 lines (a b c)', 'blanks separate none, "/" or "," does, such as (a/b/c)', 0, 15],
  ['some X lines; 3 DRIFT lines (.8/.12)', 'Unexpected count 3 for 2 members (.8, .12)', 14, 36],
  ['1 line (10.12.8.0/22)', 'put a member that holds "/" in single quotes', 0, 21],
  ['2 lines (a/a)', 'Unexpected member "a" twice', 0, 13],
  ["2 lines (.8, '10.12.8.0/22')", 'a line with the second also has the first', 0, 28],
  ['2 lines (node, node-1)', 'a line with the second also has the first', 0, 22],
  ['empty; 3 lines', 'Unexpected "3 lines" beside "empty"', 7, 14],
  ['stdout empty; stdout DRIFT', 'beside "stdout empty"', 14, 26],
  ['empty; stderr some X lines', 'beside "empty"', 7, 26],
  ['no lines; some X lines', 'beside "no lines"', 10, 22],
  ['no lines; $.a = 1', 'beside "no lines"', 10, 17],
  ['2 X lines; 3 X lines', 'beside "2 X lines"', 11, 20],
  ['at most 2 lines; 3 DRIFT lines', 'beside "at most 2 lines"', 17, 30],
  ['3 DRIFT lines; no drift lines', 'beside "3 DRIFT lines"', 15, 29],
  ["no X lines; 'all X gone'", 'beside "no X lines"', 12, 24],
  ['only SKIP lines; no skip lines', 'beside "only SKIP lines"', 17, 30],
  ['no /x(.)/ lines; /x(.)/ > 3', 'beside "no /x(.)/ lines"', 17, 27],
  ['exit 0; exit 1', 'beside "exit 0"', 8, 14],
  ['exit nonzero; exit 0 or 137', 'beside "exit nonzero"', 14, 27],
  ['$.a = 1; $.a = 2', 'beside "$.a = 1"', 9, 16],
  ['$.a = 1; $.a != 1', 'beside "$.a = 1"', 9, 17],
  ["$.a = '3'; $.a > 2", 'beside', 11, 18],
  ['$.a > 3; $.a <= 3', 'beside "$.a > 3"', 9, 17],
  ['/(\\d+) up/ >= 4; stdout /(\\d+) up/ < 4', 'beside', 17, 38],
])('%s', (text, message, start, end) => {
  expect(parse(text).problems).toEqual([
    { rule: 'expectation-contradiction', message: expect.stringContaining(message), start, end },
  ]);
});

test.each([
  'stderr empty; 3 lines',
  'stderr empty; $.a = 1',
  'stdout 2 X lines; stderr 3 X lines',
  '2 X lines; 3 Y lines',
  '2 X lines; 3 lines',
  'no errors lines; some error lines',
  '2 X lines; 2 to 3 X lines',
  '1 NotReady line; 2 Ready lines',
  'no /x/ lines; some /y/ lines',
  '$.a >= 3; $.a <= 3',
  '$.a = 1; $.b = 2',
  '$.a != 1; $.a != 2',
  'exit 0 or 1; exit nonzero',
  '2 lines (.8/.80)',
])('%s can hold', (text) => expect(parse(text).problems).toEqual([]));
