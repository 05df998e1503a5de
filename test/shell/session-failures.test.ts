import { describe, expect, it } from 'vitest';
import { openTestSession } from './open-test-session.ts';

describe('where a block failed', () => {
  it.each<[string, string, number, string, boolean]>([
    ['a command', 'true\n\nfalse # x\necho no', 12, 'false', false],
    ['the last command', 'true\nfalse', 11, 'false', true],
    ['the second on a line', 'true; false; echo', 10, 'false', false],
    ['a loop', 'true\nfor i in 1; do\n  false\ndone\necho', 11, 'for i in 1; do\n  false\ndone', false],
    ['exit', 'echo; exit 3\necho', 10, 'exit 3', false],
    ['return', 'return 3', 10, 'return 3', true],
    ['exit in a function', 'f() { exit 3; }\nf\necho', 11, 'f', false],
    ['errexit', 'set -e\nf() { false; true; }\nf\necho', 12, 'f', false],
    ['an alias', 'alias bad=false\nbad\necho', 11, 'bad', false],
  ])('is told for %s', async (_, code, line, text, reachedLast) => {
    const { run } = await openTestSession();
    const result = await run(code, { line: 10 });
    expect(result).toMatchObject({
      ending: 'exited',
      failedCommand: { line, text },
      reachedLast,
      message: null,
    });
    expect(result.exit).not.toBe(0);
  });

  it.each([
    ['cd /nonexistent && echo', /`a && b` fails also when only `a` does/],
    ['false | true', /an earlier part of the pipeline failed/],
    ['false', null],
    ['false || false', null],
  ])('comes with a hint where one helps: %s', async (code, hint) => {
    const { run } = await openTestSession();
    const { failedCommand } = await run(code);
    if (hint === null) expect(failedCommand?.hint).toBe(null);
    else expect(failedCommand?.hint).toMatch(hint);
  });

  it('says that the last command was reached when nothing failed', async () => {
    const { run } = await openTestSession();
    expect(await run('true\ntrue\n# end\n')).toMatchObject({
      exit: 0,
      failedCommand: null,
      reachedLast: true,
    });
    expect(await run('# nothing\n')).toMatchObject({ exit: 0, failedCommand: null, reachedLast: true });
    expect(await run('true; exit 0; false')).toMatchObject({ exit: 0, failedCommand: null });
  });
});

describe('names and lines of the document', () => {
  const at = { file: 'docs/run books/phase-00.md', line: 41 };

  it('are in LINENO, BASH_SOURCE and the messages of bash', async () => {
    const { run } = await openTestSession();
    const { stdout } = await run(
      'echo $LINENO "$BASH_SOURCE" $0\nf() {\n  echo $LINENO\n  nosuch_x\n}\nf || true; nosuch_y',
      at,
    );
    expect(stdout).toBe(
      '41 docs/run books/phase-00.md bash\n43\ndocs/run books/phase-00.md: line 44: nosuch_x: command not found\n' +
        'docs/run books/phase-00.md: line 46: nosuch_y: command not found\n',
    );
  });

  it.each([
    ['x.md', './x.md'],
    ['/abs/x.md', './x.md'],
    ['../up/x.md', './x.md'],
    ['-x.md', './-x.md'],
  ])('are short for %s', async (file, shown) => {
    const { run } = await openTestSession();
    expect((await run('echo "$BASH_SOURCE"', { file })).stdout).toBe(`${shown}\n`);
  });

  it('leave PWD and OLDPWD alone', async () => {
    const { run } = await openTestSession();
    await run('cd /usr; cd /tmp');
    expect((await run('echo $PWD $OLDPWD; cd - >/dev/null; pwd -P')).stdout).toBe('/tmp /usr\n/usr\n');
    expect((await run('unset OLDPWD; cd /')).exit).toBe(0);
    expect((await run('unset OLDPWD; true')).exit).toBe(0);
    expect((await run(`echo "\${OLDPWD-none}"`)).stdout).toBe('none\n');
  });
});

describe('a block that bash would not take', () => {
  it.each([
    [
      'echo a\nif then\n',
      "runbooks/x.md:6: bash cannot read the block: syntax error near unexpected token `then'",
    ],
    [
      'echo a\ncat <<EOF\nabc\n',
      "runbooks/x.md:6: bash cannot read the block: a here-document without its end `EOF'",
    ],
    [
      'echo a\necho b \\\n',
      'runbooks/x.md:6: bash cannot read the block: a backslash at the end continues nothing',
    ],
    [
      'echo "a\n',
      'runbooks/x.md:5: bash cannot read the block: unexpected EOF while looking for matching `"\'',
    ],
    ['echo a\necho \0b', 'runbooks/x.md:6: bash cannot read the block: a NUL byte'],
  ])('does not start: %j', async (code, message) => {
    const { run } = await openTestSession();
    const result = await run(code, { line: 5 });
    expect(result).toMatchObject({
      ending: 'not-started',
      exit: null,
      failedCommand: null,
      stdout: '',
      message,
    });
  });

  it('starts where the syntax tree is wrong and bash is not', async () => {
    const { run } = await openTestSession();
    const { stdout, failedCommand } = await run('cat <<A; cat <<B\n1\nA\n2\nB\nfalse\necho no', { line: 5 });
    expect(stdout).toBe('1\n2\n');
    expect(failedCommand).toMatchObject({ line: 10, text: 'false' });
  });

  it('takes a comment that ends in a backslash', async () => {
    const { run } = await openTestSession();
    expect(await run('echo a # C:\\')).toMatchObject({ exit: 0, stdout: 'a\n' });
  });
});

describe('what an author leaves behind does not reach the checks', () => {
  it.each([
    ['aliases', "alias builtin=false eval=false return=false exec=false '['=false"],
    ['IFS and noglob', 'IFS=0123456789; set -f'],
    ['noclobber, nounset, posix', 'set -o noclobber -u -o posix; set -- 1 2'],
    ['functrace and errtrace', 'set -TE; trap : ERR RETURN'],
    ['closed descriptors', 'exec 0<&- 1>&- 2>&- 10>&- 3</dev/null'],
    ['readonly names', 'readonly PIPESTATUS OLDPWD IFS'],
  ])('%s', async (_, code) => {
    const { run } = await openTestSession();
    await run(code);
    expect(await run('echo a\nfalse | true\necho b', { split: true })).toMatchObject({
      exit: 1,
      stdout: 'a\n',
    });
    expect(await run('echo c')).toMatchObject({ exit: 0, stdout: 'c\n', ending: 'exited' });
  });
});
