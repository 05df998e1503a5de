import { describe, expect, test } from 'vitest';
import { fence, parseDocument } from './parse-document.ts';

const body = `\n# Heading\n${fence('bash readonly', 'a')}`;

function parse(yaml: string, below = true) {
  return parseDocument(`---\n${yaml}\n---\n${body}`, { below });
}

describe('frontmatter', () => {
  test('says what a run needs', () => {
    const yaml = [
      'title: MAAS reconfigure',
      'layout: post',
      'runbook:',
      '  id: phase-00',
      '  target: openstack@juju.maas',
      '  host: jumphost',
      '  user: ubuntu',
      '  cwd: ..',
      '  needs: [juju, maas]',
      '  secrets:',
      '    - MAAS_API_KEY',
      '  after: [v1-do-doc-02-pki]',
    ];
    const { runbook, problems } = parse(yaml.join('\n'));
    expect(problems).toEqual([]);
    expect(runbook).toMatchObject({
      id: 'phase-00',
      title: 'MAAS reconfigure',
      trusted: true,
      file: 'runbooks/demo.md',
    });
    expect(runbook.requirements).toEqual({
      target: 'openstack@juju.maas',
      host: 'jumphost',
      user: 'ubuntu',
      cwd: '..',
      needs: ['juju', 'maas'],
      secrets: ['MAAS_API_KEY'],
      after: ['v1-do-doc-02-pki'],
      inputs: [],
    });
  });

  test.each([
    ['runbook: phase-00', 'phase-00', 'Heading'],
    ['runbook: 007', '007', 'Heading'],
    ['runbook:', 'demo', 'Heading'],
    ['runbook: {}', 'demo', 'Heading'],
    ['runbook:\n  id: 00\ntitle: 12', '00', '12'],
    ['name: &n x-1\nrunbook: *n', 'x-1', 'Heading'],
    ['"runbook": {"id": "a.b"}', 'a.b', 'Heading'],
    ['runbook: x\ntitle: [a]', 'x', 'Heading'],
  ])('%j opts in', (yaml, id, title) => {
    const { runbook, problems } = parse(yaml);
    expect(problems).toEqual([]);
    expect(runbook).toMatchObject({ id, title, trusted: true });
  });

  test.each([
    [
      'an unknown key',
      'runbook:\n  traget: x',
      '3:3-3:9 Unexpected key `traget` below `runbook:`; did you mean `target`?',
    ],
    [
      'a key far from any',
      'runbook:\n  zzz: x',
      '3:3-3:6 Unexpected key `zzz` below `runbook:`, expected one of id, target',
    ],
    [
      'an id with blanks',
      'runbook: a b',
      '2:10-2:13 Unexpected value, expected a name of letters and digits',
    ],
    ['no id', 'runbook: true', '2:10-2:14 Unexpected `true`, expected the id'],
    ['a no', 'runbook: no', '2:10-2:12 Unexpected `no`, expected the id'],
    ['a list as id', 'runbook:\n  id: [a]', '3:7-3:10 Unexpected value'],
    ['an empty target', 'runbook:\n  target: ""', '3:11-3:13 Unexpected value, expected a text'],
    ['no target', 'runbook:\n  target:\n  host: x', '3:10-3:10 Unexpected value, expected a text'],
    [
      'a list that is none',
      'runbook:\n  needs: juju',
      '3:10-3:14 Unexpected value, expected a list of command names',
    ],
    [
      'an item that is none',
      'runbook:\n  needs:\n    - juju\n    - {}',
      '5:7-5:9 Unexpected value, expected a command name',
    ],
    [
      'no name of a variable',
      'runbook:\n  secrets: [A-B]',
      '3:13-3:16 Unexpected value, expected a variable name',
    ],
    ['a key twice', 'runbook: a\nrunbook: b', '3:1-'],
    ['an open bracket', 'runbook:\n  needs: [a\n  host: x', '4:3-'],
  ])('%s is an error', (_, yaml, message) => {
    const { messages, problems, runbook } = parse(yaml);
    expect(messages[0]).toContain(message);
    expect(problems.every((problem) => !problem.endsWith('?'))).toBe(true);
    expect(runbook.trusted).toBe(true);
  });

  test('that can not be read and does not opt in is a warning', () => {
    const { problems, runbook } = parse('title: {{ x }');
    expect(problems.every((problem) => problem.endsWith('frontmatter-syntax?'))).toBe(true);
    expect(problems).not.toEqual([]);
    expect(runbook.trusted).toBe(false);
  });

  test.each([
    '\n---\nrunbook: x\n---\n',
    '---\nrunbook: x\n',
    '+++\nrunbook = "x"\n+++\n',
    '',
    '---\nrunbooks: x\n---\n',
  ])('%j does not opt in', (head) => {
    expect(parseDocument(head + body).runbook.trusted).toBe(false);
  });

  test('elsewhere it does not count, and that is said', () => {
    const { problems, runbook } = parse('title: x\nrunbook: a', false);
    expect(problems).toEqual(['3:1 not-below-runbooks?']);
    expect(runbook).toMatchObject({ trusted: false, id: 'a' });
  });

  test('places hold with CRLF and a byte order mark', () => {
    const text = '\uFEFF---\r\nrunbook:\r\n  traget: x\r\n---\r\n\r\n```bash\r\na\r\n```\r\n';
    const { messages, runbook } = parseDocument(text);
    expect(messages).toEqual(['3:3-3:9 Unexpected key `traget` below `runbook:`; did you mean `target`?']);
    const { start, end } = runbook.steps[0]?.source.position ?? {};
    expect(text.slice(start?.offset, end?.offset)).toBe('```bash\r\na\r\n```');
    expect(runbook.text).toBe(text);
  });

  test('without it the title is the first heading of rank 1, else the name of the file', () => {
    expect(parseDocument(`## A\n# B <b>c</b> \`d\`\n${body}`).runbook.title).toBe('B c d');
    expect(parseDocument(fence('sh'), { file: 'runbooks/sub/03-destroy.md' }).runbook).toMatchObject({
      id: '03-destroy',
      title: '03-destroy',
    });
  });
});
