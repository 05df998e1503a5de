import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';
import type { Terminal } from './terminal.ts';

/** A project whose runbooks are these, by id: the frontmatter's keys below `runbook:` first, then the body. */
export function makeRunbooks(
  runbooks: Readonly<Record<string, readonly [keys: string, body: string]>>,
): Project {
  const files = Object.entries(runbooks).map(([id, [keys, body]]) => {
    const frontmatter = ['---', 'runbook:', `  id: ${id}`, ...indent(keys), '---'].join('\n');
    return [`runbooks/${id}.md`, `${frontmatter}\n\n# ${id.toUpperCase()}\n\n${body}`] as const;
  });
  return makeProject(Object.fromEntries(files));
}

function indent(keys: string): readonly string[] {
  return keys === '' ? [] : keys.split('\n').map((line) => `  ${line}`);
}

/** A fence; `info` is what follows the language. */
export function fence(info: string, code: string): string {
  return `\n\`\`\`bash ${info}\n${code}\n\`\`\`\n`;
}

/** Status of each step of the latest run that is reported, by id. */
export async function statuses(project: Project): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await project.run(['report', project.runs().at(-1) ?? '']);
  const { steps } = JSON.parse(stdout) as { steps: { id: string; status: string }[] };
  return Object.fromEntries(steps.map(({ id, status }) => [id, status]));
}

/** Kills the runner in this terminal as nothing can be handled; resolves when all that was its is gone. */
export async function killRunner(project: Project, terminal: Terminal): Promise<void> {
  process.kill(terminal.pid, 'SIGKILL');
  await vi.waitFor(() => expect(project.processes()).toEqual([]), { timeout: 30_000, interval: 20 });
}

/** Files below a directory that hold this text, whatever they are. */
export function filesWith(directory: string, text: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}
