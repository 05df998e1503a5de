import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import type { BlockStep } from '../../src/model/runbook.ts';
import type { GateAnswer, ItemAnswer } from '../../src/run/answers.ts';
import { foldRun, isUnfinished } from '../../src/run/fold-run.ts';
import type { Prompter } from '../../src/run/ports.ts';
import { block, checklist, document, gated, include, plan, stop, under } from './build-plan.ts';
import { fakeWorld, type Script } from './fake-ports.ts';
import { resume, start, statuses } from './walk-plan.ts';

const yes = async () => ({ type: 'yes', typed: [] }) as const;
const quiet = (): Script => ({});
const abort = async () => ({ type: 'abort', reason: null }) as const;

/** A prompter that gives these answers one after the other, then finds nobody. */
function answering<Answer>(...answers: readonly Answer[]) {
  const left = [...answers];
  return async () => left.shift() ?? ({ type: 'unanswered', reason: 'no-terminal' } as const);
}

describe('a condition', () => {
  const branches = plan(
    block('probe'),
    under(block('a'), 'a', 'STATE', 'dirty'),
    under(block('b'), 'b', 'STATE', 'clean'),
  );

  it('is decided when its step is reached, and leaves out what stands under it', async () => {
    const world = fakeWorld(() => {
      world.variables.set('STATE', 'clean');
      return {};
    }, {});
    expect(await start(branches, world)).toBe(0);
    expect(world.ran).toEqual(['probe', 'b']);
    expect(statuses(world.entries)).toEqual({ probe: 'passed', a: 'skipped', b: 'passed' });
    expect(world.entries.filter(({ type }) => type === 'condition-decided')).toMatchObject([
      { guard: 'a', values: { STATE: 'clean' }, holds: false, leavesOut: ['a'] },
      { guard: 'b', values: { STATE: 'clean' }, holds: true, leavesOut: [] },
    ]);
  });

  it.each([
    ['unset', null],
    ['empty', ''],
  ])('over an %s variable stops the run, with the place', async (why, value) => {
    const world = fakeWorld(quiet, {});
    world.variables.set('STATE', value);
    expect(await start(branches, world)).toBe(1);
    expect(world.ran).toEqual(['probe']);
    expect(world.entries.find(({ type }) => type === 'condition-undecidable')).toMatchObject({
      step: 'a',
      at: 'runbooks/x.md:1:1',
      message: `STATE is ${why}, so \`when="$STATE = dirty"\` cannot be decided`,
    });
    expect(statuses(world.entries)).toEqual({ probe: 'passed', a: 'failed', b: 'pending' });
  });

  it('can be decided again once somebody has looked, and cannot be accepted', async () => {
    const offered: boolean[] = [];
    const remedy: Prompter['remedy'] = async (_step, _outcome, { accept }) => {
      offered.push(accept);
      if (offered.length === 1) return { type: 'accept', reason: 'never mind' };
      world.variables.set('STATE', 'dirty');
      return { type: 'retry' };
    };
    const world = fakeWorld(quiet, { remedy });
    expect(await start(branches, world)).toBe(0);
    expect(offered).toEqual([false, false]);
    expect(world.ran).toEqual(['probe', 'a']);
  });

  it('stays what it was decided to be, whatever becomes of the variable and over a resume', async () => {
    const section = plan(
      under(block('one'), '#s', 'STATE', 'dirty'),
      under(gated('two'), '#s', 'STATE', 'dirty'),
    );
    const world = fakeWorld(() => {
      world.variables.set('STATE', 'clean');
      return {};
    }, {});
    world.variables.set('STATE', 'dirty');
    expect(await start(section, world)).toBe(5);
    const again = fakeWorld(quiet, { gate: yes }, world.entries);
    expect(await resume(section, again)).toBe(0);
    expect(statuses(world.entries)).toEqual({ one: 'passed', two: 'passed' });
    expect(world.entries.filter(({ type }) => type === 'condition-decided')).toHaveLength(1);
  });

  it('does not hide a gate from --check, nor stop it before a step it leaves out', async () => {
    const world = fakeWorld(quiet, {});
    world.variables.set('STATE', 'clean');
    const checked = plan(under(gated('a'), 'a', 'STATE', 'dirty'), block('b'), gated('c'), block('d'));
    expect(await start(checked, world, true)).toBe(0);
    expect(world.ran).toEqual(['b']);
  });
});

describe('an include', () => {
  const inner = (step: ReturnType<typeof block>) => ({ ...step, document: 1 });
  const tree = {
    ...plan(
      block('before'),
      include('sub'),
      inner(block('sub/one', { cwd: 'deep' })),
      inner(gated('sub/two')),
      block('after'),
    ),
    documents: [document(''), document('sub/', { target: 'other' })],
  };

  it('keeps to each document its own directory and target', async () => {
    const where: (string | null)[] = [];
    const world = fakeWorld(
      (run) => {
        where.push(run.cwd);
        return {};
      },
      { gate: yes },
    );
    expect(await start(tree, world)).toBe(0);
    expect(where).toEqual([null, '/srv/sub/deep', null, '/srv']);
    expect(world.entries.find(({ type }) => type === 'gate-opened')).toMatchObject({
      approval: { place: { cwd: '/srv/sub/deep', target: 'other' } },
    });
    expect(world.entries.find(({ type }) => type === 'document-entered')).toMatchObject({
      step: 'sub',
      runbook: 'sub',
      file: 'runbooks/sub.md',
    });
  });

  it('is left by its own stop, and the run goes on behind it', async () => {
    const stopped = {
      ...tree,
      steps: [
        include('sub'),
        inner(stop('sub/enough', 'nothing to do')),
        inner(gated('sub/two')),
        block('after'),
      ],
    };
    const world = fakeWorld(quiet, {});
    expect(await start(stopped, world)).toBe(0);
    expect(world.ran).toEqual(['after']);
    expect(statuses(world.entries)).toEqual({
      sub: 'passed',
      'sub/enough': 'passed',
      'sub/two': 'skipped',
      after: 'passed',
    });
    expect(world.entries.at(-1)).toMatchObject({ type: 'run-ended', status: 'done', reason: null });
  });

  it('is left too by a stop of the runbook itself, which ends the run with its reason', async () => {
    const world = fakeWorld(quiet, {});
    const early = { ...tree, steps: [stop('enough', 'no drift'), ...tree.steps] };
    expect(await start(early, world)).toBe(0);
    expect(world.ran).toEqual([]);
    expect(world.entries.at(-1)).toMatchObject({ status: 'done', reason: 'no drift' });
    expect(world.entries.find(({ type }) => type === 'document-stopped')).toMatchObject({
      leavesOut: ['before', 'sub', 'sub/one', 'sub/two', 'after'],
    });
  });
});

describe('an item of a loop', () => {
  it('finds its variable at its gate and in its block', async () => {
    const item = (name: string) => ({ ...gated(`go[${name}]`), bindings: { HOST: name }, reads: ['HOST'] });
    const seen: unknown[] = [];
    const world = fakeWorld(
      () => {
        seen.push(world.variables.get('HOST'));
        return {};
      },
      {
        gate: async ({ reads }) => {
          seen.push(reads);
          return { type: 'yes', typed: [] };
        },
      },
    );
    expect(await start(plan(item('h0'), item('h1')), world)).toBe(0);
    expect(seen).toEqual([[{ name: 'HOST', value: 'h0' }], 'h0', [{ name: 'HOST', value: 'h1' }], 'h1']);
  });
});

describe('a variable that cannot be set', () => {
  it('is a failure of the item or the capture that needs it, and nothing of the item runs', async () => {
    const item = { ...block('go[h0]'), bindings: { HOST: 'h0' } };
    const world = fakeWorld(quiet, {});
    world.fixed.add('HOST');
    expect(await start(plan(item), world)).toBe(1);
    expect(world.ran).toEqual([]);
    expect(world.entries.find(({ type }) => type === 'block-ended')).toMatchObject({
      outcome: {
        status: 'failed',
        ending: 'not-started',
        message: 'the variable HOST cannot be set: it is readonly',
      },
    });
    const pattern = { type: 'regex', source: '(.+)', flags: 'u' } as const;
    const { source } = item.step;
    const capture = {
      variable: 'HOST',
      from: { type: 'pattern', pattern },
      text: 'HOST=/(.+)/',
      source,
    } as const;
    const captured = fakeWorld(() => ({ output: 'h0' }), {});
    captured.fixed.add('HOST');
    expect(await start(plan(block('look', { capture })), captured)).toBe(1);
  });
});

describe('a capture', () => {
  const place = block('x').step.source;
  const capture: BlockStep['capture'] = {
    variable: 'ID',
    from: { type: 'pattern', pattern: { type: 'regex', source: 'id (\\S+)', flags: 'u' } },
    text: 'ID=/id (\\S+)/',
    source: place,
  };
  const json: BlockStep['capture'] = {
    variable: 'ID',
    from: { type: 'json', path: [{ type: 'key', key: 'id' }] },
    text: 'ID=$.id',
    source: place,
  };

  it.each([
    ['pattern', capture, 'x\nid a7\nid a7\n'],
    ['JSON', json, '{"id":"a7"}'],
  ])('sets the variable from the output: %s', async (_, how, output) => {
    const world = fakeWorld(() => ({ output }), {});
    expect(await start(plan(block('a', { capture: how })), world)).toBe(0);
    expect(world.variables.get('ID')).toBe('a7');
    expect(world.entries.find(({ type }) => type === 'block-ended')).toMatchObject({
      captured: { ID: 'a7' },
    });
  });

  it.each([
    ['no match', capture, 'nothing\n', 'no line that matches'],
    ['values that differ', capture, 'id a\nid b\n', '"a" and "b"'],
    ['no output', capture, '', 'no line that matches'],
    ['no JSON', json, 'oops', 'output that is not JSON'],
    ['an object', json, '{"id":{}}', 'no text, number or boolean at $.id'],
    ['null', json, '{"id":null}', 'no text, number or boolean at $.id'],
    ['nothing there', json, '{}', 'nothing at $.id: the object is empty'],
  ])('without one value is unexpected: %s', async (_, how, output, found) => {
    const world = fakeWorld(() => ({ output }), {});
    expect(await start(plan(block('a', { capture: how })), world)).toBe(4);
    expect(world.variables.has('ID')).toBe(false);
    expect(world.entries.find(({ type }) => type === 'block-ended')).toMatchObject({
      outcome: { verdicts: [{ claim: `capture ${how.text}`, ok: false, found }] },
      captured: {},
    });
  });

  it('is not taken out of a block that failed', async () => {
    const world = fakeWorld(() => ({ output: 'id a7\n', result: { exit: 1 } }), {});
    expect(await start(plan(block('a', { capture })), world)).toBe(1);
    expect(world.variables.has('ID')).toBe(false);
  });
});

describe('placeholders', () => {
  const code = 'juju remove-machine <id> <id>\n';
  const placeholders = [
    { name: 'id', start: 20, end: 24 },
    { name: 'id', start: 25, end: 29 },
  ];
  const segments = [{ code, line: 1, expectation: null, placeholders }];
  const removal = plan({
    ...gated('remove'),
    step: { ...gated('remove').step, code, segments } as BlockStep,
  });

  it('are asked for before the gate, which shows what runs', async () => {
    const shown: string[] = [];
    const fill: Prompter['fill'] = async (_step, names) => {
      expect(names).toEqual(['id']);
      return { type: 'filled', values: { id: "3; it's" } };
    };
    const gate: Prompter['gate'] = async ({ step }) => {
      shown.push((step.step as BlockStep).code.trim());
      return { type: 'yes', typed: [] };
    };
    const world = fakeWorld(quiet, { fill, gate });
    expect(await start(removal, world)).toBe(0);
    const filled = `juju remove-machine '3; it'\\''s' '3; it'\\''s'`;
    expect(shown).toEqual([filled]);
    expect(world.ran).toEqual([filled]);
  });

  it('are filled in for each attempt of a wait', async () => {
    const fill: Prompter['fill'] = async () => ({ type: 'filled', values: { id: '3' } });
    const polling = { within: { ms: 60_000, text: '1m' }, every: { ms: 10_000, text: '10s' }, abort: null };
    const step = { ...gated('remove').step, code, segments, polling } as BlockStep;
    const world = fakeWorld((_, nth) => ({ result: { exit: nth < 3 ? 1 : 0 } }), { fill, gate: yes });
    expect(await start(plan({ ...gated('remove'), step }), world)).toBe(0);
    expect(new Set(world.ran)).toEqual(new Set(['juju remove-machine 3 3']));
    expect(world.ran).toHaveLength(3);
  });

  it('are asked for again when the gate was declined, and bound to the yes', async () => {
    const values = ['3', '4'];
    const fill: Prompter['fill'] = async () => ({ type: 'filled', values: { id: values.shift() ?? '' } });
    const decline = async () => ({ type: 'decline', typed: [] }) as const;
    const world = fakeWorld(quiet, { fill, gate: decline });
    expect(await start(removal, world)).toBe(6);
    const again = fakeWorld(quiet, { fill, gate: yes }, world.entries);
    expect(await resume(removal, again)).toBe(0);
    expect(again.ran).toEqual(['juju remove-machine 4 4']);
    const approvals = again.entries.flatMap((entry) =>
      entry.type === 'gate-opened' ? [entry.approval.hash] : [],
    );
    expect(new Set(approvals).size).toBe(2);
  });

  it('without a human are a pause', async () => {
    const world = fakeWorld(quiet, {});
    expect(await start(removal, world)).toBe(5);
    expect(world.ran).toEqual([]);
  });
});

describe('a checklist', () => {
  const list = plan(checklist('go', 'model gone', 'hosts ready', 'backup there'), block('b'));
  const ok: ItemAnswer = { type: 'yes' };

  it('is confirmed item by item', async () => {
    const asked: string[] = [];
    const item: Prompter['item'] = async (_step, { number, of, text }) => {
      asked.push(`${number}/${of} ${text}`);
      return ok;
    };
    const world = fakeWorld(quiet, { item });
    expect(await start(list, world)).toBe(0);
    expect(asked).toEqual(['1/3 model gone', '2/3 hosts ready', '3/3 backup there']);
    expect(statuses(world.entries)).toEqual({ go: 'passed', b: 'passed' });
  });

  it('goes on at the item it was left at', async () => {
    const world = fakeWorld(quiet, { item: answering<ItemAnswer>(ok, { type: 'pause' }) });
    expect(await start(list, world)).toBe(5);
    const numbers: number[] = [];
    const item: Prompter['item'] = async (_step, { number }) => {
      numbers.push(number);
      return ok;
    };
    const again = fakeWorld(quiet, { item }, world.entries);
    expect(await resume(list, again)).toBe(0);
    expect(numbers).toEqual([2, 3]);
  });

  it('with a skipped item has deviated', async () => {
    const item = answering<ItemAnswer>(ok, { type: 'skip', reason: 'state was clean' }, ok);
    const world = fakeWorld(quiet, { item });
    expect(await start(list, world)).toBe(0);
    expect(statuses(world.entries)).toEqual({ go: 'deviated', b: 'passed' });
  });

  it('with an item that does not hold is unexpected, and a retry asks for that item again', async () => {
    const item = answering<ItemAnswer>(ok, { type: 'no' }, ok, ok);
    const world = fakeWorld(quiet, { item, remedy: async () => ({ type: 'retry' }) });
    expect(await start(list, world)).toBe(0);
    const answers = world.entries.flatMap((entry) =>
      entry.type === 'item-answered' ? [`${entry.item} ${entry.answer}`] : [],
    );
    expect(answers).toEqual(['1 yes', '2 no', '2 yes', '3 yes']);
    const nobody = fakeWorld(quiet, { item: answering<ItemAnswer>({ type: 'no' }) });
    expect(await start(list, nobody)).toBe(4);
  });
});

describe('a rollback', () => {
  const undo = { ...gated('undo'), document: 0 };
  const careful = { ...plan(gated('act'), block('check')), documents: [document('', { rollback: [undo] })] };
  const failing = (run: { readonly code: string }): Script =>
    run.code.startsWith('check') ? { result: { exit: 1 } } : {};

  it('is offered where a step failed; the run then ends as rolled back and is over', async () => {
    const remedy: Prompter['remedy'] = async (_step, _outcome, { rollback }) => {
      expect(rollback.map(({ step }) => step.id)).toEqual(['undo']);
      return { type: 'rollback' };
    };
    const world = fakeWorld(failing, { gate: yes, remedy });
    expect(await start(careful, world)).toBe(1);
    expect(world.ran).toEqual(['act', 'check', 'undo']);
    expect(world.entries.at(-1)).toMatchObject({ type: 'run-ended', status: 'rolled-back', step: 'check' });
    expect(isUnfinished(foldRun(world.entries, { alive: false }))).toBe(false);
  });

  it('is offered on an abort once something was changed, and not before', async () => {
    const gate = answering<GateAnswer>(await yes(), await abort());
    const twice = { ...careful, steps: [gated('act'), gated('more')] };
    const world = fakeWorld(quiet, { gate, rollback: async () => ({ type: 'no' }) });
    expect(await start(twice, world)).toBe(6);
    expect(world.entries.at(-1)).toMatchObject({ status: 'aborted' });
    const walked = fakeWorld(quiet, {
      gate: answering<GateAnswer>(await yes(), await abort(), await yes()),
      rollback: async () => ({ type: 'yes' }),
    });
    expect(await start(twice, walked)).toBe(6);
    expect(walked.ran).toEqual(['act', 'undo']);
    expect(walked.entries.at(-1)).toMatchObject({ status: 'rolled-back' });
    const early = fakeWorld(quiet, {
      gate: abort,
      rollback: async () => {
        throw new Error('nothing to take back');
      },
    });
    expect(await start(twice, early)).toBe(6);
  });

  it('is offered where a killed block left an unknown outcome, which it stays; the exit code says so', async () => {
    const settle: Prompter['settle'] = async (_step, _output, rollback) => {
      expect(rollback.map(({ step }) => step.id)).toEqual(['undo']);
      return { type: 'rollback' };
    };
    const world = await killedInside(careful, 'act');
    const again = fakeWorld(quiet, { gate: yes, settle }, world.entries);
    expect(await resume(careful, again)).toBe(8);
    expect(again.ran).toEqual(['undo']);
    expect(statuses(again.entries)).toEqual({ act: 'unknown', check: 'pending', undo: 'passed' });
    expect(again.entries.map(({ type }) => type)).not.toContain('outcome-settled');
    expect(again.entries.at(-1)).toMatchObject({
      type: 'run-ended',
      status: 'rolled-back',
      step: 'act',
      reason: 'what became of act is not known',
    });
    expect(isUnfinished(foldRun(again.entries, { alive: false }))).toBe(false);
  });

  it('is not offered there without such a section, nor for an outcome that is unknown within it', async () => {
    const offered: string[][] = [];
    const settle: Prompter['settle'] = async (_step, _output, rollback) => {
      offered.push(rollback.map(({ step }) => step.id));
      return { type: 'done', reason: 'looked' };
    };
    const bare = plan(gated('act'));
    const killed = await killedInside(bare, 'act');
    expect(await resume(bare, fakeWorld(quiet, { gate: yes, settle }, killed.entries))).toBe(0);
    const remedy = async () => ({ type: 'rollback' }) as const;
    const within = await killedInside(careful, 'undo', { gate: yes, remedy }, failing);
    expect(await resume(careful, fakeWorld(quiet, { gate: yes, settle }, within.entries))).toBe(1);
    expect(offered).toEqual([[], []]);
  });

  /** A world whose runner went away while this step's block ran. */
  async function killedInside(
    of: Plan,
    id: string,
    prompter: Partial<Prompter> = { gate: yes },
    blocks: Parameters<typeof fakeWorld>[0] = quiet,
  ) {
    const world = fakeWorld(blocks, prompter);
    world.beforeAppend = (event) => {
      if (event.type === 'block-ended' && event.step === id) throw new Error('killed');
    };
    await expect(start(of, world)).rejects.toThrow('killed');
    return world;
  }

  it('goes on where it was paused', async () => {
    const remedy = async () => ({ type: 'rollback' }) as const;
    const gate = answering<GateAnswer>(await yes(), { type: 'pause' });
    const world = fakeWorld(failing, { gate, remedy });
    expect(await start(careful, world)).toBe(5);
    const again = fakeWorld(failing, { gate: yes }, world.entries);
    expect(await resume(careful, again)).toBe(1);
    expect(again.ran).toEqual(['undo']);
  });

  it('is the one of the nearest document that has one, and is not offered within itself', async () => {
    const inner = { ...gated('sub/undo'), document: 1 };
    const both = {
      ...plan(include('sub'), { ...block('sub/check'), document: 1 }),
      documents: [document('', { rollback: [undo] }), document('sub/', { rollback: [inner] })],
    };
    const offered: string[][] = [];
    const remedy: Prompter['remedy'] = async (_step, _outcome, { rollback }) => {
      offered.push(rollback.map(({ step }) => step.id));
      return rollback.length > 0 ? { type: 'rollback' } : { type: 'skip', reason: 'gone' };
    };
    const world = fakeWorld(() => ({ result: { exit: 1 } }), { gate: yes, remedy });
    expect(await start(both, world)).toBe(1);
    expect(offered).toEqual([['sub/undo'], []]);
  });
});
