import { describe, expect, test } from 'vitest';
import { noTraits } from '../../src/model/block-traits.ts';
import type { GateView } from '../../src/run/ports.ts';
import { renderGate } from '../../src/ui/gate-view.ts';
import { createStyle } from '../../src/ui/style.ts';
import { block, checkpoint, expectation, gateView, manual, planned } from './views.ts';

function render(view: GateView, width = 80, options: { colour?: boolean; unicode?: boolean } = {}): string {
  return `\n${renderGate(view, width, createStyle({ colour: false, unicode: true, ...options }))}`;
}

const full = gateView({
  phrase: 'recidr openstack',
  reads: [
    { name: 'MAAS_PROFILE', value: 'admin' },
    { name: 'OS_CLOUD', value: null },
    { name: 'REGION', value: '' },
  ],
  since: [
    { title: 'drift', ok: true, established: '3 DRIFT lines (.8/.12/.16)', ago: 4 * 60_000 },
    { title: 'hosts-ready', ok: true, established: '', ago: 20_000 },
  ],
  changed: ['the value of MAAS_PROFILE'],
  attempt: 2,
  step: planned(
    block({
      prose: 'Deletes and recreates the subnets that **move**.\n\n- .8 first',
      warnings: ['MAAS refuses while live links remain; safe to run again'],
      expectation: expectation('exit 0', 'some SKIP lines'),
      timeout: { ms: 1_800_000, text: '30m' },
    }),
    {
      dangers: [
        {
          command: 'bash scripts/phase-00-maas-recidr.sh --apply',
          effect: 'destroys',
          why: '--apply deletes subnets',
          line: 45,
        },
      ],
    },
  ),
});

describe('a gate', () => {
  test('says everything that a yes is given to', () => {
    expect(render(full)).toMatchInlineSnapshot(`
      "
        ■ GATE  recidr  3 Re-CIDR, attempt 2
        │ ! CHANGED since it was last shown: the value of MAAS_PROFILE
        │ Deletes and recreates the subnets that **move**.
        │
        │ - .8 first
        ┃ bash scripts/phase-00-maas-recidr.sh --apply
        │ reads   MAAS_PROFILE=admin
        │ reads   ! OS_CLOUD is UNSET
        │ reads   ! REGION is EMPTY
        │ where   jumphost:/srv/openstack as ubuntu, target openstack@juju.maas
        │ since   ✓ drift  3 DRIFT lines (.8/.12/.16)  4 min ago
        │         ✓ hosts-ready  20 s ago
        │ expects exit 0; some SKIP lines
        │ limit   stopped after 30m
        │ ! MAAS refuses while live links remain; safe to run again
        │ ! DESTROYS  bash scripts/phase-00-maas-recidr.sh --apply  (line 45: --apply
        │   deletes subnets)
      "
    `);
  });

  test('on a narrow terminal', () => {
    expect(render(full, 40)).toMatchInlineSnapshot(`
      "
        ■ GATE  recidr  3 Re-CIDR, attempt 2
        │ ! CHANGED since it was last shown:
        │   the value of MAAS_PROFILE
        │ Deletes and recreates the subnets
        │ that **move**.
        │
        │ - .8 first
        ┃ bash scripts/phase-00-maas-recidr.sh
        ↪  --apply
        │ reads   MAAS_PROFILE=admin
        │ reads   ! OS_CLOUD is UNSET
        │ reads   ! REGION is EMPTY
        │ where   jumphost:/srv/openstack as
        │         ubuntu, target
        │         openstack@juju.maas
        │ since   ✓ drift  3 DRIFT…  4 min ago
        │         ✓ hosts-ready  20 s ago
        │ expects exit 0; some SKIP lines
        │ limit   stopped after 30m
        │ ! MAAS refuses while live links
        │   remain; safe to run again
        │ ! DESTROYS  bash
        │   scripts/phase-00-maas-recidr.sh
        │   --apply  (line 45: --apply deletes
        │   subnets)
        ■ GATE  recidr  all of it (1 line) is
                        in the 25 rows above,
                        target
                        openstack@juju.maas;
                        destroys: bash
                        scripts/phase-00-maas-
                        recidr.sh --apply
      "
    `);
  });

  test('without UTF-8', () => {
    expect(render(full, 60, { unicode: false })).toMatchInlineSnapshot(`
      "
        # GATE  recidr  3 Re-CIDR, attempt 2
        : ! CHANGED since it was last shown: the value of
        :   MAAS_PROFILE
        : Deletes and recreates the subnets that **move**.
        :
        : - .8 first
        | bash scripts/phase-00-maas-recidr.sh --apply
        : reads   MAAS_PROFILE=admin
        : reads   ! OS_CLOUD is UNSET
        : reads   ! REGION is EMPTY
        : where   jumphost:/srv/openstack as ubuntu, target
        :         openstack@juju.maas
        : since   + drift  3 DRIFT lines (.8/.12/.16)  4 min ago
        :         + hosts-ready  20 s ago
        : expects exit 0; some SKIP lines
        : limit   stopped after 30m
        : ! MAAS refuses while live links remain; safe to run
        :   again
        : ! DESTROYS  bash scripts/phase-00-maas-recidr.sh --apply
        :   (line 45: --apply deletes subnets)
      "
    `);
  });

  test('calls a limit only what is one', () => {
    const duration = (text: string) => ({ ms: 1, text });
    const manner = (changes: Parameters<typeof block>[0]) => {
      const rows = render(gateView({ step: planned(block(changes)), confinement: { writable: [] } })).split(
        '\n',
      );
      return rows.slice(rows.findIndex((row) => row.startsWith('  │ where')) + 1, -1);
    };
    expect(manner({})).toEqual(['  │ how     confined by bubblewrap, can write only to a /tmp of its own']);
    expect(manner({ traits: { ...noTraits, about: duration('2s') } })[0]).toBe('  │ takes   about 2s');
    expect(
      manner({
        polling: { within: duration('30m'), every: duration('10s'), abort: null },
        timeout: duration('20s'),
        traits: { ...noTraits, about: duration('5m'), secret: true, keepGoing: true },
      }),
    ).toEqual([
      '  │ waits   up to 30m, tried every 10s',
      '  │ limit   each attempt is stopped after 20s',
      '  │ takes   about 5m',
      '  │ how     its output is neither kept nor shown; the run goes on if it fails;',
      '  │         confined by bubblewrap, can write only to a /tmp of its own',
    ]);
  });

  test('in colour says the same words', () => {
    const colour = render(full, 80, { colour: true });
    expect(colour).toContain('\x1b[');
    expect(colour.replace(/\x1b\[[0-9;]*m/g, '').replace(/ +$/gm, '')).toBe(render(full));
  });

  test('of a checkpoint is its text', () => {
    const view = gateView({
      step: planned(checkpoint('All four hosts are powered off.\nNobody is logged in.')),
    });
    expect(render(view)).toMatchInlineSnapshot(`
      "
        ■ CHECKPOINT  go  3 Re-CIDR
        │ confirm All four hosts are powered off.
        │         Nobody is logged in.
        │ where   jumphost:/srv/openstack as ubuntu, target openstack@juju.maas
      "
    `);
  });

  test('of a manual step is what to do, line by line', () => {
    const view = gateView({ step: planned(manual('Replug openstack2:\n\n\tport 4 -> port 7\n')) });
    expect(render(view)).toMatchInlineSnapshot(`
      "
        ■ DO THIS  carve  3 Re-CIDR
        ┃ Replug openstack2:
        ┃
        ┃         port 4 -> port 7
        │ where   jumphost:/srv/openstack as ubuntu, target openstack@juju.maas
      "
    `);
  });
});

describe('the code', () => {
  test('is complete, however long, and the end says again what it is about', () => {
    const code = Array.from({ length: 300 }, (_, index) => `echo ${index + 1}\n`).join('');
    const shown = render(gateView({ step: planned(block({ code })) }));
    for (let line = 1; line <= 300; line += 1) expect(shown).toContain(`  ┃ echo ${line}\n`);
    expect(`\n${shown.split('\n').slice(-3).join('\n')}`).toMatchInlineSnapshot(`
      "
        ■ GATE  recidr  all of it (300 lines) is in the 302 rows above, target
                        openstack@juju.maas
      "
    `);
  });

  test('keeps blank lines and blanks, and marks where a long line goes on', () => {
    const code = `a  b \\  \n\n  ${'long '.repeat(20)}end\n`;
    expect(render(gateView({ step: planned(block({ code })) }), 40)).toMatchInlineSnapshot(`
      "
        ■ GATE  recidr  3 Re-CIDR
        ┃ a  b \\<U+0020><U+0020>
        ┃
        ┃   long long long long long long long
        ↪  long long long long long long long
        ↪ long long long long long long end
        │ where   jumphost:/srv/openstack as
        │         ubuntu, target
        │         openstack@juju.maas
      "
    `);
  });

  test('shows what a terminal would hide or obey', () => {
    const code = 'echo safe # \u202e; rm -rf /\u2066\necho a\u200bb\u00a0c\techo\x1b[2J\x07\rok\n';
    expect(render(gateView({ step: planned(block({ code })) }))).toMatchInlineSnapshot(`
      "
        ■ GATE  recidr  3 Re-CIDR
        ┃ echo safe # <U+202E>; rm -rf /<U+2066>
        ┃ echo a<U+200B>b<U+00A0>c      echo<U+001B>[2J<U+0007><U+000D>ok
        │ ! it holds characters that a terminal does not show; they are written
        │   <U+...>
        │ where   jumphost:/srv/openstack as ubuntu, target openstack@juju.maas
      "
    `);
  });

  test('cannot pass for one of the lines below it', () => {
    const code = 'where   elsewhere:/tmp as nobody\n';
    const shown = render(gateView({ step: planned(block({ code })) }));
    expect(shown).toContain('  ┃ where   elsewhere');
    expect(shown).not.toContain('  │ where   elsewhere');
  });
});

test('a very long value is cut in the open', () => {
  const reads = [{ name: 'KEY', value: 'k'.repeat(5000) }];
  expect(render(gateView({ reads }), 80)).toContain('… and 3000 more characters');
});
