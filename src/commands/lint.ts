import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import { findNamed } from '../loading/find-named.ts';
import { lintFiles } from '../loading/lint-files.ts';
import { openReadingCache, type ReadingCache } from '../loading/reading-cache.ts';
import { exitCode } from '../model/outcome.ts';
import { findProject, type Project } from '../project/find-project.ts';
import { listRunbooks } from '../project/list-runbooks.ts';
import { Refusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';
import type { CommandRun } from './command.ts';
import { fixFile } from './fix-documents.ts';
import { findFormatter } from './format-diagnostics.ts';

/** Checks documents and prints what is wrong. Nothing of theirs is executed. */
export const lint: CommandRun = async (world, paths, options, globals) => {
  const columns = world.stdout.columns ?? 80;
  if (options.rules === true || typeof options.explain === 'string') {
    const { explainRule, renderRules } = await import('./explain-rules.ts');
    return print(world, options.rules === true ? renderRules(columns) : explainRule(String(options.explain)));
  }
  const format = findFormatter(String(options.format ?? 'pretty'));
  const mostWarnings = readCount(options.maxWarnings);
  const remember = (project: Project, askShellCheck: boolean) =>
    openReadingCache(project, world, globals, { cache: options.cache, askShellCheck });
  const asked = { paths, shellCheck: options.shellcheck === true, fix: options.fix === true, remember };
  const { sources, messages } = await check(world, asked);
  print(world, await format(messages, { sources, colour: globals.color, columns }));
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
  /** What is remembered of earlier times; `null`: nothing is. */
  remember(project: Project, askShellCheck: boolean): ReadingCache | null;
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
  const project = await findProject(world.cwd);
  const askShellCheck = asked.shellCheck || project.shellCheck;
  const cache = asked.remember(project, askShellCheck);
  const paths = await filesOf(asked.paths, project, world.cwd, cache);
  if (paths.length === 0) {
    const hint = `looked below ${project.runbooks.join(', ')}`;
    throw new Refusal('there are no runbooks here', hint, exitCode.document);
  }
  const linted = await lintFiles(world, project, paths, { askShellCheck, cache });
  // A loop, not `some`: each file is to be fixed.
  let fixed = false;
  for (const { path, messages } of linted) if (asked.fix && fixFile(path, messages)) fixed = true;
  if (fixed && round < mostRounds) return check(world, asked, round + 1);
  return {
    sources: new Map(linted.map(({ file, text }) => [file, text])),
    messages: [...project.messages, ...linted.flatMap(({ messages }) => messages)],
  };
}

/**
 * Absolute paths of the documents that the arguments name: files, folders, names as `run` takes them, or all of the
 * project; sorted, each once.
 */
async function filesOf(
  paths: readonly string[],
  project: Project,
  cwd: string,
  cache: ReadingCache | null,
): Promise<readonly string[]> {
  const within = (roots: readonly string[]) =>
    listRunbooks({ ...project, runbooks: roots }).map((file) => resolve(project.root, file));
  if (paths.length === 0) return within(project.runbooks);
  const found: string[] = [];
  for (const path of paths) {
    const full = resolve(cwd, path);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (stat === undefined) found.push(await findNamed(project, path, cwd, cache?.candidates));
    else found.push(...(stat.isDirectory() ? within([full]) : [full]));
  }
  return [...new Set(found)].sort();
}
