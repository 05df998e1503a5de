import { describe, expect, test } from 'vitest';
import { neededCommands } from '../../src/plan/needed-commands.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import { block, plan } from '../run/build-plan.ts';

const bash = await loadBashParser();
const needed = (...code: string[]) =>
  neededCommands(plan(...code.map((text, n) => block(`b${n}`, { code: text }))), bash);

describe('the commands a plan needs', () => {
  test.each([
    ['juju models | grep -c openstack || true', ['juju', 'grep']],
    ['sudo ip addr del 10.12.8.1/22 dev virbr2', ['sudo', 'ip']],
    ['bash deploy', ['bash']],
    ['scripts/x.sh; ./y', []],
    ['cd /srv && export X=1', []],
    ['ssh jumphost "virsh list"', ['ssh']],
    ['"$TOOL" run', []],
    ['if jq . x; then echo; fi', ['jq']],
    ['coproc X { echo hi; }', []],
    ['time juju status', ['juju']],
  ] as const)('in %j', (code, expected) => {
    expect(needed(code)).toEqual(expected);
  });

  test('are not the functions of its blocks', () => {
    expect(needed('probe() { maas x; }', 'probe')).toEqual(['maas']);
  });

  test('are not those of steps that are passed over', () => {
    const passedOver = { ...block('a', { code: 'juju models' }), passedOver: true };
    expect(neededCommands(plan(passedOver), bash)).toEqual([]);
  });
});
