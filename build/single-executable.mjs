// Makes dist-sea/runbook, one file that needs no Node: npm run build:sea, or node build/single-executable.mjs [folder]
// What is in it: this very Node, the code as one CommonJS script, and what stands beside the bundle in dist/.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import postject from 'postject';
import { build } from 'rolldown';

const checkout = fileURLToPath(new URL('..', import.meta.url));
const dist = join(checkout, 'dist');
const folder = resolve(process.argv[2] ?? join(checkout, 'dist-sea'));
const parts = join(folder, 'parts');

/** Bundles a module and all that it imports, at whatever time, into one script. */
async function bundle(input, name) {
  await build({
    cwd: checkout,
    input,
    platform: 'node',
    checks: { eval: false },
    logLevel: 'warn',
    // A script in an executable can require what is built into Node, and import nothing.
    output: { file: join(parts, name), format: 'cjs', codeSplitting: false, dynamicImportInCjs: false },
  });
}

/** Node's own licence has to go where Node goes. */
function readNodeLicence() {
  const prefix = join(dirname(process.execPath), '..');
  const places = [join(prefix, 'LICENSE'), join(prefix, 'share/doc/nodejs/LICENSE')];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`the licence of Node is in none of ${places.join(', ')}`);
  return readFileSync(found, 'utf8');
}

/** Files of the executable by name, with the paths they are read from. */
function listAssets() {
  const shipped = readdirSync(dist, { recursive: true }).filter((name) => /\.(?:wasm|md)$/.test(name));
  const threads = ['lint-worker.js', 'log-worker.js'].map((name) => [name, join(parts, name)]);
  const licences = 'THIRD-PARTY-LICENCES.txt';
  const rule = `\n${'-'.repeat(80)}\n\n`;
  const text = `${readFileSync(join(dist, licences), 'utf8')}${rule}Node.js ${process.versions.node}\n\n${readNodeLicence()}`;
  writeFileSync(join(parts, licences), text);
  return Object.fromEntries([
    ...shipped.map((name) => [name, join(dist, name)]),
    ...threads,
    [licences, join(parts, licences)],
  ]);
}

mkdirSync(parts, { recursive: true });
await bundle('src/single-executable.ts', 'runbook.cjs');
await bundle('src/loading/lint-worker.ts', 'lint-worker.js');
await bundle('src/journal/log-worker.ts', 'log-worker.js');

const [config, blob, executable] = [
  join(parts, 'sea.json'),
  join(parts, 'sea.blob'),
  join(folder, 'runbook'),
];
writeFileSync(
  config,
  JSON.stringify({
    main: join(parts, 'runbook.cjs'),
    output: blob,
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
    assets: listAssets(),
  }),
);
execFileSync(process.execPath, ['--experimental-sea-config', config], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
copyFileSync(process.execPath, executable);
chmodSync(executable, 0o755);
await postject.inject(executable, 'NODE_SEA_BLOB', readFileSync(blob), {
  // Where Node looks for it: https://nodejs.org/api/single-executable-applications.html
  sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
});
rmSync(parts, { recursive: true });
