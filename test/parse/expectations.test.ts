import { describe, expect, test } from 'vitest';
import { block, fence, parseTrusted } from './parse-document.ts';

function claims(
  expectation: { readonly claims: readonly { readonly text: string }[] } | null,
): readonly string[] {
  return expectation?.claims.map(({ text }) => text) ?? [];
}

describe('expect=', () => {
  test.each([
    ['bash expect="3 DRIFT"', '1:17'],
    ['bash expect="some a lines; 3 DRIFT"', '1:31'],
    [String.raw`bash expect="some '\"' lines; 3 DRIFT"`, '1:34'],
    ["bash expect='some a lines;'no' 'drift", '1:31'],
  ])('a syntax error in %s is placed at %s', (info, place) => {
    expect(parseTrusted(fence(info)).problems).toEqual([`${place} expectation-syntax`]);
  });

  test('columns of claims count quotes and escapes', () => {
    const { steps } = parseTrusted(fence(String.raw`bash expect="some '\"x' lines; no y lines"`));
    const found = block(steps).expectation?.claims.map(({ text, source }) => [
      text,
      source.position.start.column,
      source.position.end.column,
    ]);
    expect(found).toEqual([
      [`some '"x' lines`, 17, 33],
      ['no y lines', 35, 45],
    ]);
  });

  test('claims in a comment over two lines are placed in it', () => {
    const { steps } = parseTrusted(
      `> <!-- runbook: expect="some x lines;\n>   no y lines" -->\n> \`\`\`sh\n> a\n> \`\`\`\n`,
    );
    const places = block(steps).expectation?.claims.map(({ source }) => [
      source.position.start.line,
      source.position.start.column,
    ]);
    expect(places).toEqual([
      [4, 25],
      [5, 5],
    ]);
  });

  test.each([
    ['3 DRIFT', 'expectation-syntax'],
    ['no x lines', 'expectation-vacuous'],
    ['2 to 1 lines', 'expectation-contradiction'],
  ])('%s: %s', (text, rule) => {
    expect(
      parseTrusted(fence(`bash expect="${text}"`)).problems.map((problem) => problem.replace(/.* /, '')),
    ).toEqual([rule]);
  });

  test('it may change the implied exit 0', () => {
    expect(parseTrusted(fence('bash expect="exit 1 or 2"')).problems).toEqual([]);
  });
});

describe('# expect comments', () => {
  test.each([
    ['whole blocks stay whole', 'a\nb\n', [['a\nb\n', 2, []]]],
    [
      'a command stands alone',
      'a\nb # expect some x lines\nc',
      [
        ['a\n', 2, []],
        ['b # expect some x lines\n', 3, ['some x lines']],
        ['c', 4, []],
      ],
    ],
    ['with a colon', 'a # expect: some x lines', [['a # expect: some x lines', 2, ['some x lines']]]],
    [
      'several claims',
      'a   # expect some x lines; no y lines',
      [['a   # expect some x lines; no y lines', 2, ['some x lines', 'no y lines']]],
    ],
    [
      'several commands',
      'a # expect x\nb # expect y',
      [
        ['a # expect x\n', 2, ['x']],
        ['b # expect y', 3, ['y']],
      ],
    ],
    [
      'the last command of a line',
      'a; b # expect x',
      [
        ['a; ', 2, []],
        ['b # expect x', 2, ['x']],
      ],
    ],
    [
      'a command over several lines',
      'a \\\n  b # expect x\nc',
      [
        ['a \\\n  b # expect x\n', 2, ['x']],
        ['c', 4, []],
      ],
    ],
    ['a pipeline', 'a |\n  b # expect x', [['a |\n  b # expect x', 2, ['x']]]],
    [
      'a whole loop',
      'for i in a; do\n  b\ndone # expect x',
      [['for i in a; do\n  b\ndone # expect x', 2, ['x']]],
    ],
    [
      'a heredoc',
      'cat <<X # expect x\ny # expect z\nX\nb',
      [
        ['cat <<X # expect x\ny # expect z\nX\n', 2, ['x']],
        ['b', 5, []],
      ],
    ],
    ['nothing but comments behind it', 'a # expect x\n\n# done\n', [['a # expect x\n\n# done\n', 2, ['x']]]],
    ['comments before it', '# look\na # expect x', [['# look\na # expect x', 2, ['x']]]],
    [
      'in strings it is text',
      `echo "# expect x" '# expect y' # z`,
      [[`echo "# expect x" '# expect y' # z`, 2, []]],
    ],
    ['in a heredoc it is text', 'cat <<X\n# expect x\nX', [['cat <<X\n# expect x\nX', 2, []]]],
    ['part of a word it is text', 'a#expect x\necho expect # x', [['a#expect x\necho expect # x', 2, []]]],
  ] as const)('%s', (_, code, segments) => {
    const { steps, problems } = parseTrusted(fence('bash', code));
    expect(problems).toEqual([]);
    expect(
      block(steps).segments.map((segment) => [segment.code, segment.line - 3, claims(segment.expectation)]),
    ).toEqual(segments);
    expect(block(steps).code).toBe(code);
  });

  test('claims are placed in the document', () => {
    const { steps } = parseTrusted('- x\n\n  ```bash\n  a # expect x; some y lines\n  ```\n');
    expect(
      block(steps).segments[0]?.expectation?.claims.map(({ source }) => source.position.start.column),
    ).toEqual([14, 17]);
  });

  test('behind a prompt', () => {
    const { steps } = parseTrusted(fence('console', '$ a # expect x; some y lines\nx\n$ b'));
    expect(block(steps).segments.map(({ code, line }) => [code, line])).toEqual([
      ['a # expect x; some y lines\n', 5],
      ['b', 7],
    ]);
    expect(block(steps).segments[0]?.expectation?.claims[1]?.source.position.start).toMatchObject({
      line: 5,
      column: 17,
    });
  });

  test.each([
    ['on a line of its own', 'a\n# expect some x lines', '3:1', 'no command ends on its line'],
    ['before the command', '# expect some x lines\na', '2:1', 'no command ends on its line'],
    ['in a loop', 'for i in a; do\n  b # expect x\ndone', '3:5', 'inside a loop, function, list or pipeline'],
    ['in a function', 'f() {\n  b # expect x\n}', '3:5', 'inside a loop, function, list or pipeline'],
    ['in a substitution', 'x=$(a # expect x\n)', '2:7', 'inside a loop, function, list or pipeline'],
    [
      'in a substitution in a string',
      'x="$(a # expect x\n)"',
      '2:8',
      'inside a loop, function, list or pipeline',
    ],
    ['in a list', 'a && # expect x\nb', '2:6', 'inside a loop, function, list or pipeline'],
    ['in a pipeline', 'a | # expect x\nb', '2:5', 'inside a loop, function, list or pipeline'],
    ['behind a job', 'a & # expect x', '2:5', 'runs in the background'],
    ['behind another comment', 'a # look # expect x', '2:10', 'another comment stands before it'],
    ['as output', '$ a\n# expect x', '3:1', 'no command ends on its line'],
    ['in the past tense without a colon', 'a # expected 3 lines', '2:3', 'expected `# expect 3 lines`'],
    ['misspelt', 'a # expct: some x lines', '2:3', 'expected `# expect some x lines`'],
    ['misspelt before a claim', 'a # expext 3 lines', '2:3', 'reads like an expectation and is none'],
    ['behind what nobody sees', 'a # \u200bexpect 3 lines', '2:3', 'reads like an expectation and is none'],
    ['behind other words', 'a # now expect 3 lines', '2:3', 'expected `# expect 3 lines`'],
    ['on commands that belong together', 'a # expect x\n[ $? = 0 ] # expect y', '3:12', 'can not run apart'],
  ])('an error %s', (_, code, place, message) => {
    const { messages } = parseTrusted(fence('bash', code));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(`${place}-`);
    expect(messages[0]).toContain(message);
  });

  test.each([
    'a # except: the last one',
    'a # nothing is expected',
    'a # we expect the model to be gone',
    'a # expectations: see below',
    'a # expected output is long',
    'a "# expct: 3 lines"',
    'a # expected to fail 2 times in 3',
  ])('no expectation: %s', (code) => {
    expect(parseTrusted(fence('bash', code)).problems).toEqual([]);
  });

  test('an error in a manual step', () => {
    expect(parseTrusted(fence('bash manual', 'a # expect x')).problems).toEqual(['1:1 expect-comment']);
    expect(parseTrusted(fence('bash doc', 'a # expect x') + fence('sh')).problems).toEqual([]);
  });
});

describe('> Expect: quotes', () => {
  test.each([
    ['one claim', '> Expect: 3 DRIFT lines (.8/.12/.16)', ['3 DRIFT lines (.8/.12/.16)'], [[4, 11]]],
    ['bold', '> **Expect:** some x lines', ['some x lines'], [[4, 15]]],
    [
      'in backticks',
      '> Expect: `1 /a\\.b.*c*/ line; $.a[*].b = true`',
      ['1 /a\\.b.*c*/ line', '$.a[*].b = true'],
      [
        [4, 12],
        [4, 31],
      ],
    ],
    ['one word in backticks', '> Expect: some `x` lines', ['some x lines'], [[4, 11]]],
    [
      'on two lines',
      '> Expect: some x lines;\n> no y lines',
      ['some x lines', 'no y lines'],
      [
        [4, 11],
        [5, 3],
      ],
    ],
    [
      'two of them',
      '> Expect: some x lines\n> expect: no y lines\n>\n> Expected: z',
      ['some x lines', 'no y lines', 'z'],
      [
        [4, 11],
        [5, 11],
        [7, 13],
      ],
    ],
    ['behind a blank line', '\n> Expect: some x lines', ['some x lines'], [[5, 11]]],
  ] as const)('%s', (_, quote, texts, places) => {
    const { steps, problems } = parseTrusted(`${fence('bash', 'a')}${quote}\n`);
    expect(problems).toEqual([]);
    const found = block(steps).expectation?.claims ?? [];
    expect(found.map(({ text }) => text)).toEqual(texts);
    expect(found.map(({ source }) => [source.position.start.line - 3, source.position.start.column])).toEqual(
      places,
    );
  });

  test.each([
    ['formatting', '> Expect: 1 /a*b*/ line', '4:11 expectation-syntax'],
    ['an escape', '> Expect: 1 /a\\.b/ line', '4:11 expectation-syntax'],
    ['a character reference', '> Expect: some &amp; lines', '4:11 expectation-syntax'],
    ['a keyword that goes on as prose', '> Expect: no trouble at all', '4:'],
    ['a number that goes on as prose', '> Expect: 3 hosts, all of them Ready', '4:'],
    ['a path that goes on as prose', '> Expect: $x is set', '4:'],
    ['nothing', '> Expect:', '4:'],
    ['an exit status', '> Expect: some x lines; exit 1', '4:25 prose-exit'],
    ['an exit status even if it is 0', '> Expect: exit 0', '4:11 prose-exit'],
  ])('an error: %s', (_, quote, problem) => {
    const { problems } = parseTrusted(`${fence('bash', 'a')}${quote}\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).not.toContain('?');
  });

  test('free words are confirmed by eye, with a warning', () => {
    const { steps, problems } = parseTrusted(
      `${fence('bash confirm="it hums"', 'a # expect all-SKIP, no drift')}> Expect: the hosts look fine.\n`,
    );
    expect(problems).toEqual(['2:12 expect-by-eye?', '4:11 expect-by-eye?']);
    expect(block(steps)).toMatchObject({
      confirm: 'it hums\nall-SKIP, no drift\nthe hosts look fine.',
      expectation: null,
    });
    expect(block(steps).segments).toHaveLength(1);
  });

  test.each([
    [
      'beside expect=',
      `${fence('bash expect="some x lines"', 'a')}> Expect: some y lines\n`,
      ['4:11 annotation-conflict'],
    ],
    [
      'below a manual step',
      `${fence('bash manual', 'a')}> Expect: some y lines\n`,
      ['4:1 annotation-without-effect'],
    ],
    [
      'below a paragraph',
      `${fence('bash', 'a')}text\n\n> Expect: some y lines\n`,
      ['6:1 annotation-unattached'],
    ],
    ['below an example', `${fence('bash doc', 'a')}> Expect: some y lines\n\n${fence('sh')}`, []],
    ['in a plain paragraph', `${fence('bash', 'a')}Expect: some y lines\n`, ['4:1 annotation-unattached']],
    ['in plain words', `${fence('bash', 'a')}Expect: all is well\n`, ['4:1 expect-not-checked?']],
    ['without its colon', `${fence('bash', 'a')}> Expect 3 lines\n`, ['4:3 expectation-syntax']],
    ['misspelt', `${fence('bash', 'a')}> Expct: 3 lines\n`, ['4:3 expectation-syntax']],
    ['with another colon', `${fence('bash', 'a')}> Expect： 3 lines\n`, ['4:3 expectation-syntax']],
    ['behind what nobody sees', `${fence('bash', 'a')}> \u200bExpect: 3 lines\n`, ['4:3 expectation-syntax']],
    ['in mid-sentence', `${fence('bash', 'a')}> Now. Expect: 3 lines\n`, ['4:3 expectation-syntax']],
    ['in other words', `${fence('bash', 'a')}> Now we expect the best. Nothing else is expected.\n`, []],
  ])('%s', (_, body, problems) => {
    expect(parseTrusted(body).problems).toEqual(problems);
  });
});

describe('output fences', () => {
  test('are the exact output of the block above', () => {
    const { steps, problems } = parseTrusted(
      `${fence('bash', 'a')}\n${fence('output', 'x\r\n...\n[..] y')}\n> Expect: some x lines\n`,
    );
    expect(problems).toEqual([]);
    expect(block(steps).exactOutput).toMatchObject({
      lines: ['x', '...', '[..] y'],
      source: { position: { start: { line: 8 } } },
    });
    expect(claims(block(steps).expectation)).toEqual(['some x lines']);
  });

  test.each([
    ['vacuous', `${fence('bash', 'a')}${fence('output', '...')}`, ['5:1 expectation-vacuous']],
    ['empty', `${fence('bash', 'a')}${fence('output', '')}`, ['5:1 expectation-vacuous']],
    [
      'a second one',
      `${fence('bash', 'a')}${fence('output', 'x')}${fence('output', 'y')}`,
      ['7:1 annotation-unattached'],
    ],
    [
      'not directly below',
      `${fence('bash', 'a')}text\n${fence('output', 'x')}`,
      ['5:1 annotation-unattached'],
    ],
    [
      'below text',
      `${fence('text', 'a')}${fence('output', 'x')}${fence('sh')}`,
      ['4:1 annotation-unattached'],
    ],
    ['below an example', `${fence('bash doc', 'a')}${fence('output', 'x')}${fence('sh')}`, []],
    [
      'below a manual step',
      `${fence('bash manual', 'a')}${fence('output', 'x')}`,
      ['4:1 annotation-without-effect'],
    ],
  ])('%s', (_, body, problems) => {
    expect(parseTrusted(body).problems).toEqual(problems);
  });
});
