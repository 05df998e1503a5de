import { describe, expect, test } from 'vitest';
import { listRules } from '../../src/lint/registry.ts';
import { block, lintDocument, placeOf } from './lint-document.ts';

/** Documents that a rule has something against, and the words it uses; and documents it has nothing against. */
const cases: Readonly<
  Record<string, { bad: readonly (readonly [string, string])[]; good: readonly string[] }>
> = {
  'readonly-mutates': {
    bad: [
      [
        block('bash readonly', 'juju destroy-model openstack --force'),
        'it destroys a model with everything in it; mark the block `gate`',
      ],
      [block('bash readonly', 'scripts/x.sh --apply'), 'applies changes'],
      [
        block('bash readonly', 'juju status > status.txt'),
        'writes to status.txt; mark the block `gate`, or `auto` if this harms nothing',
      ],
      [block('bash readonly', 'eval "$X"'), 'it runs text as code; write it out, or mark the block `gate`'],
      [
        block('bash readonly', '"$TOOL" status'),
        'has a command word, `"$TOOL"`, that is known only when it runs',
      ],
      [block('bash readonly gate', 'rm x'), 'deletes files'],
      [
        `${block('bash gate', 'wipe() { rm -rf "$1"; }')}\n## U\n\n${block('bash readonly', 'wipe x')}`,
        'is a function that runs `rm -rf "$1"`',
      ],
      [`${block('bash gate', 'true')}\n## Rollback\n\n${block('bash readonly', 'rm x')}`, 'deletes files'],
    ],
    good: [
      block('bash readonly', 'juju models | grep openstack || true'),
      block('bash gate', 'rm -rf x > log; eval "$X"'),
      block('bash auto', 'juju status > status.txt'),
      block('bash', 'rm x'),
      block('bash manual', 'rm x'),
      `${block('bash doc', 'rm x')}\n${block('bash readonly', 'ls')}`,
      `${block('bash gate', 'show() { juju status; }')}\n## U\n\n${block('bash readonly', 'show')}`,
    ],
  },
  'auto-destroys': {
    bad: [
      [
        block('bash auto', 'mkdir -p x; rm -rf y'),
        'Unexpected `rm -rf y` in an auto block: it deletes files; mark the block `gate`',
      ],
      [block('bash auto', "ssh h 'sudo reboot'"), "Unexpected `ssh h 'sudo reboot'`"],
    ],
    good: [block('bash auto', 'mkdir -p x && juju status > x/status.txt'), block('bash gate', 'rm x')],
  },
  'traced-expectation': {
    bad: [
      [
        block('bash readonly expect="some DRIFT lines"', 'set -x\ngrep DRIFT f || true'),
        'Unexpected `some DRIFT lines` where commands are traced: the trace repeats their words on stderr; expected `stdout some DRIFT lines`',
      ],
      [
        block('bash readonly', 'set -euxo pipefail\ngrep DRIFT f # expect 3 DRIFT lines'),
        'expected `stdout 3',
      ],
      [block('bash readonly expect="stderr some DRIFT lines"', '(set -x; grep DRIFT f) || true'), 'traced'],
      [block('bash readonly expect="only DRIFT lines"', 'bash -ex scripts/x.sh'), 'traced'],
      [
        `${block('bash readonly', 'set -o xtrace')}\n## U\n\n${block('bash readonly expect="x"', 'cat f')}`,
        'expected `stdout x`',
      ],
    ],
    good: [
      block('bash readonly expect="stdout some DRIFT lines; exit 0"', 'set -x\ngrep DRIFT f'),
      block('bash readonly expect="no ERROR lines; stdout some x lines"', 'set -x; cat f'),
      block('bash readonly expect="some x lines"', 'bash -e scripts/x.sh; set -eu; ssh h set -x'),
      `${block('bash readonly', 'set -x; true; set +x')}\n## U\n\n${block('bash readonly expect="x"', 'cat f')}`,
      `${block('bash readonly', '(set -x; true)')}\n## U\n\n${block('bash readonly expect="x"', 'cat f')}`,
    ],
  },
  'block-syntax': {
    bad: [
      [block('bash', 'if true; then\n  ls'), 'Unexpected shell syntax'],
      [block('bash readonly', 'echo "a'), 'Unexpected shell syntax'],
      [block('bash', 'ls\n)'), 'Unexpected shell syntax'],
    ],
    good: [
      block('bash', 'juju ssh <unit> > out <<EOF\nx\nEOF'),
      block('bash', 'juju ssh <unit>'),
      block('bash', 'if true; then ls; fi'),
      block('bash', 'case x in *) ls ;;& esac'),
      block('bash manual', 'if'),
    ],
  },
  'trailing-backslash': {
    bad: [[block('bash', 'ls \\\n  -l \\'), 'expected the line that it continues']],
    good: [block('bash', 'ls \\\n  -l'), block('bash', 'ls # \\'), block('bash', 'echo \\\\')],
  },
  'unterminated-heredoc': {
    bad: [
      [block('bash', 'cat <<EOF\na\n EOF'), 'expected a line that holds only `EOF`'],
      [block('bash', "cat <<-'END X'\na"), 'expected a line that holds only `END X`'],
      [
        block('bash', 'juju run <<unit-name>> restart'),
        'Unexpected placeholder `<<unit-name>>`, which bash takes for a heredoc; declare an input and write `"$UNIT_NAME"`',
      ],
      [block('bash', 'cat <<EOF>>motd\na'), 'expected a line that holds only `EOF`'],
      [block('bash', 'cat <<EOF >> motd\na'), 'expected a line that holds only `EOF`'],
    ],
    good: [
      block('bash', 'cat <<EOF\na\nEOF'),
      block('bash', 'cat <<-"EOF"\n\ta\n\tEOF'),
      block('bash', 'cat <<EOF>>motd\na\nEOF'),
      block('bash', 'echo $((1 << 2))'),
    ],
  },
  'unreported-session': {
    bad: [
      [block('bash', 'set -n'), 'Unexpected `set -n`'],
      [block('bash', 'set -eur'), 'could no longer report'],
      [block('bash', 'set -o noexec'), 'could no longer report'],
      [block('bash', 'set -t; ls'), 'could no longer report'],
      [block('bash', 'enable -n echo'), 'could no longer report'],
      [block('bash', 'eval() { :; }'), 'Unexpected function named like the builtin `eval`'],
      [
        block('bash', 'shopt -s expand_aliases\nalias printf=echo'),
        'Unexpected alias named like the builtin `printf`',
      ],
    ],
    good: [
      block('bash', 'set -euo pipefail; set +n; set -- -n; shopt -s nullglob'),
      block('bash', 'bash -n scripts/x.sh; bash -c "set -n"; enable'),
      block('bash', 'show() { echo -n x; }; alias ll="ls -l"'),
    ],
  },
};

describe.each(Object.entries(cases))('%s', (id, { bad, good }) => {
  test.each(bad)('has something against %s', async (document, words) => {
    const found = (await lintDocument(document)).filter(({ ruleId }) => ruleId === id);
    expect(found.map(({ reason }) => reason).join('\n')).toContain(words);
    expect(found.every((message) => message.fatal === true && message.file === 'runbooks/x.md')).toBe(true);
  });
  test.each(good)('has nothing against %s', async (document) => {
    expect((await lintDocument(document)).filter(({ ruleId }) => ruleId === id)).toEqual([]);
  });
});

test('one thing is said once: an open heredoc is no syntax error too', async () => {
  expect((await lintDocument(block('bash', 'cat <<EOF\na'))).map(({ ruleId }) => ruleId)).toEqual([
    'unterminated-heredoc',
  ]);
  expect((await lintDocument(block('bash', 'ls \\'))).map(({ ruleId }) => ruleId)).toEqual([
    'trailing-backslash',
  ]);
});

describe('of an auto block that cannot be followed', () => {
  test.each([
    ['bash refuses it', 'systemctl status <unit>\n', ['block-syntax', 'placeholder-misplaced']],
    ['it runs text as code', 'eval "$SETUP"\n', ['auto-opaque']],
    ['only this grammar does not know it', 'stat ${ date; }\n', ['auto-opaque']],
  ])('%s', async (_, code, rules) => {
    const said = (await lintDocument(block('bash auto', code))).map(({ ruleId }) => ruleId);
    expect(said.filter((rule) => rule !== 'unchecked-mutation').sort()).toEqual(rules);
  });
});

test('a readonly block that cannot be followed is refused, whatever else is said of it', async () => {
  const said = await lintDocument(block('bash readonly', 'systemctl status <unit>\n'));
  expect(said.map(({ ruleId }) => ruleId)).toContain('readonly-mutates');
});

describe('places', () => {
  test.each([
    ['a plain fence', '# T\n\n```bash readonly\nls\n  sudo rm x # y\n```\n', 'readonly-mutates 8:3-8:12'],
    ['a list', '# T\n\n1. Do\n\n   ```bash readonly\n   ls\n   rm x\n   ```\n', 'readonly-mutates 10:4-10:8'],
    ['a quote', '# T\n\n> ```bash readonly\n> rm x\n> ```\n', 'readonly-mutates 7:3-7:7'],
    ['prompts', '# T\n\n```console readonly\n$ ls\na\n$ rm x\n```\n', 'readonly-mutates 9:3-9:7'],
    ['CRLF', '# T\r\n\r\n```bash readonly\r\nls\r\nrm x\r\n```\r\n', 'readonly-mutates 8:1-8:5'],
    [
      'characters beyond the BMP',
      '# T\n\n```bash readonly\necho 😀; rm x\n```\n',
      'readonly-mutates 7:10-7:14',
    ],
    ['several lines', '# T\n\n```bash readonly\nrm \\\n  x\n```\n', 'readonly-mutates 7:1-8:4'],
    [
      'behind an expectation',
      '# T\n\n```bash readonly\nls # expect some a lines\nrm x\n```\n',
      'readonly-mutates 8:1-8:5',
    ],
    [
      'code with placeholders',
      '# T\n\n- a\n\n  ```bash\n  ls <a> \\\n    <b>; set -n\n  ```\n',
      'unreported-session 10:10-10:16',
    ],
    [
      'bash itself, beside placeholders',
      '# T\n\n> ```bash\n> ls <a>\n> ls <b> )\n> ```\n',
      'block-syntax 8:3-8:11',
    ],
    ['bash itself', '# T\n\n- a\n\n  ```bash\n  ls\n  )\n  ```\n', 'block-syntax 10:3-10:4'],
  ])('in %s', async (_, document, place) => {
    expect((await lintDocument(document)).map(placeOf)).toContain(place);
  });
});

describe('a document that has not opted in', () => {
  test('is warned about only', async () => {
    const found = await lintDocument(block('bash', 'set -n'), { trusted: false });
    expect(found.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([['unreported-session', false]]);
  });
  test('still has to have a step', async () => {
    const found = await lintDocument('# Nothing here\n', { trusted: false });
    expect(found.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([['no-steps', true]]);
  });
});

test('messages come in the order of the document, whoever found them', async () => {
  const body = `${block('bash readonly', 'rm x')}\n## U\n\n${block('bash redonly', 'ls')}\n## V\n\n${block('bash confirm="x"', 'set -n')}`;
  const found = await lintDocument(body);
  expect(found.map(({ ruleId }) => ruleId)).toEqual([
    'readonly-mutates',
    'duplicate-heading',
    'annotation-unknown',
    'duplicate-heading',
    'unreported-session',
  ]);
});

test('every rule has its own id and one sentence', () => {
  const all = listRules();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { id, description } of all) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
  expect(all.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['readonly-mutates', 'expectation-vacuous']),
  );
});
