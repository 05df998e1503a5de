import { resolve } from 'node:path';
import { baseName } from '../bash/calls/base-name.ts';
import type { Redirect } from '../bash/tree/shell-command.ts';
import type { Word } from '../bash/tree/word.ts';
import { isWithin } from './copy-paths.ts';

const changers = new Set(
  'rm rmdir mv cp ln chmod chown touch mkdir tee truncate install split dd shred mktemp unlink'.split(' '),
);
const devices = /^\/dev\/(?:null|stdout|stderr|stdin|tty|zero|fd\/\d+)$/;

/** Where a command plainly changes files of this machine that are not in the private copy. */
export function writesOutside(
  words: readonly Word[],
  redirects: readonly Redirect[],
  root: string,
): readonly string[] {
  const opened = redirects
    .filter(({ operator }) => operator.includes('>'))
    .map(({ target }) => target.literal);
  const name = baseName(words[0]) ?? '';
  const operands = words.slice(1).map(({ literal }) => literal);
  const changes =
    changers.has(name) ||
    (name === 'sed' && operands.some((word) => /^(?:-[a-zA-Z]*i|--in-place)/.test(word ?? ''))) ||
    (name === 'find' && operands.includes('-delete'));
  const named = changes ? operands.map((word) => word?.replace(/^(?:of=|--?[\w-]+=)/, '') ?? null) : [];
  return [...opened, ...named]
    .filter((path) => path !== null && isOutside(path, root))
    .map((path) => `changes ${path}, which is outside of the private copy; use a path below it`);
}

function isOutside(path: string, root: string): boolean {
  if (devices.test(path)) return false;
  if (path.startsWith('/')) return !isWithin(root, path);
  return path.split('/').includes('..') && !isWithin(root, resolve(root, path));
}
