import type { Script } from '../bash/calls/script.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import { unknownText } from '../bash/tree/word.ts';
import { directoryOf, resolvePath } from './paths.ts';

const own = /(?:dirname.*?(?:\$\{?0\}?|BASH_SOURCE(?:\[0\])?\}?)|BASH_SOURCE(?:\[0\])?%\/\*\}|\$\{0%\/\*\})/;

/**
 * What a script may mean by `"$(dirname "$0")/x.sh"`, `"${BASH_SOURCE%/*}/x.sh"`, or a variable that it has set to such:
 * paths from the project root. None where something else may be meant too.
 */
export function pathsBesideItself({ words }: ShellCommand, script: Script): readonly string[] {
  const word = words[0];
  if (word === undefined || !word.shape.startsWith(`${unknownText}/`)) return [];
  const rest = word.shape.slice(unknownText.length + 1);
  if (rest.includes(unknownText)) return [];
  const name = /^"?\$\{?(\w+)\}?"?\//.exec(word.text)?.[1];
  const values = name === undefined ? [word.text.replace(rest, '')] : valuesOf(name, script.code);
  const folders = values.map((value) => foldersMeant(value, script));
  if (folders.includes(null)) return [];
  return folders.flatMap((each) => (each ?? []).flatMap((folder) => resolvePath(folder, rest) ?? []));
}

/** What the lines of some code set a variable to. */
function valuesOf(name: string, code: string): readonly string[] {
  const otherwise = new RegExp(`\\b(?:for|select|read|mapfile|printf -v)\\b[^\\n;]*(?<!\\$)\\b${name}\\b`);
  if (otherwise.test(code)) return [];
  return Array.from(code.matchAll(new RegExp(`(?<![\\w$])${name}=(.*)`, 'g')), ([, value = '']) => value);
}

/** `null`: it is no such value. */
function foldersMeant(value: string, { file, started }: Script): readonly string[] | null {
  const found = own.exec(value);
  if (found === null || !/^["']?[$`]/.test(value)) return null;
  const base = found[0].includes('BASH_SOURCE') ? [directoryOf(file)] : (started ?? [directoryOf(file)]);
  const [text, behind] = [value.slice(0, found.index) + found[0], value.slice(found.index + found[0].length)];
  const up = '../'.repeat(Math.max(0, (text.match(/dirname\b|%\/\*/g) ?? []).length - 1));
  const further = behind
    .replace(/[\d&]?>+&?\s*[\w/]+/g, '')
    .matchAll(/\/([\w.][\w./-]*)|\bcd\s+["']?([\w./-]+)/g);
  const path = Array.from(further, ([, a, b]) => a ?? b).join('/');
  return base.flatMap((folder) => resolvePath(folder, up + path) ?? []);
}
