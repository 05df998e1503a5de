import { describe, expect, test } from 'vitest';
import { noTraits } from '../../src/model/block-traits.ts';
import { block, fence, outline, parseTrusted } from './parse-document.ts';

describe('reading annotations', () => {
  test.each([
    ['bare', fence('bash gate="destroy openstack" id=x', 'a')],
    ['in braces', fence('bash {gate="destroy openstack" id=x}', 'a')],
    ['in braces without a blank before', fence('bash{gate="destroy openstack" id=x}', 'a')],
    ['in braces with blanks inside', fence('bash { gate="destroy openstack"  id=x }  ', 'a')],
    ['in single quotes', fence("bash gate='destroy openstack' id=x", 'a')],
    ['with a backslash', fence('bash gate=destroy\\ openstack id=x', 'a')],
    ['half quoted', fence(`bash gate=destroy" open"'stack' id="x"`, 'a')],
    ['in a comment', `<!-- runbook: gate="destroy openstack" id=x -->\n${fence('bash', 'a')}`],
    [
      'in a comment behind a blank line',
      `<!-- runbook: gate="destroy openstack" id=x -->\n\n${fence('bash', 'a')}`,
    ],
    [
      'in a comment over several lines',
      `<!--runbook:\n  gate="destroy openstack"\n  id=x\n-->\n${fence('bash', 'a')}`,
    ],
    ['in a comment in braces', `<!-- runbook: {gate="destroy openstack" id=x} -->\n${fence('bash', 'a')}`],
    [
      'in a comment in a list',
      '- <!-- runbook: gate="destroy openstack"\n    id=x -->\n  ```bash\n  a\n  ```\n',
    ],
    ['on a tilde fence', '~~~~ bash gate="destroy openstack" id=x\na\n~~~~\n'],
  ])('%s', (_, body) => {
    const { steps, problems } = parseTrusted(body);
    expect(problems).toEqual([]);
    expect(outline(steps)).toEqual(['gate!destroy openstack!: a']);
    expect(steps[0]?.id).toBe('x');
  });

  test('quotes are a shell word’s', () => {
    const { steps } = parseTrusted(fence(String.raw`bash gate="a \"b\" \$c \d" confirm='\"x\"'`));
    expect(block(steps)).toMatchObject({
      gate: { phrase: String.raw`a "b" $c \d` },
      confirm: String.raw`\"x\"`,
    });
  });

  test('they are read from the source, not from what Markdown makes of it', () => {
    const { steps } = parseTrusted(fence('bash gate="a &amp; b" expect="/a\\.b/"'));
    expect(block(steps).gate?.phrase).toBe('a &amp; b');
    expect(block(steps).expectation?.claims[0]?.fact).toMatchObject({ pattern: { source: 'a\\.b' } });
  });

  test('every attribute', () => {
    const info =
      'bash readonly id=x expect="some a lines" within=1h30m every=250ms abort="some b lines" confirm="it is" timeout=30m grace=0s cwd=../x';
    expect(block(parseTrusted(fence(info)).steps)).toMatchObject({
      id: 'x',
      title: 'x',
      polling: {
        within: { ms: 5_400_000, text: '1h30m' },
        every: { ms: 250 },
        abort: { claims: [{ text: 'some b lines' }] },
      },
      confirm: 'it is',
      timeout: { ms: 1_800_000 },
      grace: { ms: 0 },
      cwd: '../x',
    });
  });

  test.each([
    ['20m', { ms: 10_000, text: '10s' }],
    ['10s', { ms: 2500, text: '2.5s' }],
  ])('a wait of %s without `every` looks more than once', (within, every) => {
    const { steps } = parseTrusted(fence(`bash readonly expect="some a lines" within=${within}`));
    expect(block(steps).polling?.every).toEqual(every);
  });
});

/** [name, body, `line:column-line:column message` in document order]. */
type Row = readonly [string, string, readonly string[]];

function check(rows: readonly Row[]): void {
  test.each(rows)('%s', (_, body, expected) => {
    const { messages } = parseTrusted(`${body}\n${fence('sh', 'x')}`);
    expect(messages.length, messages.join('\n')).toBe(expected.length);
    for (const [index, message] of expected.entries()) expect(messages[index]).toContain(message);
  });
}

describe('annotations that are wrong', () => {
  check([
    [
      'misspelt',
      fence('bash redonly'),
      ['1:9-1:16 Unexpected annotation `redonly`; did you mean `readonly`?'],
    ],
    [
      'misspelt with a value',
      fence('bash confrim="x"'),
      ['1:9-1:16 Unexpected annotation `confrim`; did you mean `confirm`?'],
    ],
    [
      'misspelt in a comment',
      `<!-- runbook: gaet -->\n${fence('bash')}`,
      ['1:15-1:19 Unexpected annotation `gaet`; did you mean `gate`?'],
    ],
    [
      'misspelt in a list',
      '- > ```bash timeot=3s\n  > a\n  > ```\n',
      ['1:13-1:19 Unexpected annotation `timeot`; did you mean `timeout`?'],
    ],
    ['in capitals', fence('bash Gate'), ['did you mean `gate`?']],
    ['unknown', fence('bash zzz'), ['1:9-1:12 Unexpected annotation `zzz`, expected one of gate, readonly']],
    [
      'with blanks around =',
      fence('bash id = x'),
      [
        '1:9-1:11 Unexpected `id` without a value',
        '1:12-1:13 Unexpected `=`',
        '1:14-1:15 Unexpected annotation `x`',
      ],
    ],
    [
      'an open quote',
      fence('bash gate="x'),
      ['1:9-1:16 Unexpected end of the annotations, expected a closing "'],
    ],
    ['an open brace', fence('bash {gate'), ['1:9-1:14 Unexpected end of the annotations, expected `}`']],
    ['half in braces', fence('bash auto {id=x}'), ['1:14-1:20 Unexpected `{`']],
    ['typographic quotes', fence('bash gate=“a”'), ['1:9-1:17 Unexpected typographic quotes']],
    ['typographic quotes in quotes', fence('bash confirm="“a”"'), []],
    [
      'a bare quoted text',
      fence('bash "destroy it"'),
      ['1:9-1:21 Unexpected quotes, expected name="destroy it"'],
    ],
    ['commas', fence('bash auto, id=x'), ['1:9-1:14 Unexpected `,`']],
    ['an unquoted backslash', fence('bash expect=/\\d/'), ['Unexpected `\\` outside quotes']],
    ['twice', fence('bash id=a id=b'), ['1:14-1:18 Unexpected second `id`']],
    [
      'a second mode',
      fence('bash readonly auto'),
      ['1:18-1:22 Unexpected `auto` beside `readonly`, expected one mode'],
    ],
    ['a gate beside auto', fence('bash auto gate="x"'), ['1:14-1:22 Unexpected `gate` beside `auto`']],
    ['a gate beside readonly', fence('bash readonly gate'), []],
    ['a gate beside manual', fence('bash gate manual'), ['1:14-1:20 Unexpected `manual` beside `gate`']],
    [
      'a value where none is allowed',
      fence('bash readonly=true'),
      ['1:18-1:22 Unexpected value, expected `readonly` alone'],
    ],
    [
      'no value where one is needed',
      fence('bash timeout'),
      ['1:9-1:16 Unexpected `timeout` without a value, expected timeout=10m'],
    ],
    ['an empty value', fence('bash confirm=""'), ['1:9-1:19 Unexpected empty value']],
    ['an empty phrase', fence('bash gate=""'), ['1:9-1:16 Unexpected empty value']],
    ['a phrase that ends in a blank', fence('bash gate="x "'), ['1:15-1:17 Unexpected blank at the end']],
    [
      'a phrase that is an answer',
      fence('bash gate=Skip'),
      ['1:14-1:18 Unexpected phrase `Skip`, which means'],
    ],
    ['a phrase that is a yes', fence('bash gate="y"'), ['1:15-1:16 Unexpected phrase `y`']],
    ['a phrase nobody sees', fence('bash gate="a\u200bb"'), ['1:15-1:18 Unexpected character in the phrase']],
    ['a phrase nobody types', fence('bash gate="a\tb"'), ['1:15-1:18 Unexpected character in the phrase']],
    [
      'a phrase that runs something',
      fence('bash gate="$(a)"'),
      ['1:15-1:19 Unexpected expansion in the phrase'],
    ],
    [
      'a phrase with a default',
      fence('bash gate="${A:-b}"'),
      ['1:15-1:22 Unexpected expansion in the phrase'],
    ],
    ['an id with blanks', fence('bash id="a b"'), ['1:13-1:16 Unexpected id `a b`']],
    ['an id that is a path', fence('bash id=a/b'), ['1:12-1:15 Unexpected id `a/b`']],
    [
      'no duration',
      fence('bash timeout=10'),
      ['1:17-1:19 Unexpected duration `10`, expected one such as 10s'],
    ],
    ['units in the wrong order', fence('bash timeout=3s2m'), ['Unexpected duration `3s2m`']],
    [
      'no time at all',
      fence('bash timeout=0s'),
      ['1:17-1:19 Unexpected `0s`, expected a time longer than nothing'],
    ],
    [
      'on a block what is a place of its own',
      fence('bash include=x'),
      ['1:9-1:18 Unexpected `include` on a block, expected it on a comment that stands alone'],
    ],
    [
      'both in a comment and in the info string',
      `<!-- runbook: auto -->\n${fence('bash id=x')}`,
      ['2:9-2:13 Unexpected annotations in the info string of a block that has a runbook comment'],
    ],
    [
      'an empty comment',
      `<!-- runbook: -->\n${fence('bash')}`,
      ['1:1-1:18 Unexpected empty runbook comment'],
    ],
    ['on an example', fence('bash doc id=x'), ['1:13-1:17 Unexpected `id` on an example']],
    [
      'on a manual step',
      fence('bash manual timeout=3s expect="some a lines" id=x'),
      ['1:16-1:26 Unexpected `timeout` on a manual step', '1:27-1:48 Unexpected `expect` on a manual step'],
    ],
    [
      'a pause without polling',
      fence('bash readonly every=3s'),
      ['1:18-1:26 Unexpected `every` without `within`'],
    ],
    [
      'an abort without polling',
      fence('bash readonly abort="some a lines"'),
      ['1:18-1:38 Unexpected `abort` without `within`'],
    ],
    [
      'polling that changes things',
      fence('bash within=3m expect="some a lines"'),
      ['1:9-1:18 Unexpected `within`, expected it beside `readonly`'],
    ],
    [
      'polling for nothing',
      fence('bash readonly within=3m'),
      ['1:18-1:27 Unexpected `within` without an expectation'],
    ],
    [
      'a wait shorter than its pauses',
      fence('bash readonly within=3s every=4s expect="some a lines"'),
      ['1:34-1:36 Unexpected `every=4s`, expected less than `within=3s`'],
    ],
    [
      'a wait as long as its pauses',
      fence('bash readonly within=3s every=3s expect="some a lines"'),
      ['1:34-1:36 Unexpected `every=3s`, expected less than `within=3s`'],
    ],
    [
      'a terminal for something that is polled',
      fence('bash readonly tty within=3s expect="some a lines"'),
      ['1:18-1:21 Unexpected `tty` beside `within`'],
    ],
    [
      'a terminal and streams that are apart',
      fence('bash tty expect="stdout some a lines"'),
      ['1:9-1:12 Unexpected `tty` beside a claim about stdout, stderr, JSON or exact output'],
    ],
    [
      'a terminal and JSON',
      fence('bash tty expect="$.a = 1"'),
      ['1:9-1:12 Unexpected `tty` beside a claim about stdout, stderr, JSON or exact output'],
    ],
    [
      'a terminal and exact output',
      `${fence('bash tty')}\n${fence('output', 'a')}`,
      ['1:9-1:12 Unexpected `tty` beside a claim about stdout, stderr, JSON or exact output'],
    ],
    [
      'a terminal and commands with expectations of their own',
      fence('bash tty', 'a # expect some a lines\nb'),
      ['1:9-1:12 Unexpected `tty` on a block whose commands have expectations of their own'],
    ],
    ['a terminal and a claim about all of it', fence('bash tty expect="some a lines"'), []],
    [
      'once, again and again',
      fence('bash readonly once within=3s expect="some a lines"'),
      ['1:18-1:22 Unexpected `once` beside `within`'],
    ],
    [
      'a secret to look at',
      fence('bash secret confirm="it is right"'),
      ['1:9-1:15 Unexpected `secret` on a block whose output is to be confirmed by eye'],
    ],
    [
      'a secret that is captured',
      fence('bash secret capture="A=/(x)/"'),
      ['1:16-1:33 Unexpected `capture` beside `secret`: what is captured is journalled'],
    ],
    [
      'a terminal and a capture from JSON',
      fence('bash tty capture="A=$.a"'),
      [
        '1:9-1:12 Unexpected `tty` beside a claim about stdout, stderr, JSON or exact output, or a capture from JSON',
      ],
    ],
    ['a terminal and a capture from a line', fence('bash tty capture="A=/(x)/"'), []],
    ['a secret that is checked', fence('bash secret expect="some a lines"'), []],
    ['a mere length of time', fence('bash about=0s'), ['1:15-1:17 Unexpected `0s`']],
    ['traits without values', fence('bash once=1'), ['1:14-1:15 Unexpected value']],
    ['a short wait without pauses', fence('bash readonly within=3s expect="some a lines"'), []],
    ['polling for a quote', `${fence('bash readonly within=3s')}\n> Expect: some a lines\n`, []],
    ['polling for an exact output', `${fence('bash readonly within=3s')}\n${fence('output', 'a')}`, []],
    [
      'annotations on an output fence',
      `${fence('bash')}\n${fence('output auto', 'a')}`,
      ['5:10-5:15 Unexpected annotation on an output fence'],
    ],
  ]);
});

describe('comments', () => {
  check([
    [
      'before a paragraph',
      '<!-- runbook: gate -->\n\ntext\n',
      ['1:1-1:23 Unexpected runbook comment that belongs to nothing'],
    ],
    [
      'at the end',
      `${fence('sh')}\n<!-- runbook: gate -->\n\ntext\n`,
      ['5:1-5:23 Unexpected runbook comment that belongs to nothing'],
    ],
    [
      'before indented code',
      '<!-- runbook: gate -->\n\n    a\n\ntext\n',
      ['1:1-1:23 Unexpected runbook comment'],
    ],
    [
      'before an output fence',
      `${fence('sh')}\n<!-- runbook: gate -->\n${fence('output', 'a')}`,
      ['5:1-5:23 Unexpected runbook comment', '6:1-8:4 Unexpected output fence'],
    ],
    [
      'two before one block',
      `<!-- runbook: gate -->\n<!-- runbook: id=x -->\n${fence('sh')}`,
      ['1:1-1:23 Unexpected runbook comment'],
    ],
    [
      'inside a paragraph',
      'a <!-- runbook: gate --> b\n',
      ['1:3-1:25 Unexpected runbook comment beside other text or HTML'],
    ],
    [
      'inside a table',
      '| a |\n|---|\n| <!-- runbook: gate --> |\n',
      ['3:3-3:25 Unexpected runbook comment beside'],
    ],
    [
      'on the line of a heading',
      '# X <!-- runbook: gate -->\n',
      ['1:5-1:27 Unexpected runbook comment beside'],
    ],
    [
      'with text behind it',
      `<!-- runbook: gate --> x\n${fence('sh')}`,
      ['1:1-1:23 Unexpected runbook comment beside'],
    ],
    [
      'inside other HTML',
      `<div>\n<!-- runbook: gate -->\n</div>\n\n${fence('sh')}`,
      ['2:1-2:23 Unexpected runbook comment beside'],
    ],
    [
      'without its colon',
      `<!-- runbook gate -->\n${fence('sh')}`,
      ['1:1-1:22 Unexpected `runbook`, expected `runbook:`'],
    ],
    [
      'with a misspelt marker',
      `<!-- Runbok: gate -->\n${fence('sh')}`,
      ['1:1-1:22 Unexpected `Runbok:`, expected `runbook:`'],
    ],
    [
      'with three dashes',
      `<!--- runbook: gate --->\n${fence('sh')}`,
      ['1:1-1:25 Unexpected comment that only looks'],
    ],
    [
      'with letters of another alphabet',
      `<!-- runbооk: gate -->\n${fence('sh')}`,
      ['1:1-1:23 Unexpected comment that only looks'],
    ],
    [
      'with another colon',
      `<!-- runbook： gate -->\n${fence('sh')}`,
      ['1:1-1:23 Unexpected comment that only looks'],
    ],
    [
      'behind what nobody sees',
      `<!-- \u200brunbook: gate -->\n${fence('sh')}`,
      ['1:1-1:24 Unexpected comment that only looks'],
    ],
    [
      'about runbooks',
      `<!-- runbook authors: see below -->\n\n<!-- markdownlint-disable -->\n${fence('sh')}`,
      [],
    ],
    [
      'below a heading in a quote',
      '> # X\n> <!-- runbook: gate -->\n',
      ['2:3-2:25 Unexpected runbook comment'],
    ],
  ]);
});

describe('sections', () => {
  test.each([
    ['its gate', '# X\n<!-- runbook: gate="x y" -->\ntext\n', fence('bash', 'a'), ['gate!x y!: a']],
    ['its gate in a part', '# X\n<!-- runbook: gate="x y" -->\n## Y\n', fence('bash', 'a'), ['gate!x y!: a']],
    [
      'not the gate of its neighbour',
      '# X\n<!-- runbook: gate -->\n# Y\n',
      fence('bash readonly', 'a'),
      ['manual: X', 'readonly: a'],
    ],
    [
      'a phrase of its own',
      '# X\n<!-- runbook: gate="x y" -->\ntext\n',
      fence('bash gate=z', 'a'),
      ['gate!z!: a'],
    ],
    [
      'readonly and gated',
      '# X\n<!-- runbook: gate -->\ntext\n',
      fence('bash readonly gate', 'a'),
      ['readonly!: a'],
    ],
    ['manual', '# X\n<!-- runbook: manual -->\ntext\n', fence('bash', 'a'), ['manual: a']],
    ['doc', '# X\n<!-- runbook: doc -->\nGATE: no.\n', fence('bash', 'a') + fence('python'), []],
    [
      'manual in a gated one',
      '# X\n<!-- runbook: gate -->\ntext\n',
      fence('bash manual', 'a'),
      ['manual: a'],
    ],
  ])('%s', (_, heading, body, steps) => {
    const { steps: found, problems } = parseTrusted(`${heading}\n${body}\n# Z\n${fence('sh', 'z')}`);
    expect(outline(found)).toEqual([...steps, 'gate!: z']);
    expect(problems).toEqual([]);
  });

  test('a second comment below a heading is the block’s', () => {
    const { steps, problems } = parseTrusted(
      `# X\n<!-- runbook: cwd=x -->\n<!-- runbook: readonly -->\n${fence('sh', 'a')}`,
    );
    expect(problems).toEqual([]);
    expect(block(steps)).toMatchObject({ mode: 'readonly', cwd: 'x' });
  });

  test('directories: a block’s before its section’s before the one around it', () => {
    const text = `# X\n<!-- runbook: cwd=x -->\n${fence('sh')}## Y\n<!-- runbook: cwd=y -->\n${fence('sh')}${fence('sh cwd=z')}# W\n${fence('sh')}`;
    expect(parseTrusted(text).steps.map((step) => step.kind === 'block' && step.cwd)).toEqual([
      'x',
      'y',
      'z',
      null,
    ]);
  });

  check([
    [
      'readonly',
      '# X\n<!-- runbook: readonly -->\n',
      ['2:15-2:23 Unexpected `readonly` on a section, expected it on a block; directly below a heading'],
    ],
    [
      'a looser block',
      `# X\n<!-- runbook: gate -->\n\n${fence('sh readonly')}`,
      ['4:7-4:15 Unexpected `readonly` in a section that is `gate`'],
    ],
    [
      'a looser part',
      `# X\n<!-- runbook: manual -->\n## Y\n<!-- runbook: gate -->\n${fence('sh')}`,
      ['4:15-4:19 Unexpected `gate` in a section that is `manual`'],
    ],
    [
      'a directory for nothing',
      '# X\n<!-- runbook: cwd=x -->\n\n# Z\n',
      ['2:15-2:20 Unexpected `cwd` of a section that runs nothing'],
    ],
    [
      'a phrase for nothing',
      '# X\n<!-- runbook: gate="z" -->\n\n# Z\n',
      ['2:15-2:23 Unexpected phrase for a section without a block'],
    ],
    [
      'an example of nothing',
      '# X\n<!-- runbook: doc -->\n\n# Z\n',
      ['2:15-2:18 Unexpected `doc` of a section without a fence'],
    ],
    [
      'a checklist and a rollback of nothing',
      '# X\n<!-- runbook: checklist rollback -->\n\n# Z\n',
      [
        '2:15-2:24 Unexpected `checklist` of a section without a list',
        '2:25-2:33 Unexpected `rollback` of a section without a step',
      ],
    ],
  ]);
});

describe('ids', () => {
  test('are the section’s slug and the ordinal of the step in it; steps with an id count', () => {
    const text = `${fence('sh')}# Über uns\nGATE: x\n\n${fence('sh id=mine')}${fence('sh')}# Über uns\n${fence('sh')}`;
    expect(parseTrusted(text).steps.map(({ id }) => id)).toEqual([
      'intro-1',
      'über-uns-1',
      'mine',
      'über-uns-3',
      'über-uns-1-1',
    ]);
  });

  test('given to two steps are an error that names the first, and stay apart', () => {
    const { steps, messages } = parseTrusted(`# X\n${fence('sh id=a')}${fence('sh id="a"')}`);
    expect(messages).toEqual([
      '5:11-5:12 Unexpected second step with the id `a`, first used at 5:10; ids are unique in a document',
    ]);
    expect(steps.map(({ id }) => id)).toEqual(['a', 'x-2']);
  });

  test('made for a step keep clear of those that authors gave', () => {
    const { steps, problems } = parseTrusted(`# X\n${fence('sh')}${fence('sh id=x-1')}`);
    expect(problems).toEqual([]);
    expect(steps.map(({ id }) => id)).toEqual(['x-2', 'x-1']);
  });
});

describe('what an author says about a block', () => {
  test.each([
    ['once', { once: true }],
    ['tty', { tty: true }],
    ['secret', { secret: true }],
    ['keep-going', { keepGoing: true }],
    ['strict', { strict: true }],
    ['about=1h30m', { about: { ms: 5_400_000, text: '1h30m' } }],
    ['', {}],
  ])('%s', (annotation, traits) => {
    const { problems, runbook } = parseTrusted(fence(`bash ${annotation}`));
    expect(problems).toEqual([]);
    expect(runbook.steps[0]).toMatchObject({ traits: { ...noTraits, ...traits } });
  });

  test.each(['once', 'tty', 'secret', 'keep-going', 'strict', 'about=3m'])(
    'does nothing for what is not executed: %s',
    (annotation) => {
      expect(parseTrusted(fence(`bash manual ${annotation}`)).problems).toEqual([
        '1:16 annotation-without-effect',
      ]);
    },
  );
});

describe('a value with a blank and without quotes is said once', () => {
  test.each([
    ['gate=destroy $SITE', '1:9-1:27', '`gate=destroy $SITE`; quote the value: gate="destroy $SITE"'],
    [
      '{gate=destroy the site id=x}',
      '1:10-1:31',
      '`gate=destroy the site`; quote the value: gate="destroy the site"',
    ],
    ['readonly expect=3 READY lines', '1:18-1:38', 'quote the value: expect="3 READY lines"'],
    ['timeout=5 minutes', '1:9-1:26', '`timeout=5 minutes`; write `5m`'],
    ['timeout=1 hour 30 min', '1:9-1:30', 'write `1h30m`'],
    ['timeout=1h 30m', '1:9-1:23', 'write `1h30m`'],
    ['id=drain web1', '1:9-1:22', '`id=drain web1`; write `drain-web1`'],
  ])('%s', (info, place, words) => {
    const { messages } = parseTrusted(fence(`bash ${info}`));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(words);
    expect(messages[0]).toContain(place);
  });

  test('the value is that which was meant', () => {
    expect(block(parseTrusted(fence('bash gate=destroy $SITE once')).steps)).toMatchObject({
      gate: { phrase: 'destroy $SITE' },
      traits: { once: true },
    });
  });

  test.each([
    ['gate=destroy redonly', 'Unexpected annotation `redonly`; did you mean `readonly`?'],
    ['gate="destroy $SITE" now', 'Unexpected annotation `now`, expected one of gate, '],
    ['timeout=5m please', 'Unexpected annotation `please`, expected one of gate, '],
    ['once now', 'Unexpected annotation `now`, expected one of gate, '],
  ])('%s is something else', (info, words) => {
    const { messages } = parseTrusted(fence(`bash ${info}`));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(words);
  });
});
