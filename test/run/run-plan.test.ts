import { describe, expect, it } from 'vitest';
import type { Entry, Event } from '../../src/model/event.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { BlockStep } from '../../src/model/runbook.ts';
import type { Ports, Prompter } from '../../src/run/ports.ts';
import { runPlan } from '../../src/run/run-plan.ts';
import { block, checkpoint, contains, document, gated, plan } from './build-plan.ts';
import { type FakeWorld, fakeWorld, type Script } from './fake-ports.ts';
import { opening, resume, start, statuses } from './walk-plan.ts';

const yes = async () => ({ type: 'yes', typed: [] }) as const;
const quiet = (): Script => ({});
const types = (entries: readonly Entry[]) => entries.map((entry) => entry.type);

describe('a run', () => {
  it('runs readonly blocks by itself and ends done', async () => {
    const world = fakeWorld(quiet, {});
    expect(await start(plan(block('a'), block('b')), world)).toBe(0);
    expect(world.ran).toEqual(['a', 'b']);
    expect(types(world.entries)).toEqual([
      'run-started',
      'block-started',
      'block-ended',
      'block-started',
      'block-ended',
      'run-ended',
    ]);
    expect(statuses(world.entries)).toEqual({ a: 'passed', b: 'passed' });
  });

  it('pauses at the first gate when there is nobody to ask', async () => {
    const world = fakeWorld(quiet, {});
    expect(await start(plan(block('a'), gated('b')), world)).toBe(5);
    expect(world.ran).toEqual(['a']);
    expect(world.entries.at(-1)).toMatchObject({ type: 'run-paused', step: 'b', reason: 'no-terminal' });
  });

  it('runs a gated block after a yes, with the intent on record before it', async () => {
    const world = fakeWorld(quiet, { gate: yes });
    expect(await start(plan(gated('b')), world)).toBe(0);
    expect(types(world.entries).slice(1)).toEqual([
      'gate-opened',
      'gate-answered',
      'block-started',
      'block-ended',
      'run-ended',
    ]);
  });

  it.each([
    [{ type: 'decline', typed: [] }, 'declined', 6],
    [{ type: 'skip', typed: [], reason: 'because' }, 'skipped', 0],
  ] as const)('does not run a block whose gate is answered with $type', async (answer, status, exit) => {
    const world = fakeWorld(quiet, { gate: async () => answer });
    expect(await start(plan(gated('b')), world)).toBe(exit);
    expect(world.ran).toEqual([]);
    expect(statuses(world.entries)).toEqual({ b: status });
  });

  it('tells at a gate how long ago something was observed, not when it was confirmed', async () => {
    const ages: number[] = [];
    const world = fakeWorld(quiet, {
      gate: async ({ since }) => {
        ages.push(...since.map(({ ago }) => ago));
        return { type: 'yes', typed: [] };
      },
      confirm: async () => {
        world.now += 3_600_000;
        return { type: 'holds' };
      },
    });
    await start(plan(block('a', { confirm: 'the ids are right' }), gated('b')), world);
    expect(ages).toEqual([3_600_000]);
  });

  it('passes a checkpoint on a yes without running anything', async () => {
    const world = fakeWorld(quiet, { gate: yes });
    expect(await start(plan(checkpoint('c')), world)).toBe(0);
    expect(world.ran).toEqual([]);
    expect(statuses(world.entries)).toEqual({ c: 'passed' });
  });

  it('asks again when a value the block reads changes between the yes and the start', async () => {
    const step = { ...gated('b'), reads: ['MODEL'] };
    const world = fakeWorld(quiet, {});
    world.variables.set('MODEL', 'one');
    let asked = 0;
    const ports: Ports = {
      ...world.ports,
      prompter: {
        ...world.ports.prompter,
        gate: async () => {
          asked += 1;
          if (asked === 1) world.variables.set('MODEL', 'two');
          return { type: 'yes', typed: [] };
        },
      },
    };
    expect(await runPlan(plan(step), ports, [opening(plan(step))], { check: false })).toBe(0);
    expect(asked).toBe(2);
    expect(world.entries.find((entry) => entry.type === 'approval-voided')).toMatchObject({
      changed: ['the value of MODEL'],
    });
    expect(world.ran).toEqual(['b']);
  });

  it('asks again when a script changes where the block runs', async () => {
    const gate = { mode: 'gate', gate: { phrase: null }, cwd: 'sub' } as const;
    const step = { ...block('b', gate), scripts: ['apply.sh'] };
    const answers = ['rm x', 'rm y'];
    const world = fakeWorld(quiet, {
      gate: async () => {
        world.files.set('/srv/sub/apply.sh', answers.pop() ?? 'rm x');
        return { type: 'yes', typed: [] };
      },
    });
    expect(await start(plan(step), world)).toBe(0);
    const voided = world.entries.filter((entry) => entry.type === 'approval-voided');
    expect(voided.map(({ changed }) => changed)).toEqual([
      ['the content of apply.sh'],
      ['the content of apply.sh'],
    ]);
    const gates = world.entries.filter((entry) => entry.type === 'gate-opened');
    expect(gates.map(({ approval }) => approval.place.cwd)).toEqual(['/srv/sub', '/srv/sub', '/srv/sub']);
  });

  it.each([
    ['prod', 'destroy prod'],
    ['', 'destroy (empty)'],
    [null, 'destroy (unset)'],
  ])('asks for a phrase with the value in it: %j', async (value, phrase) => {
    const asked: (string | null)[] = [];
    const world = fakeWorld(quiet, {
      gate: async (view) => {
        asked.push(view.phrase);
        return { type: 'decline', typed: [] };
      },
    });
    world.variables.set('MODEL', value);
    await start(plan(gated('b', 'destroy $MODEL')), world);
    expect(asked).toEqual([phrase]);
  });

  it('shows what a local script will find in the environment', async () => {
    const step = { ...gated('b'), reads: ['HOST'], scripts: ['scripts/apply.sh'] };
    const world = fakeWorld(quiet, { gate: yes });
    world.variables.set('PROFILE', 'admin');
    await start(plan(step), world);
    const gate = world.entries.find((entry) => entry.type === 'gate-opened');
    expect(gate?.approval.reads).toEqual({ HOST: null, PROFILE: 'admin' });
  });

  it('asks again after a note and after a shell', async () => {
    const answers = [{ type: 'note', text: 'hm' }, { type: 'shell' }, { type: 'yes', typed: [] }] as const;
    let asked = 0;
    const world = fakeWorld(quiet, { gate: async () => answers[asked++] ?? { type: 'abort', reason: null } });
    expect(await start(plan(gated('b')), world)).toBe(0);
    expect(types(world.entries)).toContain('note-added');
    expect(types(world.entries)).toContain('shell-closed');
    expect(asked).toBe(3);
  });

  it('lists what is passed over at one gate and records it as skipped', async () => {
    const world = fakeWorld(quiet, { passOver: yes });
    expect(await start(plan({ ...block('a'), passedOver: true }, block('b')), world)).toBe(0);
    expect(world.ran).toEqual(['b']);
    expect(statuses(world.entries)).toEqual({ a: 'skipped', b: 'passed' });
  });

  it('stops a check before the first step that needs a human, as a success that does not claim to be done', async () => {
    const world = fakeWorld(quiet, { gate: yes });
    expect(await start(plan(block('a'), gated('b'), block('c')), world, true)).toBe(0);
    expect(world.ran).toEqual(['a']);
    expect(world.entries.at(-1)).toMatchObject({ type: 'run-ended', status: 'checked', step: 'b' });
  });

  it('pauses when the outside asks for it, after the running block', async () => {
    const world = fakeWorld(() => {
      world.stop = { reason: 'hang-up', exit: 5 };
      return {};
    }, {});
    expect(await start(plan(block('a'), block('b')), world)).toBe(5);
    expect(world.ran).toEqual(['a']);
    expect(statuses(world.entries)).toEqual({ a: 'passed', b: 'pending' });
  });
});

describe('a failure', () => {
  const failing = { result: { exit: 1, reachedLast: false } };

  it('ends the run with 1 where nobody can be asked', async () => {
    const world = fakeWorld(() => failing, {});
    expect(await start(plan(block('a'), block('b')), world)).toBe(1);
    expect(statuses(world.entries)).toEqual({ a: 'failed', b: 'pending' });
  });

  it('is 4 when the status was allowed and a claim did not hold', async () => {
    const world = fakeWorld(() => ({ output: 'nothing\n' }), {});
    expect(await start(plan(block('a', { expectation: contains('READY') })), world)).toBe(4);
    expect(statuses(world.entries)).toEqual({ a: 'unexpected' });
  });

  it.each([
    ['accept', 'deviated'],
    ['skip', 'skipped'],
  ] as const)('can be answered with %s, which is never a pass', async (type, status) => {
    const world = fakeWorld((_, nth) => (nth === 1 ? failing : {}), {
      remedy: async () => ({ type, reason: 'known' }),
    });
    expect(await start(plan(block('a'), block('b')), world)).toBe(0);
    expect(statuses(world.entries)).toEqual({ a: status, b: 'passed' });
  });

  it('passes its gate again on a retry', async () => {
    let gates = 0;
    const world = fakeWorld((_, nth) => (nth === 1 ? failing : {}), {
      gate: async () => {
        gates += 1;
        return { type: 'yes', typed: [] };
      },
      remedy: async () => ({ type: 'retry' }),
    });
    expect(await start(plan(gated('a')), world)).toBe(0);
    expect(gates).toBe(2);
    expect(world.ran).toEqual(['a', 'a']);
  });

  it('is told at the gate of the next attempt', async () => {
    const seen: unknown[] = [];
    const world = fakeWorld((_, nth) => (nth === 1 ? failing : {}), {
      gate: async ({ since }) => {
        seen.push(since);
        return { type: 'yes', typed: [] };
      },
      remedy: async () => ({ type: 'retry' }),
    });
    await start(plan(gated('a')), world);
    const established = 'attempt 1 failed, exit 1; it may have done a part';
    expect(seen).toEqual([[], [{ title: 'a', ok: false, established, ago: 0 }]]);
  });

  it('of a readonly block leaves nothing half done, unless nobody has looked whether it is one', async () => {
    for (const trusted of [true, false]) {
      const seen: string[] = [];
      const world = fakeWorld((_, nth) => (nth === 1 ? failing : {}), {
        gate: async ({ since }) => {
          seen.push(...since.map(({ established }) => established));
          return { type: 'yes', typed: [] };
        },
        remedy: async () => ({ type: 'retry' }),
      });
      const looked = { ...plan({ ...block('a'), stops: true }), documents: [document('', { trusted })] };
      await start(looked, world);
      expect(seen).toEqual([`attempt 1 failed, exit 1${trusted ? '' : '; it may have done a part'}`]);
    }
  });

  it('is a statement that the operator does not confirm', async () => {
    const world = fakeWorld(quiet, { confirm: async () => ({ type: 'fails' }) });
    expect(await start(plan(block('a', { confirm: 'the ids are right' })), world)).toBe(4);
    expect(statuses(world.entries)).toEqual({ a: 'unexpected' });
  });

  it('stops the block at the command whose own expectation does not hold', async () => {
    const segments = [
      { code: 'one\n', line: 10, expectation: contains('READY'), placeholders: [] },
      { code: 'two\n', line: 11, expectation: null, placeholders: [] },
    ];
    const world = fakeWorld(() => ({ output: 'busy\n' }), {});
    expect(await start(plan(block('a', { code: 'one\ntwo\n', segments })), world)).toBe(4);
    expect(world.ran).toEqual(['one']);
  });
});

describe('polling', () => {
  const waiting = block('a', {
    expectation: contains('READY'),
    polling: {
      within: { ms: 60_000, text: '1m' },
      every: { ms: 10_000, text: '10s' },
      abort: contains('BROKEN'),
    },
  });

  it('tries again until the expectation holds', async () => {
    const world = fakeWorld((_, nth) => ({ output: nth < 3 ? 'busy\n' : 'READY\n' }), {});
    expect(await start(plan(waiting), world)).toBe(0);
    expect(world.ran).toHaveLength(3);
    expect(statuses(world.entries)).toEqual({ a: 'passed' });
  });

  describe('what changed while it was waited', () => {
    const polled = waiting.step.kind === 'block' ? waiting.step.polling : null;
    const gatedWait = block('a', {
      gate: { phrase: null },
      expectation: contains('READY'),
      polling: polled,
    });

    /** A world in which that happens in the wait after the second attempt. */
    function changing(prompter: Partial<Prompter>, happen: (world: FakeWorld) => void): FakeWorld {
      const world = fakeWorld((_, nth) => ({ output: nth < 4 ? 'busy\n' : 'READY\n' }), prompter);
      const sleep = async (ms: number) => {
        world.now += ms;
        if (world.ran.length === 2) happen(world);
      };
      return { ...world, ports: { ...world.ports, clock: { ...world.ports.clock, sleep } } };
    }

    it('shows the gate again before a script that is another now is run', async () => {
      const yes = async () => ({ type: 'yes', typed: [] }) as const;
      const world = changing({ gate: yes }, ({ files }) => files.set('/srv/probe.sh', 'rm x'));
      expect(await start(plan({ ...gatedWait, scripts: ['probe.sh'] }), world)).toBe(0);
      const told = world.entries
        .map(({ type }) => type)
        .filter((type) => /^(?:gate|approval|block-st)/.test(type));
      expect(told).toEqual([
        ...['gate-opened', 'gate-answered', 'block-started', 'block-started', 'approval-voided'],
        ...['gate-opened', 'gate-answered', 'block-started', 'block-started'],
      ]);
      expect(world.entries.find((entry) => entry.type === 'approval-voided')).toMatchObject({
        changed: ['the content of probe.sh'],
      });
    });

    it('lets a block set the variables that it reads', async () => {
      const yes = async () => ({ type: 'yes', typed: [] }) as const;
      const world = changing({ gate: yes }, ({ variables }) => variables.set('N', '2'));
      expect(await start(plan({ ...gatedWait, reads: ['N'] }), world)).toBe(0);
      expect(world.entries.filter(({ type }) => type === 'gate-opened')).toHaveLength(1);
    });

    it('pauses before the next attempt where the document is another now', async () => {
      const changes: string[] = [];
      const world = changing({}, () => changes.push('a: changed'));
      const ports = { ...world.ports, documentChanges: async () => changes };
      expect(await start(plan(waiting), { ...world, ports })).toBe(5);
      expect(world.ran).toHaveLength(2);
    });
  });

  it('gives up at the deadline', async () => {
    const world = fakeWorld(() => ({ output: 'busy\n' }), {});
    expect(await start(plan(waiting), world)).toBe(4);
    expect(world.ran).toHaveLength(6);
    const last = world.entries.findLast((entry) => entry.type === 'block-ended');
    expect(last?.outcome.message).toBe('it did not come true within 1m');
  });

  it('looks once more, with time to see, when it wakes up behind its deadline', async () => {
    const limits: (number | null)[] = [];
    const world = fakeWorld((run) => {
      limits.push(run.timeout);
      return { output: 'busy\n' };
    }, {});
    const sleep = async () => {
      world.now += 3_600_000;
    };
    const asleep = { ...world.ports.clock, sleep };
    expect(await start(plan(waiting), { ...world, ports: { ...world.ports, clock: asleep } })).toBe(4);
    expect(limits).toEqual([60_000, 10_000]);
  });

  it('gives up at once when the abort condition holds', async () => {
    const world = fakeWorld(() => ({ output: 'BROKEN\n' }), {});
    expect(await start(plan(waiting), world)).toBe(4);
    expect(world.ran).toHaveLength(1);
  });

  it('does not wait for a command that is not there', async () => {
    const world = fakeWorld(() => ({ result: { exit: 127, reachedLast: true } }), {});
    expect(await start(plan(waiting), world)).toBe(1);
    expect(world.ran).toHaveLength(1);
    expect(lastOutcome(world)?.message).toBe('waiting does not make that better');
  });

  it('does not say that the time is over where only that of an attempt is', async () => {
    const world = fakeWorld(
      (_, nth) => (nth < 3 ? { output: 'busy\n' } : { result: { ending: 'timed-out', exit: 143 } }),
      {},
    );
    expect(await start(plan(waiting), world)).toBe(1);
    expect(lastOutcome(world)?.message).toBe('that ended the wait, 20s of 1m');
  });

  const lastOutcome = ({ entries }: FakeWorld) =>
    entries.findLast((entry) => entry.type === 'block-ended')?.outcome;

  describe('that is interrupted', () => {
    const busy = (): Script => ({ output: 'busy\n' });
    /** Ctrl-C in the wait after the second attempt. */
    function interruptedWorld(prompter: Partial<Prompter>): FakeWorld {
      const world = fakeWorld(busy, prompter);
      const sleep = async () => {
        if (world.ran.length === 2) world.stop = { reason: 'interrupt', exit: 5 };
        world.now += world.stop === null ? 10_000 : 3_000;
      };
      const ports = { ...world.ports, clock: { ...world.ports.clock, sleep } };
      return Object.assign(world, { ports });
    }

    it('between two attempts asks what now, and says how long was waited and what was found last', async () => {
      const asked: string[] = [];
      const world = interruptedWorld({
        remedy: async (_, { status, ending, exit, message }) => {
          asked.push(`${status}, ${ending}, ${exit}: ${message}`);
          return { type: 'skip', reason: 'it never comes' };
        },
      });

      expect(await start(plan(waiting, block('b')), world)).toBe(0);

      const said = 'the wait was interrupted after 13s of 1m, 2 attempts; last found: nothing like it';
      expect(asked).toEqual([expect.stringMatching(/^failed, interrupted, null: /)]);
      expect(asked[0]).toContain(said.slice(0, said.indexOf('nothing')));
      expect(statuses(world.entries)).toEqual({ a: 'skipped', b: 'passed' });
      expect(world.ran).toEqual(['a', 'a', 'b']);
    });

    it('waits anew when it is to be tried again', async () => {
      let asked = 0;
      const world = interruptedWorld({
        remedy: async () => {
          asked += 1;
          return asked === 1 ? { type: 'retry' } : { type: 'pause' };
        },
      });
      expect(await start(plan(waiting), world)).toBe(5);
      // Two of the first series, and six of the second one, which has all of its time.
      expect(world.ran).toHaveLength(2 + 6);
      expect(lastOutcome(world)?.message).toBe('it did not come true within 1m');
    });

    it('pauses where nobody could say what now, and waits anew when it is resumed', async () => {
      const world = interruptedWorld({});
      world.attended = false;
      expect(await start(plan(waiting), world)).toBe(5);
      expect(world.entries.at(-1)).toMatchObject({ type: 'run-paused', step: 'a', reason: 'interrupt' });

      const again = fakeWorld(() => ({ output: 'READY\n' }), {}, world.entries);
      expect(await resume(plan(waiting), again)).toBe(0);
      expect(statuses(again.entries)).toEqual({ a: 'passed' });
    });

    it('within an attempt says the same, of what the attempt before it found', async () => {
      const stopped: Script = { result: { ending: 'interrupted', exit: 130 } };
      const world = fakeWorld((_, nth) => (nth < 3 ? busy() : stopped), {
        remedy: async () => ({ type: 'pause' }),
      });
      expect(await start(plan(waiting), world)).toBe(5);
      expect(lastOutcome(world)).toMatchObject({ status: 'failed', ending: 'interrupted', exit: 130 });
      expect(lastOutcome(world)?.message).toMatch(
        /^the wait was interrupted after 20s of 1m, 3 attempts; last found: /,
      );
      expect(world.entries.at(-1)).toMatchObject({ type: 'run-paused', reason: 'asked' });
    });

    it('within its first attempt pauses where there is nobody, which is no verdict', async () => {
      const world = fakeWorld(() => ({ result: { ending: 'interrupted', exit: 130 } }), {});
      expect(await start(plan(waiting), world)).toBe(5);
      expect(lastOutcome(world)?.message).toBe('the wait was interrupted after 0s of 1m, 1 attempt');
      // Taken up by nobody either, it is what it came to.
      expect(await resume(plan(waiting), fakeWorld(busy, {}, world.entries))).toBe(1);
    });
  });

  describe('that is taken up again', () => {
    /** The first attempts of each series of polls, as the journal has them. */
    const series = ({ entries }: FakeWorld) =>
      entries.flatMap((entry) => (entry.type === 'block-started' ? [[entry.attempt, entry.anew]] : []));
    const polls = (world: FakeWorld) => series(world).filter(([, anew]) => anew !== undefined);
    const busy = (): Script => ({ output: 'busy\n' });

    it('says nothing in the first series, polls included', async () => {
      const world = fakeWorld((_, nth) => ({ output: nth < 3 ? 'busy\n' : 'READY\n' }), {});
      await start(plan(waiting), world);
      expect(series(world)).toEqual([
        [1, undefined],
        [2, undefined],
        [3, undefined],
      ]);
    });

    it('after a pause has all of its time, and records how much went before', async () => {
      const world = fakeWorld(busy, {});
      const sleep = async () => {
        if (world.ran.length === 2) world.stop = { reason: 'hang-up', exit: 5 };
        world.now += world.stop === null ? 10_000 : 4_000;
      };
      const ports = { ...world.ports, clock: { ...world.ports.clock, sleep } };
      expect(await start(plan(waiting), { ...world, ports })).toBe(5);

      const again = fakeWorld(busy, {}, world.entries);
      again.now = world.now + 3_600_000;
      expect(await resume(plan(waiting), again)).toBe(4);
      // Two attempts of 0.1 s, 10 s between them, and 4 s until the hang-up.
      expect(polls(again)).toEqual([[3, { within: '1m', waited: 14_200 }]]);
      expect(again.ran).toHaveLength(6);
    });

    it('after a kill records what the journal knows, and adds up what went before', async () => {
      const world = fakeWorld(busy, {});
      let left = 3;
      world.beforeAppend = ({ type }) => {
        if (type === 'block-started') left -= 1;
        if (left < 0) throw new Error('killed');
      };
      await expect(start(plan(waiting), world)).rejects.toThrow('killed');
      for (const now of [2_000_000, 3_000_000]) {
        const again = fakeWorld(busy, {}, world.entries);
        again.now = now;
        left = 1;
        again.beforeAppend = world.beforeAppend;
        await expect(resume(plan(waiting), again)).rejects.toThrow('killed');
      }
      expect(polls(world)).toEqual([
        [4, { within: '1m', waited: 20_300 }],
        [5, { within: '1m', waited: 20_400 }],
      ]);
    });

    it('by a retry after its time was over', async () => {
      let asked = 0;
      const world = fakeWorld(busy, {
        remedy: async () => {
          asked += 1;
          return asked === 1 ? { type: 'retry' } : { type: 'pause' };
        },
      });
      await start(plan(waiting), world);
      expect(polls(world)).toEqual([[7, { within: '1m', waited: 50_600 }]]);
    });

    it('because nobody had judged it by eye has all of its time, too', async () => {
      const judged = block('a', { ...(waiting.step as BlockStep), confirm: 'it is ready' });
      const world = fakeWorld(() => ({ output: 'READY\n' }), {});
      expect(await start(plan(judged), world)).toBe(5);
      const again = fakeWorld(busy, {}, world.entries);
      again.now = world.now + 3_600_000;
      expect(await resume(plan(judged), again)).toBe(4);
      expect(again.ran).toHaveLength(6);
      expect(polls(again)).toEqual([[2, { within: '1m', waited: 100 }]]);
    });
  });

  it('has all of its time again after a crash in an attempt', async () => {
    const world = fakeWorld(() => ({ output: 'busy\n' }), {});
    world.beforeAppend = ({ type }) => {
      if (type === 'block-ended') throw new Error('killed');
    };
    await expect(start(plan(waiting), world)).rejects.toThrow('killed');
    const again = fakeWorld(() => ({ output: 'busy\n' }), {}, world.entries);
    again.now = world.now + 3_600_000;
    await resume(plan(waiting), again);
    expect(again.ran).toHaveLength(6);
    // Of the attempt that broke off nothing is on record but that it began.
    expect(
      again.entries.find((entry) => entry.type === 'block-started' && entry.attempt === 2),
    ).toMatchObject({
      anew: { within: '1m', waited: 0 },
    });
  });
});

describe('a block that is left before its end', () => {
  const segments = [
    { code: 'one\n', line: 10, expectation: null, placeholders: [] },
    { code: 'two\n', line: 11, expectation: contains('OK'), placeholders: [] },
    { code: 'three\n', line: 12, expectation: null, placeholders: [] },
  ];

  it('runs nothing more of it, and what it claims of the rest does not hold', async () => {
    const world = fakeWorld(({ code }) => ({ output: 'OK\n', result: { left: code === 'one\n' } }), {});
    expect(await start(plan(block('a', { segments }), block('b')), world)).toBe(4);
    expect(world.ran).toEqual(['one']);
    const last = world.entries.findLast((entry) => entry.type === 'block-ended');
    expect(last?.outcome.verdicts).toEqual([
      expect.objectContaining({ ok: false, found: 'that the block was left before this command' }),
    ]);
  });

  it('has passed where nothing more is claimed', async () => {
    const world = fakeWorld(({ code }) => ({ output: 'OK\n', result: { left: code === 'two\n' } }), {});
    expect(await start(plan(block('a', { segments }), block('b')), world)).toBe(0);
    expect(world.ran).toEqual(['one', 'two', 'b']);
  });

  it('goes on as one block', async () => {
    const parts: boolean[] = [];
    const world = fakeWorld(({ continues }) => {
      parts.push(continues);
      return { output: 'OK\n' };
    }, {});
    expect(await start(plan(block('a', { segments }), block('b')), world)).toBe(0);
    expect(parts).toEqual([false, true, true, false]);
  });
});

describe('a crash', () => {
  /** Runs until the process "dies" just before it can record an event of this type. */
  async function crashBefore(type: Event['type'], of: Plan, world: FakeWorld): Promise<void> {
    world.beforeAppend = (event) => {
      if (event.type === type) throw new Error('killed');
    };
    await expect(start(of, world)).rejects.toThrow('killed');
    world.beforeAppend = () => {};
  }

  it('during a readonly block: it runs again by itself', async () => {
    const world = fakeWorld(quiet, {});
    const of = plan(block('a'), block('b'));
    await crashBefore('block-ended', of, world);
    expect(await resume(of, world)).toBe(0);
    expect(world.ran).toEqual(['a', 'a', 'b']);
  });

  it('during a block that changes things: it is unknown and asks', async () => {
    const world = fakeWorld(quiet, { gate: yes });
    const of = plan(gated('a'));
    await crashBefore('block-ended', of, world);
    expect(await resume(of, world)).toBe(8);
    expect(world.ran).toEqual(['a']);
    expect(statuses(world.entries)).toEqual({ a: 'unknown' });
  });

  it('is settled by a human: done counts as a deviation, retry passes the gate again', async () => {
    for (const [answer, runs, status] of [
      [{ type: 'done', reason: 'looked' }, 1, 'deviated'],
      [{ type: 'retry' }, 2, 'passed'],
    ] as const) {
      const world = fakeWorld(quiet, { gate: yes, settle: async () => answer });
      const of = plan(gated('a'));
      await crashBefore('block-ended', of, world);
      expect(await resume(of, world)).toBe(0);
      expect(world.ran).toHaveLength(runs);
      expect(statuses(world.entries)).toEqual({ a: status });
    }
  });

  it('between a yes and the intent: the gate is shown again', async () => {
    let gates = 0;
    const world = fakeWorld(quiet, {
      gate: async () => {
        gates += 1;
        return { type: 'yes', typed: [] };
      },
    });
    const of = plan(gated('a'));
    await crashBefore('block-started', of, world);
    expect(await resume(of, world)).toBe(0);
    expect(gates).toBe(2);
    expect(world.ran).toEqual(['a']);
  });

  it('at a statement to be confirmed: what may be looked at is looked at again', async () => {
    const world = fakeWorld(quiet, {});
    const of = plan(block('a', { confirm: 'the ids are right' }));
    expect(await start(of, world)).toBe(5);
    expect(await resume(of, world)).toBe(5);
    expect(world.ran).toEqual(['a', 'a']);
  });

  it('at a statement about what changed something: it is shown what was printed, and not run again', async () => {
    const shown: (string | null)[] = [];
    const world = fakeWorld(quiet, {
      gate: yes,
      confirm: async (_, __, output) => {
        shown.push(output === null ? null : new TextDecoder().decode(output));
        return shown.length === 1 ? { type: 'pause' } : { type: 'holds' };
      },
    });
    const of = plan(block('a', { mode: 'gate', gate: { phrase: null }, confirm: 'the ids are right' }));
    expect(await start(of, world)).toBe(5);
    expect(await resume(of, world)).toBe(0);
    expect(shown).toEqual([null, 'so far\n']);
    expect(world.ran).toEqual(['a']);
  });

  it('never runs a finished step again', async () => {
    const world = fakeWorld(quiet, { gate: yes });
    const of = plan(gated('a'), block('b'));
    await crashBefore('run-ended', of, world);
    expect(await resume(of, world)).toBe(0);
    expect(world.ran).toEqual(['a', 'b']);
  });
});
