import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openOutputLog } from '../../src/journal/output-log.ts';
import { readJournal } from '../../src/journal/read-journal.ts';
import { createRedactor } from '../../src/journal/redactor.ts';
import { copyDocument } from '../../src/journal/run-store.ts';
import { sha256 } from '../../src/journal/sha256.ts';
import { verifyJournal } from '../../src/journal/verify-journal.ts';
import type { Event, OutputRecord } from '../../src/model/event.ts';
import { someEvents } from './event-arbitrary.ts';
import { temporaryDirectory } from './temporary.ts';
import { note, operator, overwrite, run, writeJournal } from './write-journal.ts';

const few = { numRuns: 100 };
const place = { host: 'jumphost', user: 'ubuntu', cwd: '/srv', target: 'openstack@juju.maas' };

function started(text: string): Event {
  return {
    type: 'run-started',
    version: '0.1.0',
    runbook: { id: 'phase-00', title: 'MAAS', file: 'runbooks/phase-00.md', sha256: sha256(text) },
    careful: false,
    operator,
    place,
    root: '/srv',
    git: null,
    steps: [],
    options: { stepwise: false, check: false, passedOver: [] },
    includes: [],
    inputs: {},
  };
}

function ended(output: OutputRecord): Event {
  const outcome = {
    status: 'passed' as const,
    ending: 'exited' as const,
    exit: 0,
    failedCommand: null,
    message: null,
    verdicts: [],
  };
  return {
    type: 'block-ended',
    step: 'audit',
    attempt: 1,
    took: 2,
    outcome,
    output,
    again: false,
    captured: {},
    directory: '/srv',
  };
}

/** A run's directory with a document, a log and a journal, as a run leaves it. */
async function finishedRun() {
  const directory = join(temporaryDirectory(), run);
  writeJournal(directory, []);
  rmSync(join(directory, 'journal.jsonl'));
  copyDocument({ id: run, directory }, 'runbooks/phase-00.md', '# Phase 00\n');
  const name = 'steps/001-audit-1.log';
  const log = openOutputLog({ directory, name, redactor: createRedactor([]), show: () => {} });
  log.write('both', Buffer.from('3 DRIFT\n'));
  const record = await log.close();
  const kept = join(temporaryDirectory(), run);
  const journal = writeJournal(kept, [started('# Phase 00\n'), ended(record)]);
  overwrite(directory, journal.bytes);
  return { directory, head: journal.head, log: join(directory, name) };
}

describe('verify', () => {
  test('finds nothing in a run as it was left', async () => {
    const { directory, head } = await finishedRun();
    expect(verifyJournal(directory)).toMatchObject({ findings: [], head, headLine: null });
    expect(verifyJournal(directory, { head })).toMatchObject({ findings: [], headLine: 2 });
  });

  test('finds a log that was changed, lengthened or removed', async () => {
    const { directory, log } = await finishedRun();
    writeFileSync(log, '0 DRIFT\n');
    expect(verifyJournal(directory).findings).toEqual([
      { type: 'wrong-log', line: 2, message: 'records steps/001-audit-1.log, which was changed' },
    ]);
    writeFileSync(log, '3 DRIFT\n\n');
    expect(verifyJournal(directory).findings).toEqual([
      { type: 'wrong-log', line: 2, message: 'records 8 bytes in steps/001-audit-1.log, which has 9' },
    ]);
    rmSync(log);
    expect(verifyJournal(directory).findings).toEqual([
      {
        type: 'wrong-log',
        line: 2,
        message: 'records steps/001-audit-1.log, which is missing or cannot be read',
      },
    ]);
    mkdirSync(log);
    expect(verifyJournal(directory).findings).toHaveLength(1);
  });

  test('finds a record of a shell that was changed or removed, and asks nothing of older journals', () => {
    const directory = join(temporaryDirectory(), run);
    const log = 'steps/001-audit-shell.log';
    const closed = { type: 'shell-closed', step: 'audit', exit: 0, log } as const;
    writeJournal(directory, [{ ...closed, sha256: sha256('$ ls\n') }, closed, { ...closed, log: null }]);
    mkdirSync(join(directory, 'steps'));
    const faults = () => verifyJournal(directory).findings.filter(({ type }) => type === 'wrong-log');
    expect(faults()).toMatchObject([
      { line: 1, message: `records ${log}, which is missing or cannot be read` },
    ]);
    writeFileSync(join(directory, log), '$ rm x\n');
    expect(faults()).toMatchObject([{ line: 1, message: `records ${log}, which was changed` }]);
    writeFileSync(join(directory, log), '$ ls\n');
    expect(faults()).toEqual([]);
  });

  test('finds a document that is not the one that ran', async () => {
    const { directory } = await finishedRun();
    writeFileSync(join(directory, 'documents/phase-00.md'), '# Phase 01\n');
    expect(verifyJournal(directory).findings).toEqual([
      { type: 'wrong-document', line: 1, message: 'records documents/phase-00.md, which was changed' },
    ]);
  });

  test.each(['../outside', '/etc/hostname', '', '.', 'steps/../../outside'])(
    'looks at no log outside the run: %j',
    (file) => {
      const directory = join(temporaryDirectory(), run);
      writeJournal(directory, [ended({ file, bytes: 1, sha256: sha256('x') })]);
      writeFileSync(join(directory, '..', 'outside'), 'x');
      expect(verifyJournal(directory).findings).toContainEqual(
        expect.objectContaining({ type: 'wrong-log', line: 1 }),
      );
    },
  );

  test('finds a journal that does not begin with its run, or begins twice', () => {
    const directory = temporaryDirectory();
    writeJournal(directory, [note('x'), started('')]);
    expect(verifyJournal(directory).findings.filter(({ type }) => type === 'wrong-beginning')).toEqual([
      { type: 'wrong-beginning', line: 1, message: 'is not the start of a run' },
      { type: 'wrong-beginning', line: 2, message: 'starts a run again' },
    ]);
  });

  test('accepts a head from a pause before later lines, and says which line it is', () => {
    const directory = temporaryDirectory();
    const { head: paused } = writeJournal(directory, [note('one'), note('two')]);
    writeJournal(directory, [note('one'), note('two'), note('three')]);
    expect(verifyJournal(directory, { head: ` ${paused.toUpperCase()}\n` }).headLine).toBe(2);
  });
});

describe('tampering', () => {
  const chainDamage = (directory: string, head?: string) =>
    verifyJournal(directory, head === undefined ? {} : { head }).findings.filter(
      ({ type }) => type !== 'wrong-beginning' && type !== 'wrong-log' && type !== 'wrong-document',
    );

  test('by any single bit is found: before the last line by the chain, in it by the head', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(someEvents, fc.nat(), fc.nat(7), (events, position, bit) => {
        const { bytes, head } = writeJournal(directory, events);
        const at = position % bytes.length;
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        overwrite(directory, flipped);
        expect(chainDamage(directory, head)).not.toEqual([]);
        const lastLine = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
        if (at < lastLine) expect(chainDamage(directory)).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('by every single bit of a short journal is found', () => {
    const directory = temporaryDirectory();
    const { bytes, head } = writeJournal(directory, [note('a'), note('b')]);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      overwrite(directory, flipped);
      if (chainDamage(directory, head).length === 0) throw new Error(`bit ${bit} was not found`);
    }
  });

  test('by taking out a line, or swapping two, is found', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(someEvents, fc.nat(), fc.nat(), (events, first, second) => {
        const { bytes, head } = writeJournal(directory, events);
        const lines = bytes.toString().split('\n').slice(0, -1);
        const [i, j] = [first % lines.length, second % lines.length];
        overwrite(directory, toBytes(lines.toSpliced(i, 1)));
        expect(chainDamage(directory, head)).not.toEqual([]);
        if (i < lines.length - 1) expect(chainDamage(directory)).not.toEqual([]);
        if (i === j) return;
        const swapped = [...lines];
        [swapped[i], swapped[j]] = [lines[j] ?? '', lines[i] ?? ''];
        overwrite(directory, toBytes(swapped));
        expect(chainDamage(directory)).not.toEqual([]);
      }),
      few,
    );
  });

  test('by repeating a line, or putting in one of another run, is found', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(someEvents, fc.nat(), fc.nat(), (events, from, to) => {
        const { bytes, head } = writeJournal(directory, events);
        const lines = bytes.toString().split('\n').slice(0, -1);
        const [i, j] = [from % lines.length, to % (lines.length + 1)];
        overwrite(directory, toBytes(lines.toSpliced(j, 0, lines[i] ?? '')));
        expect(chainDamage(directory)).not.toEqual([]);
        const stranger = lines[i]?.replace(`"run":"${run}"`, '"run":"20261121-1403-ffff"') ?? '';
        overwrite(directory, toBytes(lines.with(i, stranger)));
        expect(chainDamage(directory, head)).not.toEqual([]);
        if (i < lines.length - 1) expect(chainDamage(directory)).not.toEqual([]);
      }),
      few,
    );
  });

  test('by any other byte anywhere is found, with the head', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(someEvents, fc.nat(), fc.integer({ min: 0, max: 255 }), (events, position, value) => {
        const { bytes, head } = writeJournal(directory, events);
        const at = position % bytes.length;
        fc.pre(bytes[at] !== value);
        overwrite(directory, Buffer.from(bytes).fill(value, at, at + 1));
        expect(chainDamage(directory, head)).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('by cutting whole lines off the end is found with the head alone', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(someEvents, fc.nat(), (events, some) => {
        const { bytes, head } = writeJournal(directory, events);
        const lines = bytes.toString().split('\n').slice(0, -1);
        overwrite(directory, toBytes(lines.slice(0, some % lines.length)));
        expect(chainDamage(directory)).toEqual([]);
        expect(chainDamage(directory, head).map(({ type }) => type)).toEqual(['wrong-head']);
      }),
      few,
    );
  });

  test('by writing all of it anew, with a chain of its own, is found with the head alone', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(someEvents, fc.nat(), (events, some) => {
        const { head } = writeJournal(directory, events);
        const changed = events.with(some % events.length, note('nothing happened here'));
        fc.pre(JSON.stringify(changed) !== JSON.stringify(events));
        writeJournal(directory, changed);
        expect(chainDamage(directory)).toEqual([]);
        expect(chainDamage(directory, head).map(({ type }) => type)).toEqual(['wrong-head']);
      }),
      few,
    );
  });

  test('by cutting the tail off at any byte is found with the head, and a half line without it', () => {
    const directory = temporaryDirectory();
    const { bytes, head } = writeJournal(directory, [note('a'), note('b'), note('c')]);
    for (let cut = 0; cut < bytes.length; cut++) {
      overwrite(directory, bytes.subarray(0, cut));
      const types = chainDamage(directory, head).map(({ type }) => type);
      const betweenLines = cut === 0 || bytes[cut - 1] === 0x0a;
      expect(types).toEqual(betweenLines ? ['wrong-head'] : ['torn', 'wrong-head']);
    }
  });

  function toBytes(lines: readonly string[]): Buffer {
    return Buffer.from(lines.map((line) => `${line}\n`).join(''));
  }
});

describe('reading whatever stands in the file', () => {
  test('never throws', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        overwrite(directory, bytes);
        const { entries, damage } = readJournal(directory);
        expect(entries).toEqual([]);
        expect(damage.length > 0).toBe(bytes.length > 0);
        verifyJournal(directory, { head: 'x' });
      }),
      few,
    );
  });

  test('never throws on JSON of another shape, and keeps what is whole', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(
        fc.json(),
        fc.constantFrom('note-added', 'block-ended', 'toString', '__proto__'),
        (json, type) => {
          const { bytes } = writeJournal(directory, [note('kept')]);
          overwrite(
            directory,
            Buffer.concat([bytes, Buffer.from(`${json}\n{"type":"${type}","x":${json}}\n`)]),
          );
          const { entries, damage } = readJournal(directory);
          expect(entries).toHaveLength(1);
          expect(damage.map(({ line }) => line)).toEqual([2, 3]);
        },
      ),
      few,
    );
  });

  test('says line by line what is wrong, and keeps the entries around it', () => {
    const directory = temporaryDirectory();
    const { bytes } = writeJournal(directory, ['a', 'b', 'c', 'd', 'e'].map(note));
    const lines = bytes.toString().split('\n');
    lines[0] = '{"seq":1';
    lines[1] = (lines[1] ?? '').replace('note-added', 'note-sung');
    lines[2] = (lines[2] ?? '').replace('"text":"c"', '"text":3');
    lines[4] = (lines[4] ?? '').replace('"seq":5', '"seq":7');
    overwrite(directory, Buffer.from(lines.join('\n')));
    const { entries, damage } = readJournal(directory);
    expect(entries.map((entry) => entry.seq)).toEqual([4, 7]);
    expect(damage).toEqual([
      { line: 1, type: 'not-json', message: 'is not a JSON object' },
      { line: 2, type: 'unknown-event', message: 'has an unknown event type "note-sung"' },
      { line: 3, type: 'wrong-shape', message: 'is not a whole note-added: text is missing or wrong' },
      { line: 4, type: 'wrong-previous', message: 'does not follow from the line before it' },
      { line: 5, type: 'wrong-sequence', message: 'has number 7, expected 5' },
    ]);
  });
});
