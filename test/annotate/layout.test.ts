import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { annotated, newLines, optedIn, options } from './annotate-text.ts';

const destroy = 'juju destroy-model web --no-prompt';

describe('the info string', () => {
  test.each([
    ['```bash', '```bash gate="destroy web"'],
    ['``` bash', '``` bash gate="destroy web"'],
    ['~~~~sh', '~~~~sh gate="destroy web"'],
    ['```bash timeout=30m', '```bash gate="destroy web" timeout=30m'],
    ['```bash {timeout=30m}', '```bash {gate="destroy web" timeout=30m}'],
    ['```bash{ timeout=30m }', '```bash{gate="destroy web" timeout=30m}'],
    ['```bash  ', '```bash gate="destroy web"  '],
    ['```', '```bash gate="destroy web"'],
    ['```timeout=30m', '```gate="destroy web" timeout=30m'],
  ])('%s becomes %s', (before, line) => {
    const close = before.startsWith('~') ? '~~~~' : '```';
    expect(newLines(`## Step\n\n${before}\n${destroy}\n${close}\n`)).toEqual([line]);
  });

  test('that cannot hold a backtick is left alone', () => {
    const body = '## Step\n\n```bash\njuju status\n```\n\nYou should see "`web` ready".\n';
    const text = optedIn(body);
    expect(() => annotated(text)).not.toThrow();
    expect(annotated(text).replace(/ (?:expect|confirm)=.*/, '')).toBe(text);
  });

  test('takes quotes and backslashes as they are', () => {
    const body = '## Step\n\n~~~bash\njuju status\n~~~\n\nYou should see \'a "quoted" \\\\ word\'.\n';
    const text = annotated(optedIn(body));
    const [step] = parseRunbook(text, options).runbook.steps;
    expect(step).toMatchObject({
      expectation: { claims: [{ fact: { pattern: { value: 'a "quoted" \\ word' } } }] },
    });
  });
});

describe('where a document has other lines', () => {
  const document = (lines: readonly string[], ending = '\n') => lines.join(ending);

  test('CRLF stays CRLF, in what is added too', () => {
    const text = document(['# T', '', '## Step', '', '```bash', destroy, '```', ''], '\r\n');
    const after = annotated(text);
    expect(after).toBe(
      document(
        [
          '---',
          'runbook: restore-web',
          '---',
          '',
          '# T',
          '',
          '## Step',
          '',
          '```bash gate="destroy web"',
          destroy,
          '```',
          '',
        ],
        '\r\n',
      ),
    );
    expect(annotated(after)).toBe(after);
  });

  test('a byte order mark stays the first thing in the file', () => {
    const after = annotated(`\uFEFF# T\n\n\`\`\`bash\n${destroy}\n\`\`\``);
    expect(after).toBe(
      `\uFEFF---\nrunbook: restore-web\n---\n\n# T\n\n\`\`\`bash gate="destroy web"\n${destroy}\n\`\`\``,
    );
    expect(annotated(after)).toBe(after);
  });

  test.each([
    ['a list', '1. Do it:\n\n   ```bash\n   CODE\n   ```\n', '   ```bash gate="destroy web"'],
    ['the marker of an item', '- ```bash\n  CODE\n  ```\n', '- ```bash gate="destroy web"'],
    ['a quote', '> ```bash\n> CODE\n> ```\n', '> ```bash gate="destroy web"'],
    ['a quote in a list', '- x\n\n  > ~~~bash\n  > CODE\n  > ~~~\n', '  > ~~~bash gate="destroy web"'],
    ['tabs', '-\tx\n\n\t```bash\n\tCODE\n\t```\n', '\t```bash gate="destroy web"'],
  ])('a fence in %s keeps what stands before it', (_, body, line) => {
    expect(newLines(body.replace('CODE', destroy))).toEqual([line]);
  });

  test('no other byte changes', () => {
    const odd = optedIn(
      `# T  \n\n*  a\n*  b\n\n\n| a|b |\n|-|-|\n\n## Step ##\n\`\`\`bash\n${destroy}\n\`\`\`\nText\\\nmore\t\n***\n`,
    );
    expect(annotated(odd)).toBe(odd.replace('```bash', '```bash gate="destroy web"'));
  });
});

describe('with --comments', () => {
  const lines = (body: string) => newLines(body, [], { comments: true });

  test.each([
    ['a paragraph', `Do it:\n\n\`\`\`bash\n${destroy}\n\`\`\`\n`, ['<!-- runbook: gate="destroy web" -->']],
    [
      'a list',
      `1. Do it:\n\n   \`\`\`bash\n   ${destroy}\n   \`\`\`\n`,
      ['   <!-- runbook: gate="destroy web" -->'],
    ],
    ['a quote', `> Do it:\n>\n> ~~~bash\n> ${destroy}\n> ~~~\n`, ['> <!-- runbook: gate="destroy web" -->']],
    [
      'a heading, which would take the comment for its own',
      `## Step\n\n\`\`\`bash\n${destroy}\n\`\`\`\n`,
      ['<!-- of the block below: -->', '<!-- runbook: gate="destroy web" -->'],
    ],
    [
      'a comment that has a word already',
      `Do it:\n\n<!-- runbook: timeout=30m -->\n\`\`\`bash\n${destroy}\n\`\`\`\n`,
      ['<!-- runbook: gate="destroy web" timeout=30m -->'],
    ],
    [
      'words in the info string, since both is an error',
      `Do it:\n\n\`\`\`bash timeout=30m\n${destroy}\n\`\`\`\n`,
      ['```bash gate="destroy web" timeout=30m'],
    ],
    ['the marker of an item, where there is no place', `- \`\`\`bash\n  ${destroy}\n  \`\`\`\n`, []],
  ])('below %s', (_, body, added) => {
    expect(lines(body)).toEqual(added);
    const text = annotated(optedIn(body), [], { comments: true });
    if (added.length > 0)
      expect(parseRunbook(text, options).runbook.steps).toMatchObject([{ gate: { phrase: 'destroy web' } }]);
    expect(annotated(text, [], { comments: true })).toBe(text);
  });

  test('what a comment cannot hold is left out', () => {
    const body = 'Do it:\n\n```bash\njuju status\n```\n\nYou should see "a --> b".\n';
    expect(lines(body)).toEqual([]);
    expect(newLines(body)).toEqual(['```bash expect="contains \'a --> b\'"']);
  });
});

describe('opting in', () => {
  const body = '# T\n\n```bash\njuju status\n```\n';

  test.each([
    ['no frontmatter', body, `---\nrunbook: restore-web\n---\n\n${body}`],
    [
      'frontmatter of others',
      `---\ntitle: T\n---\n${body}`,
      `---\ntitle: T\nrunbook: restore-web\n---\n${body}`,
    ],
    ['empty frontmatter', `---\n---\n${body}`, `---\nrunbook: restore-web\n---\n${body}`],
    ['a key that says more', `---\nrunbook:\n  id: x\n---\n${body}`, null],
    ['frontmatter that is no map', `---\n- a\n---\n${body}`, null],
    ['frontmatter that is never closed', `---\n${body}`, null],
    ['frontmatter in TOML', `+++\ntitle = "T"\n+++\n${body}`, null],
    ['no steps', '# T\n\nText.\n', null],
  ])('with %s', (_, text, after) => {
    expect(annotated(text)).toBe(after ?? text);
  });

  test('takes its id from the name of the file', () => {
    const first = (file: string) => annotated(body, [], { file }).split('\n')[1];
    expect(first('runbooks/01-destroy-model.md')).toBe('runbook: 01-destroy-model');
    expect(first('runbooks/Wiederherstellen der DB (neu).md')).toBe('runbook: Wiederherstellen-der-DB-neu');
    expect(first('runbooks/2024.md')).not.toBe('runbook: 2024');
  });

  test('is not proposed for what introduces a folder, nor where it would count for nothing', () => {
    expect(annotated(body, [], { file: 'runbooks/README.md' })).toBe(body);
    expect(annotated(body, [], { belowRunbooks: false })).toBe(body);
  });

  test('needs --readonly where blocks would then run without a stop', () => {
    const marked = '# T\n\n```bash readonly\njuju status\n```\n';
    expect(annotated(marked)).toBe(marked);
    expect(annotated(marked, ['--readonly'])).toBe(`---\nrunbook: restore-web\n---\n\n${marked}`);
    const open = `${marked}\n\`\`\`bash\njuju status "$RACK"\n\`\`\`\n`;
    expect(annotated(open, ['--inputs', '--readonly'])).toContain('    RACK: Which rack?');
  });
});
