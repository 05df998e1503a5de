import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import { exitCode } from '../model/outcome.ts';
import { findProject } from '../project/find-project.ts';
import { listRunbooks } from '../project/list-runbooks.ts';
import type { CommandRun } from './command-table.ts';
import { explainRule, renderRules } from './explain-rules.ts';
import { fixFile } from './fix-documents.ts';
import { findFormatter } from './format-diagnostics.ts';
import { createLoader, type Loader } from './load-runbook.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Checks documents and prints what is wrong. Nothing of theirs is executed. */
export const lint: CommandRun = async (world, paths, options, globals) => {
  const columns = world.stdout.columns ?? 80;
  if (options.rules === true) return print(world, renderRules(columns));
  if (typeof options.explain === 'string') return print(world, explainRule(options.explain));
  const format = findFormatter(String(options.format ?? 'pretty'));
  const mostWarnings = readCount(options.maxWarnings);
  const asked = { paths, shellCheck: options.shellcheck === true, fix: options.fix === true };
  const { sources, messages } = await check(world, asked);
  print(world, format(messages, { sources, colour: globals.color, columns }));
  const warnings = messages.filter(({ fatal }) => fatal === false).length;
  if (messages.some(({ fatal }) => fatal === true)) return exitCode.document;
  if (warnings <= mostWarnings) return exitCode.done;
  world.stderr.write(`runbook: ${warnings} warnings, of which ${mostWarnings} are allowed\n`);
  return exitCode.document;
};

function print(world: World, text: string): number {
  world.stdout.write(text);
  return exitCode.done;
}

function readCount(value: unknown): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  throw new Refusal(`--max-warnings ${value} is no number`, 'it takes a count, such as 0', exitCode.usage);
}

interface Asked {
  readonly paths: readonly string[];
  readonly shellCheck: boolean;
  readonly fix: boolean;
}

interface Checked {
  /** Text of each document by the name in the messages. */
  readonly sources: ReadonlyMap<string, string>;
  /** Of the configuration first, then by document, in the order of each. */
  readonly messages: readonly VFileMessage[];
}

/** How often a fix may make another one possible. */
const mostRounds = 10;

async function check(world: World, asked: Asked, round = 1): Promise<Checked> {
  const askShellCheck = asked.shellCheck || findProject(world.cwd).shellCheck;
  const loader = await createLoader(world, { askShellCheck });
  const { project } = loader;
  const files = filesOf(asked.paths, loader, world.cwd);
  if (files.length === 0) {
    const hint = `looked below ${project.runbooks.join(', ')}`;
    throw new Refusal('there are no runbooks here', hint, exitCode.document);
  }
  const sources = new Map<string, string>();
  const messages: VFileMessage[] = [...project.messages];
  let fixed = false;
  for (const file of files) {
    const { runbook, messages: all } = await loader.loadFile(file);
    const own = all.filter((message) => !project.messages.includes(message));
    if (asked.fix && fixFile(file, own)) fixed = true;
    sources.set(runbook.file, runbook.text);
    messages.push(...own.map((message) => withoutSteps(message, runbook.trusted)));
  }
  return fixed && round < mostRounds ? check(world, asked, round + 1) : { sources, messages };
}

/** A document that has not opted in need not be a runbook at all; only who wants to run it needs steps. */
function withoutSteps(message: VFileMessage, trusted: boolean): VFileMessage {
  if (message.ruleId !== 'no-steps' || trusted) return message;
  return Object.assign(Object.create(Object.getPrototypeOf(message)), message, { fatal: undefined });
}

/** Absolute paths of the documents that the arguments name: files, folders, or all of the project; sorted, each once. */
function filesOf(paths: readonly string[], { project }: Loader, cwd: string): readonly string[] {
  const within = (roots: readonly string[]) =>
    listRunbooks({ ...project, runbooks: roots }).map((file) => resolve(project.root, file));
  if (paths.length === 0) return within(project.runbooks);
  const found = paths.flatMap((path) => {
    const full = resolve(cwd, path);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (stat === undefined) throw new Refusal(`there is no ${join(path)}`, null, exitCode.usage);
    return stat.isDirectory() ? within([full]) : [full];
  });
  return [...new Set(found)].sort();
}
