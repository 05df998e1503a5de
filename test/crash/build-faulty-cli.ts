import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'rolldown';
import { checkout } from '../e2e/project.ts';

/** Builds the command as it is shipped, but for the file that it writes its record with; returns its path. */
export async function buildFaultyCli(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await build({
    cwd: checkout,
    input: { cli: 'src/cli.ts' },
    platform: 'node',
    checks: { eval: false },
    logLevel: 'warn',
    plugins: [
      {
        name: 'faulty-disk',
        resolveId(source, importer) {
          const isDisk = source === './disk.ts' && importer?.startsWith(join(checkout, 'src/journal/'));
          return isDisk ? join(checkout, 'test/crash/faulty-disk.ts') : null;
        },
      },
    ],
    output: { dir: folder, format: 'esm' },
  });
  const { resolve } = createRequire(import.meta.url);
  const grammars = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm'];
  for (const file of grammars) copyFileSync(resolve(file), join(folder, file.split('/')[1] ?? ''));
  return join(folder, 'cli.js');
}
