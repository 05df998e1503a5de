import { describe, expect, test } from 'vitest';
import { block, fence, outline, parseCareful, parseTrusted } from './parse-document.ts';

/** The placeholders of each segment, as they are written in it. */
function found(body: string) {
  const { steps, problems } = parseTrusted(body);
  expect(problems.every((problem) => problem.endsWith(' placeholder?'))).toBe(true);
  return block(steps).segments.map(({ code, placeholders }) =>
    placeholders.map(({ name, start, end }) => `${name} ${code.slice(start, end)}`),
  );
}

describe('placeholders of a gated block', () => {
  test.each([
    ['a word', 'juju ssh <unit-id> now', ['unit-id <unit-id>']],
    ['the last word', 'juju ssh <id>', ['id <id>']],
    ['several', 'a <b> <c_1>; d <b> | e <f>', ['b <b>', 'c_1 <c_1>', 'b <b>', 'f <f>']],
    ['on continued lines', 'a \\\n  <b> \\\n  <c>', ['b <b>', 'c <c>']],
    ['beside a redirection', 'a <b> > out 2>&1', ['b <b>']],
    ['behind a redirection', 'a 2>/dev/null <b>', ['b <b>']],
    ['in a list of a loop', 'for i in <a> b; do c $i; done', ['a <a>']],
    ['in a substitution', 'a "$(b <c>)"', ['c <c>']],
    ['in an array', 'a=(<b> c)', ['b <b>']],
    ['in a function', 'f() { a <b>; }', ['b <b>']],
    ['behind a heredoc’s opening', 'a <<EOF <b>\nc\nEOF', ['b <b>']],
    ['in a comment', 'a # <b> c', []],
    ['a redirection', 'cat <file >out', []],
    ['a redirection without a blank', 'cat <a>b', []],
    ['redirections in words', 'cat x<a> y', []],
    ['a substitution', 'diff <(a) >(b)', []],
    ['what is no name', 'cat <1> <a.b> < a >', []],
    ['in a longer text', 'echo "use <id> here"', []],
    ['what is searched for', "kubectl get pods | grep '<none>'", []],
    ['in arithmetic', 'echo $((a <b> c)); (( a <b> c ))', []],
    ['in quotes over lines', 'echo \'a\n<b> c\n\' "\n<d> e"', []],
    ['in markup', 'cat <<EOF\n<name>x</name>\nEOF', []],
    ['in other markup', 'cat <<EOF\n<a>\n<b/>\nEOF', []],
  ])('%s', (_, code, names) => {
    expect(found(fence('bash', code))).toEqual([names]);
  });

  test('each is a warning with its place', () => {
    const { messages, problems, steps } = parseTrusted('- ```bash\n  a <my-id> \\\n    <b>\n  ```\n');
    expect(problems).toEqual(['2:5 placeholder?', '3:5 placeholder?']);
    expect(messages[0]).toBe(
      '2:5-2:12 Unexpected placeholder `<my-id>`, for which the gate asks a value each time; better declare an input and write `"$MY_ID"`',
    );
    expect(outline(steps)).toEqual(['gate!: a <my-id> \\\n  <b>']);
  });

  test('leave the code as written, and are no redirections where commands are told apart', () => {
    expect(found(fence('bash', 'a <b>\nc <d> # expect e\nf # expect g\nh <i>'))).toEqual([
      ['b <b>'],
      ['d <d>'],
      [],
      ['i <i>'],
    ]);
    expect(found(fence('console', '$ a <b>\nx\n$ c <d>'))).toEqual([['b <b>'], ['d <d>']]);
  });

  test('in careful mode any block has them, and a fence without a language may end in one', () => {
    const { steps } = parseCareful(fence('bash readonly', 'a <b>') + fence('', 'juju ssh <id>'), ['juju']);
    expect(steps.map((step) => step.kind === 'block' && step.segments[0]?.placeholders.length)).toEqual([
      1, 1,
    ]);
  });
});

describe('placeholders that nothing fills', () => {
  test.each([
    ['bash', 'a "<b>"', '2:4-2:7 Unexpected placeholder `<b>` in quotes'],
    ['bash', "a --name='<my-b>'", '2:11-2:17 Unexpected placeholder `<my-b>` in quotes'],
    ['bash', 'cat <<EOF\nid: <b>\nEOF', '3:5-3:8 Unexpected placeholder `<b>` in a heredoc'],
    ['bash', 'cat <<\'EOF\'\nid: "<b>",\nEOF', '3:6-3:9 Unexpected placeholder `<b>` in a heredoc'],
    ['bash', 'a > <b>', '2:5-2:8 Unexpected placeholder `<b>` as the target of a redirection'],
    ['bash', 'a <<< <b>', '2:7-2:10 Unexpected placeholder `<b>` as the text of a redirection'],
    ['bash', '<b> c', '2:1-2:4 Unexpected placeholder `<b>` in the place of a command'],
    ['bash', 'echo `a <b> c`', '2:9-2:12 Unexpected placeholder `<b>` in backticks'],
    ['bash', '[ <a> = b ]', '2:3-2:6 Unexpected placeholder `<a>` in a test'],
    ['bash', 'for <a> in b; do c; done', '2:5-2:8 Unexpected placeholder `<a>` as the name of a variable'],
    ['bash', '[[ $a == <b> ]]', '2:10-2:13 Unexpected placeholder `<b>` in a test'],
    ['bash', 'cat <<EOF\n$(a <b>)\nEOF', '3:5-3:8 Unexpected placeholder `<b>` in a heredoc'],
    ['bash', '[[ <b> ', '2:4-2:7 Unexpected placeholder `<b>` where the shell code can not be read'],
    ['bash', 'export <a>', '2:8-2:11 Unexpected placeholder `<a>` as the name of a variable'],
    ['bash readonly', 'a <b>', '2:3-2:6 Unexpected placeholder `<b>` in a block without a gate'],
    ['bash readonly gate', 'a <b>', '2:3-2:6 Unexpected placeholder `<b>` in a block without a gate'],
    ['bash auto', 'a <b-c> d', '2:3-2:8 Unexpected placeholder `<b-c>` in a block without a gate'],
  ])('%s: %j', (info, code, message) => {
    const { messages, problems, steps } = parseTrusted(fence(info, code));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(message);
    expect(messages[0]).toMatch(/; declare an input and write `"\$[A-Z_]+"`$/);
    expect(problems[0]).toContain('placeholder-misplaced');
    expect(problems[0]).not.toContain('?');
    expect(block(steps).segments[0]?.placeholders).toEqual([]);
  });

  test('a manual step is only read by a person', () => {
    expect(parseTrusted(fence('bash manual', 'a <b>')).problems).toEqual([]);
  });
});
