import { expect, test } from 'vitest';
import { scanJournal } from '../../src/journal/read-journal.ts';
import type { Event, PlannedStep } from '../../src/model/event.ts';
import { temporaryDirectory } from '../journal/temporary.ts';
import { operator as by, writeJournal } from '../journal/write-journal.ts';
import { type LedgerLine, steps } from './crash-project.ts';
import type { Typed } from './scripted-operator.ts';
import { type Evidence, findViolations } from './violations.ts';

const hash = '0'.repeat(64);
const planned = steps.map(
  ({ id }): PlannedStep => ({ id, kind: 'block', mode: 'gate', title: id, confirm: null, hash }),
);
const place = { host: 'h', user: 'u', cwd: '/', target: null };
const started: Event = {
  type: 'run-started',
  version: '0',
  runbook: { id: 'x', title: 'X', file: 'x.md', sha256: hash },
  careful: false,
  operator: by,
  place,
  root: '/',
  git: null,
  steps: planned,
  options: { stepwise: false, check: false, passedOver: [] },
  includes: [],
  inputs: {},
};
const outcome = {
  status: 'passed',
  ending: 'exited',
  exit: 0,
  failedCommand: null,
  message: null,
  verdicts: [],
} as const;

const begun = (step: string): Event => ({ type: 'block-started', step, attempt: 1, log: 'l', pid: 1 });
const passed = (step: string): Event => ({
  type: 'block-ended',
  step,
  attempt: 1,
  took: 1,
  outcome,
  output: { file: 'l', bytes: 0, sha256: hash },
  again: false,
  captured: {},
  directory: '/',
});
const done: Event = { type: 'run-ended', status: 'done', step: null, exit: 0, reason: null };

const line = (what: LedgerLine['what'], step: string, shell = 1, did = ''): LedgerLine => ({
  what,
  step,
  shell,
  did: did.split(' '),
});
const said = (what: Typed['what'], step: string, ledger: number): Typed => ({ what, step, ledger });

function find(events: readonly Event[], evidence: Partial<Evidence>): readonly string[] {
  const directory = temporaryDirectory();
  writeJournal(directory, [started, ...events]);
  return findViolations({ ledger: [], typed: [], seen: [], scan: scanJournal(directory), ...evidence });
}

const once = [line('begin', 'change', 1, 'look change'), line('end', 'change', 1, 'look change')];
const yes = [said('yes', 'change', 0)];

test('what is as promised is no violation', () => {
  expect(find([begun('change'), passed('change')], { ledger: once, typed: yes })).toEqual([]);
  const twice = [...once, line('begin', 'change', 2, 'change'), line('end', 'change', 2, 'change')];
  const typed = [...yes, said('retry', 'change', 2), said('yes', 'change', 2)];
  expect(find([begun('change')], { ledger: twice, typed })).toEqual([]);
});

test.each<[string, readonly Event[], Partial<Evidence>, string]>([
  ['a block without a yes', [begun('change')], { ledger: once }, 'change ran without a yes'],
  [
    'a block that ran twice on one yes',
    [begun('change')],
    { ledger: [...once, ...once], typed: yes },
    'change ran again and nobody had said retry',
  ],
  [
    'a step that is told as passed and did not end',
    [begun('change'), passed('change')],
    { ledger: once.slice(0, 1), typed: yes },
    'change is told as passed and did not come to its end',
  ],
  ['a run that is told as done too early', [done], {}, 'the run is told as done and look is pending'],
  [
    'a step that was finished and is no more',
    [begun('change')],
    { ledger: once, typed: yes, seen: [{ step: 'change', status: 'passed', ledger: 2 }] },
    'change was passed and is no more',
  ],
  [
    'a finished step that ran again, even one that only looks',
    [begun('look'), passed('look')],
    {
      ledger: [line('begin', 'look'), line('end', 'look'), line('begin', 'look')],
      seen: [{ step: 'look', status: 'passed', ledger: 2 }],
    },
    'look was passed and ran again',
  ],
  [
    'a block of a dead life that goes on beside a later one',
    [begun('look')],
    { ledger: [line('begin', 'look', 1), line('begin', 'look', 2), line('end', 'look', 1)] },
    'end look came from a shell of an earlier life',
  ],
  [
    'a session that forgot what a passed step had set',
    [begun('look'), passed('look'), begun('change')],
    {
      ledger: [
        line('begin', 'look', 1, 'look'),
        line('end', 'look', 1, 'look'),
        line('begin', 'change', 2, 'change'),
      ],
      typed: [said('yes', 'change', 2)],
    },
    'change ran in a session that knew change and not look',
  ],
])('%s is one', (_, events, evidence, violation) => {
  expect(find(events, evidence)).toContain(violation);
});

test('a journal that cannot be read to its end is one', () => {
  const directory = temporaryDirectory();
  writeJournal(directory, [started]);
  const scan = scanJournal(directory);
  const damage = [{ type: 'not-json', line: 2, message: 'is not a JSON object' }] as const;
  expect(findViolations({ ledger: [], typed: [], seen: [], scan: { ...scan, damage } })).toEqual([
    'journal:2: is not a JSON object',
  ]);
});
