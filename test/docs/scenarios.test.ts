import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { harmlessTools } from '../../src/rehearse/harmless-tools.ts';
import { outcomes, stepStatuses } from '../../src/rehearse/scenario.ts';
import {
  answerKeys,
  type KeyKind,
  mergedKeys,
  ownKeys,
  requiredKeys,
  scenarioKeys,
} from '../../src/rehearse/scenario-keys.ts';
import { compareOutput } from './compare-output.ts';
import { type Example, readExamples } from './read-examples.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'runbook-scenarios-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const page = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8');

/** Rows of the table whose first column is called so, cell by cell, without its heading. */
function table(heading: string): readonly (readonly string[])[] {
  const [, body = ''] =
    new RegExp(`^\\| ${heading} \\|.*\\n\\|[-|]+\\|\\n((?:\\|.*\\n)+)`, 'm').exec(page) ?? [];
  return body
    .trimEnd()
    .split('\n')
    .map((row) => row.slice(2, -2).split(' | '));
}

const namesIn = (heading: string) => table(heading).map(([name = '']) => name.replaceAll('`', ''));

/** How the page calls what a value is made of. */
const kinds: Readonly<Record<KeyKind, string>> = {
  text: 'a text',
  code: 'bash',
  exit: 'a number from 0 to 255',
  outcome: 'an outcome',
  texts: 'a list of texts',
  'stand-ins': 'a folder, scripts by name, or a list of both',
  files: 'a list of paths, or paths by path',
  values: 'names and values',
  answers: 'step ids and answers',
  statuses: 'step ids and statuses',
};

describe('the page and the reader of scenarios', () => {
  const rows = table('key');
  const marked = (mark: string) =>
    rows.filter(([, , says = '']) => says.includes(mark)).map(([name = '']) => name.replaceAll('`', ''));

  test('have the same keys, in the same order, of the same kinds', () => {
    expect(rows.map(([name, value]) => [name, value])).toEqual(
      Object.entries(scenarioKeys).map(([name, kind]) => [`\`${name}\``, kinds[kind]]),
    );
  });

  test('agree on what is required, what is merged and what each scenario has of its own', () => {
    expect(marked('(*required*)')).toEqual(requiredKeys);
    expect(marked('(*merged*)').sort()).toEqual([...mergedKeys].sort());
    expect(marked('each has its own')).toEqual(ownKeys);
    const [, listed = ''] = /Under\s+([^.]*?) that goes name by name/.exec(page) ?? [];
    expect([...listed.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(mergedKeys);
  });

  test('have the same answers, outcomes, statuses and tools', () => {
    expect(
      namesIn('answer')
        .map((name) => name.split(':')[0])
        .slice(1)
        .sort(),
    ).toEqual([...answerKeys].sort());
    expect(namesIn('outcome')).toEqual(outcomes);
    expect(namesIn('status')).toEqual(stepStatuses);
    const [, quote = ''] = /^> (awk [\s\S]*?)\n\n/m.exec(page) ?? [];
    expect(quote.split(/[\s>]+/).sort()).toEqual([...harmlessTools].sort());
  });

  test('links to sections that are there', () => {
    const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, section]) => section);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((section) => !sections.includes(section ?? ''))).toEqual([]);
  });
});

/** What the comment before an example says of it: so many scenarios that pass, or a part of what is said instead. */
interface Said {
  readonly passes?: number;
  readonly fails?: string;
  /** Rule of the error that keeps it from being run. */
  readonly refused?: string;
}

const examples = readExamples('scenarios.md');
const shared = examples.filter(({ said }) => typeof said.file === 'string');
const scenarios = examples.filter(({ said }) => said.example !== undefined);

function write(project: string, name: string, text: string): void {
  const path = join(project, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  if (name.includes('/bin/')) chmodSync(path, 0o755);
}

/** A project of the page's runbook and stand-in, with this file of scenarios. */
function rehearse({ line, text }: Example) {
  const project = join(root, `line-${line}`);
  write(project, 'runbook.config.yaml', 'runbooks: runbooks\n');
  for (const { said, text: content } of shared) write(project, String(said.file), content);
  write(project, 'runbooks/example.rehearsal.yaml', text);
  return spawnSync(process.execPath, [cli, 'rehearse'], { cwd: project, encoding: 'utf8' });
}

describe('an example of a scenario', () => {
  test('is each fence of the page that is no file and no output', () => {
    const others = examples.filter((each) => !shared.includes(each) && !scenarios.includes(each));
    expect(others.map(({ language }) => language)).toEqual(['console']);
    expect(scenarios.length).toBeGreaterThan(8);
  });

  test.each(scenarios.map((each) => [each.line, each] as const))('in line %d', (_, example) => {
    const { passes = 0, fails, refused } = example.said.example as Said;
    const { stdout, stderr, status } = rehearse(example);
    const whole = `${stdout}${stderr}`;
    if (refused !== undefined) {
      expect([status, stdout]).toEqual([3, '']);
      expect(stderr).toContain(refused);
    } else if (fails !== undefined) {
      expect([whole, status]).toEqual([expect.stringContaining(fails), 1]);
    } else {
      expect(whole).not.toMatch(/^not ok/m);
      expect([whole.match(/^ok /gm)?.length, status]).toEqual([passes, 0]);
    }
  });

  test('shows every outcome but those that are plain', () => {
    const shown = scenarios.flatMap(({ text }) =>
      [...text.matchAll(/outcome: ([a-z-]+)/g)].map(([, word]) => word),
    );
    expect(outcomes.filter((outcome) => !shown.includes(outcome))).toEqual([]);
  });
});

test('what the page shows of a report is what is printed', () => {
  const at = examples.findIndex(({ language }) => language === 'console');
  const [before, shown] = [examples[at - 1], examples[at]];
  if (before === undefined || shown === undefined) throw new Error('no output on the page');
  const [command, ...lines] = shown.text.trimEnd().split('\n');
  expect(command).toBe('$ runbook rehearse');
  const { stdout } = rehearse(before);
  expect(compareOutput('scenarios.md', lines, stdout), stdout).toEqual([]);
});
