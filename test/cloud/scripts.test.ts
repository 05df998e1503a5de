import { describe, expect, it, vi } from 'vitest';
import { lines, linesWith, makeCloud, type StandInCloud } from './stand-in-cloud.ts';

// Each script asks MAAS many times, and each answer is a process of its own.
vi.setConfig({ testTimeout: 180_000 });

const STANDUP = 'bash scripts/phase-00-maas-standup.sh';
const RECIDR = 'bash scripts/phase-00-maas-recidr.sh';
const CIDR = /\b10\.12\.\d+\.0\/22/g;

function drifted(cloud: StandInCloud): readonly string[][] {
  return linesWith('DRIFT', cloud.run(STANDUP).stdout).map((line) => line.match(CIDR) ?? []);
}

describe('the audit', () => {
  it.each(['dirty', 'partial', 'not-migrated'])(
    'finds .8, .12 and .16 adrift in a cloud that is %s',
    (start) => {
      const cloud = makeCloud('--start', start);
      expect(drifted(cloud)).toEqual([['10.12.8.0/22'], ['10.12.12.0/22'], ['10.12.16.0/22']]);
    },
  );

  it('has nothing but SKIP to say about a migrated cloud, and changes nothing', () => {
    const cloud = makeCloud('--start', 'migrated');
    const before = cloud.state();
    const { stdout, stderr, exit } = cloud.run(STANDUP);
    expect(lines(stdout).filter((line) => !line.startsWith('SKIP '))).toEqual([]);
    expect(lines(stdout).length).toBeGreaterThan(20);
    expect([stderr, exit]).toEqual(['', 0]);
    expect(cloud.state()).toEqual(before);
  });

  it('can be made to find three other planes', () => {
    const cloud = makeCloud('--start', 'not-migrated', '--wrong-drift');
    expect(drifted(cloud)).toEqual([['10.12.12.0/22'], ['10.12.16.0/22'], ['10.12.32.0/22']]);
  });

  it('names the plan, the fabrics and every live allocation', () => {
    const { stdout, exit } = makeCloud().run(RECIDR);
    expect(linesWith('PLAN', stdout)).toEqual([
      'PLAN    subnet   metal-admin 10.12.8.0/22 -> 10.12.12.0/22 on fabric metal (id 2), untagged',
      'PLAN    subnet   metal-internal 10.12.12.0/22 -> 10.12.16.0/22 on fabric metal (id 2), VID 103',
      'PLAN    subnet   data-tenant 10.12.16.0/22 -> 10.12.20.0/22 on fabric data (id 3), untagged',
    ]);
    expect(linesWith('LIVE', stdout)).toHaveLength(13);
    expect(exit).toBe(0);
  });

  it.each([STANDUP, RECIDR])('needs a profile: %s', (script) => {
    const { stdout, stderr, exit } = makeCloud().run(`unset MAAS_PROFILE; ${script}`);
    expect(stdout).toBe('');
    expect(stderr).toContain('MAAS_PROFILE');
    expect(exit).not.toBe(0);
  });
});

describe('the migration', () => {
  it('takes a cloud that is torn down to D-058, and is done when run again', () => {
    const cloud = makeCloud('--start', 'not-migrated');
    const moved = cloud.run(`${RECIDR} --apply`);
    expect([moved.stderr, moved.exit]).toEqual(['', 0]);
    const order = lines(moved.stdout).map((line) => line.split(' ')[0]);
    expect(order.lastIndexOf('DELETE')).toBeLessThan(order.indexOf('CREATE'));
    expect(linesWith('CREATE', moved.stdout).map((line) => line.match(CIDR)?.[0])).toEqual([
      '10.12.12.0/22',
      '10.12.16.0/22',
      '10.12.20.0/22',
    ]);
    expect(cloud.run(`${STANDUP} --apply`)).toMatchObject({ stderr: '', exit: 0 });
    expect(lines(cloud.run(STANDUP).stdout).filter((line) => !line.startsWith('SKIP '))).toEqual([]);
    const again = cloud.run(`${RECIDR} --apply`);
    expect(lines(again.stdout).map((line) => line.split(' ')[0])).toEqual(['SKIP', 'SKIP', 'SKIP']);
    expect(lines(cloud.run(`${STANDUP} --apply`).stdout).filter((line) => !line.startsWith('SKIP '))).toEqual(
      [],
    );
  });

  it('arrives at the network of a cloud that was migrated before', () => {
    const view = `maas admin subnets read | grep -E '"(cidr|space|gateway_ip|vid|fabric)":' | tr -d ' \\n'`;
    const cloud = makeCloud('--start', 'not-migrated');
    cloud.run(`${RECIDR} --apply && ${STANDUP} --apply`);
    const subnets = (text: string) => text.split('"cidr"').slice(1).sort();
    const migrated = makeCloud('--start', 'migrated');
    expect(subnets(cloud.run(view).stdout)).toEqual(subnets(migrated.run(view).stdout));
  });

  it('stops with the words of MAAS at a link that is alive, and goes on once it is gone', () => {
    const cloud = makeCloud('--start', 'not-migrated', '--sticky', 'capi-mgmt');
    const refused = cloud.run(`${RECIDR} --apply`);
    expect(refused.exit).toBe(1);
    expect(refused.stderr).toContain('Cannot delete a subnet that has IP addresses in use by nodes.');
    expect(linesWith('LIVE', refused.stdout)).toEqual([
      'LIVE    address  10.12.8.154 of capi-mgmt (enp2s0) on 10.12.8.0/22',
    ]);
    expect(linesWith('CREATE', refused.stdout)).toEqual([]);
    const [, sticky] = JSON.parse(cloud.run('maas admin interface read g3fs5u enp2s0').stdout).links;
    expect(cloud.run(`maas admin interface unlink-subnet g3fs5u enp2s0 id=${sticky.id}`).exit).toBe(0);
    expect(cloud.run(`${RECIDR} --apply`).exit).toBe(0);
  });

  it('finds its place again between the deletes and the creates', () => {
    const cloud = makeCloud('--start', 'not-migrated');
    cloud.run('for net in 8 12 16; do maas admin subnet delete 10.12.$net.0/22; done');
    const { stdout, exit } = cloud.run(`${RECIDR} --apply`);
    expect(linesWith('CREATE', stdout)).toHaveLength(3);
    expect(exit).toBe(0);
    expect(cloud.run(`${STANDUP} --apply`).exit).toBe(0);
  });

  it('does not build on a subnet that the wrong plane holds', () => {
    const cloud = makeCloud('--start', 'not-migrated');
    const before = cloud.state();
    const { stdout, stderr, exit } = cloud.run(`${STANDUP} --apply`);
    expect([stdout, stderr, exit]).toEqual([
      '',
      'refused: 10.12.8.0/22 is held by metal-admin; migrate it first\n',
      1,
    ]);
    expect(cloud.state()).toEqual(before);
  });
});

describe('what comes after', () => {
  it('gives a Ready host its interfaces on the new planes', () => {
    const cloud = makeCloud('--start', 'migrated');
    const carve = 'bash scripts/carve-host-interfaces.sh openstack0';
    expect(linesWith('CREATE', cloud.run(carve).stdout)).not.toEqual([]);
    expect(cloud.run(`${carve} --apply`)).toMatchObject({ stderr: '', exit: 0 });
    expect(linesWith('CREATE', cloud.run(carve).stdout)).toEqual([]);
  });

  it('passes a bundle with the D-058 addresses and fails any other', () => {
    const cloud = makeCloud();
    const passed = cloud.run('python3 scripts/d057-bundle-check.py');
    expect(lines(passed.stdout).every((line) => line.startsWith('PASS '))).toBe(true);
    expect([lines(passed.stdout).length, passed.exit]).toEqual([5, 0]);
    cloud.run('sed -i "s/10.12.8.12/10.12.12.12/" bundle.yaml');
    const failed = cloud.run('python3 scripts/d057-bundle-check.py');
    expect(linesWith('FAIL', failed.stdout)).toEqual(['FAIL  glance  10.12.12.12 10.12.12.12 10.12.16.12']);
    expect(failed.exit).toBe(1);
  });

  it('runs no other Python', () => {
    const { stdout, stderr, exit } = makeCloud().run("python3 -c 'print(1)'");
    expect([stdout, exit]).toEqual(['', 2]);
    expect(stderr).toContain('runs scripts/d057-bundle-check.py and nothing else');
  });

  it.each(['carve-host-interfaces.sh', 'phase-00-maas-recidr.sh', 'phase-00-maas-standup.sh'])(
    'keeps no execute bit on %s',
    (script) => {
      expect(makeCloud().run(`test -x scripts/${script}`).exit).toBe(1);
    },
  );
});
