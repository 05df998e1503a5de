// What linting many documents costs: node bench/lint.mjs [rounds] [most documents]
// The same 500 generated documents through `runbook lint`, cold and with its cache, remark-cli with
// remark-preset-lint-recommended, and markdownlint-cli2, in turns; the memory of each; the growth up to 10,000; and one
// document of 2.5 MB beside the time that remark alone takes to parse it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDocument, writeProject } from './generate-documents.mjs';
import { machine, measure, ms, summarise, table, times } from './measure.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const rounds = Number(process.argv[2] ?? 5);
const most = Number(process.argv[3] ?? 10_000);
const peers = ['remark-cli@12.0.1', 'remark-preset-lint-recommended@7.0.1', 'markdownlint-cli2@0.24.1'];

const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'));

/** Linters exit with 1 or 3 when they find something. */
const measureLint = (args, cwd) => measure(args, { cwd, exits: [0, 1, 3] });

/** A folder with that many documents and, where there are any, the packages of others. */
function makeProject(count, packages) {
  const root = mkdtempSync(join(folder, 'project-'));
  writeProject(root, count);
  writeFileSync(join(root, '.remarkrc.json'), '{ "plugins": ["remark-preset-lint-recommended"] }');
  if (packages !== null) symlinkSync(packages, join(root, 'node_modules'));
  return root;
}

function installPeers() {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--save-exact'];
  const { status } = spawnSync('npm', ['install', ...options, ...peers], { cwd: folder, stdio: 'ignore' });
  return status === 0 && existsSync(join(folder, 'node_modules')) ? join(folder, 'node_modules') : null;
}

function compare(packages) {
  const root = makeProject(500, packages);
  const documents = readdirSync(join(root, 'runbooks'), { recursive: true }).filter((name) =>
    name.endsWith('.md'),
  );
  const lint = [cli, 'lint', '--format', 'unix'];
  const tasks = [
    { name: '`runbook lint --no-cache`', args: [...lint, '--no-cache'] },
    { name: '`runbook lint --cache`, nothing changed', args: [...lint, '--cache'] },
    ...(packages === null
      ? []
      : [
          {
            name: '`remark` with remark-preset-lint-recommended',
            args: [join(packages, 'remark-cli/cli.js'), '--quiet', '--no-stdout', 'runbooks'],
          },
          {
            name: '`markdownlint-cli2`',
            args: [join(packages, 'markdownlint-cli2/markdownlint-cli2-bin.mjs'), 'runbooks/**/*.md'],
          },
        ]),
  ];
  const results = tasks.map(() => []);
  for (const { args } of tasks) measureLint(args, root);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { args }] of tasks.entries()) results[index].push(measureLint(args, root));
  }
  const rows = tasks.map(({ name }, index) => ({
    name,
    time: summarise(results[index].map(({ took }) => took)),
    memory: summarise(results[index].map(({ memory }) => memory)).median,
  }));
  const remark = rows.find(({ name }) => name.startsWith('`remark`'))?.time.median;
  console.log(`${documents.length} documents, medians of ${rounds} rounds in one run (${machine()})\n`);
  console.log(
    table([
      ['command', 'ms', 'min–max', 'remark takes', 'MB'],
      ...rows.map(({ name, time, memory }) => [
        name,
        ms(time.median),
        `${ms(time.min)}–${ms(time.max)}`,
        remark === undefined ? '' : times(remark / time.median),
        memory.toFixed(0),
      ]),
    ]),
  );
  if (packages === null)
    console.log('\nremark-cli and markdownlint-cli2 could not be installed, and are left out.');
}

function grow() {
  const counts = [500, 1000, 2000, 5000, 10_000].filter((count) => count <= most);
  const rows = counts.map((count) => {
    const root = makeProject(count, null);
    const lint = [cli, 'lint', '--format', 'unix'];
    // The first one fills the cache, which adds little to what it costs.
    const cold = measureLint([...lint, '--cache'], root);
    const warm = measureLint([...lint, '--cache'], root);
    rmSync(root, { recursive: true, force: true });
    return [
      String(count),
      ms(cold.took),
      ms(cold.took / count),
      cold.memory.toFixed(0),
      ms(warm.took),
      ms(warm.took / count),
    ];
  });
  console.log('\nGrowth, one round each\n');
  console.log(
    table([['documents', 'cold, ms', 'ms a document', 'MB', 'cached, ms', 'ms a document'], ...rows]),
  );
}

/** Parses a file with remark and does nothing else; prints the milliseconds of the parse alone. */
const parseOnly = `
import { readFileSync } from 'node:fs';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
const text = readFileSync(process.argv[1], 'utf8');
const processor = remark().use(remarkGfm).use(remarkFrontmatter, ['yaml']).freeze();
const start = process.hrtime.bigint();
processor.parse(text);
console.log(Number(process.hrtime.bigint() - start) / 1e6);`;

/** One document that is as long as 500 put together. */
function lintBig() {
  const root = makeProject(0, null);
  let text = '---\nrunbook: big\n---\n';
  for (let index = 0; text.length < 2_500_000; index += 1)
    text += generateDocument(index).replace(/^---\n.*\n---\n/, '');
  mkdirSync(join(root, 'runbooks'));
  const file = join(root, 'runbooks/big.md');
  writeFileSync(file, text);
  const lint = measureLint([cli, 'lint', '--format', 'unix'], root);
  const args = ['--input-type=module', '--eval', parseOnly, file];
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const parse = Number(spawnSync(process.execPath, args, { cwd, encoding: 'utf8' }).stdout);
  const size = (text.length / 1e6).toFixed(1);
  console.log(
    `\nOne document of ${size} MB: ${ms(lint.took)} ms and ${lint.memory.toFixed(0)} MB, start included; remark alone parses it in ${ms(parse)} ms: ${times(lint.took / parse)}`,
  );
}

try {
  if (rounds > 0) compare(installPeers());
  lintBig();
  grow();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
