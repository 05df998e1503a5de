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

/** What `bash scripts/check.sh` is found to do where the files are as told. */
async function lintCheck(others: Readonly<Record<string, string>>, ...codes: readonly string[]) {
  const root = projectFiles({ 'runbook.config.yaml': '', 'runbooks/x.md': '', ...others });
  const repository = createRepository(await findProject(root));
  const body = (codes.length > 0 ? codes : ['bash scripts/check.sh'])
    .map((code) => block('bash readonly', code))
    .join('\n## T\n\n');
  const messages = await lintDocument(body, { repository });
  return messages.filter(({ ruleId }) => ruleId === 'readonly-mutates').map(({ reason }) => reason);
}

const harmless = 'echo harmless\n';
const wipe = 'rm -rf build\n';

test.each([
  ['bash lib/x.sh', 'lib/x.sh', 'scripts/lib/x.sh'],
  ['bash lib/x.sh', 'scripts/lib/x.sh', 'lib/x.sh'],
  ['source x.sh', 'x.sh', 'scripts/x.sh'],
  ['cd charm\n./x.sh', 'charm/x.sh', 'x.sh'],
  ['cd charm\ncd sub && bash x.sh', 'charm/sub/x.sh', 'charm/x.sh'],
  ['cd "$(dirname "$0")/../charm"\n. ./x.sh', 'charm/x.sh', 'x.sh'],
  ['cd "$(git rev-parse --show-toplevel)/charm"; bash x.sh', 'charm/x.sh', 'x.sh'],
  ['DIR=charm\ncd "$DIR/sub" && bash x.sh', 'charm/sub/x.sh', 'x.sh'],
  ['for d in none charm; do (cd "$d" && bash x.sh); done', 'charm/x.sh', 'x.sh'],
  ['source scripts/enter.sh\nbash x.sh', 'charm/x.sh', 'x.sh'],
  ['cd charm; bash ../scripts/outer.sh', 'charm/x.sh', 'scripts/x.sh'],
  ['bash "$(dirname "$0")/x.sh"', 'scripts/x.sh', 'x.sh'],
  ['bash "${BASH_SOURCE%/*}/../lib/x.sh"', 'lib/x.sh', 'scripts/lib/x.sh'],
  [
    'ROOT=$(cd "$(dirname "$0")/.." >/dev/null && pwd)\nbash "$ROOT/lib/x.sh"',
    'lib/x.sh',
    'scripts/lib/x.sh',
  ],
  ['ROOT=$(cd "$(dirname "$0")" && cd .. && pwd)\nbash "$ROOT/lib/x.sh"', 'lib/x.sh', 'scripts/lib/x.sh'],
  ['ROOT=$(dirname "$(dirname "$0")")\nbash "$ROOT/lib/x.sh"', 'lib/x.sh', 'scripts/lib/x.sh'],
  ['source scripts/in/named.sh', 'scripts/x.sh', 'scripts/in/x.sh'],
])('a script with `%s` is judged by %s, whatever %s holds', async (code, file, decoy) => {
  const found = await lintCheck({
    'scripts/check.sh': `${code}\n`,
    'scripts/enter.sh': 'cd charm\n',
    'scripts/outer.sh': 'bash x.sh\n',
    'scripts/in/named.sh': 'source "$(dirname "$0")/x.sh"\n',
    'charm/sub/none': '',
    [decoy]: harmless,
    [file]: wipe,
  });
  expect(found).toMatchObject([expect.stringContaining(`(${file}:1)`)]);
});

test.each([
  ['bash lib/x.sh', 'other/lib/x.sh'],
  ['bash "$(dirname "$0")/x.sh"', 'x.sh'],
  ['HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" >/dev/null 2>&1 && pwd)\nbash "$HERE/x.sh"', 'x.sh'],
  ['ssh host bash lib/x.sh', 'lib/x.sh'],
])('a script with `%s` is not judged by %s', async (code, file) => {
  const found = await lintCheck({
    'scripts/check.sh': `${code}\n`,
    'scripts/x.sh': harmless,
    'scripts/lib/x.sh': harmless,
    [file]: wipe,
  });
  expect(found).toEqual([]);
});

test.each([
  'HERE=$(dirname "$0")\nHERE=lib\nbash "$HERE/x.sh"',
  'HERE=$(dirname "$0")\nfor HERE in lib; do bash "$HERE/x.sh"; done',
  'bash "$LIB/x.sh"',
])('what a script with `%s` runs is not known', async (code) => {
  const [found = ''] = await lintCheck({ 'scripts/check.sh': `${code}\n`, 'scripts/x.sh': harmless });
  expect(found).toContain('has a command word');
});

test('a block is judged by every script that its words may stand for', async () => {
  const files = { 'x.sh': harmless, 'charm/x.sh': wipe, 'scripts/enter.sh': 'cd charm\n' };
  for (const goes of ['cd charm', '. scripts/enter.sh', 'DIR=charm; cd "$DIR"'])
    expect(await lintCheck(files, goes, 'bash x.sh')).toMatchObject([
      expect.stringContaining('(charm/x.sh:1)'),
    ]);
});

test('a block is not judged by what lies in the directory of another one', async () => {
  const root = projectFiles({
    'runbook.config.yaml': '',
    'runbooks/x.md': '',
    'x.sh': harmless,
    'charm/x.sh': wipe,
    'charm/look.sh': harmless,
  });
  const repository = createRepository(await findProject(root));
  const body = `${block('bash readonly cwd=charm', 'bash look.sh')}\n## T\n\n${block('bash readonly', 'bash x.sh')}`;
  const messages = await lintDocument(body, { repository });
  expect(messages.filter(({ ruleId }) => ruleId === 'readonly-mutates')).toEqual([]);
});

test('what a function runs that a script defines is looked into', async () => {
  const files = { 'scripts/lib.sh': 'tidy() {\n  bash scripts/wipe.sh\n}\n', 'scripts/wipe.sh': wipe };
  expect(await lintCheck(files, '. scripts/lib.sh', 'tidy')).toMatchObject([
    expect.stringContaining('(scripts/wipe.sh:1)'),
  ]);
});
