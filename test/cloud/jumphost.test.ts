import { describe, expect, it } from 'vitest';
import { lines, makeCloud } from './stand-in-cloud.ts';

const HOLDERS = "ip -4 -br address | grep '10.12.8.1/22' | cut -d ' ' -f 1";

describe('ip', () => {
  it('shows one line an interface when it is brief', () => {
    const { stdout } = makeCloud().run('ip -4 -br address show dev virbr2');
    expect(stdout).toBe('virbr2           UP             10.12.8.1/22 \n');
  });

  it('shows a VLAN interface with its parent', () => {
    const { stdout } = makeCloud('--start', 'migrated').run('ip -br link show dev virbr1.104');
    expect(stdout).toMatch(/^virbr1\.104@virbr1 +UP +52:54:00:/);
  });

  it.each([
    ['ip address show dev virbr1.104', 1, 'Device "virbr1.104" does not exist.'],
    ['ip address del 10.12.8.1/22 dev virbr2', 2, 'RTNETLINK answers: Operation not permitted'],
    ['sudo -n ip address add 10.12.8.1/22 dev virbr2', 2, 'RTNETLINK answers: File exists'],
    [
      'sudo -n ip address del 10.9.9.9/22 dev virbr2',
      2,
      'RTNETLINK answers: Cannot assign requested address',
    ],
    ['sudo -n ip address add 10.9.9.9/22 dev virbr9', 1, 'Cannot find device "virbr9"'],
  ])('refuses on stderr: %s', (line, exit, message) => {
    expect(makeCloud().run(line)).toEqual({ stdout: '', stderr: `${message}\n`, exit });
  });

  it('lets one host hold an address twice and says nothing: the trap', () => {
    const cloud = makeCloud();
    const up = cloud.run(
      'sudo -n ip link add link virbr1 name virbr1.104 type vlan id 104 && sudo -n ip link set virbr1.104 up &&' +
        ' sudo -n ip address add 10.12.8.1/22 dev virbr1.104',
    );
    expect(up).toEqual({ stdout: '', stderr: '', exit: 0 });
    expect(lines(cloud.run(HOLDERS).stdout)).toEqual(['virbr2', 'virbr1.104@virbr1']);
  });
});

describe('virsh', () => {
  it('tells what runs from what the next start will bring', () => {
    const cloud = makeCloud();
    const defined = cloud.run(
      "virsh net-dumpxml --inactive metal-admin | sed 's/10.12.8.1/10.12.12.1/' >new.xml && virsh net-define new.xml",
    );
    expect(defined.stdout).toMatch(/^Network metal-admin defined from .*new\.xml\n\n$/);
    expect(cloud.run('virsh net-dumpxml metal-admin').stdout).toContain("address='10.12.8.1'");
    expect(cloud.run('virsh net-dumpxml --inactive metal-admin').stdout).toContain("address='10.12.12.1'");
    expect(cloud.run(HOLDERS).stdout).toBe('virbr2\n');
  });

  it('brings a bridge up as it is defined, whatever ip had made of it', () => {
    const cloud = makeCloud();
    cloud.run('sudo -n ip address add 10.12.12.1/22 dev virbr2');
    cloud.run('virsh net-destroy metal-admin && virsh net-start metal-admin');
    expect(cloud.run('ip -4 -br address show dev virbr2').stdout).toMatch(/ 10\.12\.8\.1\/22 $/m);
    expect(cloud.run('ip -4 -br address show dev virbr2').stdout).not.toContain('10.12.12.1');
  });

  it('refuses a network it does not know', () => {
    const { stdout, stderr, exit } = makeCloud().run('virsh net-dumpxml nothing');
    expect([stdout, exit]).toEqual(['', 1]);
    expect(stderr).toContain("error: failed to get network 'nothing'");
  });
});
