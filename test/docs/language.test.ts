import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
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

/** One project for each example: its document, what it includes, and a scenario. */
function makeProject({ example, said }: { readonly example: Example; readonly said: Said }): string {
  const project = join(root, `line-${example.line}`);
  const front = example.text.startsWith('---') ? '' : '---\nrunbook: example\n---\n\n';
  write(project, 'runbook.config.yaml', 'runbooks: runbooks\n');
  write(project, 'runbooks/example.md', front + example.text);
  for (const [name, text] of Object.entries(said.files ?? {})) write(project, name, text);
  const { error, warning, files, ...scenario } = said;
  if (error === undefined) {
    const whole = { runbook: 'example', 'stand-ins': { webctl }, ...scenario };
    write(project, 'runbooks/example.rehearsal.yaml', stringify(whole));
  }
  return project;
}

describe('an example of the language', () => {
  test('is each fence of a runbook on the page', () => {
    const untold = examples.filter(
      ({ language, said }) => language !== 'markdown' || said.example === undefined,
    );
    expect(untold.map(({ line }) => line)).toEqual([]);
    expect(examples.length).toBeGreaterThan(15);
  });

  test.each(all.map((each) => [each.example.line, each] as const))('in line %d', (_, each) => {
    const project = makeProject(each);
    const { error, warning } = each.said;
    const lint = runbook(['lint', '--format', 'json', 'runbooks/example.md'], project);
    const found = JSON.parse(lint.stdout).map(({ rule }: { rule: string }) => rule);
    expect(found).toEqual([error, warning].filter((rule) => rule !== undefined));
    if (error !== undefined) return;
    const { status, stdout, stderr } = runbook(['rehearse'], project);
    expect(`${stdout}${stderr}`).toMatch(/^ok 1/m);
    expect(status).toBe(0);
  });
});
