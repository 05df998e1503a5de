import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import { applyFixes } from '../../src/lint/fix.ts';
import { createLoader } from '../../src/loading/load-runbook.ts';
import { toRecord } from '../../src/report/diagnostics-json.ts';
import type { World } from '../../src/world/world.ts';
import { projectFiles } from '../project/project-files.ts';
import type { Example, RulePage } from './rule-page.ts';

const optingIn = '---\nrunbook: example\n---\n';

/** What is found in an example and what `--fix` makes of it, in the words of its page. */
export async function lintExample(
  example: Example,
  { files }: Pick<RulePage, 'files'>,
): Promise<{ readonly found: string; readonly fixed: string }> {
  const isDocument = example.path.endsWith('.md');
  const head = example.whole ? '' : optingIn;
  const all = [...files, { ...example, text: head + example.text }];
  const root = projectFiles({
    'runbook.config.yaml': '',
    'runbooks/example.md': `${optingIn}# Restart\n\n\`\`\`bash readonly\njuju status\n\`\`\`\n`,
    ...Object.fromEntries(all.map(({ path, text }) => [path, `${text}\n`])),
  });
  for (const { path, executable } of all) chmodSync(join(root, path), executable ? 0o755 : 0o644);
  const world = { cwd: root, env: { PATH: '' }, stdout: process.stdout, stderr: process.stderr } as World;
  const loader = await createLoader(world, { askShellCheck: example.shellCheck });
  const file = join(root, isDocument ? example.path : 'runbooks/example.md');
  const { messages } = await loader.loadFile(file);
  const shift = head.split('\n').length - 1;
  const text = readFileSync(file, 'utf8');
  const fixes = messages.flatMap(({ fix }) => fix ?? []);
  return {
    found: messages.map((message) => describe(message, example.path, shift)).join('\n'),
    fixed: applyFixes(text, fixes).slice(head.length).replace(/\n$/, ''),
  };
}

function describe(message: VFileMessage, path: string, shift: number): string {
  const { file, line, column, severity, message: reason, rule } = toRecord(message);
  const elsewhere = file === path ? '' : `${file}: `;
  return `${elsewhere}${Math.max(1, line - (file === path ? shift : 0))}:${column}  ${severity}  ${reason}  ${rule}`;
}
