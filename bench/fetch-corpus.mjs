// Brings the repositories of bench/corpus.tsv, each at its commit: node bench/fetch-corpus.mjs FOLDER
// Whole checkouts, since rules look at what a document refers to. A few gigabytes; what is there already is left alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCorpus } from './read-corpus.mjs';

function git(cwd, ...args) {
  const { status } = spawnSync('git', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`git ${args.join(' ')} in ${cwd}: exit ${status}`);
}

const [given] = process.argv.slice(2);
if (given === undefined) throw new Error('usage: node bench/fetch-corpus.mjs FOLDER');
for (const { repository, commit } of readCorpus()) {
  const root = join(resolve(given), repository.replace('/', '__'));
  if (existsSync(root)) continue;
  console.log(`${repository} ${commit}`);
  const part = `${root}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  git(part, 'init', '--quiet');
  git(part, 'fetch', '--quiet', '--depth', '1', `https://github.com/${repository}.git`, commit);
  // The list knows the files byte by byte.
  git(part, '-c', 'core.autocrlf=false', 'checkout', '--quiet', 'FETCH_HEAD');
  renameSync(part, root);
}
