import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';

const require = createRequire(import.meta.url);

/** The WebAssembly files that the bash syntax tree needs. */
const grammars = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm'];

/** remark imports presets as modules: the names of this one, which is built as all else. */
const preset = `import built from './remark-lint.js';

export default built.default;
export const { rules } = built;
`;

/** Grammars, the pages of the rules and the man page stand beside the bundle. */
const ship = {
  name: 'ship',
  writeBundle({ dir }) {
    for (const file of grammars) copyFileSync(require.resolve(file), join(dir, file.split('/').at(-1)));
    // What is built of the sources alone has no pages to show.
    if (existsSync('docs/rules')) cpSync('docs/rules', join(dir, 'rules'), { recursive: true });
    writeFileSync(join(dir, 'package.json'), '{ "type": "commonjs" }\n');
    writeFileSync(join(dir, 'remark-lint.mjs'), preset);
    const cli = join(dir, 'cli.js');
    chmodSync(cli, 0o755);
    writeFileSync(join(dir, 'runbook.1'), execFileSync(process.execPath, [cli, 'man']));
  },
};

/** commander starts subcommands that are programs of their own with it, which ours are not; Node takes 3 ms to load it. */
const withoutChildProcess = {
  name: 'without-child-process',
  resolveId: (source, importer) =>
    source === 'node:child_process' && /node_modules\/commander\//.test(importer ?? '') ? '\0nothing' : null,
  load: (id) => (id === '\0nothing' ? 'export default {};' : null),
};

/** The licences of all packages of which something is in the bundle stand beside it too. */
const licences = {
  name: 'licences',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((output) => output.moduleIds ?? []);
    const files = [...modules, ...grammars.map((file) => require.resolve(file))];
    const roots = [...new Set(files.map(packageOf))].filter((root) => root !== null);
    const licence = (root) =>
      licenceOf(
        root,
        files.filter((file) => packageOf(file) === root),
      );
    const texts = roots.map(licence).sort((a, b) => a.localeCompare(b, 'en'));
    const head = 'runbook is built of its own code, under the MIT licence, and of these packages.\n';
    this.emitFile({
      type: 'asset',
      fileName: 'THIRD-PARTY-LICENCES.txt',
      source: [head, ...texts].join(`\n${'-'.repeat(80)}\n\n`),
    });
  },
};

/** The folder of the package that a module is from; `null`: it is our own, or made by the bundler. */
function packageOf(module) {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(module)?.[0] ?? null;
}

/**
 * What a package says about itself, the text of its licence, and those of what stands bundled in it, which lie beside
 * its modules. One that does not say enough must not be shipped.
 */
function licenceOf(root, modules) {
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const kind = about.license ?? about.licenses?.map(({ type }) => type).join(' or ');
  const texts = [...new Set([root, ...modules.map(dirname)])].flatMap((directory) =>
    readdirSync(directory)
      .filter((file) => /^(?:licen[cs]e|copying|notice|(?:3rd|third)-?party)/i.test(file))
      .map((file) => readFileSync(join(directory, file), 'utf8').trim()),
  );
  if (texts.length === 0) texts.push(termsWithoutFile(kind, about));
  return `${about.name} ${about.version} (${kind})\n\n${texts.join('\n\n')}\n`;
}

/** Some packages name the MIT licence and whose it is, but not its terms: those stand in that of another. */
function termsWithoutFile(kind, { name, author }) {
  const holder = author?.name ?? author;
  if (kind !== 'MIT' || holder === undefined) throw new Error(`${name} comes without its licence`);
  const spelledOut = readFileSync(join(dirname(require.resolve('commander')), 'LICENSE'), 'utf8');
  const terms = spelledOut.slice(spelledOut.indexOf('Permission is hereby granted'));
  return `Copyright (c) ${holder}\n\n${terms.trim()}`;
}

export default defineConfig({
  input: {
    cli: 'src/cli.ts',
    'lint-worker': 'src/loading/lint-worker.ts',
    'log-worker': 'src/journal/log-worker.ts',
    'remark-lint': 'src/remark/remark-lint.ts',
  },
  platform: 'node',
  // web-tree-sitter's loader uses eval for grammars that ask for it; bash's does not.
  checks: { eval: false },
  plugins: [withoutChildProcess, ship, licences],
  output: {
    dir: 'dist',
    // Node loads many small modules a fifth of a command sooner this way: bench/start.mjs.
    format: 'cjs',
    exports: 'named',
    cleanDir: true,
    chunkFileNames: '[name]-[hash].js',
  },
});
