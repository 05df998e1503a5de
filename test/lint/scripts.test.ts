// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell code
import { expect, test } from 'vitest';
import { createRepository } from '../../src/project/create-repository.ts';
import { findProject } from '../../src/project/find-project.ts';
import { projectFiles } from '../project/project-files.ts';
import { block, lintDocument } from './lint-document.ts';

const files = {
  'runbook.config.yaml': '',
  'runbooks/x.md': '',
  'scripts/look.sh': '#!/bin/bash\njuju status | grep -c active\n',
  'scripts/wipe.sh': '#!/bin/bash\nset -e\n\njuju status\nrm -rf build\n',
  'scripts/idle.sh': '#!/bin/bash\ntidy() { rm -rf build; }\njuju status\n',
  'scripts/calls.sh': '#!/bin/bash\ntidy() {\n  rm -rf build\n}\nmain() { tidy; }\nmain "$@"\n',
  'scripts/outer.sh': '#!/bin/sh\nset -eu\n"$(dirname "$0")/wipe.sh"\n',
  'scripts/var.sh': '#!/bin/sh\nhere=$(cd "$(dirname "$0")" && pwd)\n. "$here/lib.sh"\ntidy\n',
  'scripts/lib.sh': 'tidy() {\n  rm -rf build\n}\n',
  'scripts/ring.sh': '#!/bin/sh\nbash scripts/ring2.sh\n',
  'scripts/ring2.sh': '#!/bin/sh\nbash scripts/ring.sh\nbash scripts/ring2.sh\n',
  'scripts/unclear.sh': '#!/bin/sh\n"$1" status\n',
  'scripts/path.sh': '#!/bin/sh\nPATH=/tmp:$PATH\nls\n',
  'scripts/tool.py': '#!/usr/bin/env python3\nimport os\nos.remove("x")\n',
  'scripts/tool': '\x7fELF\0rm -rf build\n',
  'scripts/huge.sh': `#!/bin/sh\nrm -rf build\n${'# \n'.repeat(1_100_000)}`,
  'scripts/long.sh': `#!/bin/sh\nrm -rf build\n${'# \n'.repeat(100_000)}`,
};

const settings = {
  severities: new Map(),
  commands: [{ pattern: 'scripts/wipe.sh --audit', effect: 'reads', why: 'only looks' }] as const,
};

async function lint(...codes: readonly string[]): Promise<readonly string[]> {
  const repository = createRepository(await findProject(projectFiles(files)));
  const body = codes.map((code) => block('bash readonly', code)).join('\n## T\n\n');
  const messages = await lintDocument(body, { repository, settings });
  return messages
    .filter(({ ruleId }) => ruleId === 'readonly-mutates')
    .map(({ line, reason }) => `${line}: ${reason}`);
}

test.each([
  [
    'bash scripts/wipe.sh',
    'runs `rm -rf build` (scripts/wipe.sh:5), which deletes files; mark the block `gate`, or say',
  ],
  ['./scripts/wipe.sh', 'scripts/wipe.sh:5'],
  ['sudo bash scripts/wipe.sh x', 'scripts/wipe.sh:5'],
  ['source scripts/wipe.sh', 'scripts/wipe.sh:5'],
  ['x=$(bash scripts/wipe.sh)', 'scripts/wipe.sh:5'],
  ['ssh h bash -s < scripts/wipe.sh', 'scripts/wipe.sh:5'],
  ['cd scripts && ./wipe.sh', 'scripts/wipe.sh:5'],
  [
    'f() { bash scripts/wipe.sh; }; f',
    'is a function that runs `bash scripts/wipe.sh`: runs `rm -rf build` (scripts/wipe.sh:5)',
  ],
  ['bash scripts/calls.sh', 'scripts/calls.sh:3'],
  ['bash scripts/outer.sh', 'scripts/wipe.sh:5'],
  ['bash scripts/var.sh', 'runs `rm -rf build` (scripts/lib.sh:2)'],
  ['bash scripts/unclear.sh', 'runs `"$1" status` (scripts/unclear.sh:2), which has a command word'],
  [
    'bash scripts/long.sh',
    'it runs scripts/long.sh, which is too long to be looked into; mark the block `gate`',
  ],
  ['./scripts/huge.sh', 'it runs scripts/huge.sh, which cannot be read, or is too large to be looked into'],
  ['bash scripts/tool', 'it runs scripts/tool, which is no text'],
  ['bash scripts/path.sh', 'runs `PATH=/tmp:$PATH` (scripts/path.sh:2), which decides which programs'],
  ['. scripts/lib.sh; tidy', 'is a function that runs `rm -rf build`'],
])('%s is refused with the line of the script', async (code, why) => {
  const found = await lint(code);
  expect(found.join('\n')).toContain(why);
  expect(found.every((each) => each.startsWith('7: '))).toBe(true);
});

test.each([
  'bash scripts/look.sh',
  'bash scripts/idle.sh',
  '. scripts/lib.sh',
  'bash scripts/ring.sh',
  'python3 scripts/tool.py',
  './scripts/tool',
  'bash scripts/wipe.sh --audit',
  'ssh h bash scripts/wipe.sh',
  'bash ../outside.sh',
])('%s is not', async (code) => {
  expect(await lint(code)).toEqual([]);
});

test('functions of a script that an earlier block sources are known', async () => {
  const [found, ...more] = await lint('. scripts/lib.sh', 'tidy');
  expect(found).toContain('is a function that runs `rm -rf build`: deletes files');
  expect(more).toEqual([]);
});

test('what a project says reads is looked into when it is called otherwise', async () => {
  expect(await lint('bash scripts/wipe.sh --other')).toHaveLength(1);
});
