import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../e2e/project.ts';
import type { Terminal } from '../e2e/terminal.ts';

/** What an operator was left with. */
export interface Seen {
  readonly exit: number;
  readonly text: string;
}

/** A question that is waited for, and the line typed in answer. */
export type Answer = readonly [question: RegExp, line: string];

/** Waits for each question in turn and answers it, then for the end. */
export async function answer(terminal: Terminal, ...answers: readonly Answer[]): Promise<Seen> {
  for (const [question, line] of answers) {
    await terminal.question(question);
    terminal.type(line);
  }
  return { exit: await terminal.exit(), text: terminal.text() };
}

/** Every command that there is. */
export const allCommands: readonly string[] =
  'run resume list show lint annotate lsp rehearse runs report verify accept new completion man licences'.split(
    ' ',
  );

export const asJesse = ['--as', 'jesse'] as const;

/** `runbook run x` at a terminal, answered. */
export function walk(project: Project, ...answers: readonly Answer[]): Promise<Seen> {
  return answer(project.terminal(['run', 'x', ...asJesse]), ...answers);
}

/** `runbook resume` at a terminal, answered. */
export function goOn(project: Project, ...answers: readonly Answer[]): Promise<Seen> {
  return answer(project.terminal(['resume', ...asJesse]), ...answers);
}

/** Whether the project holds that file. */
export function has(project: Project, file: string): boolean {
  return existsSync(join(project.directory, file));
}

/** A fenced block of the document. */
export function block(annotations: string, ...code: readonly string[]): string {
  return ['', `\`\`\`bash ${annotations}`.trimEnd(), ...code, '```', ''].join('\n');
}

/** The latest run's steps with their status, as `report` has them. */
export async function statuses(project: Project): Promise<Readonly<Record<string, string>>> {
  const steps = (await report(project)).steps as readonly { id: string; status: string }[];
  return Object.fromEntries(steps.map(({ id, status }) => [id, status]));
}

/** The report of the latest run. */
// biome-ignore lint/suspicious/noExplicitAny: rows look at whatever is in there
export async function report(project: Project): Promise<any> {
  const { stdout } = await project.run(['report', project.runs().at(-1) ?? '']);
  return JSON.parse(stdout);
}

/** Types of the latest run's entries, in order. */
export function types(project: Project): readonly string[] {
  return project.journal().map(({ type }) => type);
}

/** A directory of the latest run, or a file in it. */
export function ofRun(project: Project, file = ''): string {
  return join(project.directory, '.runbook/runs', project.runs().at(-1) ?? '', file);
}

/** Everything that blocks of the latest run printed, early or late, in the order of the log files. */
export function outputs(project: Project): string {
  const folders = ['steps', 'session'].map((folder) => ofRun(project, folder));
  const logs = folders.flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((name) => join(folder, name)),
  );
  return logs.map((log) => (log.endsWith('.log') ? readFileSync(log, 'utf8') : '')).join('');
}

/** One line for each file below a directory: its mode, its name and the hash of its content. */
export function inventory(directory: string, but: readonly string[] = []): readonly string[] {
  return listFiles(directory, but).map((file) => {
    const path = join(directory, file);
    const { mode } = lstatSync(path);
    return `${mode.toString(8)} ${file} ${digest(path)}`;
  });
}

function listFiles(directory: string, but: readonly string[]): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !but.includes(name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? [entry.name, ...listFiles(join(directory, entry.name), []).map((below) => join(entry.name, below))]
        : [entry.name],
    )
    .sort();
}

function digest(path: string): string {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return readlinkSync(path);
  return stat.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
}
