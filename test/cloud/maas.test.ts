import { spawn } from '@lydell/node-pty';
import { describe, expect, it } from 'vitest';
import { lines, makeCloud, type StandInCloud } from './stand-in-cloud.ts';

const IDS = { openstack0: 'w7qx3a', openstack1: 'k4mn8t', 'capi-mgmt': 'g3fs5u' };
const REMOVED = [
  'Cannot delete a subnet that has IP addresses in use by nodes.',
  "(Use the 'force' parameter to override.)",
].join(' ');

function machineStatus(cloud: StandInCloud, host: string): string | undefined {
  return cloud.state().maas.machines.find(({ hostname }) => hostname === host)?.status;
}

describe('the maas command line', () => {
  it('indents JSON by four and ends without a newline when nobody looks', () => {
    const { stdout, stderr, exit } = makeCloud().run('maas admin users whoami');
    expect(stdout).toMatch(/^\{\n {4}"is_superuser": true,\n {4}"username": "admin",\n[\s\S]*\}$/);
    expect([stderr, exit]).toEqual(['', 0]);
  });

  it('introduces its answer on a terminal', async () => {
    const { directory, environment } = makeCloud();
    const terminal = spawn('maas', ['admin', 'users', 'whoami'], { cwd: directory, env: environment });
    const shown = await new Promise<string>((done) => {
      let text = '';
      terminal.onData((data) => {
        text += data;
      });
      terminal.onExit(() => done(text));
    });
    expect(shown.replaceAll('\r', '')).toMatch(
      /^Success\.\nMachine-readable output follows:\n\{\n[\s\S]*\}\n$/,
    );
  });

  it.each([
    ['machine read nobody', 'Not Found'],
    ['subnet read 10.99.0.0/22', 'No Subnet matches the given query.'],
    ['fabric delete provider', "Can't delete fabric; the following subnets are still present: 10.12.4.0/22"],
    [
      'subnet update 10.12.8.0/22 gateway_ip=10.12.4.1',
      '{"gateway_ip":["Gateway IP must be within CIDR range."]}',
    ],
    ['subnets create cidr=10.12.8.0/23 vlan=5001', 'would overlap with existing subnets.'],
    [
      'ipranges create type=reserved start_ip=10.12.8.50 end_ip=10.12.8.60',
      'conflicts with an existing range.',
    ],
    [
      'interface unlink-subnet w7qx3a enp2s0 id=401',
      'Cannot unlink subnet interface because the machine is not',
    ],
  ])('puts a refusal on stdout, with 2 and nothing on stderr: %s', (args, body) => {
    const { stdout, stderr, exit } = makeCloud().run(`maas admin ${args}`);
    expect(stdout).toContain(body);
    expect([stderr, exit]).toEqual(['', 2]);
  });

  it.each([
    ['a profile it does not know', 'maas nobody machines read', "invalid choice: 'nobody'"],
    ['any profile when none is logged in', 'maas admin machines read', "invalid choice: 'admin'"],
    ['a handler it does not know', 'maas admin machine-s read', "invalid choice: 'machine-s'"],
    ['an action it does not know', 'maas admin machines raed', "invalid choice: 'raed'"],
  ])('answers %s with help on stderr and 2', (what, line, message) => {
    const cloud = what.startsWith('any') ? makeCloud('--no-profile') : makeCloud();
    const { stdout, stderr, exit } = cloud.run(line);
    expect([stdout, exit]).toEqual(['', 2]);
    expect(stderr).toContain(`\nargument COMMAND: ${message}`);
  });

  it('prints the API key when it lists, and nothing at all without a profile', () => {
    expect(makeCloud().run('maas list').stdout).toMatch(/^admin http:\S+ \w+:\w+:\w+\n$/);
    const none = makeCloud('--no-profile').run('maas list');
    expect([none.stdout, none.exit]).toEqual(['', 0]);
  });

  it('knows a profile once it has logged in', () => {
    const cloud = makeCloud('--no-profile');
    expect(cloud.run('maas login admin http://10.12.4.1:5240/MAAS a:b:c').exit).toBe(0);
    expect(cloud.run('maas admin users whoami').exit).toBe(0);
  });
});

describe('a release', () => {
  it('answers Releasing, keeps the owner until it is done, and then frees the machine', () => {
    const cloud = makeCloud('--reaping', '2');
    const read = 'maas admin machine read g3fs5u';
    const released = JSON.parse(cloud.run('maas admin machine release g3fs5u comment=done').stdout);
    expect([released.hostname, released.status_name, released.status]).toEqual([
      'capi-mgmt',
      'Releasing',
      12,
    ]);
    const during = JSON.parse(cloud.run(read).stdout);
    expect([during.status_name, during.owner]).toEqual(['Releasing', 'admin']);
    const after = JSON.parse(cloud.run(read).stdout);
    expect([after.status_name, after.owner, after.power_state, after.ip_addresses]).toEqual([
      'Ready',
      null,
      'off',
      [],
    ]);
  });

  it('is no news to a machine that is Ready', () => {
    const cloud = makeCloud('--start', 'not-migrated');
    const { stdout, exit } = cloud.run('maas admin machine release w7qx3a');
    expect([JSON.parse(stdout).status_name, exit]).toEqual(['Ready', 0]);
  });

  it('is refused where the state does not allow it', () => {
    const cloud = makeCloud();
    cloud.run(`sed -i '0,/"Deployed"/s//"Commissioning"/' cloud.json`);
    expect(cloud.run('maas admin machine release w7qx3a')).toEqual({
      stdout: "Machine cannot be released in its current state ('Commissioning').",
      stderr: '',
      exit: 2,
    });
    expect(cloud.run('maas admin machines release machines=w7qx3a machines=k4mn8t').stdout).toBe(
      "Machine(s) cannot be released in their current state: w7qx3a ('Commissioning').",
    );
    expect(machineStatus(cloud, 'openstack1')).toBe('Deployed');
  });

  it('deletes a machine that a pod composed', () => {
    const cloud = makeCloud('--vanish', 'capi-mgmt');
    cloud.run(`maas admin machine release ${IDS['capi-mgmt']}`);
    expect(JSON.parse(cloud.run('maas admin machines read').stdout)).toHaveLength(4);
    expect(cloud.run('maas admin machine read g3fs5u')).toEqual({ stdout: 'Not Found', stderr: '', exit: 2 });
  });

  it('leaves a static link where it is', () => {
    const cloud = makeCloud('--sticky', 'capi-mgmt');
    cloud.run('maas admin machine release g3fs5u; maas admin machine read g3fs5u');
    const held = JSON.parse(cloud.run('maas admin subnet ip-addresses 10.12.8.0/22').stdout);
    const onCapi = held.filter((one: { node_summary: { hostname: string } }) => {
      return one.node_summary.hostname === 'capi-mgmt';
    });
    expect(onCapi.map((one: { ip: string; alloc_type: number }) => [one.ip, one.alloc_type])).toEqual([
      ['10.12.8.154', 1],
    ]);
  });

  it('lists as allocated what belongs to the user', () => {
    const cloud = makeCloud('--owner', 'openstack1=somebody');
    const mine = JSON.parse(cloud.run('maas admin machines list-allocated').stdout);
    expect(mine.map(({ hostname }: { hostname: string }) => hostname)).not.toContain('openstack1');
    expect(mine).toHaveLength(4);
  });
});

describe('deleting a subnet', () => {
  const remove = 'maas admin subnet delete 10.12.8.0/22';

  it('is refused while addresses are in use, from 3.7.3', () => {
    const cloud = makeCloud();
    expect(cloud.run(remove)).toEqual({ stdout: REMOVED, stderr: '', exit: 2 });
    expect(cloud.run(`${remove} force=true`)).toEqual({ stdout: '', stderr: '', exit: 0 });
    expect(cloud.run(remove)).toEqual({ stdout: 'No Subnet matches the given query.', stderr: '', exit: 2 });
  });

  it('takes everything with it, silently, before 3.7.3', () => {
    const cloud = makeCloud('--maas', '3.7.2');
    expect(cloud.run(remove)).toEqual({ stdout: '', stderr: '', exit: 0 });
    const ranges = cloud.run('maas admin ipranges read').stdout;
    expect(ranges).not.toContain('10.12.8.');
    expect(JSON.parse(cloud.run('maas admin machine read w7qx3a').stdout).ip_addresses).not.toContain(
      '10.12.8.201',
    );
  });

  it.each(['3.5.0', '3.7.3'])('is refused while it serves a dynamic range, in %s as well', (version) => {
    const cloud = makeCloud('--start', 'not-migrated', '--dhcp', '--maas', version);
    const { stdout, exit } = cloud.run(remove);
    expect(stdout).toContain('Cannot delete a subnet that is actively servicing a dynamic IP range.');
    expect(exit).toBe(2);
  });

  it('gives a new id to the subnet that takes its place', () => {
    const cloud = makeCloud('--start', 'not-migrated');
    const before = JSON.parse(cloud.run('maas admin subnet read 10.12.8.0/22').stdout);
    cloud.run(remove);
    const line = `maas admin subnets create cidr=10.12.8.0/22 vlan=${before.vlan.id}`;
    const after = JSON.parse(cloud.run(line).stdout);
    expect(after.id).not.toBe(before.id);
    expect([after.cidr, after.space]).toEqual(['10.12.8.0/22', 'metal-admin']);
  });
});

describe('the state file', () => {
  it('loses no change when commands run side by side', async () => {
    const cloud = makeCloud();
    const ids = Array.from({ length: 12 }, (_, index) => `plane-${index}`);
    const answers = await Promise.all(
      ids.map((name) => cloud.start(`maas admin spaces create name=${name}`)),
    );
    expect(answers.map(({ exit }) => exit)).toEqual(ids.map(() => 0));
    const spaces = JSON.parse(cloud.run('maas admin spaces read').stdout);
    expect(spaces.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(ids));
    expect(new Set(spaces.map(({ id }: { id: number }) => id)).size).toBe(spaces.length);
  });

  it('is not held up by a command that was killed while it had the lock', () => {
    const cloud = makeCloud();
    cloud.run('true & pid=$!; wait $pid; echo -n $pid >cloud.json.lock');
    expect(cloud.run('maas admin users whoami').exit).toBe(0);
    expect(lines(cloud.run('ls').stdout).filter((file) => file.includes('lock'))).toEqual([]);
  });

  it('moves on when it is read, never by itself', () => {
    const cloud = makeCloud();
    cloud.run('maas admin subnets read; maas admin users whoami; juju controllers');
    expect(cloud.state().ticks).toBe(0);
    cloud.run('maas admin machines read; juju models');
    expect(cloud.state().ticks).toBe(2);
  });
});
