import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const script = fileURLToPath(new URL('../../fixtures/cloud/set-up.mjs', import.meta.url));
const scripts = {
  setup: 'mkdir -p node_modules && touch node_modules/.package-lock.json && echo setup >> called',
  build: 'echo output && mkdir -p dist && touch dist/runbook.1 && echo build >> called',
};

/** A clone in which nothing is installed or built. */
function makeClone(changes: Partial<typeof scripts> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'set-up-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ['fixtures/cloud', 'src/shell', 'docs/rules'])
    mkdirSync(join(root, folder), { recursive: true });
  cpSync(script, join(root, 'fixtures/cloud/set-up.mjs'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ scripts: { ...scripts, ...changes } }));
  for (const file of ['package-lock.json', 'rolldown.config.mjs', 'src/shell/a.ts'])
    writeFileSync(join(root, file), '');
  return root;
}

function setUp(root: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'fixtures/cloud/set-up.mjs')], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const installing = '  Installing what the command is built with (npm ci); about half a minute, this once.\n';
const building = '  Building the command (npm run build); a few seconds.\n';

test('what is done first is said in a line each, and done once', () => {
  const root = makeClone();
  expect(setUp(root)).toEqual({ status: 0, stdout: '', stderr: installing + building });
  expect(setUp(root)).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(root, 'called'), 'utf8')).toBe('setup\nbuild\n');
});

test.each(['src/shell/a.ts', 'src/shell', 'docs/rules', 'rolldown.config.mjs', 'package.json'])(
  'it is built again where %s has changed',
  (file) => {
    const root = makeClone();
    setUp(root);
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(root, file), later, later);
    expect(setUp(root).stderr).toBe(building);
  },
);

test('a build that fails ends it', () => {
  expect(setUp(makeClone({ build: 'exit 3' })).status).toBe(3);
});
