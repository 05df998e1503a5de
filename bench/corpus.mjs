// What lint says of runbooks that others wrote: node bench/corpus.mjs FOLDER [SEED] [--show]
// FOLDER holds a checkout OWNER__NAME of each repository of bench/corpus.tsv, as bench/fetch-corpus.mjs makes them.
// Lints the documents as they are, where nothing may be above a warning, and again opted in as they are, in a copy.
// Prints the counts by rule and, to be judged by hand, a sample of 100 warnings and 100 errors; --show prints the lines
// around each. A seed gives the same sample again as long as lint says the same.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from './measure.mjs';
import { readCorpus, readVerdicts } from './read-corpus.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const sampleSize = 100;
/** A document, or a house, that does the same thing forty times holds one opinion, not forty. */
const mostInDocument = 5;
const mostInRepository = 10;

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** A finding as the verdicts name it. */
function placeOf({ rule, repository, file, line, column }) {
  return `${rule} ${repository} ${file}:${line}:${column}`;
}

/** Each repository with its checkout and the documents of the list in it; throws where one is not as listed. */
function findRepositories(folder) {
  return readCorpus().map(({ repository, commit, documents }) => {
    const root = join(folder, repository.replace('/', '__'));
    for (const { path, sha256: expected } of documents) {
      const file = join(root, path);
      if (!existsSync(file)) throw new Error(`there is no ${file}`);
      if (sha256(readFileSync(file)) !== expected) throw new Error(`${file} is not what it was at ${commit}`);
    }
    return { repository, root, paths: documents.map(({ path }) => path) };
  });
}

function lint(root, paths) {
  const args = [cli, 'lint', '--format', 'json', ...paths.map((path) => `./${path}`)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0 && status !== 3) throw new Error(`lint in ${root}: exit ${status}\n${stderr}`);
  return JSON.parse(stdout);
}

/** The same tree without copying its files; links stay links. */
function linkTree(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === '.git') continue;
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}

/** The text with the one key that opts in, and how many lines that adds at its head. */
function optIn(text, id) {
  const head = /^\uFEFF?---[ \t]*\r?\n(?:[\s\S]*?\r?\n)??---[ \t]*(?:\r?\n|$)/.exec(text);
  if (head === null) return { text: `---\nrunbook: ${id}\n---\n${text}`, added: 3 };
  const first = text.indexOf('\n') + 1;
  return { text: `${text.slice(0, first)}runbook: ${id}\n${text.slice(first)}`, added: 1 };
}

/** What is said of the documents once they have opted in, at the places where things stand before. */
function lintOptedIn({ root, paths }, scratch) {
  linkTree(root, scratch);
  rmSync(join(scratch, 'runbook.config.yaml'), { force: true });
  writeFileSync(join(scratch, 'runbook.config.yaml'), 'runbooks: .\n');
  const added = new Map();
  for (const [index, path] of paths.entries()) {
    const opted = optIn(readFileSync(join(root, path), 'utf8'), `document-${index + 1}`);
    // The file is a link to the original: it is replaced, not written to.
    rmSync(join(scratch, path));
    writeFileSync(join(scratch, path), opted.text);
    added.set(path, opted.added);
  }
  return lint(scratch, paths).map((found) => ({
    ...found,
    line: Math.max(1, found.line - (added.get(found.file) ?? 0)),
  }));
}

/** By the seed and what each finding is, so that one finding more moves no other. */
function drawSample(findings, seed) {
  const shuffled = findings
    .map((finding) => ({ finding, at: sha256(`${seed} ${placeOf(finding)}`) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ finding }) => finding);
  const counts = new Map();
  const isWithin = (key, most) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key) <= most;
  };
  const allowed = shuffled.filter(
    ({ repository, file, rule }) =>
      isWithin(`${rule} ${repository} ${file}`, mostInDocument) &&
      isWithin(`${rule} ${repository}`, mostInRepository),
  );
  return allowed.slice(0, sampleSize);
}

function countByRule(findings) {
  const counts = new Map();
  for (const { rule, repository, file } of findings) {
    const { count = 0, documents = new Set() } = counts.get(rule) ?? {};
    counts.set(rule, { count: count + 1, documents: documents.add(`${repository} ${file}`) });
  }
  return table([
    ['rule', 'findings', 'documents'],
    ...[...counts]
      .sort((a, b) => b[1].count - a[1].count)
      .map(([rule, { count, documents }]) => [rule, String(count), String(documents.size)]),
  ]);
}

/** How many of a sample were judged already, in whatever round, and how many of those were right. */
function tellVerdicts(sample, verdicts) {
  const known = sample.flatMap((finding) => {
    const verdict = verdicts.get(placeOf(finding));
    return verdict === undefined ? [] : [verdict];
  });
  const right = known.filter((verdict) => verdict === 'right').length;
  return `${sample.length} drawn, ${known.length} of them judged in bench/corpus-judged.tsv: ${right} right`;
}

function printSample(title, sample, folder, show) {
  console.log(`\n## ${title}\n\n${tellVerdicts(sample, verdicts)}\n`);
  for (const { repository, file, line, column, rule, message } of sample) {
    console.log([rule, repository, `${file}:${line}:${column}`, message].join('\t'));
    if (!show) continue;
    const text = readFileSync(join(folder, repository.replace('/', '__'), file), 'utf8').split(/\r?\n/);
    const [from, to] = [Math.max(0, line - 7), Math.min(text.length, line + 6)];
    const around = text.slice(from, to).map((each, index) => {
      const number = from + index + 1;
      return `${number === line ? '>' : ' '}${String(number).padStart(5)} ${each.slice(0, 200)}`;
    });
    console.log(`${around.join('\n')}\n`);
  }
}

const show = process.argv.includes('--show');
const [given, seedText] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (given === undefined) throw new Error('usage: node bench/corpus.mjs FOLDER [SEED] [--show]');
const folder = resolve(given);
const seed = seedText === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(seedText);
const verdicts = readVerdicts();
const repositories = findRepositories(folder);
// Beside the checkouts, so that files can be linked.
const scratch = mkdtempSync(join(dirname(folder), 'corpus-opted-in-'));
try {
  const of = ({ repository }, findings) => findings.map((finding) => ({ ...finding, repository }));
  const asTheyAre = repositories.flatMap((each) => of(each, lint(each.root, each.paths)));
  const optedIn = repositories.flatMap((each) =>
    of(each, lintOptedIn(each, join(scratch, each.repository.replace('/', '__')))),
  );
  const documents = repositories.flatMap(({ paths }) => paths).length;
  const warnings = asTheyAre.filter(({ severity }) => severity === 'warning');
  const errors = optedIn.filter(({ severity }) => severity === 'error');
  console.log(`${documents} documents of ${repositories.length} repositories, seed ${seed}`);
  console.log(`\nWarnings, as they are: ${warnings.length}\n\n${countByRule(warnings)}`);
  console.log(`\nErrors, opted in as they are: ${errors.length}\n\n${countByRule(errors)}`);
  printSample('Warnings, as they are', drawSample(warnings, seed), folder, show);
  printSample('Errors, opted in as they are', drawSample(errors, seed), folder, show);
  const above = asTheyAre.filter(({ severity }) => severity === 'error');
  printSample(`Above a warning, as they are: ${above.length}`, above, folder, true);
  if (above.length > 0) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
