import { readFileSync, statSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { variablesRead } from '../bash/variables/reads.ts';
import { digestFile, sha256 } from '../journal/sha256.ts';
import type { Confinement } from '../model/confinement.ts';
import type { Place } from '../model/event.ts';
import type { Surroundings } from '../run/ports.ts';
import { accountName } from './account-name.ts';
import type { Project } from './find-project.ts';
import { lookIntoScripts } from './look-into-scripts.ts';

/** This host, this account, and the directory; `target` is what is changed there, `null` where none is named. */
export function placeOf(cwd: string, target: string | null): Place {
  return { host: hostName(), user: accountName(), cwd, target };
}

/** The world as it is at each call. */
export function lookAround(
  bash: BashParser,
  confinement: Confinement | null,
  project: Pick<Project, 'root' | 'settings'>,
): Surroundings {
  return {
    confinement,
    place: placeOf,
    lookIntoScripts: (cwd) => lookIntoScripts(project, bash, cwd),
    variablesReadBy: (cwd, script) => readsOfScript(find(cwd, script), bash),
    hashFile: (cwd, path) => digestFile(find(cwd, path))?.sha256 ?? null,
    hashText: sha256,
  };
}

/** The file that a path names in a shell that is in `cwd`. */
function find(cwd: string, path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : resolve(cwd, path);
}

const largestScript = 1024 * 1024;
/** Every script has these, and they say nothing about what it is about to do. */
const usual = new Set(['HOME', 'LANG', 'PATH', 'SHELL', 'TERM', 'TMPDIR', 'USER']);

function readsOfScript(path: string, bash: BashParser): readonly string[] {
  const text = new TextDecoder().decode(readScript(path));
  const isShell =
    /^#!.*\b(?:ba|da|k)?sh\b/.test(text) || (/\.(?:ba)?sh$/.test(path) && !text.startsWith('#!'));
  return isShell ? variablesRead(bash, text).filter((name) => !usual.has(name)) : [];
}

/** What cannot be read, or is too large to be a script, reads as empty. */
function readScript(path: string): Uint8Array {
  try {
    if (!statSync(path).isFile() || statSync(path).size > largestScript) return new Uint8Array();
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}

/** Without the domain. */
function hostName(): string {
  return hostname().split('.', 1)[0] ?? '';
}
