import { describe, expect, it } from 'vitest';
import { makeCloud } from './stand-in-cloud.ts';

const DESTROY = 'juju destroy-model openstack --force --no-wait --destroy-storage --no-prompt';

describe('juju models', () => {
  it('prints a header, a blank line and the table, on stdout alone', () => {
    const { stdout, stderr, exit } = makeCloud().run('juju models');
    expect(stdout).toBe(
      [
        'Controller: juju-controller',
        '',
        'Model       Cloud/Region  Type  Status     Machines  Cores  Access  Last connection',
        'controller  maas/default  maas  available         1      4  admin   just now',
        'openstack*  maas/default  maas  available         4     48  admin   3 minutes ago',
        '',
      ].join('\n'),
    );
    expect([stderr, exit]).toEqual(['', 0]);
  });

  it('gives JSON on one line', () => {
    const { stdout } = makeCloud().run('juju models --format=json');
    expect(stdout.trimEnd()).not.toContain('\n');
    const { models, 'current-model': current } = JSON.parse(stdout);
    expect(
      models.map((model: Record<string, string>) => [model.name, model['short-name'], model.life]),
    ).toEqual([
      ['admin/controller', 'controller', 'alive'],
      ['admin/openstack', 'openstack', 'alive'],
    ]);
    expect(current).toBe('openstack');
  });

  it('gives YAML with the same keys', () => {
    const { stdout } = makeCloud().run('juju models --format yaml');
    expect(stdout).toMatch(/^models:\n- name: admin\/controller\n {2}short-name: controller\n/);
    expect(stdout).toMatch(/^current-model: openstack$/m);
  });

  it('shows the owner of a model that belongs to someone else', () => {
    const { stdout } = makeCloud('--foreign-model').run('juju models');
    expect(stdout).toMatch(/^admin\/openstack +maas\/default +maas +available/m);
    expect(stdout).not.toMatch(/^openstack/m);
  });

  it('still lists a model that is being destroyed', () => {
    const { stdout } = makeCloud('--start', 'partial', '--reaping', 'slow').run('juju models');
    expect(stdout).toMatch(/^openstack\* +maas\/default +maas +destroying/m);
  });

  it('says nothing on stdout to a user who is logged out, and fails', () => {
    const { stdout, stderr, exit } = makeCloud('--juju', 'logged-out').run('juju models');
    expect([stdout, exit]).toEqual(['', 1]);
    expect(stderr).toMatch(/^ERROR not logged in/);
  });

  it('refuses a flag it does not know with 2', () => {
    const { stdout, stderr, exit } = makeCloud().run('juju models --al');
    expect([stdout, stderr, exit]).toEqual(['', 'ERROR option provided but not defined: --al\n', 2]);
  });
});

describe('juju destroy-model', () => {
  it('blocks until the model is gone, tells so on stderr, and is not idempotent', () => {
    const cloud = makeCloud();
    const first = cloud.run(DESTROY);
    expect([first.stdout, first.exit]).toEqual(['', 0]);
    expect(first.stderr).toMatch(
      /^Destroying model\nWaiting for model to be removed, 4 machine\(s\), 8 application\(s\), 4 volume\(s\), 2 filesystems\(s\)\.\.\./,
    );
    expect(first.stderr).toMatch(/\nModel destroyed\.\n$/);
    expect(cloud.run('juju models').stdout).not.toContain('openstack');
    const second = cloud.run(DESTROY);
    expect([second.stdout, second.stderr, second.exit]).toEqual([
      '',
      'ERROR model juju-controller:admin/openstack not found\n',
      1,
    ]);
  });

  it.each([
    [
      '--no-wait without --force',
      'openstack --no-wait --no-prompt',
      1,
      '--no-wait without --force not valid',
    ],
    [
      'both storage flags',
      'openstack --destroy-storage --release-storage',
      2,
      '--destroy-storage and --release-storage cannot both be specified.',
    ],
    [
      'the controller',
      'controller --no-prompt',
      1,
      '"controller" is a controller; use \'juju destroy-controller\' to destroy it',
    ],
    [
      'persistent storage without a word about it',
      'openstack --no-prompt',
      1,
      'cannot destroy model "openstack"',
    ],
    ['no answer to the question', 'openstack --destroy-storage </dev/null', 1, 'model destruction: aborted'],
    [
      'another name as the answer',
      "openstack --destroy-storage <<<'openstak'",
      1,
      'model destruction: aborted',
    ],
  ])('refuses %s', (_what, args, exit, message) => {
    const cloud = makeCloud();
    const answer = cloud.run(`juju destroy-model ${args}`);
    expect(answer.exit).toBe(exit);
    expect(answer.stderr).toContain(`ERROR ${message}`);
    expect(cloud.run('juju models').stdout).toMatch(/^openstack\* .* available/m);
  });

  it('takes the name of the model as the answer', () => {
    const cloud = makeCloud();
    expect(cloud.run("juju destroy-model openstack --destroy-storage <<<'openstack'").exit).toBe(0);
    expect(cloud.run('juju models').stdout).not.toContain('openstack');
  });

  it('does not find a model of somebody else by its bare name', () => {
    const { stderr, exit } = makeCloud('--foreign-model').run(DESTROY);
    expect([stderr, exit]).toEqual(['ERROR model juju-controller:jesse/openstack not found\n', 1]);
  });

  it('goes on in the background when its client is interrupted', async () => {
    const cloud = makeCloud('--reaping', '50', '--pace', '50');
    const answer = await cloud.start(
      `exec 3< <(exec ${DESTROY} 2>&1); pid=$!; read -r _ <&3; kill -INT $pid; cat <&3; wait $pid`,
    );
    expect(answer.stdout).toMatch(/destroy model is still running in the background\.\.\.\n$/);
    expect(answer.exit).toBe(1);
    expect(cloud.run('juju models').stdout).toMatch(/^openstack\* .* destroying/m);
  });

  it('gives up on a machine that is stuck, until that is removed by force', () => {
    const cloud = makeCloud('--stuck', 'openstack3');
    const stuck = cloud.run(DESTROY);
    expect(stuck.exit).toBe(1);
    expect(stuck.stderr).toContain('The following resources have not yet been removed:\n  machine 3\n');
    expect(cloud.run('juju remove-machine -m openstack --force 3').stdout).toBe('will remove machine 3\n');
    expect(cloud.run('juju destroy-model openstack --force --no-wait --no-prompt').exit).toBe(0);
  });
});

describe('the other commands of juju', () => {
  it('show a model in sections', () => {
    const { stdout } = makeCloud().run('juju status --model openstack');
    const heads = stdout.split('\n\n').map((section) => section.split(/ +/)[0]);
    expect(heads).toEqual(['Model', 'App', 'Unit', 'Machine']);
  });

  it('list machines with quoted ids and the id MAAS knows them by', () => {
    const { stdout } = makeCloud().run('juju machines -m openstack --format=yaml');
    expect(stdout).toMatch(/^model: openstack\nmachines:\n {2}"0":\n/);
    expect(stdout).toMatch(/^ {4}instance-id: w7qx3a$/m);
  });

  it('export a bundle, and refuse to export nothing', () => {
    const cloud = makeCloud();
    expect(cloud.run('juju export-bundle').stdout).toMatch(/^applications:\n {2}ceph-mon:\n/m);
    const nothing = cloud.run('juju export-bundle -m controller');
    expect([nothing.stderr, nothing.exit]).toEqual([
      'ERROR nothing to export as there are no applications\n',
      1,
    ]);
  });

  it('introduce the controllers with a hint, and pad their rows', () => {
    const { stdout } = makeCloud().run('juju controllers');
    const [hint, blank, ...rows] = stdout.split('\n');
    expect([hint, blank]).toEqual([
      'Use --refresh option with this command to see the latest information.',
      '',
    ]);
    expect(rows[1]).toMatch(/^juju-controller\* .* {2}$/);
  });

  it.each([
    ['juju remove-machine -m openstack 9', 1, 'removing machine failed: machine 9 not found'],
    ["juju remove-machine -m openstack '<id>'", 2, 'ERROR invalid machine id "<id>"'],
    ['juju status -m nothing', 1, 'ERROR model juju-controller:admin/nothing not found'],
    ['juju modles', 2, 'ERROR juju: "modles" is not a juju command. See "juju --help".'],
  ])('refuse: %s', (line, exit, message) => {
    const answer = makeCloud().run(line);
    expect([answer.stdout, answer.stderr, answer.exit]).toEqual(['', `${message}\n`, exit]);
  });

  it('end by SIGPIPE when their reader has left', () => {
    const line = 'exec 3> >(exit 0); wait $!; juju models >&3; echo $?';
    expect(makeCloud().run(line).stdout).toBe('141\n');
  });
});
