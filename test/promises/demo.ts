import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { checkout, type Project } from '../e2e/project.ts';
import { Terminal } from '../e2e/terminal.ts';
import { copyCheckout, linkPackages, npm, run } from './checkout-copy.ts';
import { answer, asJesse, has, inventory } from './operator.ts';
import type { Row } from './row.ts';

const tools = ['tsc', 'biome', 'knip', 'rolldown', 'vitest', 'publint'];
/** Everything that `npm test` calls, in order. */
const checks = [...tools.slice(0, -1), 'rehearse', 'publint'];

/** Installs tools that only say that they were called; `broken` fails. */
const pretend = `
  mkdir -p node_modules/.bin && touch node_modules/.package-lock.json
  for tool in ${tools.join(' ')}; do
    printf '#!/usr/bin/env bash\\necho %s >> called\\n[ %s != "$BROKEN" ]\\n' "$tool" "$tool" > node_modules/.bin/$tool
    chmod +x node_modules/.bin/$tool
  done
  echo 'mkdir -p dist && printf "%s\\n" "$COMMAND" > dist/cli.js' >> node_modules/.bin/rolldown`;

/** What the pretended build makes: it says how it was called, and fails likewise. */
const command = [
  `import { appendFileSync } from 'node:fs';`,
  `appendFileSync('called', process.argv[2] + '\\n');`,
  `process.exitCode = process.argv[2] === process.env.BROKEN ? 1 : 0;`,
].join(' ');

/** The machines that the teardown gives back, one gate each. */
const hosts = ['openstack0', 'openstack1', 'openstack2', 'openstack3', 'capi-mgmt'];

/** What a build and an installation make; not the walk. */
const made = ['.demo', 'dist', 'node_modules', 'ci', '.npm'];

export const demo: readonly Row[] = [
  {
    promise: 'npm run demo # walks a real procedure against a stand-in cloud, and stops at its gates for you',
    async observe(make) {
      const { exit, text } = await answer(demoIn(make()), [/Go on past step-1-teardown-1\?/, 'pause']);
      expect(exit).toBe(5);
      expect(text).toMatch(/^phase-00 {2}Move MAAS to the D-058 planes/m);
      expect(text).toContain('✓ drift             3 DRIFT lines (.8/.12/.16)');
    },
  },
  {
    promise:
      'The demo tears a simulated cloud down and moves its MAAS to a new address plan; once it is built, nothing outside `.demo/` is touched.',
    async observe(make) {
      const project = make();
      const terminal = demoIn(project);
      const before = inventory(project.directory, made);
      await terminal.question(/Go on past step-1-teardown-1\?/);
      expect(planes(project)).toEqual(['10.12.12.0/22', '10.12.16.0/22', '10.12.8.0/22']);
      terminal.type('y');
      await answer(
        terminal,
        [/what-is-lost: does this hold\?/, 'y'],
        [/Type {2}destroy openstack/, 'destroy openstack'],
        ...hosts.map((host) => [new RegExp(`Type {2}release ${host} `), `release ${host}`] as const),
        [/plan: does this hold\?/, 'y'],
        [/Type {2}recidr openstack {2}to run recidr/, 'recidr openstack'],
        [/Run standup\?/, 'pause'],
      );
      expect(planes(project)).toEqual(['10.12.12.0/22', '10.12.16.0/22', '10.12.20.0/22']);
      expect(inventory(project.directory, made)).toEqual(before);
    },
  },
  {
    promise: 'Without a terminal it stops at the first gate, because nobody is there to say yes.',
    async observe(make) {
      const project = make();
      copyCheckout(project, linkPackages);
      const { exit, output } = await npm(project, ['run', '--silent', 'demo']);
      expect(output).toMatch(
        /PAUSED {2}at step-1-teardown-1: .* and there is no terminal to ask at\nexit 5\n/,
      );
      // The demo has shown what it has to show.
      expect(exit).toBe(0);
      expect(planes(project)).toEqual(['10.12.12.0/22', '10.12.16.0/22', '10.12.8.0/22']);
    },
  },
  {
    promise: 'Both begin with a fresh clone, Node 20.19 or later, npm and bash;',
    async observe(make) {
      const project = make();
      copyCheckout(project, linkPackages);
      expect([has(project, 'node_modules'), has(project, 'dist'), has(project, 'ci')]).toEqual([
        false,
        false,
        false,
      ]);
      for (let times = 0; times < 2; times += 1) {
        expect((await npm(project, ['run', '--silent', 'setup'])).exit).toBe(0);
        expect(project.read('ci')).toBe('ci\n');
      }
      expect(JSON.parse(project.read('package.json')).engines).toEqual({ node: '>=20.19' });
    },
  },
  {
    promise:
      "`npm test` installs tmux, Chromium, ShellCheck, zsh, fish, mandoc and bubblewrap from Debian's packages where they are missing.",
    async observe(make) {
      const project = make();
      const script = join(checkout, 'test/install-packages.sh');
      const apt = '#!/usr/bin/env bash\necho "$@" >> apt\n[ "${BROKEN-}" != apt ]\n';
      for (const [name, text] of [
        ['apt-get', apt],
        ['sudo', '#!/usr/bin/env bash\nshift\nexec "$@"\n'],
        ['tmux', ''],
      ] as const) {
        project.write(`bin/${name}`, text);
        chmodSync(join(project.directory, 'bin', name), 0o755);
      }
      const essential = ['bash', 'env', 'id'].map((name) => `ln -s "$(command -v ${name})" bin/;`).join('');
      await run(project, '/bin/bash', ['-c', essential]);
      project.env.PATH = join(project.directory, 'bin');
      expect((await run(project, '/bin/bash', [script])).exit).toBe(0);
      expect(project.read('apt')).toMatch(
        /^update.*\ninstall .* chromium shellcheck zsh fish mandoc bubblewrap\n$/,
      );
      project.env.BROKEN = 'apt';
      const failed = await run(project, '/bin/bash', [script]);
      expect([failed.exit, failed.output]).toEqual([
        1,
        expect.stringContaining('also need: chromium shellcheck zsh fish mandoc bubblewrap'),
      ]);
      expect(JSON.parse(readText('package.json')).scripts.test).toContain('bash test/install-packages.sh &&');
    },
  },
  {
    promise: 'npm test # sets up what is missing and runs all checks',
    async observe(make) {
      const project = make();
      copyCheckout(project, pretend);
      project.env.COMMAND = command;
      expect((await npm(project, ['test', '--silent'])).exit).toBe(0);
      expect(project.read('ci')).toBe('ci\n');
      expect(project.read('called').trim().split('\n')).toEqual(checks);
      for (const broken of ['rehearse', 'publint']) {
        project.env.BROKEN = broken;
        expect((await npm(project, ['test', '--silent'])).exit).not.toBe(0);
      }
      expect(project.read('ci')).toBe('ci\n');
    },
  },
];

function readText(file: string): string {
  return readFileSync(join(checkout, file), 'utf8');
}

/** `npm run demo` in a fresh clone, at a terminal. */
function demoIn(project: Project): Terminal {
  copyCheckout(project, linkPackages);
  const args = ['run', '--silent', 'demo', '--', ...asJesse];
  return new Terminal('npm', args, { cwd: project.directory, env: project.env });
}

/** The networks that the stand-in MAAS has for the planes that move. */
function planes(project: Project): readonly string[] {
  const { maas } = JSON.parse(project.read('.demo/cloud/cloud.json'));
  const moving = ['metal-admin', 'metal-internal', 'data-tenant'];
  return maas.network.subnets
    .filter(({ name }: { name: string }) => moving.includes(name))
    .map(({ cidr }: { cidr: string }) => cidr)
    .sort();
}
