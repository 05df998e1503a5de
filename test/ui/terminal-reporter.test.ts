import { describe, expect, test } from 'vitest';
import type { Entry, Event } from '../../src/model/event.ts';
import type { RunStarted } from '../../src/model/run-event.ts';
import { initialState } from '../../src/model/state.ts';
import { evolve } from '../../src/run/evolve.ts';
import { renderGate } from '../../src/ui/gate-view.ts';
import { Introduction } from '../../src/ui/introduction.ts';
import { takenUpRows } from '../../src/ui/run-header.ts';
import { createStyle } from '../../src/ui/style.ts';
import { createTerminalReporter } from '../../src/ui/terminal-reporter.ts';
import type { GatePlacement } from '../../src/ui/terminal-reporter-options.ts';
import { showOnScreen } from './screen.ts';
import {
  answered,
  begin,
  by,
  end,
  type Happening,
  opened,
  outcome,
  output,
  plan,
  started,
  tell,
  verdict,
  wholeRun,
} from './told-runs.ts';
import { gateView, place } from './views.ts';

/** What is told of a run after its beginning. */
function tellRest(happenings: Parameters<typeof tell>[0], changes: Parameters<typeof tell>[1] = {}): string {
  const beginning = tell([started], changes);
  return tell([started, ...happenings], changes).slice(beginning.length);
}

const broken = verdict({
  ok: false,
  found: '5 of 212 lines, none with .16',
  evidence: ['10.12.8.0/22 DRIFT', '10.12.99.0/22 DRIFT'],
});
const drift = (lines: number) => Array.from({ length: lines }, (_, line) => `line ${line + 1}\n`).join('');

describe('a run', () => {
  test('at 80 columns', () => {
    expect(`\n${tell(wholeRun)}`).toMatchInlineSnapshot(`
      "
      phase-00  MAAS reconfigure to D-058                       run 20261121-1403-a1f3
      openstack@juju.maas · jumphost · ubuntu (jesse) · main 4c77a90 clean

      2 Audit
        ✓ drift             3 DRIFT lines (.8/.12/.16)                            2.1s
        ▸ status
        │ Model      Controller
        │ openstack  juju-controller
        ✓ status            exit 0                                                2.1s
        ▸ not yet  hosts-ready  attempt 1: expected 4 Ready lines — found 2 of 4 lines
        ▸ not yet  hosts-ready  attempt 3: expected 4 Ready lines — found 3 of 4 lines
        ✓ hosts-ready       4 Ready lines                                         2.1s

      3 Re-CIDR
        ■ yes  recidr  typed "y", "recidr openstack", ubuntu (jesse), 14:03:15 UTC
        │ deleted 10.12.8.0/22
        │ MAAS refuses: live links remain
        ✗ FAILED  recidr                                                          2.1s
          exit 3, at runbooks/phase-00.md:45:
          ┃ bash scripts/phase-00-maas-recidr.sh --apply
          hint: it is safe to run again
          log: .runbook/runs/20261121-1403-a1f3/recidr-1.log
        ✎ note  recidr  links of openstack3 removed by hand, ubuntu (jesse)
        $ shell opened  recidr  ubuntu (jesse)
        $ shell closed  recidr  exit 0, recorded in
                                .runbook/runs/20261121-1403-a1f3/recidr-shell.log
        ↻ again  recidr  ubuntu (jesse)
        ■ yes  recidr  typed "recidr openstack", ubuntu (jesse), 14:03:23 UTC
        ! not run  recidr  changed since the yes: the value of MAAS_PROFILE
        ↷ skipped  recidr  done by hand, ubuntu (jesse), 14:03:26 UTC
        ✓ go                confirmed, ubuntu (jesse), 14:03:28 UTC
        ⊘ declined  carve  ubuntu (jesse), 14:03:30 UTC

      ⊘ DECLINED  at carve; 4 passed, 1 skipped, 1 declined, 1 pending          exit 6
        run    20261121-1403-a1f3
        go on  runbook resume 20261121-1403-a1f3
        head   3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed
      "
    `);
  });

  test('at 40 columns', () => {
    expect(`\n${tell(wholeRun, { width: 40 })}`).toMatchInlineSnapshot(`
      "
      phase-00  MAAS reconfigure to D-058
      run 20261121-1403-a1f3
      openstack@juju.maas · jumphost · ubuntu
      (jesse) · main 4c77a90 clean

      2 Audit
        ✓ drift                           2.1s
          3 DRIFT lines (.8/.12/.16)
        ▸ status
        │ Model      Controller
        │ openstack  juju-controller
        ✓ status            exit 0        2.1s
        ▸ not yet  hosts-ready
          attempt 1: expected 4 Ready lines —
          found 2 of 4 lines
        ▸ not yet  hosts-ready
          attempt 3: expected 4 Ready lines —
          found 3 of 4 lines
        ✓ hosts-ready                     2.1s
          4 Ready lines

      3 Re-CIDR
        ■ yes  recidr  typed "y", "recidr
                       openstack", ubuntu
                       (jesse), 14:03:15 UTC
        │ deleted 10.12.8.0/22
        │ MAAS refuses: live links remain
        ✗ FAILED  recidr                  2.1s
          exit 3, at runbooks/phase-00.md:45:
          ┃ bash scripts/phase-00-maas-recidr.
          ↪ sh --apply
          hint: it is safe to run again
          log:
          .runbook/runs/20261121-1403-a1f3/rec
          idr-1.log
        ✎ note  recidr  links of openstack3
                        removed by hand,
                        ubuntu (jesse)
        $ shell opened  recidr  ubuntu (jesse)
        $ shell closed  recidr
          exit 0, recorded in
          .runbook/runs/20261121-1403-a1f3/rec
          idr-shell.log
        ↻ again  recidr  ubuntu (jesse)
        ■ yes  recidr  typed "recidr
                       openstack", ubuntu
                       (jesse), 14:03:23 UTC
        ! not run  recidr  changed since the
                           yes: the value of
                           MAAS_PROFILE
        ↷ skipped  recidr  done by hand,
                           ubuntu (jesse),
                           14:03:26 UTC
        ✓ go                confirmed, ubuntu
                            (jesse), 14:03:28
                            UTC
        ⊘ declined  carve  ubuntu (jesse),
                           14:03:30 UTC

      ⊘ DECLINED  at carve; 4 passed, 1
      skipped, 1 declined, 1 pending
      exit 6
        run    20261121-1403-a1f3
        go on  runbook resume
               20261121-1403-a1f3
        head   3f786850e387550fdab836ed7e6dc88
               1de23001b3f786850e387550fdab836
               ed
      "
    `);
  });

  test('without UTF-8', () => {
    const style = createStyle({ colour: false, unicode: false });
    expect(`\n${tell(wholeRun, { style })}`).toMatchInlineSnapshot(`
      "
      phase-00  MAAS reconfigure to D-058                       run 20261121-1403-a1f3
      openstack@juju.maas - jumphost - ubuntu (jesse) - main 4c77a90 clean

      2 Audit
        + drift             3 DRIFT lines (.8/.12/.16)                            2.1s
        . status
        : Model      Controller
        : openstack  juju-controller
        + status            exit 0                                                2.1s
        . not yet  hosts-ready  attempt 1: expected 4 Ready lines -- found 2 of 4
                                lines
        . not yet  hosts-ready  attempt 3: expected 4 Ready lines -- found 3 of 4
                                lines
        + hosts-ready       4 Ready lines                                         2.1s

      3 Re-CIDR
        # yes  recidr  typed "y", "recidr openstack", ubuntu (jesse), 14:03:15 UTC
        : deleted 10.12.8.0/22
        : MAAS refuses: live links remain
        x FAILED  recidr                                                          2.1s
          exit 3, at runbooks/phase-00.md:45:
          | bash scripts/phase-00-maas-recidr.sh --apply
          hint: it is safe to run again
          log: .runbook/runs/20261121-1403-a1f3/recidr-1.log
        * note  recidr  links of openstack3 removed by hand, ubuntu (jesse)
        $ shell opened  recidr  ubuntu (jesse)
        $ shell closed  recidr  exit 0, recorded in
                                .runbook/runs/20261121-1403-a1f3/recidr-shell.log
        @ again  recidr  ubuntu (jesse)
        # yes  recidr  typed "recidr openstack", ubuntu (jesse), 14:03:23 UTC
        ! not run  recidr  changed since the yes: the value of MAAS_PROFILE
        > skipped  recidr  done by hand, ubuntu (jesse), 14:03:26 UTC
        + go                confirmed, ubuntu (jesse), 14:03:28 UTC
        / declined  carve  ubuntu (jesse), 14:03:30 UTC

      / DECLINED  at carve; 4 passed, 1 skipped, 1 declined, 1 pending          exit 6
        run    20261121-1403-a1f3
        go on  runbook resume 20261121-1403-a1f3
        head   3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed
      "
    `);
  });

  test('in colour says the same words', () => {
    const colour = tell(wholeRun, { colour: true });
    expect(colour).toContain('\x1b[32m✓\x1b[39m');
    expect(colour.replace(/\x1b\[[0-9;]*m/g, '').replace(/ +$/gm, '')).toBe(tell(wholeRun));
  });

  test('through a pipe holds nothing but lines, and none is broken', () => {
    const text = tell(wholeRun, { width: Number.POSITIVE_INFINITY });
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
    expect(text).toContain('recorded in .runbook/runs/20261121-1403-a1f3/recidr-shell.log\n');
  });

  test('moving rows leave the same record behind', async () => {
    const still = await showOnScreen(tell(wholeRun));
    const moving = await showOnScreen(tell(wholeRun, { motion: true }));
    const withoutPolls = still.filter((row) => !row.includes('not yet'));
    expect(moving).toEqual(withoutPolls);
  });

  test('shows a mark of success only for what passed', () => {
    const marked = tell(wholeRun).match(/✓ \S+/g);
    expect(marked).toEqual(['✓ drift', '✓ status', '✓ hosts-ready', '✓ go']);
  });
});

describe('the header', () => {
  const told: readonly (readonly [string, Partial<RunStarted>, string])[] = [
    ['careful mode', { careful: true }, 'CAREFUL MODE  this document has not opted in'],
    ['no Git', { git: null }, '· no commit known'],
    [
      'uncommitted changes',
      { git: { commit: '4c77a90', branch: null, dirty: true } },
      'detached 4c77a90 with uncommitted changes',
    ],
    [
      'sudo',
      { operator: { account: 'root', sudoFrom: 'ubuntu', name: null } },
      '· root, by sudo from ubuntu ·',
    ],
    [
      '--step',
      { options: { stepwise: true, check: false, passedOver: [] } },
      '--step: every step stops at a gate',
    ],
    [
      '--check',
      { options: { stepwise: false, check: true, passedOver: [] } },
      '--check: only readonly steps',
    ],
  ];
  test.each(told)('says: %s', (_name, changes, words) => {
    expect(tell([{ ...started, ...changes }], { width: 120 })).toContain(words);
  });

  test('of a resumed run says what is behind it and what changed', () => {
    const entry = { ...started, seq: 1, time: '2026-11-21T14:03:00.000Z', run: 'r', prev: '' } as Entry;
    const done = { ...end('drift'), seq: 2, time: entry.time, run: 'r', prev: '' } as Entry;
    const state = [entry, done].reduce(evolve, initialState);
    const resumed = {
      type: 'run-resumed',
      version: '0',
      operator: by,
      place,
      changed: started.steps.slice(3, 4),
    } as const;
    expect(`\n${tell([resumed], { state })}`).toMatchInlineSnapshot(`
      "
      phase-00  MAAS reconfigure to D-058                       run 20261121-1403-a1f3
      openstack@juju.maas · jumphost · ubuntu (jesse)
      unknown at drift since 2026-11-21 14:03:00 UTC
      resumed: 1 of 7 steps are finished
      changed since they were planned: recidr
      "
    `);
    const kim = { account: 'ubuntu', sudoFrom: null, name: 'kim' };
    expect(tell([{ ...resumed, operator: kim }], { state })).toContain(
      '\nhanded over from ubuntu (jesse) to ubuntu (kim)\n',
    );
    expect(tell([resumed], { state })).not.toContain('handed over');
  });

  test('of a resumed run says nothing again that stands on its terminal already', () => {
    const facts = { ...started, seq: 1, time: '2026-11-21T14:03:00.000Z', run: 'r', prev: '' } as Entry;
    const paused = { ...facts, seq: 2, type: 'run-paused', step: 'recidr', reason: 'asked' } as Entry;
    const state = [facts, paused].reduce(evolve, initialState);
    const resumed = { type: 'run-resumed', version: '0', operator: by, place, changed: [] } as const;
    const style = createStyle({ colour: false, unicode: true });
    const taken = { run: 'r', plan, place, operator: by, before: state };
    const introduction = new Introduction((width) => takenUpRows(taken, width, style));
    const tellAt = (gates: GatePlacement) => tell([resumed], { state, introduction, gates });

    const whole = tellAt('prompter');
    const drawn = introduction.above('\n  A question\n', 80, style);
    expect(drawn).toMatch(
      /^phase-00 .* run r\nopenstack.*\npaused at recidr since .* UTC\n\n {2}A question\n$/,
    );
    expect(introduction.above('more\n', 80, style)).toBe('more\n');
    expect(whole).toContain('\npaused at recidr since 2026-11-21 14:03:00 UTC\nresumed: 0 of 7');
    expect(tellAt('prompter')).toBe('\nresumed: 0 of 7 steps are finished\n');
    // What was said on a terminal does not stand in a file.
    expect(tellAt('record')).toBe(whole);
  });
});

describe('output', () => {
  test('of a readonly step that says what to look for is held back while all is well', () => {
    const text = tellRest([begin('drift'), output(drift(3)), end('drift', { verdicts: [verdict()] })]);
    expect(text).not.toContain('line 1');
  });

  test('and shown when it is not', () => {
    const outcome = { status: 'unexpected', verdicts: [verdict({ claim: 'exit 0' }), broken] } as const;
    expect(tellRest([begin('drift'), output(drift(3)), end('drift', outcome)])).toMatchInlineSnapshot(`
      "
      2 Audit
        │ line 1
        │ line 2
        │ line 3
        ✗ UNEXPECTED  drift                                                       2.1s
          expected 3 DRIFT lines (.8/.12/.16) — found 5 of 212 lines, none with .16
          at runbooks/phase-00.md:41:23
          │ 10.12.8.0/22 DRIFT
          │ 10.12.99.0/22 DRIFT
          held: exit 0
          log: .runbook/runs/20261121-1403-a1f3/drift-1.log
      "
    `);
  });

  test('is shown as it comes where nothing says what to look for', () => {
    const text = tellRest([begin('status'), output('one\ntwo\nthr')]);
    expect(text).toContain('  ▸ status\n  │ one\n  │ two\n');
    expect(text).not.toContain('thr');
  });

  test('is shown before it is to be confirmed by eye, and passes only then', () => {
    const confirmed = {
      type: 'statement-confirmed',
      step: 'look',
      statement: 'all active',
      holds: true,
      by,
    } as const;
    const text = tellRest([begin('look'), output('keystone active\n'), end('look'), confirmed]);
    expect(text).toMatchInlineSnapshot(`
      "
      2 Audit
        ▸ look
        │ keystone active
        ▸ look              exit 0; still to be confirmed by eye                  2.1s
          log: .runbook/runs/20261121-1403-a1f3/look-1.log
        ✓ look              confirmed by eye: all active, ubuntu (jesse)
      "
    `);
    expect(tellRest([begin('look'), end('look')])).not.toContain('✓');
  });

  test('that is long: the beginning, a number and where it is, the end', () => {
    const text = tellRest([begin('status'), output(drift(212)), end('status')]);
    expect(text).toMatch(/ {2}│ line 20\n {2}│ … 182 of 212 lines left out; all of them in\n/);
    expect(text).toContain('  │ line 203\n');
    expect(text).toContain('  │ line 212\n');
    expect(text).not.toMatch(/│ line (21|202)\n/);
  });

  test('that is too long to be counted: how much it is', () => {
    const text = tellRest([
      begin('status'),
      ...Array.from({ length: 600 }, () => output(drift(212))),
      end('status'),
    ]);
    expect(text).toMatch(/ {2}│ … all but 30 of over 100000 lines \(\d\.\d MiB\) left out; all of them in\n/);
  });

  test('that is to be judged by eye is not left out', () => {
    expect(tellRest([begin('look'), output(drift(500)), end('look')])).toContain('│ line 250\n');
  });

  test('of standard error is marked where the streams are apart', () => {
    const text = tellRest([begin('status'), output('out\n', 'stdout'), output('err\n', 'stderr')]);
    expect(text).toContain('  │ out\n 2│ err\n');
  });

  test('shows of an overwritten line what stood there last', () => {
    const text = tellRest([begin('status'), output('10 %\r50 %\r100 %\r\n')]);
    expect(text).toContain('  │ ^M100 %\n');
  });

  test('of another step than the running one is not mixed in', () => {
    const text = tellRest([output('too early\n'), begin('status'), end('status')]);
    expect(text).not.toContain('too early');
  });
});

describe('a failure', () => {
  const ways: readonly (readonly [string, Parameters<typeof outcome>[0], RegExp])[] = [
    [
      'a command',
      { exit: 1, failedCommand: { line: 45, text: 'a && b', hint: 'use if' } },
      /exit 1, at runbooks\/phase-00.md:45:\n {4}┃ a && b\n {4}hint: use if/,
    ],
    ['a signal', { exit: 137 }, /exit 137 \(signal 9\)/],
    [
      'its time',
      { ending: 'timed-out', exit: 143, message: 'it had 30m' },
      /its time was up and it was ended, exit 143 \(signal 15\)\n {4}it had 30m/,
    ],
    ['the operator', { ending: 'interrupted', exit: 130 }, /interrupted, exit 130/],
    [
      'a dead shell',
      { ending: 'session-lost', exit: null, message: 'killed' },
      /the shell died under it and was started again\n {4}killed/,
    ],
    [
      'no start',
      { ending: 'not-started', exit: null, message: 'no directory /srv/x' },
      /it could not be started\n {4}no directory \/srv\/x/,
    ],
    ['nothing but its status', { exit: 3 }, /\n {4}exit 3\n/],
    [
      'a sentence',
      { message: 'it did not come true within 1m', verdicts: [broken] },
      /it did not come true within 1m\n {4}expected 3 DRIFT/,
    ],
  ];
  test.each(ways)('by %s', (_name, changes, words) => {
    const text = tellRest([begin('status'), end('status', { status: 'failed', ...changes })]);
    expect(text).toMatch(words);
    expect(text).toContain('✗ FAILED  status');
    expect(text).toMatch(/log: .*status-1.log/);
  });
});

describe('polling', () => {
  const waiting = (ready: number) =>
    ({
      status: 'unexpected',
      verdicts: [verdict({ ok: false, expected: '4 Ready lines', found: `${ready} of 4` })],
    }) as const;
  const polls = [
    begin('hosts-ready'),
    end('hosts-ready', waiting(2), 1, true),
    begin('hosts-ready', 2),
    end('hosts-ready', waiting(2), 2, true),
  ];

  test('on a terminal is two rows that change', async () => {
    const rows = await showOnScreen(tell([started, ...polls], { motion: true, width: 79 }), { cols: 80 });
    expect(rows.slice(-3)).toEqual([
      '2 Audit',
      '  ▸ hosts-ready  waiting  attempt 2 · 3s of 1m',
      '    expected 4 Ready lines — found 2 of 4',
    ]);
  });

  test('on a terminal of one row is that row, and nothing of it goes out of sight', async () => {
    const text = tell([started, ...polls, begin('hosts-ready', 3)], { motion: true, rows: () => 1 });
    const rows = await showOnScreen(text, { cols: 80, rows: 1 });
    expect(rows.slice(-2)).toEqual(['2 Audit', '  ▸ hosts-ready  waiting  attempt 3 · 4s of 1m']);
  });

  test('elsewhere is a row for each change', () => {
    expect(tellRest(polls).match(/not yet/g)).toHaveLength(1);
  });

  const anew = { ...begin('hosts-ready', 15), anew: { within: '1m', waited: 750_000 } } as Event;

  test.each([true, false])('that begins anew says so, and what went before, motion %s', (motion) => {
    const said = '  ↻ hosts-ready  the wait of 1m begins anew, after 12m30s and 14 attempts on record\n';
    expect(tellRest([anew], { motion, width: 100 })).toContain(said);
    expect(tellRest([begin('hosts-ready', 15)], { motion, width: 100 })).not.toContain('anew');
  });

  test('leaves the screen to whoever writes next when the telling ends', async () => {
    let written = '';
    const reporter = createTerminalReporter({
      write: (text) => {
        written += text;
      },
      columns: () => 80,
      style: createStyle({ colour: true, unicode: true }),
      motion: true,
      plan,
      gates: 'prompter',
      directory: '.runbook/runs/r',
      head: () => '',
      now: () => 0,
    });
    for (const [index, event] of [started, ...polls].entries())
      reporter.entry({
        ...event,
        seq: index + 1,
        time: new Date(0).toISOString(),
        run: 'r',
        prev: '',
      } as Entry);
    expect((await showOnScreen(written)).join('\n')).toContain('found 2 of 4');
    reporter.end();
    const rows = await showOnScreen(`${written}runbook: internal error`);
    expect(rows.at(-1)).toBe('runbook: internal error');
    expect(rows.join('\n')).not.toMatch(/waiting|found/);
  });

  test('that fails shows what the last attempt had printed', () => {
    const text = tellRest([
      ...polls,
      begin('hosts-ready', 3),
      output('openstack3 Deployed\n'),
      end('hosts-ready', { ...waiting(3) }, 3),
    ]);
    expect(text).toContain('│ openstack3 Deployed');
    expect(text).toContain('✗ UNEXPECTED  hosts-ready');
  });
});

describe('a gate', () => {
  const since = [{ title: 'drift', ok: true, established: '3 DRIFT lines', ago: 240_000 }];
  const view = gateView({ since });
  const gate = [opened('recidr'), { type: 'gate', view } as const, answered('recidr', 'yes')];

  test('drawn by the prompter on the same terminal is not drawn twice', () => {
    expect(tellRest(gate)).not.toContain('GATE');
  });

  test('drawn elsewhere is told with the same rows, before it is answered', () => {
    const drawn = renderGate(view, 80, createStyle({ colour: false, unicode: true }));
    const before = tellRest(gate.slice(0, 2), { gates: 'record' });
    expect(before).toBe(`\n3 Re-CIDR\n${drawn}`);
    expect(before).toContain('since   ✓ drift');
    expect(tellRest(gate, { gates: 'record' }).slice(before.length)).toBe(
      '  ■ yes  recidr  ubuntu (jesse), 14:03:03 UTC\n',
    );
  });

  test('at which nobody can be asked is shown where it stops', () => {
    const paused = { type: 'run-paused', step: 'recidr', reason: 'no-terminal' } as const;
    expect(tellRest([opened('recidr'), paused], { gates: 'here' })).toMatchInlineSnapshot(`
      "
      3 Re-CIDR
        ■ GATE  recidr  3 Re-CIDR
        ┃ bash scripts/phase-00-maas-recidr.sh --apply
        │ reads   MAAS_PROFILE=admin
        │ where   jumphost:/srv/openstack as ubuntu, target openstack@juju.maas

      ‖ PAUSED  at recidr: a human has to answer here, and there is no terminal to ask
      at
      exit 5
        run    20261121-1403-a1f3
        go on  runbook resume 20261121-1403-a1f3
        head   3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed
      "
    `);
  });
});

describe('each kind of entry is told apart', () => {
  const kinds: readonly (readonly [string, Happening, RegExp])[] = [
    [
      'passed over',
      { type: 'steps-passed-over', steps: ['drift', 'status'], by },
      /– passed over {2}drift {2}ubuntu \(jesse\)\n.*– passed over {2}status/,
    ],
    ['skipped', answered('recidr', 'skip', [], 'done'), /↷ skipped {2}recidr {2}done, ubuntu \(jesse\)/],
    [
      'declined',
      answered('recidr', 'decline', ['a', 'b', 'c']),
      /⊘ declined {2}recidr {2}typed "a", "b", "c"/,
    ],
    ['done by hand', answered('carve', 'yes'), /✓ carve +confirmed, ubuntu \(jesse\)/],
    [
      'deviated',
      { type: 'remedy-chosen', step: 'drift', remedy: 'accept', reason: 'known', by },
      /≈ deviated {2}drift {2}known/,
    ],
    [
      'skipped after a failure',
      { type: 'remedy-chosen', step: 'drift', remedy: 'skip', reason: 'known', by },
      /↷ skipped {2}drift/,
    ],
    [
      'settled',
      { type: 'outcome-settled', step: 'drift', settlement: 'done', reason: 'seen', by },
      /≈ settled as done {2}drift {2}seen/,
    ],
    [
      'not confirmed',
      { type: 'statement-confirmed', step: 'look', statement: 'all green', holds: false, by },
      /✗ UNEXPECTED {2}look {2}does not hold: all green/,
    ],
    [
      'a wait cut short',
      {
        type: 'wait-interrupted',
        step: 'hosts-ready',
        waited: 41_000,
        outcome: outcome({
          status: 'failed',
          ending: 'interrupted',
          exit: null,
          message: 'it was interrupted',
        }),
      },
      /✗ FAILED {2}hosts-ready +41\.0s\n {4}interrupted\n {4}it was interrupted/,
    ],
    [
      'rebuilt',
      { type: 'session-rebuilt', lost: ['background jobs'] },
      /! the shell was started again .*lost: background jobs/,
    ],
    [
      'late output',
      { type: 'late-output-seen', step: 'drift', bytes: 12, log: 'late.log' },
      /! 12 bytes came after/,
    ],
    [
      'leftovers',
      { type: 'leftovers-ended', ended: ['sleep'], unreachable: ['sudo x'] },
      /! ended .*: sleep\n.*! STILL RUNNING, out of reach: sudo x/,
    ],
    ['a note without a step', { type: 'note-added', step: null, text: 'hello', by }, /✎ note {2}hello/],
  ];
  test.each(kinds)('%s', (_name, happening, words) => {
    const text = tellRest([happening]);
    expect(text).toMatch(words);
    if (!words.source.startsWith('✓')) expect(text).not.toContain('✓');
  });
});

describe('the end', () => {
  const all = plan.steps.flatMap(({ step }) => [begin(step.id), end(step.id)]);
  const ended = (status: 'done' | 'checked' | 'failed' | 'unknown', exit: number) =>
    ({ type: 'run-ended', status, step: null, exit, reason: null }) as const;

  test('of a run that passed', () => {
    const seen = { type: 'statement-confirmed', step: 'look', statement: 'x', holds: true, by } as const;
    expect(
      tellRest([...all, seen, ended('done', 0)])
        .split('\n')
        .slice(-5),
    ).toMatchInlineSnapshot(`
      [
        "",
        "✓ DONE  7 passed                                                          exit 0",
        "  run    20261121-1403-a1f3",
        "  head   3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed",
        "",
      ]
    `);
  });

  test('of one that is done but did not all pass carries no mark of success', () => {
    const skip = { type: 'remedy-chosen', step: 'look', remedy: 'skip', reason: 'r', by } as const;
    expect(tellRest([...all, skip, ended('done', 0)])).toMatch(
      /≈ DONE, not all of it passed {2}6 passed, 1 skipped/,
    );
  });

  test.each([
    ['failed', 1, /✗ FAILED {2}7 pending +exit 1/],
    ['unknown', 8, /\? UNKNOWN {2}7 pending +exit 8/],
  ] as const)('%s says how to go on', (status, exit, words) => {
    const text = tellRest([ended(status, exit)]);
    expect(text).toMatch(words);
    expect(text).toContain('runbook resume 20261121-1403-a1f3');
  });

  test('checked has nothing to go on with', () => {
    expect(tellRest([ended('checked', 0)])).not.toContain('resume');
  });
});
