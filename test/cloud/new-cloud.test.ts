import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeCloud, type StandInCloud } from './stand-in-cloud.ts';

const alterState = fileURLToPath(new URL('../../fixtures/cloud/alter-state.mjs', import.meta.url));

function statuses(cloud: StandInCloud): readonly string[] {
  return cloud.state().maas.machines.map(({ status }) => status);
}

const five = (status: string) => Array.from({ length: 5 }, () => status);

describe('start states', () => {
  it.each([
    ['dirty', five('Deployed'), true, '10.12.8.1'],
    ['partial', ['Ready', 'Releasing', 'Deployed', 'Deployed', 'Deployed'], true, '10.12.8.1'],
    ['not-migrated', five('Ready'), false, '10.12.8.1'],
    ['unreleased', ['Ready', 'Ready', 'Deployed', 'Deployed', 'Deployed'], false, '10.12.8.1'],
    ['orphaned', five('Deployed'), false, '10.12.8.1'],
    ['hollow', five('Ready'), true, '10.12.8.1'],
    ['half-migrated', five('Ready'), false, '10.12.8.1'],
    ['bridges-left', five('Ready'), false, '10.12.8.1'],
    ['migrated', five('Ready'), false, '10.12.12.1'],
  ])('%s', (start, machines, model, gateway) => {
    const cloud = makeCloud('--start', start);
    expect(statuses(cloud)).toEqual(machines);
    expect(/^openstack/m.test(cloud.run('juju models').stdout)).toBe(model);
    expect(cloud.run('ip -4 -br address show dev virbr2').stdout).toContain(` ${gateway}/22 `);
  });

  it('partial comes to its end when somebody looks', () => {
    const cloud = makeCloud('--start', 'partial');
    const looks = cloud.run('for look in {1..5}; do juju models | grep -c destroying; done').stdout;
    expect(looks).toBe('1\n1\n1\n1\n0\n');
    expect(statuses(cloud)).toEqual(['Ready', 'Ready', 'Deployed', 'Deployed', 'Deployed']);
  });
});

describe('the project', () => {
  it('brings its own runbooks, scripts, configuration and home', () => {
    const cloud = makeCloud();
    expect(cloud.run('ls; echo "$HOME"').stdout).toBe(
      `bundle.yaml\ncloud.json\nenv.sh\nhome\nrunbook.config.yaml\nrunbooks\nscripts\n${cloud.directory}/home\n`,
    );
  });

  it('can be entered from a shell', () => {
    const cloud = makeCloud();
    const { stdout } = cloud.run(
      'env -i PATH="$PATH" bash -c \'. ./env.sh; juju models | head -n 1; echo "$HOME"\'',
    );
    expect(stdout).toBe(`Controller: juju-controller\n${cloud.directory}/home\n`);
  });

  it('has targets of its own under another name', () => {
    const cloud = makeCloud('--name', 'lab7');
    expect(cloud.run('grep -h target: runbooks/*.md | sort -u').stdout).toBe(
      '  target: bridges@lab7\n  target: openstack@lab7\n',
    );
    expect(cloud.run('juju models').stdout).toMatch(/^Controller: lab7\n/);
  });
});

describe('what somebody else does meanwhile', () => {
  const alter = 'node "$ALTER"';
  const altered = (...options: readonly string[]) => {
    const cloud = makeCloud(...options);
    const run = (line: string) => cloud.run(`ALTER='${alterState}'; ${line}`);
    return { cloud, run };
  };

  it('changes the cloud that is there, and nothing else in it', () => {
    const { cloud, run } = altered();
    expect(run(`${alter} --missing openstack1 --status openstack2=Testing --add-model jo=error`).exit).toBe(
      0,
    );
    expect(statuses(cloud)).toEqual(['Deployed', 'Testing', 'Deployed', 'Deployed']);
    const listed = cloud.run('juju models').stdout;
    expect(listed).toMatch(/^openstack\* .* available /m);
    expect(listed).toMatch(/^jo\/openstack .* error /m);
  });

  it('makes MAAS refuse what the key is no longer good for', () => {
    const { cloud, run } = altered('--refuse', 'machines');
    expect(cloud.run('maas admin machines read')).toMatchObject({
      stdout: 'Authorization Error: Invalid API key.',
      stderr: '',
      exit: 2,
    });
    expect(cloud.run('maas admin users whoami').exit).toBe(0);
    run(`${alter} --maas-user jo`);
    expect(cloud.run('maas admin users whoami').stdout).toContain('"username": "jo"');
  });

  it('is refused where it makes no sense', () => {
    const { run } = altered('--start', 'not-migrated');
    expect(run(`${alter} --stuck openstack0`)).toMatchObject({ exit: 2 });
    expect(run(`${alter} --start dirty`)).toMatchObject({ exit: 2 });
  });
});
