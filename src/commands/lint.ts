import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import { exitCode } from '../model/outcome.ts';
import { listRunbooks } from '../project/list-runbooks.ts';
import { formatDiagnostics } from '../report/diagnostics-json.ts';
import { renderDiagnostics } from '../report/diagnostics-pretty.ts';
import type { CommandRun } from './command-table.ts';
import { createLoader, type Loader } from './load-runbook.ts';
import { Refusal } from './refusal.ts';

/** Checks documents and prints what is wrong. Nothing is executed. */
export const lint: CommandRun = async (world, paths, options, globals) => {
  const format = options.format ?? 'pretty';
  if (format !== 'pretty' && format !== 'json') {
    throw new Refusal(`unknown format ${format}`, 'the formats so far are pretty and json', exitCode.usage);
  }
  const loader = await createLoader(world);
  const sources = new Map<string, string>();
  const messages: VFileMessage[] = [];
  const files = filesOf(paths, loader, world.cwd);
  if (files.length === 0) {
    const hint = `looked below ${loader.project.runbooks.join(', ')}`;
    throw new Refusal('there are no runbooks here', hint, exitCode.document);
  }
  for (const file of files) {
    const loaded = await loader.loadFile(file);
    sources.set(loaded.runbook.file, loaded.runbook.text);
    messages.push(...loaded.messages);
  }
  const layout = { sources, colour: globals.color, columns: world.stdout.columns ?? 80 };
  world.stdout.write(format === 'json' ? formatDiagnostics(messages) : renderDiagnostics(messages, layout));
  return messages.some((message) => message.fatal === true) ? exitCode.document : exitCode.done;
};

/** Absolute paths of the documents that the arguments name: files, folders, or all of the project. */
function filesOf(paths: readonly string[], { project }: Loader, cwd: string): readonly string[] {
  const within = (roots: readonly string[]) =>
    listRunbooks({ ...project, runbooks: roots }).map((file) => resolve(project.root, file));
  if (paths.length === 0) return within(project.runbooks);
  return paths.flatMap((path) => {
    const full = resolve(cwd, path);
    const found = statSync(full, { throwIfNoEntry: false });
    if (found === undefined) throw new Refusal(`there is no ${join(path)}`, null, exitCode.usage);
    return found.isDirectory() ? within([full]) : [full];
  });
}
