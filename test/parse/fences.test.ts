import { describe, expect, test } from 'vitest';
import { block, fence, outline, parseCareful, parseTrusted } from './parse-document.ts';

describe('which fences are steps', () => {
  test.each([
    ['bash', fence('bash', 'a'), ['gate!: a']],
    ['sh', fence('sh', 'a'), ['gate!: a']],
    ['shell', fence('shell', 'a'), ['gate!: a']],
    ['in capitals', fence('Bash', 'a'), ['gate!: a']],
    ['tildes', '~~~bash\na\n~~~\n', ['gate!: a']],
    ['four ticks around three', '````bash\na\n```\nb\n````\n', ['gate!: a\n```\nb']],
    ['in a list', '- x\n\n  ```bash\n  a\n    b\n  ```\n', ['gate!: a\n  b']],
    ['directly behind a list marker', '1. ```bash\n   a\n   ```\n', ['gate!: a']],
    ['in a quote', '> ```bash\n> a\n>b\n> ```\n', ['gate!: a\nb']],
    ['in a quote in a list', '- > ```bash\n  > a\n  > ```\n', ['gate!: a']],
    ['indented fence', '  ```bash\n  a\n b\n    c\n  ```\n', ['gate!: a\nb\n  c']],
    ['in <details> behind a blank line', '<details>\n\n```bash\na\n```\n\n</details>\n', ['gate!: a']],
    ['tabs of the code are kept', '```bash\n\ta <<-X\n\tX\n```\n', ['gate!: \ta <<-X\n\tX']],
    ['CRLF', '```bash\r\na \\\r\n  b\r\n```\r\n', ['gate!: a \\\n  b']],
    ['CR alone', '```bash\ra\rb\r```\r', ['gate!: a\nb']],
    ['a language of two words', fence('shell script', 'a'), ['gate!: a']],
    ['a directive of another tool', fence('{note}', 'a'), []],
    ['a directive with words behind it', fence('{code-block} yaml', 'a: b'), []],
    ['inside another fence', '````text\n```bash\na\n```\n````\n', []],
    ['another language', fence('yaml', 'a: b'), []],
    ['another language with words of its own', fence('js {1,3} title=x linenos width=3', 'a'), []],
    ['no language', fence('', 'a'), []],
    ['no language, annotated in braces', fence('{auto}', 'a'), ['auto: a']],
    ['no language, annotated bare', fence('readonly', 'a'), ['readonly: a']],
    ['no language, annotated after a blank', fence(' gate="x y"', 'a'), ['gate!x y!: a']],
    ['no language, annotated in a comment', `<!-- runbook: auto -->\n${fence('', 'a')}`, ['auto: a']],
    ['no language, an Expect quote below', `${fence('', 'a')}\n> Expect: some x lines\n`, ['gate!: a']],
    ['no language, an expect comment', fence('', 'a # expect 3 x lines'), ['gate!: a # expect 3 x lines']],
    ['no language, prompts', fence('', '$ a\n$ b'), ['gate!: a\nb']],
    ['a heading that says (read-only)', `# X (read-only)\n${fence('', 'a')}`, ['gate!: a']],
    ['a heading that says (gated)', `# X (gated, destructive)\n${fence('', 'a')}`, ['gate!: a']],
    ['a heading that says RUN --', `# RUN -- jumphost\n${fence('', 'a')}`, ['gate!: a']],
    ['a numbered heading that says RUN —', `# 2. RUN — jumphost\n${fence('', 'a')}`, ['gate!: a']],
    ['a heading that says CHECK', `# CHECK (read-only) -- jumphost\n${fence('', 'a')}`, ['gate!: a']],
    ['a part of such a section', `# X (gated)\n## Y\n${fence('', 'a')}`, ['gate!: a']],
    ['a heading that says run or check otherwise', `# Run the checks\n${fence('', 'a')}`, []],
  ])('%s', (_, body, steps) => {
    expect(outline(parseTrusted(body).steps)).toEqual(steps);
  });

  test('places of blocks and of their code', () => {
    const { steps } = parseTrusted('- x\n\n  > ```bash\n  > a\n  > b\n  > ```\n');
    expect(block(steps).segments.map(({ line }) => line)).toEqual([7]);
    expect(block(steps).source.position).toMatchObject({
      start: { line: 6, column: 5 },
      end: { line: 9, column: 8 },
    });
  });
});

describe('fences that go wrong', () => {
  test.each([
    ['unclosed', 'x\n```bash auto\na\n', ['2:1 unclosed-fence']],
    ['closed by the end of its list item', '- ```bash\n  a\n\nb\n', ['1:3 unclosed-fence']],
    ['closed', fence('bash', 'a'), []],
    ['a tab cut in two', '- ```bash\n\ta\n  b\n  ```\n', ['2:1 code-not-verbatim']],
    ['NUL', '```bash\na\0b\n```\n', ['2:1 code-not-verbatim']],
    ['empty', '```bash\n```\n', ['1:1 no-command']],
    ['blank', '```bash\n\n  \n```\n', ['1:1 no-command']],
    ['console without a prompt', fence('console', 'A -> b'), ['1:1 console-without-prompt?']],
    [
      'console without a prompt before a command',
      fence('console', 'kubectl logs job/prepare-<node>'),
      ['1:1 no-command'],
    ],
    [
      'console with output that has a placeholder',
      fence('console', 'claim <name> is bound'),
      ['1:1 console-without-prompt?'],
    ],
    ['console without a prompt, annotated', fence('console readonly', 'A -> b'), ['1:1 no-command']],
    ['console without a prompt, commands', fence('console', '# Clean up\nrm -rf <dir>'), ['1:1 no-command']],
    ['console whose first command has no prompt', fence('console', 'a b\n$ c'), ['2:1 mixed-prompts']],
    ['console with output before the first prompt', fence('console', 'NAME   READY\n$ c'), []],
    ['console with a comment before the first prompt', fence('console', '# a\n$ c'), []],
    ['console with nothing', fence('console', ''), ['1:1 no-command']],
    ['comments in a console are no prompts', fence('console', '# Delete it\na b'), ['1:1 no-command']],
    [
      'a console that begins without a prompt',
      fence('console', "a b\n# when you're done\nc d"),
      ['1:1 no-command'],
    ],
    ['shell as a directive', fence('{bash}', 'a'), ['1:1 hidden-fence?']],
    ['a near miss in braces', fence('{redonly}', 'a'), ['1:5 annotation-unknown']],
    ['hidden in <details>', '<details>\n```bash\na\n```\n</details>\n', ['2:1 hidden-fence?']],
    ['hidden in a comment', '<!--\n\n```bash\na\n```\n-->\n', ['3:1 hidden-fence?']],
    ['hidden in a comment in a quote', '> <!--\n> ```sh\n> a\n> ```\n> -->\n', ['2:3 hidden-fence?']],
    ['hidden in indented code', 'x\n\n    ```bash\n    a\n    ```\n', ['3:1 hidden-fence?']],
    ['options alone in indented code', 'x\n\n    ```bash\n    --size 3 \\\n    --force\n    ```\n', []],
    ['options alone in HTML', '<p>\n```bash\n-m openstack\n```\n</p>\n', []],
    ['a command below a comment', '<p>\n```bash\n# -m\na -m\n```\n</p>\n', ['2:1 hidden-fence?']],
    ['another language in HTML', '<pre>\n```yaml\na\n```\n</pre>\n', []],
    ['an unknown interpreter', fence('python readonly', 'a'), ['1:4 unknown-interpreter']],
    [
      'an unknown interpreter with a slip',
      fence('python redonly', 'a'),
      ['1:11 annotation-unknown', '1:4 unknown-interpreter'],
    ],
    [
      'an unknown interpreter, comment',
      `<!-- runbook: gate -->\n${fence('python', 'a')}`,
      ['2:4 unknown-interpreter'],
    ],
    ['another language as an example', fence('python doc', 'a'), []],
    ['another language, manual', fence('sql manual', 'a'), []],
  ])('%s', (_, body, problems) => {
    const found = parseTrusted(`${fence('sh', 'x')}\n${body}`).problems.map((problem) =>
      problem.replace(/^\d+/, (line) => String(Number(line) - 4)),
    );
    expect([...found].sort()).toEqual([...problems].sort());
  });

  test('an unknown interpreter is named with the nearest known one', () => {
    expect(parseTrusted(fence('bsh readonly')).messages).toContain(
      '1:4-1:7 Unexpected language `bsh` on an annotated block; did you mean `bash`?',
    );
  });
});

describe('careful mode', () => {
  test.each([
    ['a builtin', fence('', 'export A=b'), ['gate!: export A=b']],
    ['an assignment', fence('', 'A=b c'), ['gate!: A=b c']],
    ['a keyword', fence('', 'for i in a; do b; done'), ['gate!: for i in a; do b; done']],
    ['a command', fence('', '# look\njuju status'), ['gate!: # look\njuju status']],
    ['a file of the repository', fence('', 'scripts/a.sh # audit'), ['gate!: scripts/a.sh # audit']],
    ['no command', fence('', 'NAME  STATUS'), []],
    ['a command that is no shell', fence('', 'juju (status'), []],
    ['indented code', '    juju status\n', []],
  ])('%s', (_, body, steps) => {
    expect(outline(parseCareful(body, ['juju', 'scripts/a.sh']).steps)).toEqual(steps);
  });
});

describe('prompts', () => {
  test.each([
    ['commands and output', fence('console', '$ a\nx\n  y\n\n$ b\n'), ['a\n', 'b'], [5, 9], 'x\n  y'],
    ['neighbours run together', fence('console', '$ a\n\n$ b'), ['a\n\nb'], [5], null],
    ['in a bash fence', fence('bash', '# first\n$ a\nx'), ['a'], [6], 'x'],
    ['root prompts', fence('console', '# a\nx'), ['a'], [5], 'x'],
    ['a comment is output beside $ prompts', fence('console', '$ a\n# x'), ['a'], [5], '# x'],
    ['shell-session', fence('shell-session', '$ a'), ['a'], [5], null],
    ['a line continued', fence('console', '$ a \\\n    b\nx'), ['a \\\n    b'], [5], 'x'],
    ['a line continued with a second prompt', fence('console', '$ a \\\n> b\nx'), ['a \\\nb'], [5], 'x'],
    [
      'a heredoc',
      fence('bash', '$ cat <<X | a\n  b: c\n\n$ d\nX\n$ e'),
      ['cat <<X | a\n  b: c\n\n$ d\nX\ne'],
      [5],
      null,
    ],
    ['a heredoc without its end', fence('bash', '$ cat <<X\nb'), ['cat <<X'], [5], 'b'],
    ['an open quote', fence('console', "$ a 'x\n> y'\n> z"), ["a 'x\ny'"], [5], '> z'],
    ['in a quote', '> ```console\n> $ a\n> x\n> ```\n', ['a'], [5], 'x'],
  ])('%s', (_, body, code, lines, shown) => {
    const step = block(parseTrusted(body).steps);
    expect(step.segments.map((segment) => segment.code)).toEqual(code);
    expect(step.segments.map(({ line }) => line)).toEqual(lines);
    expect(step.confirm).toBe(shown === null ? null : `The output is as the document shows it:\n${shown}`);
    expect(step.code).toBe(code.join(''));
  });

  test('a prompt in the middle of a script is an error, one in a heredoc or string is text', () => {
    expect(parseTrusted(fence('bash', 'a\n$ b')).problems).toEqual(['3:1 mixed-prompts']);
    expect(parseTrusted(fence('bash', "cat <<'X'\n$ b\nX\necho '\n$ c'")).problems).toEqual([]);
  });
});
