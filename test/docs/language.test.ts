import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { secretForms, shortestSecret } from '../../src/journal/secret-forms.ts';
import { type Example, readExamples } from './read-examples.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'runbook-language-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What the comment before an example says: a scenario of it, or what is wrong with it. */
interface Said extends Readonly<Record<string, unknown>> {
  readonly error?: string;
  readonly warning?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** The commands that the page's examples call. */
const webctl = `
case $1 in
  status)
    for host in web1 web2 web3; do
      if [ -e "$HOME/$host" ]; then echo "$host drained 2.1"; else echo "$host healthy 2.1"; fi
    done ;;
  version) echo '{"major": 2}' ;;
  state) echo stale ;;
  drain) : >"$HOME/$2" ;;
  fetch) echo "$2 fetched" ;;
  undrain) rm "$HOME/$2" ;;
esac
`;

const examples = readExamples('language.md');
const all = examples.map((example) => ({ example, said: (example.said.example ?? {}) as Said }));

function runbook(args: readonly string[], cwd: string) {
  return spawnSync(process.execPath, [cli, ...args], { cwd, encoding: 'utf8' });
}

function write(project: string, name: string, text: string): void {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
}

const nameOf = ({ line }: Example) => `line-${line}`;

/** All examples that are right go into one project, those that are wrong into another. */
function makeProject(name: string, members: typeof all): string {
  const project = join(root, name);
  write(project, 'runbook.config.yaml', 'runbooks: runbooks\n');
  for (const { example, said } of members) {
    const id = nameOf(example);
    const front = example.text.startsWith('---') ? '' : `---\nrunbook: ${id}\n---\n\n`;
    write(project, `runbooks/${id}.md`, front + example.text);
    for (const [file, text] of Object.entries(said.files ?? {})) write(project, file, text);
    const { error, warning, files, ...scenario } = said;
    const whole = { name: id, runbook: `runbooks/${id}.md`, 'stand-ins': { webctl }, ...scenario };
    if (error === undefined) write(project, `runbooks/${id}.rehearsal.yaml`, stringify(whole));
  }
  return project;
}

/** Rules by the document they were reported of. */
function lint(project: string): ReadonlyMap<string, readonly string[]> {
  const { stdout } = runbook(['lint', '--format', 'json'], project);
  const found: readonly { readonly file: string; readonly rule: string }[] = JSON.parse(stdout);
  const files = new Set(found.map(({ file }) => file));
  return new Map(
    [...files].map((file) => [file, found.filter((each) => each.file === file).map(({ rule }) => rule)]),
  );
}

describe('an example of the language', () => {
  const right = all.filter(({ said }) => said.error === undefined);
  const wrong = all.filter(({ said }) => said.error !== undefined);
  const problems = new Map<string, readonly string[]>();
  let rehearsed = '';
  beforeAll(() => {
    const project = makeProject('right', right);
    for (const found of [lint(project), lint(makeProject('wrong', wrong))]) {
      for (const [file, rules] of found) problems.set(file, rules);
    }
    const { stdout, stderr } = runbook(['rehearse'], project);
    rehearsed = `${stdout}${stderr}`;
  });

  test('is each fence of a runbook on the page', () => {
    const untold = examples.filter(
      ({ language, said }) => language !== 'markdown' || said.example === undefined,
    );
    expect(untold.map(({ line }) => line)).toEqual([]);
    expect(right.length).toBeGreaterThan(14);
  });

  test.each(all.map((each) => [each.example.line, each] as const))('in line %d', (_, { example, said }) => {
    const rules = [said.error, said.warning].filter((rule) => rule !== undefined);
    expect(problems.get(`runbooks/${nameOf(example)}.md`) ?? []).toEqual(rules);
    if (said.error !== undefined) return;
    expect(rehearsed).toMatch(new RegExp(`^ok \\d+ - .*${nameOf(example)}$`, 'm'));
  });
});

test('the page tells of secrets what holds of them', () => {
  const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
  expect(page.match(/at least \d+ characters/g)).toEqual(
    Array(2).fill(`at least ${shortestSecret} characters`),
  );
  const forms = secretForms('s3cr/t "v\u00e4lue"\nof two lines');
  for (const known of ['s3cr/t "v\u00e4lue"', 'of two lines', 's3cr\\/t', '\\u00e4', 's3cr%2Ft', 's3cr/t\\ '])
    expect(forms.some((form) => form.includes(known))).toBe(true);
  for (const made of [btoa('of two lines'), 'OF TWO LINES', 'of two']) expect(forms).not.toContain(made);
});
