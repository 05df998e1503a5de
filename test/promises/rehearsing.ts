import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { noNetwork } from '../../src/rehearse/no-network.ts';
import type { Project } from '../e2e/project.ts';
import { copyCheckout, linkPackages } from './checkout-copy.ts';
import { block, has, inventory } from './operator.ts';
import type { Row } from './row.ts';

const table =
  '| `runbook rehearse [NAME...]` | run scenarios against stand-ins and check how they end; TAP, or `--format junit` |';
const kept = block('readonly id=look expect="1 ready line"', 'webctl status');
const steps = kept + block('id=make', 'webctl make; touch made');

const webctl = 'stand-ins: { webctl: echo ready }\n';

/** Rehearses x, whose body this is, as the scenario says; what it printed. */
async function rehearse(project: Project, body: string, scenario: string) {
  project.runbook(body);
  project.write('runbooks/x.rehearsal.yaml', `runbook: x\n${scenario}`);
  return project.run(['rehearse', 'x']);
}

export const rehearsing: readonly Row[] = [
  {
    promise: table,
    async observe(make) {
      const project = make();
      const scenarios = `${webctl}scenarios:
  - { name: yes, answers: { make: y }, outcome: done, steps: { look: passed } }
  - { name: no, answers: { make: n }, outcome: declined }
  - { name: wrong, answers: { make: n }, outcome: done }
`;
      const tap = await rehearse(project, steps, scenarios);
      expect([tap.exit, tap.stdout]).toEqual([1, expect.stringMatching(/^TAP version 14\n1\.\.3\n/)]);
      const verdicts = [...tap.stdout.matchAll(/^(ok|not ok) \d+ - (.*)$/gm)].map(([line]) => line);
      expect(verdicts).toEqual(['ok 1 - x: yes', 'ok 2 - x: no', 'not ok 3 - x: wrong']);
      const junit = await project.run(['rehearse', '--format', 'junit']);
      expect([junit.exit, junit.stdout]).toEqual([1, expect.stringMatching(/<testsuite\b[\s\S]*tests="3"/)]);
      expect(junit.stdout.match(/<failure\b/g)).toHaveLength(1);
    },
  },
  {
    promise:
      'A scenario (`*.rehearsal.yaml`, beside the runbooks or below `fixtures/`) names a runbook, what stands in for the real commands, what the operator answers and how the run has to end.',
    async observe(make) {
      const project = make();
      project.runbook(steps);
      const scenario = (name: string, rest: string) =>
        `name: ${name}\nrunbook: x\nstand-ins: { webctl: echo ${rest}\n`;
      const done = 'ready }\nanswers: { make: y }\noutcome: done';
      project.write('runbooks/beside.rehearsal.yaml', scenario('beside', done));
      project.write('fixtures/deep/below.rehearsal.yaml', scenario('below', done));
      project.write('elsewhere/away.rehearsal.yaml', scenario('away', done));
      const fine = await project.run(['rehearse']);
      expect(fine.stdout.match(/^ok \d+ .*$/gm)).toHaveLength(2);
      expect([fine.exit, /away/.test(fine.stdout)]).toEqual([0, false]);
      for (const other of [
        'ready }\nanswers: { make: n }\noutcome: done',
        'ready }\nanswers: { make: y }\noutcome: failed',
        'broken }\nanswers: { make: y }\noutcome: done',
      ]) {
        project.write('runbooks/beside.rehearsal.yaml', scenario('beside', other));
        expect([other, (await project.run(['rehearse'])).exit]).toEqual([other, 1]);
      }
    },
  },
  {
    promise:
      'Each is run in a private copy: on PATH are the stand-ins and a list of harmless tools, the environment begins empty, and there is no network where the system can take it away.',
    async observe(make) {
      const project = make({ here: 'as it was\n' });
      project.env.REAL_SECRET = 'real';
      const look = [
        'echo changed >here',
        '[ -z "${REAL_SECRET-}" ] && [ -z "$(ls "$HOME")" ]',
        'for name in node git sudo curl ssh; do if command -v $name; then exit 3; fi; done',
        'command -v webctl grep sed',
        'webctl',
        'echo "interfaces $(grep -c : /proc/net/dev)"',
      ];
      const before = inventory(project.directory, ['runbooks']);
      const alone = noNetwork() === null ? '' : '; /interfaces (\\d+)/ <= 1';
      const { exit, stdout } = await rehearse(
        project,
        block(`auto id=look expect="some ready lines${alone}"`, ...look),
        `files: [here]\n${webctl}outcome: done\n`,
      );
      expect([exit, stdout]).toEqual([0, expect.stringContaining('\nok 1 - ')]);
      expect(inventory(project.directory, ['runbooks'])).toEqual(before);
      // The same in a run, where all of that is there.
      project.runbook(block('readonly', '[ -n "$REAL_SECRET" ] && command -v node'));
      expect((await project.run(['run', 'x'])).exit).toBe(0);
    },
  },
  {
    promise: 'What could reach a real command fails the scenario before it starts.',
    async observe(make) {
      const project = make();
      for (const code of [
        'realctl status',
        '/usr/bin/webctl status',
        'PATH=/usr/bin webctl status',
        'sudo webctl status',
        'eval "$NAME"',
        'exec 3<>/dev/tcp/127.0.0.1/9',
      ]) {
        const body = block('auto', `touch ${project.directory}/made`) + block('id=make', code);
        const { exit, stdout } = await rehearse(
          project,
          body,
          `${webctl}answers: { make: n }\noutcome: declined\n`,
        );
        expect([code, exit, has(project, 'made')]).toEqual([code, 1, false]);
        expect(stdout, code).toMatch(/not ok 1[\s\S]*runbooks\/x\.md:\d+:\d+/);
      }
    },
  },
  {
    promise: 'An answer that is missing fails it too.',
    async observe(make) {
      const project = make();
      const given = await rehearse(project, steps, `${webctl}answers: { make: n }\noutcome: declined\n`);
      expect(given.exit).toBe(0);
      const missing = await rehearse(project, steps, `${webctl}outcome: declined\n`);
      expect([missing.exit, missing.stdout]).toEqual([
        1,
        expect.stringContaining('the scenario has no answer'),
      ]);
    },
  },
  {
    promise:
      'Behind the scenarios of a runbook it says what none of them covers, and what to write for that.',
    async observe(make) {
      const project = make();
      const declined = '  - { name: no, answers: { make: n }, outcome: declined }\n';
      const no = await rehearse(project, steps, `${webctl}scenarios:\n${declined}`);
      expect(no.stdout).toMatch(
        /\nok 1 - x: no\n# x: its only scenario covers 1 of 2 steps, 0 of 1 gate\n# {3}no scenario runs make\n/,
      );
      expect(no.stdout).toContain(
        'to cover this, write a scenario whose setup and stand-ins lead there, with answers to make',
      );
      const accepted = '  - { name: yes, answers: { make: y }, outcome: done }\n';
      const both = await rehearse(project, steps, `${webctl}scenarios:\n${declined}${accepted}`);
      expect(both.stdout).toContain('its 2 scenarios together cover 2 of 2 steps, 1 of 1 gate');
      expect(both.stdout).not.toContain('no scenario');
    },
  },
  {
    promise: '`npm test` rehearses the runbooks of this repository.',
    async observe(make) {
      const project = make();
      copyCheckout(project, linkPackages);
      const { check, rehearse: script } = JSON.parse(project.read('package.json')).scripts;
      expect([check, script]).toEqual([
        expect.stringContaining('&& npm run --silent rehearse &&'),
        'node dist/cli.js rehearse',
      ]);
      const listed = JSON.parse((await project.run(['list', '--json'])).stdout);
      const ids: readonly string[] = listed.map(({ id }: { id: string }) => id);
      const directory = join(project.directory, 'fixtures/rehearsals');
      const named = readdirSync(directory).map((name) => {
        const [, id = ''] = /^runbook: *(\S+)$/m.exec(readFileSync(join(directory, name), 'utf8')) ?? [];
        return id;
      });
      expect([...new Set(named)].sort()).toEqual([...ids].sort());
      const scenario = 'jumphost, all of it';
      expect((await project.run(['rehearse', scenario])).exit).toBe(0);
      const file = 'runbooks/jumphost-provider-vip-gateway.md';
      project.write(file, project.read(file).replace('10.12.8.1 to virbr1.104', '10.12.9.1 to virbr1.104'));
      expect((await project.run(['rehearse', scenario])).exit).toBe(1);
    },
  },
];
