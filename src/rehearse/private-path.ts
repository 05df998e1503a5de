import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { isSea } from 'node:sea';
import { harmlessTools } from './harmless-tools.ts';
import { interpreterOf } from './interpreter.ts';
import type { StandIns } from './scenario.ts';

/** Where a rehearsal's commands are. */
export interface PrivatePath {
  /** PATH of the session. */
  readonly bin: string;
  /** PATH of stand-ins and set-up: with `node` behind it. */
  readonly withNode: string;
  readonly standIns: ReadonlySet<string>;
  readonly tools: ReadonlySet<string>;
}

/** A scenario names what is not there. */
export class MissingPart extends Error {
  override readonly name = 'MissingPart';
  /** The key of the scenario that names it. */
  readonly key: string;

  constructor(message: string, key: string) {
    super(message);
    this.key = key;
  }
}

interface PathOptions {
  /** Folder to make it in. */
  readonly directory: string;
  /** Absolute root that folders of stand-ins are relative to. */
  readonly root: string;
  readonly standIns: readonly StandIns[];
  readonly extraTools: readonly string[];
  /** Where extra tools are looked for when the system's folders do not have them. */
  readonly path: string;
}

/** Makes a folder with the stand-ins and links to harmless tools. Throws `MissingPart`. */
export function makePrivatePath(options: PathOptions): PrivatePath {
  const { directory, extraTools, path } = options;
  const [bin, inner, scripts] = ['bin', 'node', 'stand-ins'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [bin, inner, scripts]) mkdirSync(folder, { mode: 0o700 });
  const withNode = `${bin}:${inner}`;
  const node = findNode(path);
  symlinkSync(node, join(inner, 'node'));
  const standIns = new Map(options.standIns.flatMap((each) => listStandIns(each, options.root, scripts)));
  for (const [name, file] of standIns) writeExecutable(join(bin, name), wrapper(file, inner, withNode));
  const tools = new Set<string>();
  for (const name of [...harmlessTools, ...extraTools]) {
    const found = name === 'node' ? node : findTool(name, path);
    if (found === null) {
      if (extraTools.includes(name)) throw new MissingPart(`the tool \`${name}\` is not on PATH`, 'tools');
      continue;
    }
    tools.add(name);
    if (!standIns.has(name)) symlinkSync(found, join(bin, name));
  }
  return { bin, withNode, standIns: new Set(standIns.keys()), tools };
}

function listStandIns(
  standIns: StandIns,
  root: string,
  scripts: string,
): readonly (readonly [string, string])[] {
  if (standIns.type === 'scripts') {
    return Object.entries(standIns.scripts).map(([name, text]) => {
      const file = join(scripts, name);
      writeExecutable(file, text.startsWith('#!') ? text : `#!/usr/bin/env bash\n${text}`);
      return [name, file] as const;
    });
  }
  const folder = resolve(root, standIns.path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new MissingPart(`there is no folder ${standIns.path} of stand-ins`, 'stand-ins');
  return readdirSync(folder)
    .map((name) => [name, join(folder, name)] as const)
    .filter(([, file]) => isExecutable(file));
}

/** A stand-in has `node` on its PATH, the session has not. */
function wrapper(file: string, inner: string, path: string): string {
  const words = [...interpreterWords(file, inner), file].map(quoteForSh).join(' ');
  return `#!/bin/sh\nPATH=${quoteForSh(path)}\nexport PATH\nexec ${words} "$@"\n`;
}

/** For any shell, not just bash. */
function quoteForSh(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function interpreterWords(file: string, inner: string): readonly string[] {
  const interpreter = interpreterOf(file);
  if (interpreter === null) return [];
  if (/(?:^|\/)node$/.test(interpreter)) return [join(inner, 'node')];
  const found = interpreter.startsWith('/') ? interpreter : findTool(interpreter, process.env.PATH ?? '');
  return found === null ? [] : [found];
}

/** The Node that this runs on. A single executable takes another where there is one, and else is one by that name. */
function findNode(path: string): string {
  return (isSea() ? findTool('node', path) : null) ?? process.execPath;
}

const systemFolders = ['/usr/bin', '/bin', '/usr/local/bin'];
const found = new Map<string, string | null>();

/** The absolute path of a real tool; those of the system win over others. */
function findTool(name: string, path: string): string | null {
  const key = `${name}\0${path}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const folders = [...systemFolders, ...path.split(':').filter((folder) => folder.startsWith('/'))];
  const tool = folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
  found.set(key, tool);
  return tool;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path) && statSync(path).isFile();
  } catch {
    return false;
  }
}

export function writeExecutable(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}
