import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** Bundles the runner process below into a folder; returns the file for Node to execute. */
export async function buildRunner(folder: string): Promise<string> {
  const file = join(folder, 'runner.mjs');
  await build({
    input: fileURLToPath(new URL('./runner-process.ts', import.meta.url)),
    platform: 'node',
    checks: { eval: false },
    logLevel: 'warn',
    output: { file, format: 'esm', codeSplitting: false },
  });
  const { resolve } = createRequire(import.meta.url);
  copyFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm'), join(folder, 'web-tree-sitter.wasm'));
  copyFileSync(resolve('tree-sitter-bash/tree-sitter-bash.wasm'), join(folder, 'tree-sitter-bash.wasm'));
  return file;
}
