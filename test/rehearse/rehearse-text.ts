import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { sha256 } from '../../src/journal/sha256.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { assemblePlan, everything } from '../../src/plan/assemble-plan.ts';
import { readScenarios } from '../../src/rehearse/read-scenarios.ts';
import { type Rehearsed, rehearse } from '../../src/rehearse/rehearse.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

/** Files of a small project; those under `bin/` and `scripts/` are executable. */
export function makeProject(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'rehearsed-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
    if (/^(?:bin|scripts)\//.test(name)) chmodSync(join(root, name), 0o755);
  }
  return root;
}

/** Rehearses a runbook (its body; it is called `x` and trusted) as a scenario (YAML without `runbook`) says. */
export async function rehearseText(
  body: string,
  yaml: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Rehearsed> {
  const text = body.startsWith('---') ? body : `---\nrunbook: x\n---\n# X\n\n${body}`;
  const root = makeProject({ 'runbooks/x.md': text, ...files });
  const parser = await loadBashParser();
  const { runbook, messages } = parseRunbook(text, {
    file: 'runbooks/x.md',
    belowRunbooks: true,
    bash: parser,
  });
  if (messages.some(({ fatal }) => fatal)) throw new Error(messages.join('\n'));
  const tree = { runbook, cwd: root, includes: new Map() };
  const assembled = assemblePlan(tree, everything, { bash: parser, hashText: sha256 });
  if (assembled.type !== 'plan') throw new Error('no plan');
  const { scenarios, messages: wrong } = readScenarios(`runbook: x\n${yaml}`, 'x.rehearsal.yaml');
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error(wrong.join('\n'));
  const documents = { plan: assembled.plan, runbooks: new Map([[runbook.file, runbook]]) };
  const project = { root, runbooks: [join(root, 'runbooks')] };
  return rehearse(scenario, {
    project,
    documents,
    parser,
    path: process.env.PATH ?? '',
    keep: process.env.KEEP === '1',
  });
}

/** What was not as the scenario says, each with its place. */
export function said({ differences }: Rehearsed): readonly string[] {
  return differences.map(({ at, message }) => `${at} ${message}`);
}
