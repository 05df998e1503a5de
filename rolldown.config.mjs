import { chmodSync, copyFileSync, cpSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';

const require = createRequire(import.meta.url);

/** The two WebAssembly files that the bash syntax tree needs, and the pages of the rules, stand beside the bundle. */
const ship = {
  name: 'ship',
  writeBundle({ dir }) {
    const ship = (file, to) => copyFileSync(require.resolve(file), join(dir, to));
    ship('web-tree-sitter/web-tree-sitter.wasm', 'web-tree-sitter.wasm');
    ship('tree-sitter-bash/tree-sitter-bash.wasm', 'tree-sitter-bash.wasm');
    // What is built of the sources alone has no pages to show.
    if (existsSync('docs/rules')) cpSync('docs/rules', join(dir, 'rules'), { recursive: true });
    chmodSync(join(dir, 'cli.js'), 0o755);
  },
};

/** commander starts subcommands that are programs of their own with it, which ours are not; Node takes 3 ms to load it. */
const withoutChildProcess = {
  name: 'without-child-process',
  resolveId: (source, importer) =>
    source === 'node:child_process' && /node_modules\/commander\//.test(importer ?? '') ? '\0nothing' : null,
  load: (id) => (id === '\0nothing' ? 'export default {};' : null),
};

export default defineConfig({
  input: {
    cli: 'src/cli.ts',
    'lint-worker': 'src/commands/lint-worker.ts',
    'log-worker': 'src/journal/log-worker.ts',
    'remark-lint': 'src/remark/remark-lint.ts',
  },
  platform: 'node',
  // web-tree-sitter's loader uses eval for grammars that ask for it; bash's does not.
  checks: { eval: false },
  plugins: [withoutChildProcess, ship],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    chunkFileNames: '[name]-[hash].js',
  },
});
